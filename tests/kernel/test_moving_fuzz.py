"""Random derivatives and limits against mpmath: what the rules conclude is what the numbers do near the point.

A few hundred each in every run, 20,000 with ``-m fuzz``; the seed of a failure stands in its message.
"""

import random
from collections import Counter
from fractions import Fraction

import mpmath as mp
import pytest
from kernel_worlds import Sheet
from random_sums import WORLD, tables
from random_terms import DIGITS, FREE, NEGATIVE, POSITIVE, Unclear, agree, holds, point, term, value

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.terms import INFINITY, H, Term, add, log, mul, power, rat, sub, subst, sym

COUNTS = [pytest.param(300, id="300"), pytest.param(20_000, id="20000", marks=pytest.mark.fuzz)]
NAMES = (*POSITIVE, *NEGATIVE, *FREE, H, H, H)
STEP = mp.mpf(10) ** -25
TINY = mp.mpf(10) ** -3000


def moving(choose: random.Random, depth: int) -> Term:
    """A random term in what moves; at times a sum over the support of P, whose entries stand for some of its names."""
    body = term(choose, depth, NAMES)
    if choose.random() < 0.5:
        return body
    inside = _with_entries(body, {"a": ("idx", "P", "i"), "z": ("idx", "F", "i")})
    total = ("sum", ("i",), (("idx", "P", "i"),), mul(("idx", "P", "i"), inside))
    return choose.choice((total, add(sym("b"), mul(total, total)), log(add(sym("b"), mul(total, total)))))


def _with_entries(t: Term, entries: dict[str, Term]) -> Term:
    if t[0] == "sym":
        return entries.get(t[1], t)
    return (t[0], *(_with_entries(a, entries) if isinstance(a, tuple) else a for a in t[1:]))


def near(t: Term, at: dict, place: Fraction, step: mp.mpf) -> mp.mpf:
    """The value of a term where H is a step away from a place."""
    return value(t, at | {H: mp.mpf(place.numerator) / place.denominator + step})


def right_derivative(seed: int) -> str:
    """The derivative that the rule states, of the first or second order, is the difference quotient."""
    choose = random.Random(seed)
    at, place, times = point(choose) | tables(choose), Fraction(choose.randint(-12, 12), choose.randint(1, 5)), choose.choice((1, 1, 2))
    body = moving(choose, choose.randint(1, 3))
    sheet = Sheet(WORLD)
    try:
        said = sheet.said("derivative", [], body, times, rat(place))
        if not all(holds(c, at) for c in sorted(said.conditions)):
            return "conditions fail"
        found = value(said.right, at)
        below, here, above = (near(body, at, place, k * STEP) for k in (-1, 0, 1))
    except (Rejected, Unclear):
        return "refused or unclear"
    measured = (above - below) / (2 * STEP) if times == 1 else (above - 2 * here + below) / STEP**2
    assert agree(found, measured, 12), (
        f"seed {seed}: derivative {times} of {body} at {place}: {mp.nstr(found, 20)}, not {mp.nstr(measured, 20)}"
    )
    return "right"


@pytest.mark.parametrize("count", COUNTS)
def test_derivatives(count):
    with mp.workdps(DIGITS):
        met = Counter(right_derivative(seed) for seed in range(count))
    assert met["right"] > count // 5, met


def right_ratio(seed: int) -> str:
    """f - f(0) over g - g(0) tends to the value that the rule states."""
    choose = random.Random(seed)
    at, (f, g) = point(choose) | tables(choose), (moving(choose, choose.randint(1, 2)) for _ in range(2))
    sheet = Sheet(WORLD)
    try:
        pair = [sub(t, subst(t, {H: rat(0)})) for t in (f, g)]
        said = sheet.said("vanishing_ratio", [], *pair, 1, rat(0))
        if not all(holds(c, at) for c in sorted(said.conditions)):
            return "conditions fail"
        found, (top, bottom) = value(said.right, at), (near(t, at, Fraction(0), STEP) for t in pair)
    except (Rejected, Unclear):
        return "refused or unclear"
    assert agree(found, top / bottom, 8), f"seed {seed}: {f} over {g}: {mp.nstr(found, 20)}, not {mp.nstr(top / bottom, 20)}"
    return "right"


@pytest.mark.parametrize("count", COUNTS)
def test_ratios(count):
    with mp.workdps(DIGITS):
        met = Counter(right_ratio(seed) for seed in range(count))
    assert met["right"] > count // 10, met


def right_growth(seed: int) -> str:
    """A sum of powers and powers of logarithms, at a number next to 0 or a huge one."""
    choose = random.Random(seed)
    parts = [
        (Fraction(choose.randint(-3, 3)), Fraction(choose.randint(-3, 3), choose.randint(1, 2)), choose.randint(0, 2))
        for _ in range(choose.randint(1, 3))
    ]
    body = add(
        *(mul(rat(c), power(sym(H), rat(a)), power(log(sym(H)), rat(m))) if m else mul(rat(c), power(sym(H), rat(a))) for c, a, m in parts),
        rat(7),
    )
    end = choose.choice((rat(0), INFINITY))
    try:
        limit = Sheet(WORLD).said("growth", [], body, end).right
    except Rejected:
        return "refused"
    x = TINY if end == rat(0) else 1 / TINY
    together: Counter = Counter()  # equal powers cancel exactly, where numbers of this size would not
    for c, a, m in parts:
        together[a, m] += c
    number = mp.fsum([7, *(int(c) * x ** (mp.mpf(a.numerator) / a.denominator) * mp.log(x) ** m for (a, m), c in together.items() if c)])
    if limit[0] in ("infinity", "minus_infinity"):
        good = number > 1000 if limit == INFINITY else number < -1000
    else:
        good = abs(number - value(limit, {})) < mp.mpf(10) ** -100
    assert good, f"seed {seed}: {body} tends to {limit}, but is {mp.nstr(number, 20)}"
    return "infinite" if limit[0] in ("infinity", "minus_infinity") else "finite"


@pytest.mark.parametrize("count", COUNTS)
def test_growth(count):
    with mp.workdps(DIGITS):
        met = Counter(right_growth(seed) for seed in range(count))
    assert min(met["finite"], met["infinite"]) > count // 10, met
