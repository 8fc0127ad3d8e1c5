"""Gibbs' inequality: D(p || q) >= 0 for finite distributions, with equality exactly where p = q; by log x <= x - 1.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.3.
Idea: -log(q/p) >= 1 - q/p, whose mean under p is 1 less the mass of q on the support of p, and that mass is at most 1.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("S15", "S20", "T018", "T019")
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(KL(P, Q))
    here = s.over(P, i)
    line = s.log_bound(here, p, q / p)
    mass = s.enlarge(here, s.over(Q, i), q)
    gibbs = s.combine(0, "<=", KL(P, Q), {line: 1, mass: 1})
    # equality: (mass of q on the support of p is 1, q = p there) is the same as p = q on the support of p
    return s.theorem(s.equality(gibbs, (here, p, q), forth=[[0, -1]], back=[[-1], [-1]]), 0, KL(P, Q))


if __name__ == "__main__":
    print(main())
