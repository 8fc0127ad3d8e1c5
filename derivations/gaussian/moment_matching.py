"""D(f || N(m, S)) = D(f || N(mu, K)) + D(N(mu, K) || N(m, S)): of all normal laws the one with f's mean and covariance is nearest.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.6.5, whose proof is the case of the best law.
Idea: log N(m, S) is a quadratic form, whose mean is the same under f and under N(mu, K).
"""

import sympy as sp

from symbolic_info import KL, Entropy, MultivariateNormal, VectorDensity
from symbolic_info.derive.vector_script import VectorScript

CLAIMS = ("S19",)
F = VectorDensity("f", "mu", "K", "n")
G, N = F.gaussian, MultivariateNormal("m", "S", "n")


def main():
    """Pythagoras for the normal laws, and the forward projection: D(f || N(mu, K)) <= D(f || N(m, S)) for all m and S."""
    s = VectorScript(KL(F, N), KL(F, G), KL(G, N))
    half, h = sp.Rational(1, 2), s.turned(Entropy(F))
    far = s.expanded(KL(F, N), {h: -1, s.square(F, N.mean, N.covariance.I): half})
    near = s.expanded(KL(F, G), {h: -1, s.square(F, G.mean, G.covariance.I): half})
    between = s.expanded(KL(G, N), {s.square(G, G.mean, G.covariance.I): -half, s.square(G, N.mean, N.covariance.I): half})
    pythagoras = s.combine(KL(F, N), "=", KL(F, G) + KL(G, N), {far: 1, near: -1, between: -1})
    nearest = s.combine(KL(F, G), "<=", KL(F, N), {s.divergence_sign(KL(G, N), between): 1, far: -1, near: 1})
    return s.theorem(pythagoras, KL(F, N), KL(F, G) + KL(G, N)), s.theorem(nearest, KL(F, G), KL(F, N))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
