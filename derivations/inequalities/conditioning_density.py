"""h(X | Y) <= h(X) and h(X, Y) <= h(X) + h(Y) for a joint density, equal exactly where X and Y are independent.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., corollaries 8.6.1 and 8.6.2; theorem 8.6.2 for n = 2.
Idea: both differences are I(X; Y) >= 0, here by log x <= x - 1 at x = f(x) f(y)/f(x, y).
"""

import sympy as sp

from symbolic_info import ConditionalEntropy, Entropy, Joint, Product
from symbolic_info.derive.script import Script

CLAIMS = ("T094", "T096")
J = Joint("f", (sp.S.Reals, sp.S.Reals))
x, y = sp.symbols("x y", real=True)
ONE, TWO = J.marginal(0), J.marginal(1)
f, product = J.mass(x, y), ONE.mass(x) * TWO.mass(y)
BOUNDS = ((ConditionalEntropy(J, 0, given=1), Entropy(ONE)), (Entropy(J), Entropy(ONE) + Entropy(TWO)))


def independent_or_less(left, right):
    """left <= right, with the case of equality."""
    s = Script(left, right, Product(ONE, TWO))
    here = s.over(J, x, y)
    line = s.log_bound(here, f, product / f)
    mass = s.enlarge(here, s.over(Product(ONE, TWO), x, y), product)
    bound = s.combine(left, "<=", right, {line: 1, mass: 1})
    return s.theorem(s.equality(bound, (here, f, product), forth=[[0, -1]], back=[[-1], [-1]]), left, right)


def main():
    """Both, replayed by the kernel; the conditions say that the entropies are finite."""
    return tuple(independent_or_less(*sides) for sides in BOUNDS)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
