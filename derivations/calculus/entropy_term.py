"""-p log p -> 0 as p -> 0+, which is why 0 log 0 = 0; and -p log p <= 1/e, with equality exactly at p = 1/e.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.1 (x log x -> 0).
Idea: a power beats a logarithm; u log u is convex and its supporting line at 1/e is horizontal.
"""

import sympy as sp

from symbolic_info.derive.lines import POINT
from symbolic_info.derive.moving import derivative, growth, t
from symbolic_info.derive.script import Script, u

CLAIMS = ("S05",)
p = sp.Symbol("p", positive=True)
ONE_OVER_E = sp.exp(-1)


def main():
    """The limit, the derivative, and the maximum with its place; each replayed by the kernel."""
    s = Script(p)
    limit, slope = s.theorem(growth(s, -t * sp.log(t))), s.theorem(derivative(s, -t * sp.log(t), p))
    line = s.line(POINT, 1, u * sp.log(u), p, ONE_OVER_E, 0)
    return limit, slope, s.proves(-p * sp.log(p), "<=", ONE_OVER_E, {line: 1})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
