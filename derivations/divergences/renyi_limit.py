"""R_a(p || q) tends to D(p || q) as a tends to 1: the limit of log(sum p (p/q)^r)/r as r = a - 1 tends to 0.

Source: van Erven & Harremoes (2014), Renyi divergence and Kullback-Leibler divergence, theorem 5.
Idea: both vanish at r = 0, where the sum is 1; the derivative of its logarithm there is the mean of log(p/q).
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.moving import ratio, t, turned
from symbolic_info.derive.script import Script

CLAIMS = ("T058",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]


def main():
    """The theorem, replayed by the kernel."""
    s = Script(KL(P, Q), p / q)
    line = ratio(s, sp.log(sp.Sum(p * (p / q) ** t, (i, 1, P.size))), t)
    return s.theorem(turned(s, line, KL(P, Q)))


if __name__ == "__main__":
    print(main())
