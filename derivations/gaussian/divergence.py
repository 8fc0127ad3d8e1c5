"""D(N(m1, S1) || N(m2, S2)) = (tr(S2^-1 S1) + (m1 - m2)' S2^-1 (m1 - m2) - d + log(det S2/det S1))/2, in nats and in bits.

Source: Duchi (2007), Derivations for linear algebra and optimization, section 9, for the trick of the trace.
Idea: log p - log q is a difference of two quadratic forms in x; E[(X - a)' B (X - a)] = tr(B S1) + (m1 - a)' B (m1 - a).
"""

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info import KL, MultivariateNormal, derive

CLAIMS = ("S25", "T104")
P, Q = MultivariateNormal("mu_1", "Sigma_1", "d"), MultivariateNormal("mu_2", "Sigma_2", "d")
d, S1, S2, away = P.dimension, P.covariance, Q.covariance, P.mean - Q.mean
SQUARE = MatrixElement(sp.MatMul(sp.Transpose(away), S2.I, away), 0, 0)
CLAIM = (sp.Trace(S2.I * S1) + SQUARE - d + sp.log(sp.Determinant(S2) / sp.Determinant(S1))) / 2


def main():
    """The theorem in nats and the one in bits, each replayed by the kernel."""
    nats, bits = derive(KL(P, Q)).theorem, derive(KL(P, Q, base=2)).theorem
    assert nats.claim.rhs - CLAIM == 0, nats.claim
    assert sp.expand_mul(bits.claim.rhs * sp.log(2) - CLAIM) == 0, bits.claim
    return nats, bits


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
