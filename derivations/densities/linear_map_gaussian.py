"""h(AX) = h(X) + log|det A| for a standard Gaussian vector X in the plane and any invertible A.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., corollary of theorem 8.6.4, and theorem 8.4.1.
Idea: AX is Gaussian with covariance AA', whose determinant is det(A)^2; h is log(det(A)^2)/2 more than that of X.
"""

import sympy as sp

from symbolic_info import Entropy, MultivariateNormal, derive

CLAIMS = ("T099",)
A = sp.Matrix(2, 2, sp.symbols("a_11 a_12 a_21 a_22", real=True))


def main():
    """h(X) and h(AX), each replayed by the kernel; their difference is compared with log|det A|."""
    before = derive(Entropy(MultivariateNormal(0, 1, 2))).theorem
    after = derive(Entropy(MultivariateNormal([0, 0], (A * A.T).tolist()))).theorem
    gain = after.claim.rhs - before.claim.rhs
    assert sp.expand(sp.exp(2 * gain) - A.det() ** 2) == 0, after.claim
    return before, after


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
