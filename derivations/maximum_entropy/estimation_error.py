"""E(X - c)^2 >= exp(2 h)/(2 pi e) for every constant estimate c of X with h(X) = h.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.6.6.
Idea: h <= log(2 pi e s^2)/2 for s^2 = E(X - c)^2; exp is increasing.
"""

import sympy as sp

from symbolic_info import Normal
from symbolic_info.derive.script import u

from .known_moments import largest, m, s, x

CLAIMS = ("T101",)
h = sp.Symbol("h", real=True)


def main():
    """The theorem, replayed by the kernel; s^2 is the mean squared error of m."""
    moment = (x - m) ** 2, s**2, 1 / (2 * s**2)
    script, bound, (entropy, value) = largest(Normal(m, s), (-sp.oo, sp.oo), moment, h)
    known = script.proof.do("hypothesis", [], (), (), script.term(entropy), script.term(h), script.term(1))
    number = script.combine(h, "<=", value, {bound: 1, known: -1})
    error = script.increasing(number, sp.exp(2 * u))
    return script.proves(sp.exp(2 * h) / (2 * sp.pi * sp.E), "<=", s**2, {error: 1 / (2 * sp.pi * sp.E)})


if __name__ == "__main__":
    print(main())
