"""D(N(m1, s1^2) || N(m2, s2^2)) = log(s2/s1) + (s1^2 + (m1 - m2)^2)/(2 s2^2) - 1/2, in nats and in bits.

Source: Gil, Alajaji & Linder (2013), Renyi divergence measures for commonly used univariate continuous distributions, table 2.
Idea: log p - log q is a quadratic in x; E[x] and E[x^2] come from Gauss's integral by differentiating its normaliser.
"""

import sympy as sp

from symbolic_info import KL, Normal, derive

CLAIMS = ("S25", "T103")
m1, m2 = sp.symbols("mu_1 mu_2", real=True)
s1, s2 = sp.symbols("sigma_1 sigma_2", positive=True)
CLAIM = sp.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - sp.Rational(1, 2)


def main():
    """The theorem in nats and the one in bits, each replayed by the kernel."""
    divergence = KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2"))
    nats, bits = derive(divergence).theorem, derive(divergence.to("bits")).theorem
    assert nats.claim.rhs == CLAIM, nats.claim
    assert sp.expand(bits.claim.rhs * sp.log(2) - CLAIM) == 0, bits.claim
    return nats, bits


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
