"""Numbers far out, near P = Q and of quantities beyond KL: what was wrong once, each by the mechanism that mends it."""

import math

import mpmath
import numpy as np
import pytest
import sympy as sp
from sympy.abc import x

import symbolic_info as si
from symbolic_info.numeric import kernels, redone, scalars, summation
from symbolic_info.numeric.algebra import with_like_bases
from symbolic_info.numeric.gaps import by_complements, with_gaps
from symbolic_info.numeric.halfline import over_logs
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.proof.oracle import value

FAMILIES = {family.key: family for family in si.families()}
U = 2.0**-53


def two(key: str) -> tuple[sp.Expr, sp.Expr]:
    return FAMILIES[key].with_own_symbols("_1"), FAMILIES[key].with_own_symbols("_2")


# -- far out -------------------------------------------------------------------------------------------------------------

TAILS = ((126.0, 0.0399, -0.0303, 0.637), (-1.07e50, 648.8, -7.0e-217, 1.05e70), (1e4, 1.0, -3.0, -2.0))


@pytest.mark.parametrize("at", TAILS)
def test_a_normal_law_far_in_its_tail_is_an_exponential_one(at: tuple) -> None:
    """Cut at a far from the mean it has the rate |a - mu|/sigma^2 beside the end nearer to the mean."""
    mu, sigma, a, b = map(mpmath.mpf, at)
    near = b if mu > b else a
    rate = abs(near - mu) / sigma**2
    assert rate * (b - a) > 700  # the other end does not matter
    assert lambdify(si.Entropy(si.TruncatedNormal("m", "s", "a", "b")))(*at) == pytest.approx(float(1 - mpmath.log(rate)), rel=1e-6)


def test_two_truncated_normal_laws_near_each_other_in_the_tail() -> None:
    f = lambdify(si.KL(si.TruncatedNormal("m", "s", 0, 1), si.TruncatedNormal("n", "t", 0, 1)))
    step = 1e-9
    p, q = (-100.0, 1.0), (-100.0 * (1 + step), 1.0)
    assert f(*p, *q) == pytest.approx(step**2 / 2, rel=1e-3)  # of exponential laws with rates 100 and 100 (1 + step)
    assert f(*p, *p) == 0


def test_differences_of_error_functions_by_their_complements() -> None:
    a, b, s = sp.symbols("a b s", positive=True)
    form = s * (sp.erf(b) - sp.erf(a)) + 3 * sp.erf(a)
    assert sp.expand(with_gaps(form).doit() - form) == 0
    assert with_gaps(form) != form
    assert with_gaps(sp.erf(a) + sp.erf(b)) == sp.erf(a) + sp.erf(b)
    e = sp.Symbol("e", positive=True)
    with mpmath.workdps(30):
        for u, v in ((20, 21), (-21, -20), (-1, 2)):
            exact = mpmath.quad(lambda t: 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-t * t), mpmath.linspace(u, v, 9))
            found = redone.erf_gap(mpmath.mp, mpmath.mpf(u), mpmath.mpf(v))
            assert mpmath.almosteq(found, exact, 1e-20)
            cases = by_complements(sp.erf(b) - sp.erf(a), e)
            assert mpmath.almosteq(mpmath.mpf(sp.N(cases.subs({a: u, b: v}), 30)), exact, 1e-20)


PRODUCTS = (
    ((1e-160, 1e-160, 1e200), (1e-100,)),
    ((1e300, 1e300), (1e299, 1e290)),
    ((3e-315,), (2.0,)),
    ((2.0, 3.0), (5.0,)),
    ((1.5,), (1e300, 1e300)),
)


@pytest.mark.parametrize(("over", "under"), PRODUCTS)
@pytest.mark.parametrize("module", [kernels, scalars])
def test_logarithms_of_products_that_are_no_floats(module, over: tuple, under: tuple) -> None:
    given = (tuple(map(np.float64, side)) for side in (over, under)) if module is kernels else (over, under)
    with mpmath.workdps(40):
        exact = sum(map(mpmath.log, map(mpmath.mpf, over))) - sum(map(mpmath.log, map(mpmath.mpf, under)))
    assert float(module.log_of_quotient(*given)) == pytest.approx(float(exact), rel=4 * U)


@pytest.mark.parametrize("shape", [(), (3,), (30_000,)])
def test_subnormal_quotients_cost_no_digits(shape: tuple) -> None:
    k, s = 9.200695598130214e279, 4.1306223234791746e-35
    f = lambdify(si.Entropy(si.Weibull("k", "s")))
    found = f(k, s) if shape == () else f(np.full(shape, k), np.full(shape, s))
    with mpmath.workdps(40):
        exact = float(mpmath.log(mpmath.mpf(s) / mpmath.mpf(k)) + mpmath.euler + 1 - mpmath.euler / mpmath.mpf(k))
    assert np.max(np.abs(np.asarray(found) / exact - 1)) < 8 * U
    assert abs(math.log(s / k) + 1.5772156649015328606 - exact) > 1e-13 * abs(exact)  # as it stands


