"""Var(-log p(X)) = sum p (log p)^2 - H(p)^2: the variance of the information, or varentropy.

Source: Kontoyiannis & Verdu (2014), Optimal lossless data compression: non-asymptotics and asymptotics.
Idea: the mean of a square less the square of the mean, which is H.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.identity import identity

CLAIMS = ("T081",)
i, j = sp.symbols("i j", integer=True)
P = Categorical("p", "n")
p = P.array[i]
MEAN = -sp.Sum(P.array[j] * sp.log(P.array[j]), (j, 1, P.size))


def main():
    """The theorem, replayed by the kernel."""
    variance = sp.Sum(p * (-sp.log(p) - MEAN) ** 2, (i, 1, P.size))
    return identity(variance, sp.Sum(p * sp.log(p) ** 2, (i, 1, P.size)) - Entropy(P) ** 2)


if __name__ == "__main__":
    print(main())
