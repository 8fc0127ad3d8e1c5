"""What was made faster keeps its digits: many matrices at once, compensated powers, 31 digits of cosines and Bessel functions."""

import inspect

import mpmath
import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.numeric import blocks, cholesky, compensated, doubled, kernels
from symbolic_info.numeric.backends import numpy
from symbolic_info.numeric.heads import HalfSine
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.numeric.modules import text_of

U = 2.0**-53
GAUSSIANS = si.KL(si.MultivariateNormal("m", "A", "d"), si.MultivariateNormal("n", "B", "d"))


def definite(count: int, d: int, seed: int) -> np.ndarray:
    a = np.random.default_rng(seed).normal(size=(count, d, 2 * d))
    return a @ a.swapaxes(-2, -1) / d


# -- matrices --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("d", [1, 2, 5, 8, 24, 25])
def test_many_matrices_side_by_side_are_those_one_by_one(d: int) -> None:
    s, t = definite(40, d, 0), definite(40, d, 1)
    s[3], t[5] = -s[3], np.diag(np.arange(d) - 1.0)
    if d > 1:
        s[7, 0, 1] += 1e-3
    x = np.random.default_rng(2).normal(size=(40, d))
    f = lambdify(GAUSSIANS)
    together = f(x, s, 0 * x, t)
    single = np.array([f(x[i], s[i], 0 * x[i], t[i]) for i in range(40)])
    assert together == pytest.approx(single, rel=1e-11, nan_ok=True)
    assert np.isnan(together).sum() == (3 if d > 1 else 2)


def test_matrices_go_through_in_parts_with_any_axes_before_them() -> None:
    f, g = lambdify(GAUSSIANS), lambdify(GAUSSIANS, threads=2)
    s, t = definite(13_000, 8, 0), definite(13_000, 8, 1)
    t[17] = s[17] + 1e-9 * t[17]
    x = np.random.default_rng(2).normal(size=8)
    whole = f(x, s, 0 * x, t)
    assert cholesky.is_batch((1, 2, 1, 2), x, s, 0 * x, t), "not long enough for parts"
    assert (g(x, s, 0 * x, t) == whole).all()
    assert f(x, s[::97], 0 * x, t[::97]) == pytest.approx(whole[::97], rel=1e-12)
    crossed = f(x, s[:60, None], 0 * x, t[None, :50])
    assert crossed.shape == (60, 50)
    assert crossed[4, 9] == pytest.approx(f(x, s[4], 0 * x, t[9]), rel=1e-12)


def test_a_few_matrices_larger_than_a_part_are_no_endless_parts() -> None:
    f, eye = lambdify(GAUSSIANS), np.eye(370)
    many = np.stack([eye] * 3)
    x = np.zeros(370)
    assert f(x, 2 * eye, x, eye) == pytest.approx(185 * (1 - np.log(2)), rel=1e-12)
    assert f(x, 2 * many, x, many) == pytest.approx(np.full(3, 185 * (1 - np.log(2))), rel=1e-12)


def test_each_matrix_is_factored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lambdify(GAUSSIANS).source.count("A, B = factored(A, B)") == 1
    seen = []
    once = cholesky.factor_in_place
    monkeypatch.setattr(cholesky, "factor_in_place", lambda m, scale: seen.append(1) or once(m, scale))
    s, t = cholesky.factored(*definite(2, 3, 0))
    cholesky.spread(s, t), cholesky.norm(np.ones(3), t), cholesky.is_definite(s)
    assert len(seen) == 2


# -- quotients -------------------------------------------------------------------------------------------------------------


def test_powers_and_gammas_of_quotients_keep_their_digits() -> None:
    generator = np.random.default_rng(0)
    a, b, e = np.exp(generator.uniform(-2, 2, (3, 200))) * [[1], [1], [40]]
    with mpmath.workdps(40):
        powers = [float((mpmath.mpf(x) / y) ** mpmath.mpf(z)) for x, y, z in zip(a, b, e, strict=True)]
        gammas = [float(mpmath.gamma(1 + mpmath.mpf(x) / y)) for x, y in zip(a, b, strict=True)]
    powers, gammas = np.array(powers), np.array(gammas)
    usual = (powers > 1e-290) & (powers < 1e290)
    a, b, e, powers, gammas = (v[usual] for v in (a, b, e, powers, gammas))
    assert np.max(abs(compensated.power_of_quotient(a, b, e) / powers - 1)) < 4 * U
    assert np.max(abs((a / b) ** e / powers - 1)) > 16 * U, "rounding the quotient costs nothing here"
    assert np.max(abs(compensated.gamma_one_plus(a, b) / gammas - 1)) < 16 * U


