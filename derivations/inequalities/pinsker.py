"""Pinsker's inequality: D(p || q) >= (sum |p_i - q_i|)^2 / 2 in nats, that is D >= 2 TV^2.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., lemma 11.6.1; this proof: Tsybakov (2009), lemma 2.5.
Idea: (1 + u) log(1 + u) - u >= 3 u^2/(2 u + 6) by convexity, at u = p/q - 1; then Cauchy-Schwarz with weights p + 2 q.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script, Where, u

CLAIMS = ("S21", "S29", "T052")
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
gap, w = sp.Abs(p - q), p + 2 * q
V, HALF3 = sp.Sum(gap, (i, 1, P.size)), sp.Rational(3, 2)
# (1 + u) log(1 + u) - u - 3 u^2/(2 u + 6), which is convex on (-1, oo) and has a double zero at 0
EXCESS = (1 + u) * sp.log(1 + u) - u - HALF3 * (u - 3) - 9 * HALF3 / (u + 3)
SQUARE, PER_WEIGHT = sp.Mul(u, u, evaluate=False), p / w**2 + 2 * q / w**2  # the second is 1/w


def main():
    """The theorem, replayed by the kernel."""
    s = Script(V, KL(P, Q))
    here, missed = s.over(P, i), Where((i,), (("zero", "P", "_s0"), *s.over(Q, i).literals))
    everywhere = s._domain(s.where([i], ranges={i: P.size}))
    lines = {
        s.line(here, q, EXCESS, p / q - 1, 0, -1): 1,
        s.line(here, w, SQUARE, gap / w, V / 3): HALF3,  # Cauchy-Schwarz: where p has mass, and where only q has
        s.line(missed, 2 * q, SQUARE, sp.S.Half, V / 3): HALF3,
        s.sign(missed, q): sp.Rational(1, 4),
        s.sign(here, p * gap / w + 2 * q * gap / w - gap): V,
        s.sign(here, (p - q) ** 2 * PER_WEIGHT - (p - 4 * q) - 9 * q**2 / w): -HALF3,
        s.proof.do("absolute_square", [], *s._domain(here), s.term(PER_WEIGHT, (i,)), s.term(p - q, (i,))): HALF3,
    }
    for f, times in ((gap, V), (q, -1 - V**2 / 3)):
        lines[s.proof.do("split_at_zero", [], *everywhere, s.term(f, (i,)), s.term(p, (i,)))] = times
    return s.proves(V**2 / 2, "<=", KL(P, Q), lines)


if __name__ == "__main__":
    print(main())
