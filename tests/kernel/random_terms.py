"""Random kernel terms, and their values by mpmath: too plain to share a mistake with the kernel.

``value`` knows the kernel's reading of a term: every symbol is real, a logarithm wants a positive number, a power that is
no integer a positive base.  Where a term has no value it raises ``Undefined``; where it cannot be told, ``Unclear``.
"""

import random
from fractions import Fraction

import mpmath as mp

from symbolic_info.proof.terms import Term, add, div, exp, log, mul, neg, power, rat, sub, sym

DIGITS = 110
TINY, HUGE = mp.mpf(10) ** -60, mp.mpf(10) ** 25
POSITIVE, NEGATIVE, FREE = ("a", "b", "k"), ("m",), ("z", "y")
NAMES = POSITIVE + NEGATIVE + FREE
SMALL = [Fraction(*v) for v in ((1, 1), (2, 1), (1, 2), (3, 1), (-1, 1), (3, 2), (-1, 2), (1, 3), (-2, 1), (5, 2), (6, 1), (0, 1), (4, 9))]


class Undefined(Exception):
    """The term has no real value here."""


class Unclear(Exception):
    """Too close to the edge of a domain, or too large, to tell."""


def point(choose: random.Random) -> dict[str, Fraction]:
    """Values for all names, of the declared signs."""
    values = {n: Fraction(choose.randint(1, 40), choose.randint(1, 12)) for n in POSITIVE}
    values |= {n: -Fraction(choose.randint(1, 40), choose.randint(1, 12)) for n in NEGATIVE}
    return values | {n: Fraction(choose.randint(-30, 30), choose.randint(1, 9)) for n in FREE}


def term(choose: random.Random, depth: int, names: tuple[str, ...] = NAMES) -> Term:
    """A random term of at most this depth."""
    if depth == 0 or choose.random() < 0.12:
        return sym(choose.choice(names)) if choose.random() < 0.75 else rat(choose.choice(SMALL))
    make = choose.choice(MAKERS)
    return make(choose, lambda: term(choose, depth - 1, names))


def _polynomial(choose, part):
    return add(mul(rat(choose.choice(SMALL)), power(part(), rat(choose.randint(1, 3)))), part())


MAKERS = (
    *(lambda choose, part: add(part(), part()),) * 4,
    *(lambda choose, part: sub(part(), part()),) * 3,
    *(lambda choose, part: mul(part(), part()),) * 4,
    *(lambda choose, part: div(part(), part()),) * 3,
    *(lambda choose, part: power(part(), rat(choose.choice(SMALL))),) * 3,
    *(lambda choose, part: power(part(), part()),) * 2,
    *(lambda choose, part: log(part()),) * 3,
    *(lambda choose, part: exp(part()),) * 3,
    _polynomial,
    lambda choose, part: neg(part()),
    lambda choose, part: ("lgamma", add(part(), rat(choose.choice((0, 1, 2, 3)), 1))),
    lambda choose, part: ("polygamma", choose.choice((0, 0, 1, 2)), add(part(), rat(choose.choice((0, 1, 2)), 1))),
    *(lambda choose, part: ("abs", part()),) * 2,
    lambda choose, part: ("erf", part()),
    lambda choose, part: ("ugamma", add(part(), rat(choose.choice((0, 1, 2)), 1)), part()),
    lambda choose, part: ("apply", choose.choice("fg"), part()),
    lambda choose, part: log(div(part(), part())),
    lambda choose, part: exp(mul(part(), log(part()))),
)


SHAPES = {"P": 1, "Q": 1, "R": 2}  # arrays by their numbers of indices; Q is positive wherever P is


def arrays(choose: random.Random) -> dict[str, dict]:
    """Masses that total 1, some of them 0, by their indices."""
    out = {}
    for name, count in SHAPES.items():
        two, three = (Fraction(1), Fraction(2)), (Fraction(1), Fraction(2), Fraction(3))
        entries = [(i,) for i in three] if count == 1 else [(i, j) for i in two for j in two]
        weights = {e: choose.choice((0, 1, 2, 3, 5)) for e in entries}
        weights |= dict.fromkeys(entries[:1], 1) | ({e: max(w, 1) for e, w in weights.items() if out["P"].get(e)} if name == "Q" else {})
        out[name] = {e: Fraction(w, sum(weights.values())) for e, w in weights.items()}
    return out


