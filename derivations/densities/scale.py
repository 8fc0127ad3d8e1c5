"""h(aX) = h(X) + log|a| for a != 0: here a = b and a = -b with b > 0.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.6.4.
Idea: aX has the density f(y/a)/|a|; the factor 1/|a| leaves the logarithm as log|a|.
"""

import sympy as sp

from symbolic_info import Density, Entropy
from symbolic_info.derive.lines import entropy_of_image
from symbolic_info.derive.script import Script

CLAIMS = ("T098",)
x, lo, hi = sp.symbols("x lo hi", real=True)
b = sp.Symbol("b", positive=True)
f = sp.Function("f")
LINE = (-sp.oo, sp.oo)


def scaled(a: sp.Expr, ends: tuple, images: tuple):
    """The theorem for a factor with |a| = b, and a density that is positive between two ends and has an entropy."""
    old, new = Density(f(x), x, ends), Density(f(x / a) / b, x, images)
    gain = Entropy(old) + sp.log(b)
    s = Script(Entropy(new), gain)
    line = entropy_of_image(s, new, old, x, a * x, x / a)
    return s.theorem(s.proof.do("restate", [line], s.term(gain)), Entropy(new), gain)


def main():
    """Both signs, on the line and on any segment; each replayed by the kernel."""
    line = [scaled(a, LINE, LINE) for a in (b, -b)]
    return *line, scaled(b, (lo, hi), (b * lo, b * hi)), scaled(-b, (lo, hi), (-b * hi, -b * lo))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
