"""Numeric functions: accurate, never negative, honest at the edge of the domain, safe with any name; and every check can fail."""

from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy as sp
from core_families import core, every
from scipy import stats

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, ParameterError
from symbolic_info.numeric import kernels, stirling
from symbolic_info.numeric.heads import Expectation, plain
from symbolic_info.numeric.lambdify import lambdify, regenerated
from symbolic_info.numeric.stable import PLAIN, stable_form
from symbolic_info.proof.oracle import points, same, value

x = sp.Symbol("x", real=True)
ROOT = Path(__file__).resolve().parents[1]
P, Q = si.Normal("mu_1", "sigma_1"), si.Normal("mu_2", "sigma_2")
D = si.KL(P, Q)
F = lambdify(D)


def pair(family: si.Family) -> tuple:
    return family.with_own_symbols("_1"), family.with_own_symbols("_2")


# -- accuracy ------------------------------------------------------------------------------------------------------------


@every
def test_divergences_are_accurate_everywhere(member: si.Family) -> None:
    f = lambdify(si.KL(*pair(member)))
    report = f.verify(count=40)
    assert report.ok, str(report)
    assert f.method != "closed form" or [row.region for row in report.rows] == ["usual", "wide", "near P = Q", "extreme"]


@every
def test_entropies_are_accurate(member: si.Family) -> None:
    report = lambdify(si.Entropy(member.with_own_symbols())).verify(count=40)
    assert report.ok, str(report)


def test_the_plain_form_is_noise_near_the_diagonal() -> None:
    report = F.verify(count=40)
    near = next(row for row in report.rows if row.region == "near P = Q")
    assert near.errors.maximum < 10
    assert near.plain.maximum > 1e10
    assert near.plain.negative > 0
    assert "near P = Q" in str(report)


@pytest.mark.parametrize("error", [sp.Rational(1, 10**9), -2 * D["mu_1"] ** 2])
def test_a_wrong_closed_form_is_seen(error: sp.Expr) -> None:
    wrong = regenerated(D, F.closed_form + error, F.symbols, (), "closed form", "numpy")
    report = wrong.verify(count=10)
    assert not report.ok
    assert "NOT OK" in str(report)


@core
def test_zero_on_the_diagonal_and_never_negative(member: si.Family) -> None:
    first, second = pair(member)
    f = lambdify(si.KL(first, second))
    half = len(f.args) // 2
    for point in points((first,), 40, seed=5, region="wide"):
        p = [float(point[s]) for s in f.symbols[:half]]
        assert f(*p, *p) == 0
        assert all(f(*p, *(v * (1 + step) for v in p)) >= 0 for step in (1e-15, 1e-9, -1e-6))


def test_extreme_scales() -> None:
    assert F(0.0, 1e300, 1e290, 1e299) == pytest.approx(float(49.5 - np.log(10)), rel=1e-14)
    assert F(0.0, 1e-300, 0.0, 1e-299) == pytest.approx(float(np.log(10) - 0.495), rel=1e-14)
    assert lambdify(si.KL(si.Poisson(rate="a"), si.Poisson(rate="b")))(1e-200, 1e200) == 1e200
    assert lambdify(si.KL(si.Bernoulli("p"), si.Bernoulli("q")))(1e-300, 2e-300) == pytest.approx(1e-300 * (1 - np.log(2)), rel=1e-14)


KERNELS = (
    (lambda a, b: kernels.log_ratio(a, b, a - b), lambda a, b: mpmath.log(a / b)),
    (lambda a, b: kernels.relative_entropy(a, b, b - a), lambda a, b: a * mpmath.log(a / b) - a + b),
    (lambda a, b: kernels.phi((b - a) / a, kernels.log_ratio(b, a, b - a)), lambda a, b: (b - a) / a - mpmath.log(b / a)),
    (
        lambda a, b: stirling.loggamma_remainder(a, b, b - a),
        lambda a, b: mpmath.loggamma(b) - mpmath.loggamma(a) - (b - a) * mpmath.digamma(a),
    ),
)


