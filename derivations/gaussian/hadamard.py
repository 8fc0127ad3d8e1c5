"""det K <= K_11 ... K_nn for positive definite K (Hadamard), and h(X) <= h(X_1) + ... + h(X_n) for a normal vector.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., corollary of theorem 8.6.2 and theorem 17.9.2.
Idea: 0 <= D(N(mu, K) || N(mu, diag K)) = log(det(diag K)/det K)/2, as tr(diag(K)^-1 K) = n.
"""

import sympy as sp
from sympy.matrices.expressions.diagonal import DiagonalMatrix

from symbolic_info import KL, Entropy, MultivariateNormal
from symbolic_info.derive.script import u
from symbolic_info.derive.vector_script import VectorScript

CLAIMS = ("T096",)
P = MultivariateNormal("mu", "K", "n")
K = P.covariance
Q = MultivariateNormal(P.mean, DiagonalMatrix(K))  # independent parts with the same variances
LOG_K, LOG_DIAGONAL = sp.log(sp.Determinant(K)), sp.log(sp.Determinant(DiagonalMatrix(K)))


def main():
    """The entropies, the logarithms of the determinants, and the determinants."""
    s = VectorScript(KL(P, Q), Entropy(P), Entropy(Q))
    half = sp.Rational(1, 2)
    own, other = s.square(P, P.mean, K.I), s.square(P, P.mean, sp.Inverse(DiagonalMatrix(K)))
    value = s.expanded(KL(P, Q), {own: -half, other: half})
    logs = s.combine(LOG_K, "<=", LOG_DIAGONAL, {s.divergence_sign(KL(P, Q), value): 2})
    joint = s.expanded(Entropy(P), {own: half})
    parts = s.expanded(Entropy(Q), {s.square(Q, P.mean, sp.Inverse(DiagonalMatrix(K))): half})
    entropies = s.combine(Entropy(P), "<=", Entropy(Q), {logs: half, joint: 1, parts: -1})
    determinants = s.increasing(logs, sp.exp(u))
    plain = s.combine(sp.Determinant(K), "<=", sp.Determinant(DiagonalMatrix(K)), {determinants: 1})
    return s.theorem(entropies, Entropy(P), Entropy(Q)), s.theorem(logs), s.theorem(plain)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
