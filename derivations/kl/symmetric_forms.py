"""Two symmetric forms: Jeffreys' D(p || q) + D(q || p) = sum (p - q) log(p/q), and the Jensen-Shannon H(m) - (H(p) + H(q))/2.

Source: Jeffreys (1946), An invariant form for the prior probability; Lin (1991), Divergence measures based on the Shannon entropy.
Idea: the first needs p_i > 0 just where q_i > 0 (else it is +oo); the second compares with m = (p + q)/2, positive where either is.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Entropy, Mixture
from symbolic_info.derive.identity import identity

CLAIMS = ("S18",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
HALF = sp.S.Half


def middle(one: Categorical, other: Categorical) -> Mixture:
    """The law with masses (p_i + q_i)/2."""
    return Mixture([one, other], [HALF, HALF])


def jensen_shannon(one: Categorical, other: Categorical) -> sp.Expr:
    """The mean divergence from the middle."""
    return (KL(one, middle(one, other)) + KL(other, middle(one, other))) / 2


def main():
    """Jeffreys' form; the Jensen-Shannon form, and that exchanging p and q does not change it.  Each replayed by the kernel."""
    difference = sp.expand((p - q) * (sp.log(p) - sp.log(q)))
    jeffreys = identity(KL(P, Q) + KL(Q, P), sp.Sum(difference, (i, 1, P.size)))
    entropies = identity(jensen_shannon(P, Q), Entropy(middle(P, Q)) - (Entropy(P) + Entropy(Q)) / 2)
    return jeffreys, entropies, identity(jensen_shannon(P, Q), jensen_shannon(Q, P))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
