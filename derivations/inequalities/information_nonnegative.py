"""I(X; Y) >= 0, with equality exactly where X and Y are independent: p_ij = p_i p_j on the support; for densities too.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., corollary 2.6.3; section 8.6 for densities.
Idea: -log(a b/p) >= 1 - a b/p for the marginals a and b, and the mass of a b on the support of p is at most 1.
"""

import sympy as sp

from symbolic_info import Joint, MutualInformation, Product
from symbolic_info.derive.script import Script

CLAIMS = ("T021",)
SHAPES = (("n", "m"), (sp.S.Reals, sp.S.Reals))


def independent_or_more(joint):
    """0 <= I, with its case of equality."""
    information = MutualInformation(joint)
    x, y = joint.indices()
    one, two = joint.marginal(0), joint.marginal(1)
    p, product = joint.mass(x, y), one.mass(x) * two.mass(y)
    s = Script(information, Product(one, two))
    here = s.over(joint, x, y)
    line = s.log_bound(here, p, product / p)
    mass = s.enlarge(here, s.over(Product(one, two), x, y), product)
    bound = s.combine(0, "<=", information, {line: 1, mass: 1})
    equal = s.equality(bound, (here, p, product), forth=[[0, -1]], back=[[-1], [-1]])
    return s.theorem(equal, 0, information)


def main():
    """Finite variables, and variables with a joint density.  Each replayed by the kernel."""
    return tuple(independent_or_more(Joint("p", shape)) for shape in SHAPES)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
