"""The families that the tests of numbers run over by default; every other one is behind the marker ``wide``."""

import pytest

import symbolic_info as si

CORE = ("bernoulli", "beta", "exponential", "gamma", "geometric", "laplace", "normal", "poisson", "uniform", "weibull")
FAMILIES = {family.key: family for family in si.families()}

core = pytest.mark.parametrize("member", [FAMILIES[key] for key in CORE], ids=CORE)
every = pytest.mark.parametrize("member", [pytest.param(f, marks=() if k in CORE else pytest.mark.wide, id=k) for k, f in FAMILIES.items()])
