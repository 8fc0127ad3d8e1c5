"""R_a(p || q) = log(1 + (a - 1) H_a(p || q))/(a - 1), where H_a = (sum p^a q^(1-a) - 1)/(a - 1) is the Hellinger divergence, a != 1.

Source: van Erven & Harremoes (2014), Renyi divergence and Kullback-Leibler divergence, IEEE Trans. Inf. Theory 60(7).
Idea: 1 + (a - 1) H_a is the sum itself, so R_a is an increasing function of H_a.  Written with r = a - 1.
"""

import sympy as sp

from symbolic_info import Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("T062",)
i, r = sp.Symbol("i", integer=True), sp.Symbol("r", real=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
TOTAL = sp.Sum(p * (p / q) ** r, (i, 1, P.size))  # the sum of p^a q^(1-a), for p absolutely continuous to q
RENYI = sp.log(TOTAL) / r
HELLINGER = (TOTAL - 1) / r


def main():
    """The theorem, replayed by the kernel."""
    product = sp.Mul(r, HELLINGER, evaluate=False)  # SymPy would cancel r
    return Script(P, Q, RENYI).proves(RENYI, "=", sp.log(1 + product) / r, {})


if __name__ == "__main__":
    print(main())