EXTREMES = (
    (si.Entropy(si.ReciprocalInverseGaussian("m", "l")), (9.200695598130214e279, 4.1306223234791746e-35)),
    (si.KL(si.Nakagami("m", "w"), si.Rayleigh("s")), (1.5329489747661444e122, 4.3677211265889694e-186, 1.4776009754393832e-157)),
    (si.SquaredHellinger(si.Rayleigh("s"), si.Rayleigh("t")), (3e-165, 5e-165)),
    (si.SquaredHellinger(si.Rayleigh("s"), si.Rayleigh("t")), (3e165, 5e165)),
    (si.Jeffreys(*two("inverse_gaussian")), (8.1e181, 5.4e-246, 1.1e225, 2.7e-235)),
    (si.SquaredHellinger(*two("beta")), (8.085028737809357e181, 5.365031770902841e-246, 1.1281644273833666e225, 2.720868536935283e-235)),
)


@pytest.mark.parametrize(("asked", "at"), EXTREMES)
def test_what_overflows_or_is_lost_on_the_way_is_computed_anew(asked: sp.Expr, at: tuple) -> None:
    f = lambdify(asked)
    with mpmath.workdps(20):
        exact = f.on("mpmath")(*at)
    assert abs(f(*at) - exact) <= 8 * U * abs(exact)
    assert abs(float(f(*(np.array([v]) for v in at))[0]) - exact) <= 8 * U * abs(exact)


# -- integrated ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["lomax", *(pytest.param(key, marks=pytest.mark.wide) for key in ("fisher_f", "exponentiated_weibull"))])
def test_integrated_divergences_near_the_diagonal(key: str) -> None:
    asked = si.KL(*two(key))
    f = lambdify(asked)
    half = len(f.args) // 2
    p = [1.25, 0.75, 2.5][:half]
    q = [v * (1 + s) for v, s in zip(p, (3e-10, -7e-11, 2e-10), strict=False)]
    exact = value(asked, {s: sp.Rational(v) for s, v in zip(f.symbols, (*p, *q), strict=True)}, 20)
    found, bound = f.with_bound(*p, *q)
    assert abs(found - exact) <= min(64 * U * exact, bound)


@pytest.mark.parametrize(("k", "other"), [(0.02, 0.05), (0.02, 0.020001), (3.0, 0.02)])
def test_mass_beyond_every_float_is_integrated(k: float, other: float) -> None:
    """Of Lomax laws of one scale, whose divergence is that of exponential laws."""
    f = lambdify(si.KL(*two("lomax")))
    with mpmath.workdps(30):
        exact = float(mpmath.log(mpmath.mpf(k) / other) + mpmath.mpf(other) / k - 1)
    found, bound = f.with_bound(0.7, k, 0.7, other)
    assert f.method == "quadrature"
    assert abs(found - exact) <= min(1e-12 * exact, bound)


def test_a_density_that_overflows_makes_no_divergence_infinite() -> None:
    """K_1 of 15,000 is no float, nor is the constant of this law: its logarithm is."""
    f = lambdify(si.KL(*two("hyperbolic")))
    value, bound = f.with_bound(275.0, -258.0, 161.0, 252.0, 0.328, 0.023)
    assert value == pytest.approx(110107.60309384632, rel=1e-11)  # by mpmath
    assert abs(value - 110107.60309384632) <= bound
    assert 0 < f(1.0, 0.5, 1.0, 2.0, 0.5, 1.0) < math.inf


def test_only_densities_with_powers_are_taken_over_the_logarithm() -> None:
    y = sp.Symbol("y", positive=True)
    taken = over_logs((y,), -3 * sp.log(1 + y), y, sp.S.Zero, sp.oo, (sp.S.Zero, sp.S.One))
    assert taken[3:5] == (-sp.oo, sp.oo)
    assert taken[5] == (0,)
    assert over_logs((y,), -sp.log(1 + sp.exp(y)), y, sp.S.Zero, sp.oo, ())[3] == 0
    assert over_logs((y,), -3 * sp.log(1 + y), y, sp.S.Zero, sp.S.One, ())[3] == 0


def test_a_total_that_still_moves_is_not_settled() -> None:
    assert summation.has_converged(1e-15, 1e-3, 1.0, False)
    assert summation.has_converged(1e-12, 2e-12, 1.0, False)  # no more than rounding
    assert not summation.has_converged(1e-12, 1e-6, 1.0, False)
    assert summation.has_converged(1e-12, 1e-6, 1.0, True)
    assert not summation.has_converged(1e-10, 1e-10, 1.0, True)


