"""The mathematics that is taken on trust: each lemma against quadrature or summation, at points inside its conditions."""

import random
from fractions import Fraction

import mpmath as mp
import pytest
from random_terms import Unclear, Undefined, value

from symbolic_info.core.registry import Table
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, diff, free
from symbolic_info.rules.lemma import Lemma, U

LEMMAS = list(Table("rules.lemmas", Lemma).values())
DIGITS, AGREE, POINTS = 30, 20, 2


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(DIGITS):
        yield


def points(lemma: Lemma) -> list[dict[str, Fraction]]:
    """Random parameters at which the conditions hold."""
    choose, found = random.Random(lemma.key), []
    while len(found) < POINTS:
        at = {p: choose.choice((1, 1, 1, -1)) * (1 + Fraction(choose.randint(0, 24), choose.randint(4, 9))) for p in lemma.parameters}
        try:
            if all(value(c, at) > 0 for c in lemma.conditions) and value(lemma.normaliser, at):
                found.append(at)
        except (Undefined, Unclear):
            continue
    return found


def total(lemma: Lemma, at: dict[str, Fraction], statistics: tuple = ()) -> mp.mpf:
    """The integral or sum of the kernel times statistics."""

    def summand(x: mp.mpf) -> mp.mpf:
        here = {**at, U: x}
        try:
            return mp.fprod(value(t, here) for t in statistics) * mp.exp(value(lemma.log_kernel, here))
        except (Unclear, Undefined):
            return mp.mpf(0)  # so far out, or so close to an end, that nothing is left of the kernel

    kind, lo, hi = lemma.support
    if kind == "integers":
        return mp.fsum(summand(mp.mpf(n)) for n in range(int(value(lo, at)), 600))
    ends = [-mp.inf if e == MINUS_INFINITY else mp.inf if e == INFINITY else value(e, at) for e in (lo, hi)]
    between = [v for v in (-12, -4, 0, 1, 4, 12, 40) if ends[0] < v < ends[1]]
    return mp.quad(summand, [ends[0], *between, ends[1]])


def close(a: mp.mpf, b: mp.mpf, digits: int) -> bool:
    return abs(a - b) <= mp.mpf(10) ** -digits * max(1, abs(b))


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.key)
def test_the_integral_is_the_normaliser(lemma):
    for at in points(lemma):
        assert close(total(lemma, at), value(lemma.normaliser, at), AGREE), at


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.key)
def test_derivatives_go_under_the_integral(lemma):
    """The derivative of the normaliser is the integral of the statistic; where it has no term, nothing is claimed."""
    for tilt in lemma.tilt:
        if lemma.key == "gamma_tail" and tilt == "_s":
            continue  # the incomplete gamma function is not differentiated in its order
        for at in points(lemma):
            slope = value(diff(lemma.normaliser, tilt), at)
            assert close(total(lemma, at, (diff(lemma.log_kernel, tilt),)), slope, AGREE), (tilt, at)


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.key)
def test_a_wrong_normaliser_is_seen(lemma):
    at = points(lemma)[0]
    assert not close(total(lemma, at), value(lemma.normaliser, at) * (1 + mp.mpf(10) ** -15), AGREE)


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.key)
def test_a_lemma_is_stated_in_its_own_names(lemma):
    own = {U, *lemma.parameters}
    assert free(lemma.log_kernel) <= own
    assert free(lemma.normaliser) | {n for c in lemma.conditions for n in free(c)} <= own - {U}
    assert lemma.says
    assert lemma.citation
    assert all(free(e) <= set(lemma.fixed) for e in lemma.support[1:])
