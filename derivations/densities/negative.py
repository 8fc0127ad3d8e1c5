"""Differential entropy can be negative, h(Uniform(0, 1/2)) = -log 2 < 0, and a one-to-one map moves it: h(2X) = h(X) + log 2.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 8.1 and theorem 8.6.4.
Idea: a density may exceed 1, and it is taken with respect to length, which the map stretches.
"""

import sympy as sp

from symbolic_info import Density, Entropy, Uniform, derive
from symbolic_info.derive.lines import entropy_of_image
from symbolic_info.derive.script import Script

CLAIMS = ("T102",)
x = sp.Symbol("x", real=True)
f = sp.Function("f")
X, TWICE = Density(f(x), x, (-sp.oo, sp.oo)), Density(f(x / 2) / 2, x, (-sp.oo, sp.oo))
VALUE = -sp.log(2)


def moved():
    """h(2X) = h(X) + log 2 for any density that is positive on the line and has an entropy."""
    gain = Entropy(X) + sp.log(2)
    s = Script(Entropy(TWICE), gain)
    line = entropy_of_image(s, TWICE, X, x, 2 * x, x / 2)
    return s.theorem(s.proof.do("restate", [line], s.term(gain)), Entropy(TWICE), gain)


def main():
    """The value, its sign, and what doubling does; each replayed by the kernel."""
    half = derive(Entropy(Uniform(0, sp.S.Half))).theorem
    assert half.claim.rhs == VALUE, half.claim
    return half, Script(VALUE).proves(VALUE, "<", sp.S.Zero, {}), moved()


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
