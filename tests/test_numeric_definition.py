"""Without a closed form: what is integrated and added up is accurate near P = Q too; estimates with error bars; bounds for mixtures."""

import mpmath
import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import NotNormalised, ParameterError
from symbolic_info.numeric import summation
from symbolic_info.numeric.bessel_quotients import with_scaled_bessels
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.proof.oracle import value

x = sp.Symbol("x", real=True)
BRADFORD = si.KL(si.Bradford("c_1"), si.Bradford("c_2"))


@pytest.mark.parametrize("step", [1e-2, 1e-5, 1e-9, 1e-12])
def test_quadrature_keeps_its_digits_near_the_diagonal(step: float) -> None:
    f = lambdify(BRADFORD)
    p, q = 1.5, 1.5 * (1 + step)
    fisher = _fisher(1.5)
    assert f.method == "quadrature"
    assert f(p, p) == 0
    assert f(p, q) == pytest.approx(fisher * (q - p) ** 2 / 2, rel=2 * step + 1e-9)
    if step >= 1e-5:
        exact = value(BRADFORD, {s: sp.Rational(v) for s, v in zip(f.symbols, (p, q), strict=True)}, 20)
        assert abs(f(p, q) - exact) <= 1e-11 * exact


def _fisher(c: float) -> float:
    """The variance of the score c -> 1/c - x/(1 + c x) - 1/((1 + c) log(1 + c))."""
    with mpmath.workdps(30):
        density = lambda t: c / (1 + c * t) / mpmath.log(1 + c)  # noqa: E731
        score = lambda t: 1 / mpmath.mpf(c) - t / (1 + c * t) - 1 / ((1 + c) * mpmath.log(1 + c))  # noqa: E731
        return float(mpmath.quad(lambda t: density(t) * score(t) ** 2, [0, 1]))


def test_terms_that_cancel_are_added_up_as_non_negative_ones() -> None:
    log_p, gap = np.log(np.full(4, 0.25)), np.array([1e-9, -1e-9, 0.0, 0.0])
    plain, excess, p, q = summation.divergence_terms(log_p, gap, 1.0)
    assert abs(plain.sum()) < 1e-24
    assert excess.sum() == pytest.approx(0.25e-18, rel=1e-9)
    assert (excess >= 0).all()
    assert p.sum() == q.sum() == 1


def test_a_path_is_taken_only_where_it_settles() -> None:
    gap = np.array([1e-3, -1e-3])
    assert summation.gap_of(gap, lambda t, x: x + 0 * t, (2 * gap,), ()) == pytest.approx(2 * gap, rel=1e-15)
    assert (summation.gap_of(gap, lambda t, x: 1 / (t + 1e-3), (gap,), ()) == gap).all()
    assert (summation.gap_of(gap + 1, lambda t, x: x, (gap,), ()) == gap + 1).all()
    assert (summation.gap_of(gap, None, (gap,), ()) == gap).all()


def test_supports_that_are_not_covered_give_infinity() -> None:
    f = lambdify(si.KL(si.Arcsine("a", "b"), si.Arcsine("c", "d")))
    assert f(0, 1, 0.5, 2) == f(0, 1, -1, 0.5) == np.inf
    assert np.isfinite(f(0, 1, -1, 2))
    assert f(0, 1, 0, 1) == 0


def _two_peaks() -> si.Density:
    parts = (sp.Rational(3, 5) * si.Normal(-3, 1).density(x), sp.Rational(2, 5) * si.Normal(3, 2).density(x))
    return si.Density(sp.Add(*parts), x, (-sp.oo, sp.oo))


def test_the_logarithm_of_a_sum_of_exponentials_does_not_underflow() -> None:
    far = si.KL(si.Normal(100, 1), _two_peaks())
    assert lambdify(far)() == pytest.approx(float(far.evalf(15)), rel=1e-12)
    f = lambdify(si.KL(si.BurrXII("s", "c", "k"), si.BurrXII("t", "d", "l")))
    assert np.isfinite(f(1.1, 1.74, 0.337, 3.78, 5.9, 0.987))


def test_huge_fractions_as_parameters() -> None:
    for number in (sp.Rational(0.1), sp.Rational(3.7e200), sp.Integer(10) ** 60):
        entropy = si.Entropy(si.Normal(0, number))
        assert lambdify(entropy)() == pytest.approx(float(sp.log(2 * sp.pi * sp.E) / 2 + sp.log(number)), rel=1e-15)
    with pytest.raises(NotNormalised):
        lambdify(si.Entropy(si.Density("3*x", "x", (0, 1))))


