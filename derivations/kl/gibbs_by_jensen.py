"""Gibbs' inequality by Jensen: Z = q/p under p has E[Z] = Q(p > 0) <= 1, so D(p || q) = E[-log Z] >= -log E[Z] >= 0.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.3.
Idea: Z takes the value q_i/p_i with mass p_i on the classes with p_i > 0; -log is convex and decreasing.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import MINUS_LOG, Script, u

CLAIMS = ("S15", "S20", "T018", "T019")
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
MEAN = sp.Sum(sp.Mul(p, q / p, evaluate=False), (i, 1, P.size))  # E[Z]: the mass that q has where p > 0


def main():
    """E[Z] <= 1; then the inequality, with equality exactly where E[Z] = 1 and Z is constant on the support of p, which is p = q there."""
    s = Script(KL(P, Q), MEAN)
    here = s.over(P, i)
    mass = s.enlarge(here, s.over(Q, i), q)
    at_most_one = s.combine(MEAN, "<=", 1, {mass: 1})
    jensen = s.line(here, p, MINUS_LOG, q / p, MEAN, 0)
    log_mean = s.increasing(at_most_one, sp.log(u), 0)
    gibbs = s.combine(0, "<=", KL(P, Q), {jensen: 1, log_mean: 1})
    whole, constant = (s.where([]), MEAN, 1), (here, q / p, MEAN)
    first = s.equality(at_most_one, whole, forth=[[1]], back=[[1]])
    last = s.equality(gibbs, whole, constant, forth=[[1, 0], [0, 1 / p]], back=[[1, 0], [0, p]])
    return s.theorem(first, MEAN, 1), s.theorem(last, 0, KL(P, Q))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
