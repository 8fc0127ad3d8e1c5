"""Differential entropy has no lower bound: h <= c for a Gaussian with sigma <= exp(c)/sqrt(2 pi e), however small c is.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., example 8.1.2.
Idea: h = log(sigma) + log(2 pi e)/2, and log(sigma) -> -oo as sigma -> 0; for a uniform law of width exp(c), h = c.
"""

import sympy as sp

from symbolic_info import Entropy, Normal, Uniform, derive
from symbolic_info.derive.script import Script, u

CLAIMS = ("S07", "T102")
c, sigma = sp.Symbol("c", real=True), sp.Symbol("sigma", positive=True)
WIDTH = sp.exp(c) / sp.sqrt(2 * sp.pi * sp.E)


def main():
    """The value of h; the bound under the condition; a uniform law with h = c.  Each replayed by the kernel."""
    value = derive(Entropy(Normal(0, sigma))).theorem
    h = value.claim.rhs
    s = Script(h, WIDTH)
    narrow = s.proof.do("assumed_order", [], s.term(WIDTH - sigma))
    order = s.combine(sigma, "<=", WIDTH, {narrow: 1})
    bound = s.proves(h, "<=", c, {s.increasing(order, sp.log(u), 0): 1})
    uniform = derive(Entropy(Uniform(0, sp.exp(c)))).theorem
    assert uniform.claim.rhs == c, uniform.claim
    return value, bound, uniform


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
