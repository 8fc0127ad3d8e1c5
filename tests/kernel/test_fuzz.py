"""Random terms against mpmath: forms keep values and conditions, signs are right, both ways over the bridge, derivatives.

A few hundred terms each in every run, 20,000 with ``-m fuzz``; the seed of a failure stands in its message.
"""

import random
from collections import Counter
from fractions import Fraction

import mpmath as mp
import pytest
import sympy as sp
from kernel_worlds import world
from random_sums import WORLD, sum_term, tables
from random_terms import (
    DIGITS,
    NAMES,
    NEGATIVE,
    POSITIVE,
    TINY,
    Unclear,
    Undefined,
    agree,
    holds,
    point,
    term,
    value,
)

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.forms import to_term
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.signs import Signs
from symbolic_info.proof.terms import Term, add, diff, log, mul, neg, rat, sub, sym

COUNTS = [pytest.param(300, id="300"), pytest.param(20_000, id="20000", marks=pytest.mark.fuzz)]
DECLARED = tuple(sym(n) for n in POSITIVE) + tuple(neg(sym(n)) for n in NEGATIVE)
NOTHING = world()


def scope(facts: tuple[Term, ...] = (), at: dict | None = None) -> Normal:
    """A scope with the declared signs and more facts, those among them that are positive at the point."""
    signs = Signs()
    for t in DECLARED + facts:
        here = Normal(NOTHING, signs)
        form = here.form(t)
        if not here.conditions and (at is None or value(t, at) > TINY):
            signs = signs.extended([form])
    return Normal(NOTHING, signs)


PLAIN = scope()


def fresh() -> Normal:
    """The declared signs, no conditions yet."""
    return Normal(NOTHING, PLAIN.signs)


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(DIGITS):
        yield


def keeps_value(seed: int) -> str:
    """One random term: its form has its value where its conditions hold; where they do, it has a value."""
    choose = random.Random(seed)
    t, at, here = term(choose, choose.randint(2, 5)), point(choose), fresh()
    try:
        form = here.form(t)
        if not all(holds(c, at) for c in sorted(here.conditions)):
            return "conditions fail"
        try:
            before = value(t, at)
        except Undefined:
            raise AssertionError(f"seed {seed}: no condition of {t} says that it has no value at {at}") from None
        after = value(to_term(form), at)
    except (Rejected, Unclear):
        return "refused or unclear"
    assert agree(before, after), f"seed {seed}: {t} changes from {mp.nstr(before, 20)} to {mp.nstr(after, 20)} at {at}"
    again = fresh().form(to_term(form))
    assert agree(value(to_term(again), at), after), f"seed {seed}: {form} changes when it is read again"
    return "same value"


@pytest.mark.parametrize("count", COUNTS)
def test_forms_keep_values(count):
    met = Counter(keeps_value(seed) for seed in range(count))
    assert met["same value"] > count // 4, met


def keeps_sums(seed: int) -> str:
    """A random combination of sums over supports: its form has its value, for masses of which some are 0."""
    choose = random.Random(seed)
    terms = [sum_term(choose, 2) for _ in range(choose.randint(1, 3))]
    t, at, here = add(*terms, rat(0)), point(choose) | tables(choose), WORLD.normal()
    try:
        form = here.form(t)
        if not all(holds(c, at) for c in sorted(here.conditions)):
            return "conditions fail"
        before, after = value(t, at), value(to_term(form), at)
    except (Rejected, Unclear):
        return "refused or unclear"
    assert agree(before, after), f"seed {seed}: {t} changes from {mp.nstr(before, 20)} to {mp.nstr(after, 20)} at {at}"
    sign = here.signs.sign(form)
    good = {2: before > 0, 1: before >= -TINY, 0: True, -1: before <= TINY, -2: before < 0}[sign]
    assert good, f"seed {seed}: sign {sign} of {t}, which is {mp.nstr(before, 20)} at {at}"
    if not WORLD.normal().same(t, to_term(form)):
        return "same value, not its own form"  # over a domain whose literals contradict each other
    return "same value"


