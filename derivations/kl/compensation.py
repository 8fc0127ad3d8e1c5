"""sum_k l_k D(p_k || q) = sum_k l_k D(p_k || s) + D(s || q) for the mixture s = sum_k l_k p_k, any number of components.

Source: Topsoe (1967), An information theoretical identity and a problem involving capacity.
Idea: log q is averaged over all components together, that is over s.  The components p_k are the rows w_kj of a channel.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, MarkovChain, Mixture
from symbolic_info.derive.identity import identity

CLAIMS = ("T068",)
k, j = sp.symbols("k j", integer=True)
WEIGHTS, ROWS, Q = Categorical("l", "m"), Channel("w", ("m", "n")), Categorical("q", "n")
MIXTURE = MarkovChain(WEIGHTS, ROWS).marginal(1)
w = ROWS.array[k, j]
P, R, t = Categorical("p", "n"), Categorical("r", "n"), sp.Symbol("t", positive=True)


def mean_divergence(other: sp.Expr) -> sp.Expr:
    """sum_k l_k D(p_k || other)."""
    return sp.Sum(WEIGHTS.array[k] * w * sp.log(w / other), (k, 1, WEIGHTS.size), (j, 1, Q.size))


def main():
    """For m components, and for two in the quantities' own names; each replayed by the kernel."""
    many = identity(mean_divergence(Q.array[j]), mean_divergence(MIXTURE.mass(j)) + KL(MIXTURE, Q))
    middle = Mixture([P, R], [t, 1 - t])
    apart, inside = (t * KL(P, law) + (1 - t) * KL(R, law) for law in (Q, middle))
    return many, identity(apart, inside + KL(middle, Q))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
