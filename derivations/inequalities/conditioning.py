"""H(X | Y) <= H(X), H(X, Y) <= H(X) + H(Y) and H(X, Y, Z) <= H(X) + H(Y) + H(Z), equal exactly where the variables are independent.

For masses and for densities.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorems 2.6.5 and 2.6.6; section 8.6.
Idea: log x <= x - 1 at x = p(x) p(y)/p(x, y): both differences are I(X; Y) >= 0; for three, the divergence from the product.
"""

import sympy as sp

from symbolic_info import ConditionalEntropy, Entropy, Joint, Product
from symbolic_info.derive.script import Script

CLAIMS = ("T026", "T027", "T094", "T096")
FINITE, REAL = sp.symbols("i j k", integer=True), sp.symbols("x y z", real=True)
SIZES = sp.symbols("n m l", integer=True, positive=True)


def independent_or_less(joint, at, left=None):
    """left <= the entropies of the single variables, added up (of the first alone, for a conditional entropy)."""
    at, ones = at[: len(joint.shape)], [joint.marginal(axis) for axis in range(len(joint.shape))]
    left, right = (Entropy(joint), sum(map(Entropy, ones))) if left is None else (left, Entropy(ones[0]))
    p, product = joint.mass(*at), sp.Mul(*(one.mass(a) for one, a in zip(ones, at, strict=True)))
    s = Script(left, right, Product(*ones))
    here, wide = s.over(joint, *at), s.over(Product(*ones), *at)
    line, mass = s.log_bound(here, p, product / p), s.enlarge(here, wide, product)
    bound = s.combine(left, "<=", right, {line: 1, mass: 1})
    return s.theorem(s.equality(bound, (here, p, product), forth=[[0, -1]], back=[[-1], [-1]]), left, right)


def main():
    """Each replayed by the kernel; for densities the conditions say that the entropies are finite."""
    out = []
    for at, shape in ((FINITE, SIZES), (REAL, (sp.S.Reals,) * 3)):
        pair, triple = Joint("p", shape[:2]), Joint("p", shape)
        out += [independent_or_less(pair, at, ConditionalEntropy(pair, 0, given=1))]
        out += [independent_or_less(joint, at) for joint in (pair, triple)]
    return tuple(out)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