@pytest.mark.parametrize("count", COUNTS)
def test_sums_keep_values(count):
    met = Counter(keeps_sums(seed) for seed in range(count))
    assert met["same value"] > count // 4, met
    assert met["same value, not its own form"] <= count // 500, met


def fact(choose: random.Random) -> Term:
    """A term of the kinds that constraints are made of."""
    simple = [sym(n) for n in NAMES] + [rat(1), rat(Fraction(1, 2)), rat(2)]
    first, second = choose.sample(simple, 2)
    kinds = (
        sub(first, second),
        add(first, second),
        sub(mul(first, second), choose.choice(simple)),
        term(choose, 2),
        sub(mul(first, first), second),
    )
    return choose.choice(kinds)


def sign_is_right(seed: int) -> str:
    """One random term under random facts that hold at a point: the sign found is the sign there."""
    choose = random.Random(seed)
    at = point(choose)
    try:
        signed = [t if value(t, at) > 0 else neg(t) for t in (fact(choose) for _ in range(choose.randint(0, 4)))]
        here = scope(tuple(signed), at)
        t = choose.choice((fact(choose), term(choose, choose.randint(1, 4)), sub(log(sym("a")), log(sym("b")))))
        form = here.form(t)
        if not all(holds(c, at) for c in sorted(here.conditions)):
            return "conditions fail"
        found, v = here.signs.sign(form), value(to_term(form), at)
    except (Rejected, Undefined, Unclear):
        return "refused or unclear"
    good = {2: v > 0, 1: v >= -TINY, 0: True, -1: v <= TINY, -2: v < 0}[found]
    assert good, f"seed {seed}: sign {found} of {t}, which is {mp.nstr(v, 20)} at {at}, from {signed}"
    return "known" if found else "not known"


@pytest.mark.parametrize("count", COUNTS)
def test_signs_are_right(count):
    met = Counter(sign_is_right(seed) for seed in range(count))
    assert met["known"] > count // 10, met


SYMBOLS = {
    n: sp.Symbol(n, **({"positive": True} if n in POSITIVE else {"negative": True} if n in NEGATIVE else {"real": True})) for n in NAMES
}
BRIDGE = Bridge([sp.Add(*SYMBOLS.values(), *(sp.Function(f)(1) for f in "fg"))])


def crosses(seed: int) -> str:
    """One random term over the bridge and back: SymPy has rearranged it, its value is the same."""
    choose = random.Random(seed)
    t, at = term(choose, choose.randint(1, 4)), point(choose)
    try:
        before = value(t, at)
        after = value(BRIDGE.term(BRIDGE.expr(t)), at)
    except (Rejected, Undefined, Unclear):
        return "undefined or unclear"
    assert agree(before, after), f"seed {seed}: {t} comes back as another number at {at}"
    return "same value"


@pytest.mark.parametrize("count", COUNTS)
def test_the_bridge_keeps_values(count):
    met = Counter(crosses(seed) for seed in range(count))
    assert met["same value"] > count // 4, met


def derivative_is_right(seed: int) -> str:
    """One random term in _x: its derivative is the slope of its values."""
    choose = random.Random(seed)
    t, at = term(choose, choose.randint(1, 3), ("a", "b", "z", "_x")), point(choose)
    x0 = Fraction(choose.randint(1, 40), choose.randint(1, 12))
    try:
        slope = value(diff(t, "_x"), {**at, "_x": x0})
        step = mp.mpf(10) ** -25
        ahead, behind = (value(t, {**at, "_x": mp.mpf(x0.numerator) / x0.denominator + side * step}) for side in (1, -1))
    except (Rejected, Undefined, Unclear):
        return "undefined or unclear"
    measured = (ahead - behind) / (2 * step)
    assert agree(slope, measured, 12) or abs(slope) > mp.mpf(10) ** 12, (
        f"seed {seed}: d/dx {t} is {mp.nstr(measured, 20)}, not {mp.nstr(slope, 20)}"
    )
    return "same slope"


@pytest.mark.parametrize("count", COUNTS)
def test_derivatives(count):
    met = Counter(derivative_is_right(seed) for seed in range(count))
    assert met["same slope"] > count // 4, met
