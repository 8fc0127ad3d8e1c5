"""D(p || p) = 0, for n classes and for densities.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.3 and (8.49).
Idea: log p - log p vanishes term by term.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Joint
from symbolic_info.derive.identity import identity

CLAIMS = ("T050",)
P, F = Categorical("p", "n"), Joint("f", (sp.S.Reals, sp.S.Reals))


def main():
    """Both, each replayed by the kernel."""
    return identity(KL(P, P), sp.S.Zero), identity(KL(F, F), sp.S.Zero)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
