"""h(X) <= (n log(2 pi e) + log det K)/2 for every vector X with mean mu and covariance K: the normal law has maximum entropy.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 8.6.5.
Idea: 0 <= D(f || N(mu, K)) = -h(f) - E_f[log of the normal density], a quadratic form whose mean only needs mu and K.
"""

import sympy as sp

from symbolic_info import KL, Entropy, VectorDensity, derive
from symbolic_info.derive.vector_script import VectorScript

CLAIMS = ("T100",)
F = VectorDensity("f", "mu", "K", "n")
N = F.gaussian


def main():
    """The inequality against the derived entropy of the normal law, replayed by the kernel."""
    bound = derive(Entropy(N)).result
    s = VectorScript(KL(F, N), bound)
    known = {s.turned(Entropy(F)): -1, s.square(F, F.mean, F.covariance.I): sp.Rational(1, 2)}
    value = s.expanded(KL(F, N), known)
    return s.theorem(s.combine(Entropy(F), "<=", bound, {s.divergence_sign(KL(F, N), value): 1}), Entropy(F), bound)


if __name__ == "__main__":
    print(main())
