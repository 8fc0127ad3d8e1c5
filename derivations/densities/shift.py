"""h(X + c) = h(X): a shift changes no differential entropy.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.6.3.
Idea: X + c has the density f(y - c); the mean of -log f(Y - c) under it is that of -log f(X).
"""

import sympy as sp

from symbolic_info import Density, Entropy
from symbolic_info.derive.lines import entropy_of_image
from symbolic_info.derive.script import Script

CLAIMS = ("T097",)
x, c, lo, hi = sp.symbols("x c lo hi", real=True)
f = sp.Function("f")


def shifted(low: sp.Expr, high: sp.Expr):
    """The theorem for a density that is positive between two ends, and has an entropy."""
    old, new = Density(f(x), x, (low, high)), Density(f(x - c), x, (low + c, high + c))
    s = Script(Entropy(new), Entropy(old))
    line = entropy_of_image(s, new, old, x, x + c, x - c)
    return s.theorem(s.proof.do("restate", [line], s.term(Entropy(old))), Entropy(new), Entropy(old))


def main():
    """On the line and on any segment, each replayed by the kernel."""
    return shifted(-sp.oo, sp.oo), shifted(lo, hi)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
