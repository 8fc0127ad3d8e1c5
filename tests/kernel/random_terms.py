"""Random kernel terms, and their values by mpmath: too plain to share a mistake with the kernel.

``value`` knows the kernel's reading of a term: every symbol is real, a logarithm wants a positive number, a power that is
no integer a positive base.  Where a term has no value it raises ``Undefined``; where it cannot be told, ``Unclear``.
"""

import random
from fractions import Fraction
from itertools import product

import mpmath as mp

from symbolic_info.proof.terms import PI, Term, add, div, exp, log, mul, neg, power, rat, sub, sym

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
    *(lambda choose, part: (choose.choice(("cos", "sin")), part()),) * 3,
    lambda choose, part: power((choose.choice(("cos", "sin")), part()), rat(choose.choice((2, 3, -1)))),
    lambda choose, part: (choose.choice(("cos", "sin")), add(part(), mul(rat(choose.randint(-9, 9), choose.choice((1, 2, 3, 4, 5))), PI))),
    lambda choose, part: ("ugamma", add(part(), rat(choose.choice((0, 1, 2)), 1)), part()),
    lambda choose, part: ("apply", choose.choice("fg"), part()),
    lambda choose, part: log(div(part(), part())),
    lambda choose, part: exp(mul(part(), log(part()))),
)


def value(t: Term, at: dict[str, Fraction | mp.mpf]) -> mp.mpf:
    """The value of a term, to ``DIGITS`` digits if the caller works with so many."""
    if t[0] == "sym":
        v = at[t[1]]
        if isinstance(v, int) and t[1] != "n":
            raise AssertionError(f"the label {t[1]} as a number")
        return mp.mpf(v.numerator) / v.denominator if isinstance(v, (int, Fraction)) else v
    if t[0] == "rat":
        return mp.mpf(t[1]) / t[2]
    if t[0] == "idx":
        return mp.mpf(1) * at[t[1]].get(tuple(at[i] for i in t[2:]), Fraction(0))
    if t[0] == "sum":
        points = product(range(at["n"]), repeat=len(t[1]))
        inside = (here for point in points if lies((here := at | dict(zip(t[1], point, strict=True))), t[2]))
        return mp.fsum(value(t[3], here) for here in inside)
    if t[0] == "apply":
        return _in_range(mp.sin(3 * value(t[2], at)) + (2 if t[1] == "f" else 0))
    parts = [value(a, at) if isinstance(a, tuple) else a for a in t[1:]]
    return _in_range(FUNCTIONS[t[0]](*parts))


def lies(at: dict, domain: tuple) -> bool:
    """Whether the literals of a domain hold."""
    return all(LITERALS[literal[0]](at, *literal[1:]) for literal in domain)


LITERALS = {
    "in": lambda at, i, space: at[i] < at["n"],
    "ne": lambda at, i, j: at[i] != at[j],
    "idx": lambda at, a, *i: at[a][tuple(at[k] for k in i)] > 0,
    "zero": lambda at, a, *i: at[a][tuple(at[k] for k in i)] == 0,
}


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
    "ugamma": lambda s, z: mp.gammainc(_positive(s) if s else s, _positive(z)),  # E_1(z) at s = 0
    "cos": mp.cos,
    "sin": mp.sin,
    "besseli": lambda n, z: mp.besseli(n, _positive(z)),
    "besselk": lambda v, z: mp.besselk(v, _positive(z)),
    "zeta": lambda n, s: mp.zeta(1 + _positive(s - 1), 1, n),
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
