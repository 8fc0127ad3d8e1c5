"""h(X + c) = h(X): a shift changes no differential entropy.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.6.3.
Idea: X + c has the density f(y - c); the mean of -log f(Y - c) under it is that of -log f(X).
"""

import sympy as sp

from symbolic_info import Density, Entropy
from symbolic_info.derive.lines import entropy_of_image
from symbolic_info.derive.script import Script

CLAIMS = ("T097",)
x, c = sp.symbols("x c", real=True)
f = sp.Function("f")
X = Density(f(x), x, (-sp.oo, sp.oo))
SHIFTED = Density(f(x - c), x, (-sp.oo, sp.oo))


def main():
    """For any density that is positive on the line and has an entropy; replayed by the kernel."""
    s = Script(Entropy(SHIFTED), Entropy(X))
    line = entropy_of_image(s, SHIFTED, X, x, x + c, x - c)
    return s.theorem(s.proof.do("restate", [line], s.term(Entropy(X))), Entropy(SHIFTED), Entropy(X))


if __name__ == "__main__":
    print(main())
