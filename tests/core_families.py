"""The families that the tests of numbers run over by default; every other one is behind the marker ``wide``."""

from collections.abc import Iterable

import pytest

import symbolic_info as si

CORE = ("bernoulli", "beta", "exponential", "gamma", "geometric", "laplace", "normal", "poisson", "uniform", "weibull")
SLOW = ("beta",)
"""Of these the one whose functions take longest to compile and to compare."""
FAMILIES = {family.key: family for family in si.families()}


def rows(keys: Iterable[str]) -> list:
    """A row for each family; those that do not run by default are marked."""
    return [pytest.param(FAMILIES[k], marks=() if k in CORE and k not in SLOW else pytest.mark.wide, id=k) for k in keys]


core = pytest.mark.parametrize("member", rows(CORE))
every = pytest.mark.parametrize("member", rows(FAMILIES))
