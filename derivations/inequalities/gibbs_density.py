"""D(f || g) >= 0 for densities on the plane, with equality exactly where f = g almost everywhere f > 0.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.6.1.
Idea: -log(g/f) >= 1 - g/f, whose mean under f is 1 less the mass of g on the support of f.
"""

import sympy as sp

from symbolic_info import KL, Joint
from symbolic_info.derive.script import Script

CLAIMS = ("S15", "S20", "T093")
F, G = (Joint(name, (sp.S.Reals, sp.S.Reals)) for name in "fg")
x, y = sp.symbols("x y", real=True)
f, g = F.mass(x, y), G.mass(x, y)


def main():
    """The theorem with its case of equality; its conditions say that the expectations exist."""
    s = Script(KL(F, G))
    here = s.over(F, x, y)
    line = s.log_bound(here, f, g / f)
    mass = s.enlarge(here, s.over(G, x, y), g)
    bound = s.combine(0, "<=", KL(F, G), {line: 1, mass: 1})
    return s.theorem(s.equality(bound, (here, f, g), forth=[[0, -1]], back=[[-1], [-1]]), 0, KL(F, G))


if __name__ == "__main__":
    print(main())