@pytest.mark.parametrize(("kernel", "exact"), KERNELS)
def test_kernels_keep_their_digits(kernel, exact) -> None:
    generator = np.random.default_rng(0)
    a = 10 ** generator.uniform(-2, 2, 300)
    b = np.concatenate([a[:150] * (1 + 10 ** generator.uniform(-12, -1, 150)), 10 ** generator.uniform(-2, 2, 150)])
    with np.errstate(all="ignore"):
        found = kernel(a, b)
    with mpmath.workdps(60):
        wanted = [exact(mpmath.mpf(u), mpmath.mpf(v)) for u, v in zip(a.tolist(), b.tolist(), strict=True)]
        errors = [abs(mpmath.mpf(f) - w) / abs(w) * 2**53 for f, w in zip(found.tolist(), wanted, strict=True)]
    assert max(errors) < 16


SCIPY = (
    (si.Entropy(si.Normal("m", "s")), {"m": 1, "s": 2.5}, stats.norm(1, 2.5)),
    (si.Entropy(si.Exponential(rate="l")), {"l": 2.5}, stats.expon(scale=0.4)),
    (si.Entropy(si.Gamma("k", rate="l")), {"k": 2.5, "l": 4}, stats.gamma(2.5, scale=0.25)),
    (si.Entropy(si.Beta("a", "b")), {"a": 2.5, "b": 0.7}, stats.beta(2.5, 0.7)),
    (si.Entropy(si.Laplace("m", "s")), {"m": 1, "s": 3}, stats.laplace(1, 3)),
    (si.Entropy(si.Weibull("k", "s")), {"k": 1.5, "s": 3}, stats.weibull_min(1.5, scale=3)),
    (si.Entropy(si.Uniform("a", "b")), {"a": 1, "b": 3}, stats.uniform(1, 2)),
    (si.Entropy(si.Bernoulli("p")), {"p": 0.3}, stats.bernoulli(0.3)),
    (si.Entropy(si.Poisson(rate="l")), {"l": 2.5}, stats.poisson(2.5)),
    (si.Entropy(si.Geometric("p")), {"p": 0.3}, stats.geom(0.3)),
)


@pytest.mark.parametrize(("asked", "at", "frozen"), SCIPY, ids=[str(q) for q, _, _ in SCIPY])
def test_entropies_of_scipy(asked: sp.Expr, at: dict, frozen) -> None:
    assert lambdify(asked)(**at) == pytest.approx(float(frozen.entropy()), rel=1e-9)


def test_poisson_entropy_where_scipy_fails() -> None:
    assert lambdify(si.Entropy(si.Poisson(rate="l")))(1e6) == pytest.approx(np.log(2 * np.pi * np.e * 1e6) / 2 - 1 / 12e6, rel=1e-9)


# -- stable forms --------------------------------------------------------------------------------------------------------


@core
def test_stable_forms_equal_the_closed_form(member: si.Family) -> None:
    quantity = si.KL(*pair(member))
    closed = si.derive(quantity).result
    stable, notes = stable_form(closed, quantity)
    assert notes != PLAIN
    for point in points((quantity,), 3, seed=1):
        assert same(value(plain(stable), point, 30), value(closed, point, 30), 28)


def test_what_is_left_over_must_vanish() -> None:
    wrong = F.closed_form + (D["mu_1"] - D["mu_2"]) / 10
    assert stable_form(wrong, D) == (wrong, PLAIN)
    negative = F.closed_form - 2 * (D["mu_1"] - D["mu_2"]) ** 2 / D["sigma_2"] ** 2
    assert stable_form(negative, D) == (negative, PLAIN)


def test_only_divergences_of_one_family_are_rewritten() -> None:
    mixed = si.KL(si.Exponential(rate="l"), si.Gamma("k", rate="m"))
    closed = si.derive(mixed).result
    assert stable_form(closed, mixed)[0] == closed
    assert lambdify(mixed).verify(count=10).ok


