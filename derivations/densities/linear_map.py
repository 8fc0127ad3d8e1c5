"""h(AX) = h(X) + log|det A|: for a diagonal A and independent components, and for any map whose Jacobian is constant.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., corollary of theorem 8.6.4.
Idea: the density of AX at Ax is f(x)/|det A|, and its logarithm is averaged under the law of X.
Proved in full: A = diag(a, b), X and Y independent.  For a joint density: the mean of -log(f(x)/c) is h(X) + log c; that
f(x)/c is the density of the image at the image of x, c = |det A|, is the change of variables, which stands outside the kernel.
"""

import sympy as sp

from symbolic_info import Density, Entropy, Joint, Product
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import defined, entropy_of_image, mean_of_image
from symbolic_info.derive.script import Script

CLAIMS = ("T099",)
x = sp.Symbol("x", real=True)
i, j = sp.symbols("i j", integer=True)
a, b, c = sp.symbols("a b c", positive=True)
LINE = (-sp.oo, sp.oo)
f, g = sp.Function("f"), sp.Function("g")
X, Y = Density(f(x), x, LINE), Density(g(x), x, LINE)
AX, BY = Density(f(x / a) / a, x, LINE), Density(g(x / b) / b, x, LINE)


def diagonal():
    """h(aX, bY) = h(X) + h(Y) + log(ab) for independent X and Y."""
    image, result = Entropy(Product(AX, BY)), Entropy(X) + Entropy(Y) + sp.log(a * b)
    s = Script(image, result)
    maps = (AX, X, x, a * x, x / a), (BY, Y, x, b * x, x / b)
    total = s.proof.do("additivity", [mean_of_image(s, *each) for each in maps], s.term(image))
    inserted = s.proof.do("substitute", [total, *(entropy_of_image(s, *each) for each in maps)])
    return s.theorem(s.proof.do("restate", [inserted], s.term(result)), image, result)


def together():
    """h(X, Y) = h(X) + h(Y) for independent X and Y."""
    s = Script(Entropy(Product(X, Y)))
    parts = [defined(s, Entropy(law)) for law in (X, Y)]
    return s.theorem(s.proof.do("additivity", parts, s.term(Entropy(Product(X, Y)))), Entropy(Product(X, Y)))


def constant_jacobian():
    """The mean of -log(f/c) for a joint density f of two variables, each of which may be a vector."""
    law = Joint("f", (sp.S.Reals, sp.S.Reals))
    density = law.array[i, j]
    return identity(-sp.Integral(density * sp.log(density / c), (i, *LINE), (j, *LINE)), Entropy(law) + sp.log(c))


def main():
    """All three, each replayed by the kernel."""
    return diagonal(), together(), constant_jacobian()


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
