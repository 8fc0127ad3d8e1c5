"""sum_k l_k D(p_k || q) = sum_k l_k D(p_k || m) + D(m || q) for the mixture m = sum_k l_k p_k, any number of components.

Source: Topsoe (1967), An information theoretical identity and a problem involving capacity.
Idea: log q is averaged over all components together, that is over m.  The components p_k are the rows w_kj of a channel.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, MarkovChain
from symbolic_info.derive.identity import identity

CLAIMS = ("T068",)
k, j = sp.symbols("k j", integer=True)
WEIGHTS, ROWS, Q = Categorical("l", "r"), Channel("w", ("r", "n")), Categorical("q", "n")
MIXTURE = MarkovChain(WEIGHTS, ROWS).marginal(1)
w = ROWS.array[k, j]


def mean_divergence(other: sp.Expr) -> sp.Expr:
    """sum_k l_k D(p_k || other)."""
    return sp.Sum(WEIGHTS.array[k] * w * sp.log(w / other), (k, 1, WEIGHTS.size), (j, 1, Q.size))


def main():
    """The theorem for r components, replayed by the kernel."""
    return identity(mean_divergence(Q.array[j]), mean_divergence(MIXTURE.mass(j)) + KL(MIXTURE, Q))


if __name__ == "__main__":
    print(main())