CLASSES = si.Categorical(["a", "b", "1 - a - b"])
CORNERS = ((0.3, 0.7), (0.9, 0.1), (0.1, 0.9), (0.0, 1.0), (1.0, 0.0), (0.0, 0.0), (1e-20, 1e-20))


@pytest.mark.parametrize("backend", ["numpy", "python", "mpmath"])
@pytest.mark.parametrize("at", CORNERS)
def test_edges_of_the_simplex(backend: str, at: tuple) -> None:
    with mpmath.workdps(60):
        masses = [mpmath.mpf(v) for v in at]
        masses = [m for m in (*masses, 1 - sum(masses)) if m > 0]
        entropy = -sum(m * mpmath.log(m) for m in masses)
    assert float(lambdify(si.Entropy(CLASSES), backend=backend)(*at)) == pytest.approx(float(entropy), rel=1e-13, abs=1e-300)
    uniform = si.Categorical(["1/3", "1/3", "1/3"])
    assert float(lambdify(si.KL(CLASSES, uniform), backend=backend)(*at)) == pytest.approx(float(mpmath.log(3) - entropy), rel=1e-13)


def test_beyond_the_simplex_is_nan() -> None:
    assert np.isnan(lambdify(si.Entropy(CLASSES))(0.5, 0.6))
    assert np.isnan(lambdify(si.Entropy(CLASSES))(-1e-9, 0.6))


# -- estimates and bounds ------------------------------------------------------------------------------------------------

ESTIMATED = (
    (si.KL(si.Gamma("k", rate="a"), si.Gamma("m", rate="b")), {"k": 1.5, "a": 1.0, "m": 2.0, "b": 0.5}),
    (si.Entropy(si.Poisson(rate="l"), base=2), {"l": 3.0}),
    (si.CrossEntropy(si.Normal("m", "s"), si.Laplace(0, 1)), {"m": 1.0, "s": 2.0}),
    (si.Entropy(si.Binomial("n", "p")), {"n": 12, "p": 0.3}),
)


@pytest.mark.parametrize(("asked", "at"), ESTIMATED, ids=[str(q) for q, _ in ESTIMATED])
def test_estimates_lie_within_their_error_bars(asked: sp.Expr, at: dict) -> None:
    exact = lambdify(asked)(**at)
    found = [si.estimate(asked, draws=4000, seed=seed, **at) for seed in range(20)]
    inside = sum(abs(e.value - exact) < 2 * e.error for e in found)
    assert 15 <= inside <= 20
    assert found[0] == si.estimate(asked, draws=4000, seed=0, **at)
    assert np.mean([e.error for e in found]) < 0.1


def test_estimates_refuse_what_they_cannot_do() -> None:
    for act, says in (
        (lambda: si.estimate(ESTIMATED[1][0], draws=1, l=1.0), "no error bar"),
        (lambda: si.estimate(ESTIMATED[1][0]), "missing: l"),
        (lambda: si.estimate(si.Entropy(si.Product(si.Normal(0, 1), 2))), "not estimated"),
    ):
        with pytest.raises(ParameterError, match=says):
            act()


MIXTURES = (
    ((0.3, si.Normal(-1, 1)), (0.7, si.Normal(2, 2))),
    ((0.5, si.Normal(-9, 1)), (0.5, si.Normal(9, 1))),
    ((0.5, si.Normal(0, 1)), (0.5, si.Normal(0, 1))),
)


def _density(mixture: tuple) -> si.Density:
    return si.Density(sp.Add(*(sp.Rational(str(w)) * law.density(x) for w, law in mixture)), x, (-sp.oo, sp.oo))


@pytest.mark.parametrize("mixture", MIXTURES)
def test_bounds_of_a_mixtures_entropy(mixture: tuple) -> None:
    found, exact = si.mixture_entropy_bounds(mixture), lambdify(si.Entropy(_density(mixture)))()
    assert found.lower - 1e-9 <= exact <= found.upper + 1e-9
    assert mixture == MIXTURES[0] or found.upper - found.lower < 1e-9


