"""For p free of theta, D(p || q) and H(p, q) and -E_p log q differ by H(p) alone: they have the same minimisers, and rank models alike.

Source: Bishop (2006), Pattern Recognition and Machine Learning, section 1.6.1.
Idea: D(p || q) - D(p || r) = H(p, q) - H(p, r) = E_p log r - E_p log q for any two models q and r.
"""

import sympy as sp

from symbolic_info import KL, Categorical, CrossEntropy
from symbolic_info.derive.identity import identity

CLAIMS = ("T070", "S22")
i = sp.Symbol("i", integer=True)
P, Q, R = (Categorical(name, "n") for name in "pqr")
p, q, r = (law.array[i] for law in (P, Q, R))


def main():
    """Two differences for any two models; the smaller divergence has the smaller cross-entropy.  Replayed by the kernel."""
    divergences = KL(P, Q) - KL(P, R)
    likelihoods = sp.Sum(p * sp.log(r), (i, 1, P.size)) - sp.Sum(p * sp.log(q), (i, 1, P.size))
    return identity(divergences, CrossEntropy(P, Q) - CrossEntropy(P, R)), identity(divergences, likelihoods)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
