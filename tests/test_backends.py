"""Back ends beside NumPy: the same values, sources that run alone, derivatives, the scalar path; each is held against mpmath."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy as sp
from core_families import FAMILIES, core

import symbolic_info as si
from symbolic_info.core.errors import MissingExtra, ParameterError
from symbolic_info.core.registry import Table
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.proof.sampling import points

U = 2.0**-53
D = si.KL(si.Normal("mu_1", "sigma_1"), si.Normal("mu_2", "sigma_2"))
BERNOULLI = si.KL(si.Bernoulli("p"), si.Bernoulli("q"))


def divergence(family: si.Family) -> sp.Expr:
    return si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2"))


def places(quantity: sp.Expr, count: int, region: str = "usual") -> Iterator[list[float]]:
    """Points in the order of the parameters; every second with Q beside P."""
    symbols = lambdify(quantity).symbols
    for i, point in enumerate(points((quantity,), count, seed=3, region=region)):
        values = [float(point[s]) for s in symbols]
        half = len(values) // 2
        yield [*values[:half], *(v * (1 + 1e-7 * (k + 1)) for k, v in enumerate(values[:half]))] if i % 2 else values


def error(found: object, exact: object) -> float:
    with mpmath.workdps(40):
        found, exact = mpmath.mpmathify(found), mpmath.mpmathify(exact)
        return float(abs(found - exact) / abs(exact)) if exact else float(found != 0)


# -- the same value in every language ------------------------------------------------------------------------------------


@core
@pytest.mark.parametrize("region", ["usual", "wide"])
def test_python_floats(member: si.Family, region: str) -> None:
    quantity = divergence(member)
    by_floats, by_digits = lambdify(quantity, backend="python"), lambdify(quantity, backend="mpmath")
    for place in places(quantity, 12, region):
        exact = by_digits(*place)
        if abs(exact) < 1e308:
            assert error(by_floats(*place), exact) < (32 if region == "usual" else 9000) * U, place
        else:
            assert by_floats(*place) == np.inf


@core
def test_mpmath_gives_the_digits_that_are_asked_for(member: si.Family) -> None:
    quantity = divergence(member)
    function = lambdify(quantity, backend="mpmath")
    for place in places(quantity, 4):
        with mpmath.workdps(60):
            long = function(*place)
        with mpmath.workdps(30):
            short = function(*place)
        if mpmath.isfinite(long):
            assert error(short, long) < 1e-29
    half = len(place) // 2
    assert function(*place[:half], *place[:half]) == 0


def test_mpmath_near_the_diagonal() -> None:
    with mpmath.workdps(30):
        found = lambdify(D, backend="mpmath")(0, 1, mpmath.mpf(10) ** -200, 1)
        assert abs(found / (mpmath.mpf(10) ** -400 / 2) - 1) < mpmath.mpf(10) ** -29


@pytest.mark.parametrize("backend", ["numpy", "python", "mpmath"])
def test_zeros_and_the_edge_of_the_domain(backend: str) -> None:
    f = lambdify(BERNOULLI, backend=backend)
    found = [float(f(p, q)) for p, q in ((0.0, 0.5), (1.0, 0.5), (0.5, 0.0), (0.0, 0.0), (0.0, 1.0))]
    assert found == pytest.approx([np.log(2), np.log(2), np.inf, 0, np.inf], rel=1e-15)
    assert np.isnan(float(f(-0.5, 0.5)))
    assert np.isnan(float(lambdify(D, backend=backend)(0.0, -1.0, 0.0, 1.0)))
    assert np.isnan(float(lambdify(D, backend=backend)(float("nan"), 1.0, 0.0, 1.0)))


@pytest.mark.parametrize("backend", ["python", "mpmath"])
def test_the_source_runs_alone(backend: str, tmp_path: Path) -> None:
    f = lambdify(si.KL(si.Weibull("k", "s"), si.Weibull("l", "t")), backend=backend)
    (tmp_path / "written.py").write_text(f.source)
    code = f"import sys, written; print(float(written.{f.__name__}(1.5, 2, 2.5, 3)), 'symbolic_info' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    value, loaded = done.stdout.split()
    assert float(value) == pytest.approx(float(f(1.5, 2.0, 2.5, 3.0)), rel=1e-15)
    assert loaded == "False"


@pytest.mark.parametrize("backend", ["python", "mpmath"])
def test_what_is_no_closed_form_is_refused(backend: str) -> None:
    with pytest.raises(ParameterError, match="no closed form of single numbers"):
        lambdify(si.Entropy(si.Poisson(rate="l")), backend=backend)
    with pytest.raises(ParameterError, match="no closed form of single numbers"):
        lambdify(si.KL(si.Categorical("p", "n"), si.Categorical("q", "n")), backend=backend)


def test_single_numbers_are_asked_for() -> None:
    with pytest.raises(ParameterError, match='backend="numpy"'):
        lambdify(D, backend="python")(np.zeros(3), 1, 0, 1)
    with pytest.raises(ParameterError, match="not a real number"):
        lambdify(D, backend="python")("0", 1, 0, 1)


def test_every_back_end_is_a_row_or_names_its_extra() -> None:
    table = Table("numeric.backends", Backend)
    assert {"numpy", "python", "mpmath", "torch", "jax"} <= set(table)
    for key, row in table.items():
        try:
            f = lambdify(D, backend=key)
        except MissingExtra as problem:
            assert f"symbolic-info[{row.extra}]" in str(problem)  # noqa: PT017
        else:
            assert f.args == ("mu_1", "sigma_1", "mu_2", "sigma_2")
            assert pickle.loads(pickle.dumps(f)).source == f.source


# -- derivatives ---------------------------------------------------------------------------------------------------------


@core
def test_gradients_are_as_accurate_as_values(member: si.Family) -> None:
    quantity = divergence(member)
    f = lambdify(quantity)
    exact = [lambdify(quantity, backend="mpmath").derivative(name) for name in f.args]
    for place in places(quantity, 10):
        wanted = [g(*place) for g in exact]
        if all(map(mpmath.isfinite, wanted)):
            assert max(map(error, f.grad(*place), wanted)) < 64 * U, place


def test_gradients_vanish_on_the_diagonal_and_hessians_do_not() -> None:
    f = lambdify(D)
    assert f.grad(0.5, 2.0, 0.5, 2.0) == (0, 0, 0, 0)
    hessian = np.array(f.hess(0.5, 2.0, 0.5, 2.0))
    assert hessian == pytest.approx(np.array([[1, 0, -1, 0], [0, 2, 0, -2], [-1, 0, 1, 0], [0, -2, 0, 2]]) / 4)
    assert hessian == pytest.approx(hessian.T)


def test_gradients_of_arrays() -> None:
    f = lambdify(D)
    mu = np.linspace(-1, 1, 5)
    parts = f.grad(mu, 1.0, 0.0, np.full((3, 1), 2.0))
    assert [g.shape for g in parts] == [(3, 5)] * 4
    assert parts[0][0] == pytest.approx(mu / 4)
    assert f.derivative("mu_1")(mu, 1, 0, 2) == pytest.approx(mu / 4)


def test_the_plain_gradient_is_noise_where_ours_is_not() -> None:
    f = lambdify(D)
    place = {f.symbols[0]: 0, f.symbols[1]: 1, f.symbols[2]: 1e-9, f.symbols[3]: 1 + 1e-9}
    plain = sp.lambdify(f.symbols, sp.diff(f.closed_form, f.symbols[3]))(*place.values())
    exact = lambdify(D, backend="mpmath").derivative("sigma_2")(*place.values())
    assert error(plain, exact) > 1e-9
    assert error(f.grad(*place.values())[3], exact) < 64 * U


def test_kinks() -> None:
    f = lambdify(si.KL(si.Laplace("m", "s"), si.Laplace("n", "t")))
    assert f.grad(0.0, 1.0, 0.0, 2.0)[0] == 0
    assert f.hess(0.0, 1.0, 0.0, 2.0)[0][0] == pytest.approx(0.5)


BAD_DERIVATIVES = (
    (lambda: lambdify(D).derivative("tau"), "has no argument 'tau'"),
    (lambda: lambdify(si.Entropy(si.Poisson(rate="l"))).grad(2.0), "no closed form in single numbers"),
)


@pytest.mark.parametrize(("act", "says"), BAD_DERIVATIVES)
def test_derivatives_that_do_not_exist(act, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        act()


# -- the scalar path -----------------------------------------------------------------------------------------------------


@core
def test_floats_take_the_scalar_path_and_agree_with_arrays(member: si.Family) -> None:
    quantity = divergence(member)
    f = lambdify(quantity)
    for place in places(quantity, 12):
        by_array = float(f(*(np.array([v]) for v in place))[0])
        assert error(f(*place), by_array) < 32 * U if np.isfinite(by_array) else f(*place) == by_array
        assert f(*place) == f.scalar(*place)


def test_what_floats_do_not_settle_goes_the_general_way() -> None:
    f = lambdify(si.KL(si.Gamma("k", rate="l"), si.Gamma("m", rate="n")))
    far = (1e-300, 1e300, 1e-299, 1e300)
    assert f(*far) == float(f(*map(np.array, far)))
    assert np.isnan(f(-1.0, 1.0, 1.0, 1.0))
    assert np.isnan(f(float("inf"), 1.0, 1.0, 1.0))


def test_rows_and_series_have_no_scalar_path() -> None:
    f = lambdify(si.Entropy(si.Poisson(rate="l")))
    assert f.scalar(2.0) == f(2.0) == f([2.0])[0]


# -- long arrays ---------------------------------------------------------------------------------------------------------


@core
def test_long_arrays_go_by_blocks_with_the_same_values(member: si.Family) -> None:
    quantity = divergence(member)
    f = lambdify(quantity)
    here = np.array(list(places(quantity, 24))).T
    long = np.tile(here, (1, 1 + 20_000 // here.shape[1]))
    found, short = f(*long), f(*here)
    again = np.tile(short, long.shape[1] // here.shape[1])
    finite = np.isfinite(again)
    assert (np.isfinite(found) == finite).all()
    assert (abs(found[finite] - again[finite]) <= 16 * U * again[finite]).all()
    assert (f(*(c[:20_000].reshape(100, 200) for c in long)) == found[:20_000].reshape(100, 200))[finite[:20_000].reshape(100, 200)].all()


POWERS = ("gen_gamma", "gumbel_type2", "half_gen_normal")
"""Families whose divergence has a gamma function times a power, whose exponents amplify what is rounded."""


@pytest.mark.parametrize("member", [pytest.param(f, id=k, marks=() if k in POWERS else pytest.mark.wide) for k, f in FAMILIES.items()])
def test_what_long_arrays_try_first_is_settled_only_where_it_is_right(member: si.Family) -> None:
    for quantity in (divergence(member), si.Entropy(member.with_own_symbols())):
        f = lambdify(quantity)
        rough = f.bare.__globals__["rough"] if "by_blocks(rough" in f.source else None
        if rough is None:
            continue
        here = np.array([[float(point[s]) for s in f.symbols] for point in points((quantity,), 100, seed=3, region="wide")]).T
        value = np.empty(here.shape[1])
        with np.errstate(all="ignore"):
            at = np.broadcast_to(rough(value, list(np.empty((32, len(value)))), *here), value.shape)
        exact = f(*here[:, at])
        assert (abs(value[at] - exact) <= 32 * U * abs(exact)).all()


def test_long_arrays_outside_the_domain_at_extremes_and_of_float32() -> None:
    f = lambdify(D)
    sigma = np.ones(30_000)
    sigma[[5, 17_000]] = -1, 1e-300
    found = f(0.0, sigma, np.float64(0), 1.0)
    assert np.isnan(found[5])
    assert found[17_000] == f(0.0, 1e-300, 0.0, 1.0)
    assert (found[:5] == 0).all()
    single = np.ones(30_000, dtype=np.float32)
    assert f(single, single, single, single * 2).dtype == np.float32
    assert f(np.zeros((200, 1)), 1.0, np.ones(150), 2.0).shape == (200, 150)
