"""Gibbs' inequality by Jensen: Z = q/p under p has E[Z] = Q(p > 0) <= 1, so D(p || q) = E[-log Z] >= -log E[Z] >= 0.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.3; 8.6.1 for densities.
Idea: Z takes the value q_i/p_i with mass p_i on the classes with p_i > 0; -log is convex and decreasing.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Joint
from symbolic_info.derive.script import MINUS_LOG, Script, u

CLAIMS = ("S15", "S20", "T018", "T019", "T093")
i, x, y = sp.Symbol("i", integer=True), *sp.symbols("x y", real=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
F, G = (Joint(name, (sp.S.Reals, sp.S.Reals)) for name in "fg")
MASSES, DENSITIES = ((P, Q), (i,), sp.Sum, [(i, 1, P.size)]), ((F, G), (x, y), sp.Integral, [(a, -sp.oo, sp.oo) for a in (x, y)])


def gibbs(laws, at, total, limits):
    """E[Z] <= 1; then the inequality, with equality exactly where E[Z] = 1 and Z is constant on the support of p, which is p = q there."""
    p, q = (law.mass(*at) if law in (F, G) else law.array[i] for law in laws)
    mean = total(sp.Mul(p, q / p, evaluate=False), *limits)  # E[Z]: the mass that q has where p > 0
    s = Script(KL(*laws), mean)
    here = s.over(laws[0], *at)
    mass = s.enlarge(here, s.over(laws[1], *at), q)
    at_most_one = s.combine(mean, "<=", 1, {mass: 1})
    jensen = s.line(here, p, MINUS_LOG, q / p, mean, 0)
    log_mean = s.increasing(at_most_one, sp.log(u), 0)
    bound = s.combine(0, "<=", KL(*laws), {jensen: 1, log_mean: 1})
    whole, constant = (s.where([]), mean, 1), (here, q / p, mean)
    first = s.equality(at_most_one, whole, forth=[[1]], back=[[1]])
    last = s.equality(bound, whole, constant, forth=[[1, 0], [0, 1 / p]], back=[[1, 0], [0, p]])
    return s.theorem(first, mean, 1), s.theorem(last, 0, KL(*laws))


def main():
    """For finite laws and for densities, each replayed by the kernel."""
    return (*gibbs(*MASSES), *gibbs(*DENSITIES))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