def test_quotients_are_found() -> None:
    a, b, m = sp.symbols("a b m", positive=True)
    found = compensated.with_quotients(a**m * b**-m * sp.gamma(1 + m / b) + (a / b) ** m)
    assert found.atoms(compensated.PowerOfQuotient) == {compensated.PowerOfQuotient(a, b, m)}
    assert found.atoms(compensated.GammaOnePlus) == {compensated.GammaOnePlus(m, b)}
    assert compensated.with_quotients(a**m + sp.gamma(a * m)) == a**m + sp.gamma(a * m)


# -- 31 digits -------------------------------------------------------------------------------------------------------------

IN_DOUBLES = (
    (doubled.doubled_cosine, mpmath.cos, (-30, 30)),
    (lambda x: doubled.doubled_cosine(x, -1), mpmath.sin, (-30, 30)),
    *((lambda x, n=n: doubled.doubled_bessel_i(n, x), lambda x, n=n: mpmath.besseli(n, x), (0, 64)) for n in (0, 1, 2)),
)


@pytest.mark.parametrize(("ours", "exact", "between"), IN_DOUBLES)
def test_functions_of_31_digits(ours, exact, between: tuple) -> None:
    x = np.random.default_rng(0).uniform(*between, 30)
    found = ours(doubled.Doubled(x))
    with mpmath.workdps(50):
        wanted = [exact(mpmath.mpf(v)) for v in x]
        errors = [abs(mpmath.mpf(h) + mpmath.mpf(lo) - w) / abs(w) for h, lo, w in zip(found.high, found.low, wanted, strict=True)]
    assert max(errors) < 1e-29
    assert np.isnan(ours(doubled.Doubled(np.array([1e7]))).high).all(), "not vouched for"


def test_bessel_functions_by_their_quick_forms() -> None:
    x = np.linspace(0.01, 50, 99)
    for n in (0, 1, 2):
        wanted = np.array([float(mpmath.besseli(n, v)) for v in x])
        assert np.max(abs(kernels.bessel_i(n, x) / wanted - 1)) < 64 * U


# -- long arrays -----------------------------------------------------------------------------------------------------------


def test_doubtful_points_of_many_blocks_are_computed_anew() -> None:
    def rough(value: np.ndarray, spare: list, x: np.ndarray) -> np.ndarray:
        value[:] = x
        return x % 3 != 0

    def careful(x: np.ndarray) -> tuple:
        return 2 * x, x % 9 == 0

    x = np.arange(50_001.0)
    wanted = np.where(x % 9 == 0, -x, np.where(x % 3 == 0, 2 * x, x))
    for threads in (1, 3):
        assert (blocks.by_blocks(rough, careful, lambda value, doubtful, x: -value / 2, threads, x) == wanted).all()


@pytest.mark.parametrize("key", ["weibull", "von_mises", "gamma", "beta"])
def test_long_arrays_have_the_values_of_short_ones(key: str) -> None:
    member = next(f for f in si.families() if f.key == key)
    f = lambdify(si.KL(member.with_own_symbols("_1"), member.with_own_symbols("_2")))
    generator = np.random.default_rng(0)
    at = [np.exp(generator.uniform(-1, 2, 21_000)) for _ in f.args]
    half = len(at) // 2
    at = [*at[:half], *(np.where(np.arange(21_000) % 2 == 0, p * (1 + 1e-3 * q), q) for p, q in zip(at[:half], at[half:], strict=True))]
    assert f(*at)[:400] == pytest.approx(f(*(a[:400] for a in at)), rel=32 * U)


def test_texts_of_kernels_are_those_of_inspect() -> None:
    for name, item in numpy.KERNELS.items():
        assert text_of(item).rstrip() == inspect.getsource(item).rstrip(), name


def test_a_half_angle_stands_for_a_cosine() -> None:
    p, q = si.VonMises("m", "k"), si.VonMises("n", "l")
    f = lambdify(si.KL(p, q))
    assert f.program.expression.has(HalfSine)
    assert not f.program.expression.has(sp.cos, sp.besseli)
    assert f(1.0, 2.0, 1.0 + 1e-8, 2.0) == pytest.approx(1e-16 * float(mpmath.besseli(1, 2) / mpmath.besseli(0, 2)), rel=1e-6)
