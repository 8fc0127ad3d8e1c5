"""h(aX) = h(X) + log|a| for a != 0: here a = b and a = -b with b > 0.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.6.4.
Idea: aX has the density f(y/a)/|a|; the factor 1/|a| leaves the logarithm as log|a|.
"""

import sympy as sp

from symbolic_info import Density, Entropy
from symbolic_info.derive.lines import entropy_of_image
from symbolic_info.derive.script import Script

CLAIMS = ("T098",)
x, b = sp.Symbol("x", real=True), sp.Symbol("b", positive=True)
f = sp.Function("f")
X = Density(f(x), x, (-sp.oo, sp.oo))


def scaled(a: sp.Expr):
    """The theorem for the factor a, b or -b."""
    image, gain = Density(f(x / a) / b, x, (-sp.oo, sp.oo)), Entropy(X) + sp.log(b)
    s = Script(Entropy(image), gain)
    line = entropy_of_image(s, image, X, x, a * x, x / a)
    return s.theorem(s.proof.do("restate", [line], s.term(gain)), Entropy(image), gain)


def main():
    """Both signs, for any density that is positive on the line and has an entropy; each replayed by the kernel."""
    return scaled(b), scaled(-b)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