def test_bounds_of_the_divergence_of_mixtures() -> None:
    found = si.mixture_divergence_bounds(MIXTURES[0], MIXTURES[1])
    assert lambdify(si.KL(_density(MIXTURES[0]), _density(MIXTURES[1])))() in found
    with pytest.raises(ParameterError, match="total 1"):
        si.mixture_entropy_bounds([(0.5, si.Normal(0, 1))])
    with pytest.raises(ParameterError, match="without symbols"):
        si.mixture_entropy_bounds([(1, si.Normal("m", 1))])


# -- from samples --------------------------------------------------------------------------------------------------------


def test_gaussians_of_samples() -> None:
    samples = np.random.default_rng(0).normal(size=(200, 2)) @ np.array([[1.0, 0.5], [0.0, 2.0]]) + 1e8
    mean, covariance = si.gaussian_from_samples(samples)
    assert covariance == pytest.approx(np.cov((samples - 1e8).T, bias=True), rel=1e-6)
    assert mean == pytest.approx(samples.mean(axis=0))
    one, other = samples[:, 0] - 1e8, np.linspace(-1, 2, 50)
    m, s = si.gaussian_from_samples(one)
    n, t = si.gaussian_from_samples(other)
    assert si.gaussian_kl(one, other) == pytest.approx(np.log(t / s) + (s * s + (m - n) ** 2) / (2 * t * t) - 0.5, rel=1e-12)
    assert si.gaussian_kl(samples, samples) == 0
    for bad in ([1.0], np.zeros((2, 2)), [1.0, np.nan]):
        with pytest.raises(ParameterError, match=r"make no Gaussian|is not finite"):
            si.gaussian_from_samples(bad)
    with pytest.raises(ParameterError, match="different spaces"):
        si.gaussian_kl(samples, one)
    with pytest.raises(ParameterError, match="all of others are equal"):
        si.gaussian_kl(one, np.ones(5))


def test_bessel_functions_far_out() -> None:
    """K_1(z) is no float from z = 706 on: its logarithm, and quotients, are."""
    p, q = (si.Hyperbolic(f"a_{i}", f"b_{i}", f"d_{i}") for i in (1, 2))
    f = lambdify(si.KL(p, q))
    assert f(1.56, 0.0648, 62.0, 25.1, -6.48, 35.6) == pytest.approx(61.383893988576125, rel=1e-12)  # by mpmath, at 40 digits
    values = [f(12.0, 1.0, 80.0, 12.0 * (1 + e), 1.0 * (1 + 2 * e), 80.0 * (1 - e)) / e**2 for e in (1e-6, 1e-8)]
    assert values[0] == pytest.approx(values[1], rel=1e-5)
    z = sp.Symbol("z", positive=True)
    quotient = (sp.besselk(0, z) / 2 + sp.besselk(2, z)) / sp.besselk(1, z)
    assert not with_scaled_bessels(z * quotient + 1).has(sp.besselk)
    assert with_scaled_bessels(z * sp.besselk(0, z) + 1).has(sp.besselk)
    assert with_scaled_bessels((1 + sp.besselk(0, z)) / sp.besselk(1, z)).has(sp.besselk)


def test_the_upper_end_of_a_support_that_is_a_reciprocal() -> None:
    """1 - c x at a distance y from the end 1/c of the support is c y: as 1 - c (1/c - y) it is 0, and its logarithm infinite."""
    f = lambdify(si.KL(si.GeneralizedHalfLogistic("c_1"), si.GeneralizedHalfLogistic("c_2")))
    assert f(1.5, 1.09) == pytest.approx(0.82034471902142044, rel=1e-12)  # by mpmath, in a variable that starts at the end
    assert f(1.09, 1.5) == float("inf")


def test_a_shifted_variable_that_is_no_float_far_out() -> None:
    """Over v = log x the density of Levy's law holds log(e^v - mu), where e^v is no float from v = 710 on."""
    f = lambdify(si.KL(si.InverseGamma("k", scale="l"), si.Levy("m", "c")))
    assert f(0.523, 1.15, -1.84, 6.68) == pytest.approx(0.24511507214228148, rel=1e-12)  # by mpmath
    assert f(0.0323, 1.68, -7.95, 0.799) == pytest.approx(12.679733501483711, rel=1e-11)
    assert f(0.523, 1.15, 1.84, 6.68) == float("inf")
