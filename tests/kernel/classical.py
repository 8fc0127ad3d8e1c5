"""The value of a lemma or an integral by quadrature or summation, at points inside its conditions."""

import random
from collections.abc import Callable
from fractions import Fraction

import mpmath as mp
from random_terms import Unclear, Undefined, value

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, free
from symbolic_info.rules.lemma import Integral, Lemma, U

DIGITS, AGREE, POINTS, TERMS, TRIES, LARGE = 20, 14, 2, 600, 2000, 10**9


def points(entry: Lemma | Integral) -> list[dict[str, Fraction]]:
    """Random parameters at which the conditions hold; where a sum ends at a parameter, that is an integer."""
    choose, found = random.Random(entry.key), []
    whole = set().union(*map(free, entry.support[1:])) if entry.support[0] == "integers" else set()
    for attempt in range(TRIES):
        at = {p: _number(choose, p in whole, attempt > TRIES // 10) for p in entry.parameters}
        try:
            whole_value = value(entry.normaliser if isinstance(entry, Lemma) else entry.value, at)
            if abs(whole_value) < LARGE and all(value(c, at) > 0 for c in entry.conditions) and all(value(c, at) for c in entry.nonzero):
                found.append(at)
        except (Undefined, Unclear):
            continue
        if len(found) == POINTS:
            return found
    raise AssertionError(f"the conditions of {entry.key} hold at none of {TRIES} points")


def _number(choose: random.Random, whole: bool, small: bool) -> Fraction:
    """A number that is not 0; below 1, where kernels are sharper at an end, only if ``small``."""
    size = Fraction(choose.randint(1, 9)) if whole else 1 + Fraction(choose.randint(0, 24), choose.randint(4, 9))
    return choose.choice((1, 1, 1, -1)) * size ** (-1 if small and not whole and choose.random() < 0.5 else 1)


def total(support: tuple, factors: tuple[Term, ...], at: dict[str, Fraction]) -> mp.mpf:
    """The integral or sum over ``support`` of a product of terms in ``_u``."""

    def summand(x: mp.mpf) -> mp.mpf:
        try:
            return mp.fprod(value(t, {**at, U: x}) for t in factors)
        except (Unclear, Undefined):
            return mp.mpf(0)  # so far out, or so close to an end, that nothing is left

    kind, lo, hi = support
    if kind == "integers":
        first, last = (None if e in (INFINITY, MINUS_INFINITY) else int(value(e, at)) for e in (lo, hi))
        enough = next((n for n in (TERMS, 20 * TERMS) if abs(summand(mp.mpf(n))) < mp.mpf(10) ** -DIGITS), None)
        if last is None and enough is None:  # it decays like a power
            return mp.nsum(summand, [first, mp.inf], method="euler-maclaurin")
        return mp.fsum(summand(mp.mpf(n)) for n in range(-TERMS if first is None else first, enough if last is None else last + 1))
    ends = [-mp.inf if e == MINUS_INFINITY else mp.inf if e == INFINITY else stated(e, at) for e in (lo, hi)]
    if mp.isfinite(ends[0]) and mp.isfinite(ends[1]):
        return _over_segment(summand, ends[0], ends[1])
    between = [v for v in (-12, -4, 0, 1, 4, 12, 40) if ends[0] < v < ends[1]]
    return mp.quad(summand, [ends[0], *between, ends[1]])


def _over_segment(summand: Callable[[mp.mpf], mp.mpf], lo: mp.mpf, hi: mp.mpf) -> mp.mpf:
    """By the distance t^4 from either end, where it may be singular: the distance keeps its digits."""

    def both(t: mp.mpf) -> mp.mpf:
        with mp.workdps(4 * DIGITS):
            return 4 * t**3 * (summand(lo + t**4) + summand(hi - t**4))

    return mp.quad(both, [(k * (hi - lo) / 8) ** 0.25 for k in range(5)])


def stated(t: Term, at: dict[str, Fraction]) -> mp.mpf:
    """What is stated of a lemma or an integral, to all digits: it may hold differences."""
    with mp.workdps(4 * DIGITS):
        return value(t, at)


def close(a: mp.mpf, b: mp.mpf, digits: int) -> bool:
    return abs(a - b) <= mp.mpf(10) ** -digits * (abs(b) if abs(b) > mp.mpf(10) ** -digits else 1)
