"""D(p || q) = H(p, q) - H(p) for densities p and q, where both expectations exist.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 8.5.
Idea: the two definitions are one linear combination of integrable terms; without integrability it would read oo - oo.
"""

import sympy as sp

from symbolic_info import KL, CrossEntropy, Density, Entropy
from symbolic_info.derive.identity import identity

CLAIMS = ("S23", "T007", "T108")
x = sp.Symbol("x", real=True)
P = Density(sp.Function("p")(x), x, (-sp.oo, sp.oo))
Q = Density(sp.Function("q")(x), x, (-sp.oo, sp.oo))


def main():
    """The theorem, replayed by the kernel; its conditions say that both expectations exist."""
    theorem = identity(KL(P, Q), CrossEntropy(P, Q) - Entropy(P))
    assert len(theorem.conditions) == 2, theorem.conditions
    return theorem


if __name__ == "__main__":
    print(main())