def test_fixed_parameters_keep_the_form_stable() -> None:
    f = lambdify(si.KL(si.Normal("m", "s"), si.Normal(0, 1)))
    assert f(0.0, 1 + 2.0**-40) == pytest.approx(2.0**-80, rel=1e-11)
    assert f.verify(count=20).ok


def test_products_are_stable_too() -> None:
    f = lambdify(si.KL(si.Product(P, "d"), si.Product(Q, "d")))
    assert f(mu_1=0, sigma_1=1, mu_2=1e-9, sigma_2=1, d=4) == pytest.approx(2e-18, rel=1e-14)


def test_units() -> None:
    bits = lambdify(si.KL(P, Q, base=2))
    assert (F.unit, bits.unit) == ("nats", "bits")
    assert bits(0, 1, 1, 2) == pytest.approx(F(0, 1, 1, 2) / np.log(2), rel=1e-15)
    assert "in bits" in bits.__doc__


# -- calling -------------------------------------------------------------------------------------------------------------


def test_numbers_give_a_float_and_arrays_an_array() -> None:
    assert type(F(0, 1, 1, 2)) is float
    assert type(F(0, np.float64(1), 1, 2)) is float
    found = F(np.zeros((3, 1)), 1, np.ones(4), [1, 2, 3, 4])
    assert found.shape == (3, 4)
    assert found.dtype == np.float64
    assert found[0, 1] == F(0, 1, 1, 2)
    assert F(np.array([0]), 1, 1, 2).dtype == np.float64


def test_float32_in_is_float32_out_computed_in_float64() -> None:
    values = np.float32([1, 2, 3])
    found = F(values, np.float32(1), values + np.float32(1e-3), np.float32(1))
    assert found.dtype == np.float32
    with np.errstate(all="ignore"):
        exact = F(values.astype(float), 1, (values + np.float32(1e-3)).astype(float), 1)
    assert (found == exact.astype(np.float32)).all()
    assert F(values, np.ones(3), 1, 1).dtype == np.float64


def test_constants_broadcast_too() -> None:
    f = lambdify(si.Entropy(P))  # the mean does not matter, but its shape does
    assert f(np.zeros(5), 1).shape == (5,)
    assert np.isnan(f(np.nan, 1))
    assert lambdify(si.Entropy(si.Normal(0, 1)))() == pytest.approx(np.log(2 * np.pi * np.e) / 2, rel=1e-15)


def test_arguments_by_name_and_in_another_order() -> None:
    assert F.args == ("mu_1", "sigma_1", "mu_2", "sigma_2")
    assert F(sigma_2=2, mu_2=1, mu_1=0, sigma_1=1) == F(0, 1, sigma_2=2, mu_2=1) == F(0, 1, 1, 2)
    swapped = lambdify(D, args=("sigma_1", "sigma_2", D["mu_1"], "mu_2"))
    assert swapped(1, 2, 0, 1) == F(0, 1, 1, 2)


BAD_CALLS = (
    (lambda: F(0, 1, 1), "missing: sigma_2"),
    (lambda: F(0, 1, 1, 2, 3), "5 given"),
    (lambda: F(0, 1, 1, 2, mu_1=0), "given twice: mu_1"),
    (lambda: F(0, 1, 1, tau=0), "unknown or given twice: tau"),
    (lambda: F("0", 1, 1, 2), "no|not a real number"),
    (lambda: F(1j, 1, 1, 2), "not a real number"),
    (lambda: F(np.zeros(2), 1, np.zeros(3), 2), r"shapes \(2,\), \(\), \(3,\), \(\) do not broadcast"),
    (lambda: lambdify(D, args=("mu_1",)), "missing: sigma_1, mu_2, sigma_2"),
    (lambda: lambdify(D, args=("mu_1", "sigma_1", "mu_2", "sigma_2", "tau")), "unknown: tau"),
    (lambda: lambdify(D, backend="fortran"), "no back end 'fortran'; known: jax, mpmath, numba, numpy, python, torch"),
    (lambda: lambdify("KL(P, Q)"), "needs a SymPy expression"),
    (lambda: lambdify(si.Entropy(si.Joint("p", ("n", "m")))), "symbolic array"),
    (lambda: lambdify(sp.polylog(3, sp.Symbol("z"))), "polylog has no counterpart"),
    (lambda: F.strict(0, -1, 0, 1), "mu_1 = 0, sigma_1 = -1, mu_2 = 0, sigma_2 = 1: KL.* needs sigma_1 > 0"),
    (lambda: F.strict(0, [1, 2, 0], 0, 1), "needs sigma_1 > 0"),
    (lambda: F.strict(np.inf, 1, 0, 1), "needs finite mu_1"),
)