# -- other quantities ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["bernoulli", *(pytest.param(key, marks=pytest.mark.wide) for key in ("geometric", "uniform", "rayleigh"))])
@pytest.mark.parametrize("make", [si.SquaredHellinger, lambda p, q: si.Renyi(p, q, sp.Rational(1, 2)), si.Jeffreys])
def test_other_divergences_keep_their_digits(make, key: str) -> None:
    report = lambdify(make(*two(key))).verify(count=3)
    assert all(row.errors.maximum <= 64 for row in report.rows if row.region != "extreme"), str(report)
    assert not any(row.errors.wrong or row.errors.negative for row in report.rows), str(report)


def test_powers_of_halves_are_printed_as_such() -> None:
    a, b = sp.symbols("a b", positive=True)
    assert lambdify(a ** sp.Rational(5, 2) + b**2)(2.0, 3.0) == pytest.approx(2**2.5 + 9, rel=2 * U)


def test_jeffreys_divergence_without_a_closed_form_is_two_integrals() -> None:
    f, one = lambdify(si.Jeffreys(*two("logistic"))), lambdify(si.KL(*two("logistic")))
    p, q = (0.5, 1.0), (0.25, 2.0)
    assert f.method == "quadrature"
    assert f(*p, *q) == pytest.approx(one(*p, *q) + one(*q, *p), rel=1e-14)
    assert f(*p, *p) == 0


def test_jeffreys_divergence_where_a_mass_is_zero() -> None:
    f = lambdify(si.Jeffreys(si.Bernoulli("p"), si.Bernoulli("q")))
    assert f(0.0, 0.0) == f(1.0, 1.0) == 0
    assert [f(*at) for at in ((0.0, 0.5), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0), (1.0, 0.0))] == [math.inf] * 5
    assert f(np.array([0.5, 0.25]), np.array([0.0, 0.25])).tolist() == [math.inf, 0.0]


def test_supports_without_a_common_outcome() -> None:
    apart = (0.0, 1.0, 2.0, 3.0)
    assert lambdify(si.SquaredHellinger(*two("uniform")))(*apart) == 1
    assert lambdify(si.Renyi(*two("uniform"), sp.Rational(1, 2)))(*apart) == math.inf


def test_a_root_that_vanishes_is_not_divided_by() -> None:
    p, q = sp.symbols("p q", nonnegative=True)
    assert with_like_bases(sp.sqrt(q) * (p - 1) / sp.sqrt(1 - p)) == -sp.sqrt(q) * sp.sqrt(1 - p)
    assert with_like_bases((x - 1) / (1 - q)) == (x - 1) / (1 - q)
    assert lambdify(si.SquaredHellinger(si.Bernoulli("p"), si.Bernoulli("q")))(1.0, 0.5) == pytest.approx(1 - math.sqrt(0.5), rel=4 * U)


# -- laws of several numbers -------------------------------------------------------------------------------------------------


def test_laws_of_several_numbers_stand_side_by_side() -> None:
    counts = si.KL(si.Multinomial("m", ["p", "q", "1 - p - q"]), si.Multinomial("m", ["r", "s", "1 - r - s"]))
    report = lambdify(counts).verify(count=4)
    assert report.ok, str(report)
    assert "near P = Q" in [row.region for row in report.rows]
    assert report.definition_points == 2
    f = lambdify(si.KL(si.Dirichlet(["a", "b", "c"]), si.Dirichlet(["d", "e", "f"])))
    p, q = (0.5, 2.0, 5.0), (0.5 + 1e-11, 2.0, 5.0 - 3e-11)
    assert f(*p, *p) == 0
    assert f(*p, *q) == pytest.approx(float(f.on("mpmath")(*p, *q)), rel=16 * U)
    assert si.lambdify(si.KL(si.Dirichlet(["a", "b"]), si.Dirichlet([1, 1])))(1.0, 1.0) == 0


def test_the_entropy_of_counts_is_added_up_over_all_of_them() -> None:
    f = lambdify(si.Entropy(si.Multinomial("m", ["p", "q", "1 - p - q"])))
    with mpmath.workdps(30):
        p = [mpmath.mpf(v) for v in (0.25, 0.125)]
        p.append(1 - sum(p))
        masses = [
            mpmath.factorial(40) * mpmath.fprod(w**n / mpmath.factorial(n) for w, n in zip(p, (i, j, 40 - i - j), strict=True))
            for i in range(41)
            for j in range(41 - i)
        ]
        exact = -mpmath.fsum(v * mpmath.log(v) for v in masses)
    assert f(40, 0.25, 0.125) == pytest.approx(float(exact), rel=1e-13)
