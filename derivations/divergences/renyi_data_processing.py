"""R_a(p w || q w) <= R_a(p || q) for every channel w and every order a > 0, a != 1.

Source: van Erven & Harremoes (2014), Renyi divergence and Kullback-Leibler divergence, theorem 9.
Idea: u^a lies above its tangent at 1 for a > 1, below it for a < 1; take u = p_i v_j/(q_i r_j) under q_i w_ij (r_j/v_j)^a.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, MarkovChain
from symbolic_info.derive.script import Script, u

CLAIMS = ("T060",)
i, j = sp.symbols("i j", integer=True)
W = Channel("w", ("n", "m"))
ONE, TWO = (MarkovChain(Categorical(name, "n"), W) for name in "pq")
P, Q, R, S = ONE.first, TWO.first, ONE.marginal(1), TWO.marginal(1)
p, q, w, r, v = P.array[i], Q.array[i], W.array[i, j], R.mass(j), S.mass(j)
d = sp.Symbol("d", positive=True)


def main():
    """The orders 1 + d and 1/(1 + d), d > 0, with the case of equality: p/q is r/v.  Replayed by the kernel."""
    return processed(1 + d, 1), processed(1 / (1 + d), -1)


def processed(order, side):
    """``side`` times the sum of p^a q^(1-a) does not grow; so neither does its logarithm over a - 1."""
    after = sp.Sum(r * (r / v) ** (order - 1), (j, 1, W.shape[1]))  # at the outputs
    before = sp.Sum(p * (p / q) ** (order - 1), (i, 1, P.size))
    s = Script(KL(R, S), KL(P, Q), after, before)
    here, wider = s.over(ONE, i, j), s.supports((i, j), (TWO, (i, j)), (R, (j,)))
    weight = q * w * (r / v) ** order
    line = s.line(here, weight, side * u**order, p * v / (q * r), 1, 0)
    mass = s.enlarge(here, wider, weight)
    sums = (after, before)[::side]
    logs = s.increasing(s.combine(sums[0], "<=", sums[1], {line: 1, mass: side * (order - 1)}), sp.log(u), 0)
    renyi = [sp.log(total) / (order - 1) for total in (after, before)]
    bound = s.combine(renyi[0], "<=", renyi[1], {logs: side / (order - 1)})
    k = w * (r / v) ** order / r
    return s.theorem(s.equality(bound, (here, p * v, q * r), forth=[[0, 1 / k]], back=[[-k], [k]]), *renyi)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
