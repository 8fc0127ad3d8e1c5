"""D, chi-square, squared Hellinger and total variation are sums of q f(p/q): f = x log x, (x - 1)^2, (sqrt(x) - 1)^2, |x - 1|/2.

Source: Liese & Vajda (2006), On divergences and informations in statistics and information theory, IEEE Trans. Inf. Theory 52(10).
Idea: each summand is q times a function of p/q where q > 0; where q = 0, so is p.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script
from symbolic_info.proof.terms import add, rat

CLAIMS = ("T057",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
x = p / q
CHI_SQUARE = sp.Sum(p * (p / q), (i, 1, P.size)) - 1  # the sum of (p - q)^2/q
HELLINGER = 2 - 2 * sp.Sum(sp.sqrt(p) * sp.sqrt(q), (i, 1, P.size))  # the sum of (sqrt(p) - sqrt(q))^2
TV = sp.Sum(sp.Abs(p - q), (i, 1, P.size)) / 2


def over_q(f):
    """The f-divergence of p and q: it runs over q_i > 0."""
    return sp.Sum(q * f, (i, 1, P.size))


def halves(s, body, entry):
    """The sum of ``body`` over all labels, split where ``entry`` vanishes."""
    everywhere = s.where((i,), ranges={i: P.size})
    return s.proof.do("split_at_zero", [], ("_s0",), everywhere.literals, s.term(body, (i,)), s.term(entry, (i,)))


def hellinger():
    """Where p = 0 < q, f(0) = 1."""
    s = Script(KL(P, Q), HELLINGER)
    inside = ("sum", ("_s0",), s.over(P, i).literals, s.term(q * (sp.sqrt(p) / sp.sqrt(q) - 1) ** 2, (i,)))
    split = halves(s, q, p)
    outside = s.said(split).right[2]
    return s.theorem(s.proof.do("combine", [split], s.term(HELLINGER), add(inside, outside), "=", (rat(1),)), HELLINGER)


def total_variation():
    """The sum of |p - q| where q = 0 is the mass of p there, which is 0."""
    s = Script(KL(P, Q), TV, over_q(sp.Abs(x - 1)))
    lines = {halves(s, sp.Abs(p - q), q): sp.S.Half, halves(s, p, q): -sp.S.Half}
    return s.proves(TV, "=", over_q(sp.Abs(x - 1) / 2), lines)


def main():
    """Four equations, each replayed by the kernel."""
    forms = ((KL(P, Q), x * sp.log(x)), (CHI_SQUARE, (x - 1) ** 2))
    return (*(Script(KL(P, Q), d).proves(d, "=", over_q(f), {}) for d, f in forms), hellinger(), total_variation())


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
