"""H^2 <= TV <= sqrt(H^2 (2 - H^2)) <= sqrt(2) H for the Hellinger distance, H^2 = 1 - sum sqrt(p q), TV = sum |p - q| / 2.

Source: Tsybakov (2009), Introduction to Nonparametric Estimation, lemma 2.3 (whose H^2 is twice this one).
Idea: |p - q| = |a - b| (a + b) for the roots a, b; it is >= (a - b)^2, and Cauchy-Schwarz bounds its sum from above.
"""

import sympy as sp

from symbolic_info import Categorical
from symbolic_info.derive.script import Script, Where, u

CLAIMS = ("T064",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
a, b = sp.sqrt(p), sp.sqrt(q)
TV = sp.Sum(sp.Abs(p - q), (i, 1, P.size)) / 2
OVERLAP = sp.Sum(a * b, (i, 1, P.size))
h = sp.Symbol("h", positive=True)
H2, SQUARE = 1 - OVERLAP, sp.Mul(u, u, evaluate=False)


def facts(s, both):
    """|p - q| = |a - b| (a + b) and |a - b|^2 = (a - b)^2 where both have mass; sums split at the zeros of p, then of q."""
    everywhere, over_p, here = (s._domain(w) for w in (s.where([i], ranges={i: P.size}), s.over(P, i), both))
    terms = {f: s.term(f, (i,)) for f in (p, q, sp.Abs(p - q))}
    factor = s.proof.do("absolute_product", [], *here, s.term(1), s.term(a - b, (i,)), s.term(a + b, (i,)))
    square = s.proof.do("absolute_square", [], *here, s.term(1), s.term(a - b, (i,)))
    gaps = [s.proof.do("split_at_zero", [], *w, terms[sp.Abs(p - q)], terms[at]) for w, at in ((everywhere, p), (over_p, q))]
    masses = [s.proof.do("split_at_zero", [], *w, terms[f], terms[at]) for w, f, at in ((everywhere, q, p), (over_p, p, q))]
    return factor, square, gaps, masses


def main():
    """H^2 <= TV; TV^2 <= H^2 (2 - H^2); TV <= sqrt(2) h, where h > 0 is the H.  Each replayed by the kernel."""
    s, half = Script(P, Q, TV, H2, h), sp.S.Half
    both = s.where([i], p, q)
    factor, square, gaps, masses = facts(s, both)
    roots = tuple(((), (), s.term(f, (i,))) for f in (a, -b))
    least = s.proof.do("triangle", [], *s._domain(both), s.term(sp.Abs(a - b), (i,)), roots)
    lower = {least: half, factor: half, square: -half, **dict.fromkeys(gaps, -half), **dict.fromkeys(masses, half)}
    times, k = (1 + OVERLAP) / 2, TV / (1 + OVERLAP)
    alone = [Where((i,), (s.over(x, i).literals[0], ("zero", name, "_s0"))) for x, name in ((P, "Q"), (Q, "P"))]
    upper = {s.moving_line(w, 1, SQUARE, g, k * c): times for w, g, c in ((both, sp.Abs(a - b), a + b), (alone[0], a, a), (alone[1], b, b))}
    upper |= {square: times, factor: -2 * times * k, **dict.fromkeys(gaps, 2 * times * k), **dict.fromkeys(masses, -times * (1 + k**2))}
    squares = s.combine(TV**2, "<=", H2 * (2 - H2), upper)
    known = s.proof.do("hypothesis", [], (), (), s.term(H2), s.term(h**2), s.term(1))
    k = 1 / (sp.sqrt(2) * h + TV)  # 2 h^2 - TV^2 = (sqrt(2) h - TV)/k
    root = {squares: k, s.line(s.where([]), 1, SQUARE, H2, 0): k, known: 2 * k}
    return s.proves(H2, "<=", TV, lower), s.theorem(squares, TV**2, H2 * (2 - H2)), s.proves(TV, "<=", sp.sqrt(2) * h, root)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
