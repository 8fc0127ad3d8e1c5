"""Integrals that are taken on trust, each against quadrature at points inside its conditions."""

import mpmath as mp
import pytest
import random_terms
from classical import AGREE, DIGITS, close, points, stated, total

from symbolic_info.core.registry import Table
from symbolic_info.proof.terms import free
from symbolic_info.rules.lemma import Integral, U

INTEGRALS = list(Table("rules.integrals", Integral).values())


@pytest.fixture(autouse=True)
def digits(monkeypatch):
    """Tails such as log(u)/u^2 count until far out."""
    monkeypatch.setattr(random_terms, "HUGE", mp.mpf(10) ** 100)
    with mp.workdps(DIGITS):
        yield


@pytest.mark.parametrize("integral", INTEGRALS, ids=lambda integral: integral.key)
def test_the_integral_is_the_value(integral):
    for at in points(integral):
        assert close(total(integral.support, (integral.integrand,), at), stated(integral.value, at), AGREE), at


@pytest.mark.parametrize("integral", INTEGRALS, ids=lambda integral: integral.key)
def test_it_converges_absolutely(integral):
    """The rule ``pieces`` adds such integrals up: each has to exist by itself."""
    at = points(integral)[0]
    assert mp.isfinite(total(integral.support, (("abs", integral.integrand),), at))


@pytest.mark.parametrize("integral", INTEGRALS, ids=lambda integral: integral.key)
def test_a_wrong_value_is_seen(integral):
    at = points(integral)[0]
    assert not close(total(integral.support, (integral.integrand,), at), stated(integral.value, at) * (1 + mp.mpf(10) ** -10), AGREE)


@pytest.mark.parametrize("integral", INTEGRALS, ids=lambda integral: integral.key)
def test_an_integral_is_stated_in_its_own_names(integral):
    own = {U, *integral.parameters}
    assert free(integral.integrand) <= own
    assert free(integral.value) | {n for c in (*integral.conditions, *integral.nonzero) for n in free(c)} <= own - {U}
    assert integral.says
    assert integral.citation
    assert all(free(e) <= own - {U} for e in integral.support[1:])