@pytest.mark.parametrize(("act", "says"), BAD_CALLS, ids=[s for _, s in BAD_CALLS])
def test_bad_calls_are_named(act, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        act()


def test_outside_the_domain_is_nan_in_place() -> None:
    found = F(0, np.array([1.0, -1.0, 0.0, np.nan, np.inf]), 1, 2)
    assert np.isnan(found).tolist() == [False, True, True, True, True]
    assert F.strict(0, 1, 1, 2) == F(0, 1, 1, 2)
    assert np.isnan(lambdify(si.Entropy(si.Uniform("a", "b")))(2, 1))
    assert np.isnan(lambdify(si.Entropy(si.Geometric("p")))(1.5))


INF, LOG2 = np.inf, np.log(2)
EDGES = (
    (
        si.KL(si.Bernoulli("p"), si.Bernoulli("q")),
        ((0, 0), (0, 0.5), (1, 0.5), (0.5, 0), (0.5, 1), (1, 1), (0, 1)),
        (0, LOG2, LOG2, INF, INF, 0, INF),
    ),
    (si.Entropy(si.Bernoulli("p")), ((0,), (1,), (0.5,)), (0, 0, LOG2)),
    (si.CrossEntropy(si.Bernoulli("p"), si.Bernoulli("q")), ((0, 0), (1, 1), (0.5, 0), (0, 0.5)), (0, 0, INF, LOG2)),
    (si.KL(si.Bernoulli("p"), si.Poisson(rate="a")), ((0, 1), (1, 1)), (1, 1)),
    (si.Entropy(si.Product(si.Bernoulli("p"), "d")), ((0, 3), (0.5, 2)), (0, 2 * LOG2)),
    (si.KL(si.Uniform("a", "b"), si.Uniform("c", "d")), ((0, 1, 0, 2), (0, 3, 0, 2)), (LOG2, INF)),
    (si.SelfInformation(si.Exponential(rate="l"), "x"), ((1, 2), (1, -1)), (2, INF)),
    (si.KL(si.Categorical(["a", "1 - a"]), si.Categorical(["1/2", "1/2"])), ((1,), (0,), (0.5,)), (LOG2, LOG2, 0)),
)


@pytest.mark.parametrize(("asked", "arguments", "wanted"), EDGES, ids=[str(q) for q, _, _ in EDGES])
def test_zeros_and_infinities(asked: sp.Expr, arguments: tuple, wanted: tuple) -> None:
    f = lambdify(asked)
    found = [f(*a) for a in arguments]
    assert found == pytest.approx(list(wanted), rel=1e-15)
    assert not any(np.signbit(v) for v in found)


# -- series, summation, quadrature -------------------------------------------------------------------------------------


def test_series() -> None:
    rates = (0.5, 3.0, 300.0)
    entropies = [float(stats.poisson(rate).entropy()) for rate in rates]
    entropy = si.Entropy(si.Poisson(rate="l"))
    by_masses, by_series = lambdify(entropy), lambdify(si.derive(entropy).result)
    assert (by_masses.method, by_series.method) == ("summation", "series")
    assert by_masses(rates).tolist() == pytest.approx(entropies, rel=1e-9)
    assert by_series(rates).tolist() == pytest.approx(entropies, rel=1e-9)
    assert by_masses.verify(count=4).ok
    assert by_series.verify(count=4).ok


def test_a_series_that_does_not_settle_is_nan() -> None:
    k = sp.Symbol("k", integer=True, positive=True)
    f = lambdify(sp.Sum(sp.Symbol("a", positive=True) / k, (k, 1, 10**9)))
    assert np.isnan(f(1.0))


@pytest.mark.parametrize(
    ("asked", "at", "method"),
    [
        (si.KL(si.Gamma("k", rate=1), si.Uniform(0, 40)), (2.0,), "quadrature"),
        (si.CrossEntropy(si.Beta("a", "b"), si.Laplace("m", 1)), (0.3, 0.4, 0.2), "quadrature"),
        (si.CrossEntropy(si.Beta("a", "b"), si.Beta("c", 2)), (0.05, 0.04, 0.2), "quadrature"),
        (si.Entropy(si.Laplace("m", "s")), (1.0, 3.0), "quadrature"),
        (si.KL(si.Uniform("a", "b"), si.Uniform("c", "d")), (0.0, 3.0, 0.0, 2.0), "quadrature"),
        (si.CrossEntropy(si.Poisson(rate="l"), si.Geometric("p")), (3.0, 0.2), "summation"),
        (si.CrossEntropy(si.Geometric("p"), si.Poisson(rate="l")), (0.02, 3.0), "summation"),
        (si.Entropy(si.Poisson(rate="l")), (300.0,), "summation"),
    ],
)
def test_without_a_closed_form_the_definition_is_computed(monkeypatch: pytest.MonkeyPatch, asked: sp.Expr, at: tuple, method: str) -> None:
    def refuse(quantity: sp.Expr) -> None:
        raise NoClosedForm("none")

    monkeypatch.setattr("symbolic_info.derive.derivation.derive", refuse)
    f = lambdify(asked)
    exact = value(asked, dict(zip(f.symbols, at, strict=True)), 15)
    assert f.method == method
    assert f(*at) == (pytest.approx(float(exact), rel=1e-9) if mpmath.isfinite(exact) else np.inf)
    assert f(*at) == f(*(np.array([v]) for v in at))[0]


def test_a_density_of_ones_own() -> None:
    f = lambdify(si.Entropy(si.Density("exp(-x**4)/(2*gamma(5/4))", "x", ("-oo", "oo"))))
    assert f() == pytest.approx(float(sp.N(sp.Rational(1, 4) + sp.log(2 * sp.gamma(sp.Rational(5, 4))))), rel=1e-12)


def test_what_does_not_settle_is_nan() -> None:
    narrow = Expectation(x**2, -1000 * (x - 1000) ** 2 + sp.log(1000 / sp.pi) / 2, x, -sp.oo, sp.oo)
    f = lambdify(narrow)
    assert np.isnan(f())
    with pytest.raises(ParameterError, match="no settled value"):
        f.strict()


def test_rows_of_symbolic_size() -> None:
    p, q = si.Categorical("p", "n"), si.Categorical("q", "n")
    f = lambdify(si.KL(p, q, base=2))
    assert f.args == ("p", "q")
    assert f([1, 0], [0.5, 0.5]) == 1
    assert f(np.full((3, 2), 0.5), [1, 0]).tolist() == [INF] * 3
    assert np.isnan(f([-1, 2], [0.5, 0.5]))
    assert lambdify(si.Entropy(p))([0.5, 0.25, 0.25]) == pytest.approx(1.5 * LOG2, rel=1e-15)
    assert lambdify(si.CrossEntropy(p, q))([0.5, 0.5], [0.25, 0.75]) == pytest.approx(si.cross_entropy([0.5, 0.5], [0.25, 0.75]), rel=1e-15)
    with pytest.raises(ParameterError, match="needs q >= 0"):
        f.strict([1, 0], [1.5, -0.5])
