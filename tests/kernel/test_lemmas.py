"""The mathematics that is taken on trust: each lemma against quadrature or summation, at points inside its conditions."""

from fractions import Fraction

import mpmath as mp
import pytest
from classical import AGREE, DIGITS, close, points, stated, total

from symbolic_info.core.errors import Rejected
from symbolic_info.core.registry import Table
from symbolic_info.proof.terms import diff, exp, free
from symbolic_info.rules.lemma import Lemma, U
from symbolic_info.rules.lemma import lemma as lemma_called

LEMMAS = list(Table("rules.lemmas", Lemma).values())


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(DIGITS):
        yield


def whole(lemma: Lemma, at: dict[str, Fraction], *statistics: tuple) -> mp.mpf:
    """The integral or sum of the kernel times statistics."""
    return total(lemma.support, (exp(lemma.log_kernel), *statistics), at)


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.key)
def test_the_integral_is_the_normaliser(lemma):
    for at in points(lemma):
        assert close(whole(lemma, at), stated(lemma.normaliser, at), AGREE), at


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.key)
def test_derivatives_go_under_the_integral(lemma):
    """The derivative of the normaliser is the integral of the statistic; where it has no term, nothing is claimed."""
    for tilt in lemma.tilt:
        if not _has_derivative(lemma, tilt):
            continue
        for at in points(lemma)[:1]:
            slope = stated(diff(lemma.normaliser, tilt), at)
            assert close(whole(lemma, at, diff(lemma.log_kernel, tilt)), slope, AGREE), (tilt, at)


def _has_derivative(lemma: Lemma, tilt: str) -> bool:
    """Incomplete gamma functions and Bessel functions are not differentiated in their order."""
    try:
        return bool(diff(lemma.normaliser, tilt))
    except Rejected:
        return False


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.key)
def test_a_wrong_normaliser_is_seen(lemma):
    at = points(lemma)[0]
    assert not close(whole(lemma, at), stated(lemma.normaliser, at) * (1 + mp.mpf(10) ** -10), AGREE)


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.key)
def test_a_lemma_is_stated_in_its_own_names(lemma):
    own = {U, *lemma.parameters}
    assert free(lemma.log_kernel) <= own
    assert free(lemma.normaliser) | {n for c in (*lemma.conditions, *lemma.nonzero) for n in free(c)} <= own - {U}
    assert lemma.says
    assert lemma.citation
    assert all(free(e) <= set(lemma.fixed) for e in lemma.support[1:])


def test_points_are_counted():
    """From l to r there are r - l + 1 integers, also where the ends are negative, and one where they are equal."""
    lemma = lemma_called("counting")
    for lo, hi in ((0, 9), (-7, -3), (-2, 5), (4, 4)):
        at = {"_l": Fraction(lo), "_r": Fraction(hi)}
        assert whole(lemma, at) == stated(lemma.normaliser, at) == len(range(lo, hi + 1))
