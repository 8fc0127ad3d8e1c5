"""h(N(mu, K)) = (n log(2 pi) + n + log det K)/2, the entropy of a normal vector, in nats and in bits.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.4.1.
Idea: -log p is a constant and half of (x - mu)' K^-1 (x - mu), whose mean is tr(K^-1 K) = n.
"""

import sympy as sp

from symbolic_info import Entropy, MultivariateNormal, derive

CLAIMS = ("T090",)
P = MultivariateNormal("mu", "K", "n")
n = P.dimension
CLAIM = (n * sp.log(2 * sp.pi) + n + sp.log(sp.Determinant(P.covariance))) / 2


def main():
    """The theorem in nats and the one in bits, each replayed by the kernel."""
    nats, bits = derive(Entropy(P)).theorem, derive(Entropy(P, base=2)).theorem
    assert sp.expand(nats.claim.rhs - CLAIM) == 0, nats.claim
    assert sp.expand(bits.claim.rhs * sp.log(2) - CLAIM) == 0, bits.claim
    return nats, bits


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
