"""A value with a bound of its error: the bound holds, and is not far from the error that it allows."""

import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric import bounded
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.proof.oracle import value

CASES = (
    (si.KL(si.Bradford("c"), si.Bradford("d")), "quadrature", ((1.5, 2.5), (1.5, 1.5001), (0.2, 30.0))),
    (si.Entropy(si.LogitNormal("m", "s")), "quadrature", ((0.5, 2.0),)),
    (si.Entropy(si.Poisson(rate="l")), "summation", ((0.01,), (3.0,), (400.0,))),
    (si.KL(si.Poisson(rate="l"), si.Geometric0("p")), "summation", ((0.5, 0.25), (30.0, 0.01))),
    (si.KL(si.Normal("m", "s"), si.Normal("n", "t")), "closed form", ((0.0, 1.0, 1.0, 2.0), (0.0, 1.0, 1e-9, 1.0))),
)


@pytest.mark.parametrize(("asked", "method", "points"), CASES, ids=[str(q) for q, _, _ in CASES])
def test_the_bound_holds(asked: sp.Expr, method: str, points: tuple) -> None:
    f = lambdify(asked)
    assert f.method == method
    for at in points:
        found = f.with_bound(*at)
        exact = value(asked, {s: sp.Rational(v) for s, v in zip(f.symbols, at, strict=True)}, 25)
        assert found.value == f(*at)
        assert abs(found.value - exact) <= found.bound <= 1e-8 * max(1, abs(exact))


def test_bounds_broadcast_and_pass_nan_and_infinity_on() -> None:
    found = lambdify(CASES[2][0]).with_bound(l=[[3.0, -1.0], [3.0, 2.0]])
    assert np.isnan(found.bound).tolist() == np.isnan(found.value).tolist() == [[False, True], [False, False]]
    f = lambdify(CASES[0][0])
    assert f.with_bound(1.5, 1.5) == (0, 0)
    assert lambdify(si.KL(si.Bernoulli("p"), si.Bernoulli("q"))).with_bound(0.5, 0.0) == (np.inf, 0.0)


def test_without_the_kernels_share_the_bound_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "KERNELS", ())
    found = lambdify(CASES[2][0]).with_bound(400.0)
    exact = value(CASES[2][0], {lambdify(CASES[2][0]).symbols[0]: sp.Integer(400)}, 25)
    assert abs(found.value - exact) > found.bound


def test_what_has_no_stated_bound_is_refused() -> None:
    for asked in (si.KL(si.Categorical("p", "n"), si.Categorical("q", "n")), si.Entropy(si.MultivariateNormal("m", "S", "d"))):
        f = lambdify(asked)
        with pytest.raises(ParameterError, match="no stated bounds"):
            f.with_bound(*([0.5, 0.5] for _ in f.args))
