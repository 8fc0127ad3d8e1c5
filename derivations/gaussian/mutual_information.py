"""I(X; Y) = -log(1 - rho^2)/2 for two jointly normal variables with correlation rho, |rho| < 1.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., example 8.5.1.
Given: the marginals of a normal vector are normal, with their entries of the mean and of K.
Idea: I = h(X) + h(Y) - h(X, Y) = D(joint || product of the marginals), and det K = sigma^2 tau^2 (1 - rho^2).
"""

import sympy as sp

from symbolic_info import KL, Entropy, MultivariateNormal, derive

CLAIMS = ("T092",)
s, t = sp.symbols("sigma tau", positive=True)
r = sp.Symbol("rho", real=True)
JOINT = MultivariateNormal(["mu", "nu"], [[s**2, r * s * t], [r * s * t, t**2]])
INDEPENDENT = MultivariateNormal(["mu", "nu"], [[s**2, 0], [0, t**2]])
CLAIM = -sp.log(1 - r**2) / 2


def main():
    """From the three entropies, and as the divergence from independence; each replayed by the kernel."""
    entropies = derive(Entropy(JOINT.marginal(0)) + Entropy(JOINT.marginal(1)) - Entropy(JOINT)).theorem
    divergence = derive(KL(JOINT, INDEPENDENT)).theorem
    assert entropies.claim.rhs == divergence.claim.rhs == CLAIM, (entropies.claim, divergence.claim)
    return entropies, divergence


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
