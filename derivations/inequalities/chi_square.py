"""D(p || q) <= log(1 + chi^2) <= chi^2 for chi^2 = sum p^2/q - 1; equal where p/q is constant on the support of p; where chi^2 = 0.

Source: Gibbs & Su (2002), On choosing and bounding probability metrics, theorem 5.
Idea: Jensen for -log under p: sum p log(p/q) <= log sum p (p/q); then log x <= x - 1.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import MINUS_LOG, Script

CLAIMS = ("T065",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
SQUARES = sp.Sum(p**2 / q, (i, 1, P.size))  # 1 + chi^2


def main():
    """The two bounds, replayed by the kernel."""
    s = Script(KL(P, Q), SQUARES)
    here = s.over(P, i)
    jensen = s.line(here, p, MINUS_LOG, p / q, SQUARES, 0)
    first = s.combine(KL(P, Q), "<=", sp.log(SQUARES), {jensen: 1})
    second = s.log_bound(s.where([]), 1, SQUARES)
    constant = s.equality(first, (here, p / q, SQUARES), forth=[[1 / p]], back=[[p]])
    return s.theorem(constant, KL(P, Q), sp.log(SQUARES)), s.proves(sp.log(SQUARES), "<=", SQUARES - 1, {second: 1})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
