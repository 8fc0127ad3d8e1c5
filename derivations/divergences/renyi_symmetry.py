"""R_a(p || q) = a/(1 - a) R_{1-a}(q || p), for the Renyi divergence R_a = log(sum p^a q^(1-a))/(a - 1) and a other than 0 and 1.

Source: van Erven & Harremoes (2014), Renyi divergence and Kullback-Leibler divergence, proposition 2.
Idea: both hold the same sum, over the labels that have mass under p and under q.
"""

import sympy as sp

from symbolic_info import Categorical
from symbolic_info.derive.script import Script
from symbolic_info.proof.terms import div, log, mul, sym

CLAIMS = ("T061",)
i, a = sp.Symbol("i", integer=True), sp.Symbol("alpha", real=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]


def renyi(s, p, q, order):
    """The Renyi divergence as a term; the sum runs where p > 0 and q > 0."""
    here = s.where((i,), p, q)
    total = ("sum", ("_s0",), here.literals, s.term(p**order * q ** (1 - order), (i,)))
    return div(log(total), s.term(order - 1))


def main():
    """The theorem, replayed by the kernel; its conditions: a is neither 0 nor 1, and p and q have a label in common."""
    s = Script(P, Q, a)
    right = mul(div(sym("alpha"), s.term(1 - a)), renyi(s, q, p, 1 - a))
    return s.theorem(s.proof.do("combine", [], renyi(s, p, q, a), right, "=", ()))


if __name__ == "__main__":
    print(main())