def sum_term(choose: random.Random, depth: int, around: tuple[str, ...] = (), heads: tuple = ()) -> Term:
    """A random sum of products and logarithms of entries, with sums inside; ``heads`` are entries that are positive here."""
    array = choose.choice(tuple(SHAPES))
    fresh = [name for name in ("i", "j", "l", "n", "r", "s") if name not in around][: SHAPES[array]]
    entries = heads + tuple(("idx", a, *fresh) for a in (("P", "Q") if array == "P" else (array,)))
    indices = (*around, *fresh)
    strange = [("idx", "P", fresh[0]), ("idx", "R", fresh[-1], indices[0])]  # what need not be positive here: P under Q, R transposed
    first, second = choose.choices(entries, k=2)
    others = (sym("a"), sym("z"), rat(2), sym(choose.choice(indices)), div(first, second), log(div(first, second)), choose.choice(strange))
    factors = [choose.choice(entries) for _ in range(choose.randint(0, 2))]
    factors += [log(choose.choice((*entries, *entries, strange[0]))) for _ in range(choose.randint(0, 2))]
    factors.append(choose.choice(others))
    if depth > 0 and len(indices) < 4 and choose.random() < 0.6:
        factors.append(sum_term(choose, depth - 1, indices, entries))
    body = mul(*factors) if len(factors) > 1 else factors[0]
    return ("sum", tuple(fresh), array, add(body, choose.choice(entries)) if choose.random() < 0.4 else body)


def value(t: Term, at: dict[str, Fraction | mp.mpf]) -> mp.mpf:
    """The value of a term, to ``DIGITS`` digits if the caller works with so many."""
    if t[0] == "sym":
        v = at[t[1]]
        return mp.mpf(v.numerator) / v.denominator if isinstance(v, Fraction) else v
    if t[0] == "rat":
        return mp.mpf(t[1]) / t[2]
    if t[0] == "idx":
        return mp.mpf(1) * at[t[1]].get(tuple(at[i] for i in t[2:]), Fraction(0))
    if t[0] == "sum":
        return mp.fsum(value(t[3], at | dict(zip(t[1], entry, strict=True))) for entry, mass in at[t[2]].items() if mass)
    if t[0] == "apply":
        return _in_range(mp.sin(3 * value(t[2], at)) + (2 if t[1] == "f" else 0))
    parts = [value(a, at) if isinstance(a, tuple) else a for a in t[1:]]
    return _in_range(FUNCTIONS[t[0]](*parts))


def _in_range(v: mp.mpf) -> mp.mpf:
    if not mp.isfinite(v) or abs(v) > HUGE:
        raise Unclear
    return v


def _positive(v: mp.mpf) -> mp.mpf:
    if v < -TINY:
        raise Undefined
    if v < TINY:
        raise Undefined if v == 0 else Unclear
    return v


def _power(b: mp.mpf, e: mp.mpf) -> mp.mpf:
    near = mp.nint(e)
    if abs(e - near) > TINY:
        return mp.power(_positive(b), _in_range(e))
    if abs(b) < TINY and near <= 0:
        raise Undefined if b == 0 else Unclear
    if abs(near) > 400:
        raise Unclear
    return mp.power(b, int(near))


def _exp(v: mp.mpf) -> mp.mpf:
    if v > 100:
        raise Unclear
    return mp.exp(v)


FUNCTIONS = {
    "pi": lambda: +mp.pi,
    "add": lambda *a: mp.fsum(a),
    "mul": lambda *a: mp.fprod(a),
    "pow": _power,
    "log": lambda a: mp.log(_positive(a)),
    "exp": _exp,
    "lgamma": lambda a: mp.loggamma(_positive(a)),
    "polygamma": lambda n, a: mp.psi(n, _positive(a)),
    "abs": abs,
    "erf": mp.erf,
    "ugamma": lambda s, z: mp.gammainc(_positive(s), _positive(z)),
}


def holds(condition: tuple[str, Term], at: dict[str, Fraction]) -> bool:
    """Whether a condition holds; ``Unclear`` at its edge."""
    kind, t = condition
    try:
        v = value(t, at)
    except Undefined:
        return False
    if abs(v) < TINY and v != 0:
        raise Unclear
    return {"positive": v > 0, "nonnegative": v >= 0, "nonzero": v != 0}[kind]


def agree(a: mp.mpf, b: mp.mpf, digits: int = 30) -> bool:
    return abs(a - b) <= mp.mpf(10) ** -digits * max(1, abs(a), abs(b))
