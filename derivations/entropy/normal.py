"""h(N(mu, sigma^2)) = log(2 pi e sigma^2)/2, in nats and in bits.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., example 8.1.2.
Idea: -log p is a quadratic in x, whose mean is 1/2 beside the constant.
"""

import sympy as sp

from symbolic_info import Entropy, Normal, derive

CLAIMS = ("S25", "T088")
sigma = sp.Symbol("sigma", positive=True)
CLAIM = sp.log(2 * sp.pi * sigma**2) / 2 + sp.Rational(1, 2)


def main():
    """The theorem in nats and the one in bits, each replayed by the kernel."""
    entropy = Entropy(Normal("mu", "sigma"))
    nats, bits = derive(entropy).theorem, derive(entropy.to("bits")).theorem
    assert nats.claim.rhs == CLAIM, nats.claim
    assert sp.expand(bits.claim.rhs * sp.log(2) - CLAIM) == 0, bits.claim
    return nats, bits


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
