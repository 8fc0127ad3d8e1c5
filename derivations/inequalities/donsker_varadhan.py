"""Donsker-Varadhan: E_p g - log E_q e^g <= D(p || q) for every g, with equality exactly where p = q e^g / E_q e^g.

Source: Donsker & Varadhan (1983), Comm. Pure Appl. Math. 36, 183-212.
Idea: log x <= x - 1 at x = q e^g/(p Z), Z = E_q e^g.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.identity import identity
from symbolic_info.derive.script import Script

CLAIMS = ("T067",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q, n = P.array[i], Q.array[i], P.size
g = sp.IndexedBase("g", shape=(n,), real=True)[i]


def side(g):
    """E_p g - log E_q e^g."""
    return sp.Sum(p * g, (i, 1, n)) - sp.log(sp.Sum(q * sp.exp(g), (i, 1, n)))


def main():
    """The bound; and that g = log(p/q) attains it (e^g = 0 where p has no mass)."""
    z = sp.Sum(q * sp.exp(g), (i, 1, n))
    s = Script(side(g), KL(P, Q))
    here = s.over(P, i)
    line = s.log_bound(here, p, q * sp.exp(g) / (p * z))
    mass = s.enlarge(here, s.over(Q, i), q * sp.exp(g) / z)
    bound = s.combine(side(g), "<=", KL(P, Q), {line: 1, mass: 1})
    equal = s.equality(bound, (here, p, q * sp.exp(g) / z), forth=[[0, -1]], back=[[-1], [-1]])
    tilted = sp.Sum(p * sp.log(p / q), (i, 1, n)) - sp.log(sp.Sum(sp.Mul(q, sp.exp(sp.log(p / q)), evaluate=False), (i, 1, n)))
    return s.theorem(equal, side(g), KL(P, Q)), identity(tilted, KL(P, Q))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
