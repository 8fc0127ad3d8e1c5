"""log I_0 above its tangent, I_1/I_0 and sin((a - b)/2): right to a few u everywhere, and found from the closed form."""

from collections.abc import Callable

import mpmath
import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.numeric import bessel, scalars
from symbolic_info.numeric.heads import BesselRatio, HalfSine, LogBesselRemainder
from symbolic_info.numeric.lambdify import lambdify
from tools import bessel_fits

U = 2.0**-53


def remainder(a: float, b: float) -> mpmath.mpf:
    i = mpmath.besseli
    return mpmath.log(i(0, b) / i(0, a)) - (mpmath.mpf(b) - a) * i(1, a) / i(0, a)


def errors(found: np.ndarray, wanted: Callable, *at: np.ndarray) -> np.ndarray:
    """In u, relatively."""
    with mpmath.workdps(70):
        exact = [wanted(*map(float, point)) for point in zip(*at, strict=True)]
        return np.array([float(abs(v / w - 1)) / U for v, w in zip(map(mpmath.mpf, found.tolist()), exact, strict=True)])


def points(region: str, count: int = 40) -> tuple[np.ndarray, np.ndarray]:
    g = np.random.default_rng(3)
    near = 1 + 10 ** g.uniform(-14, 0, count) * g.choice([-1, 1], count)
    a = 12 * g.random(count)
    far = 12 * 10 ** g.uniform(0, 2, count)
    return {
        "near": (a, np.minimum(a * near, 12)),
        "small": (12 * 10 ** g.uniform(-9, 0, count), 12 * 10 ** g.uniform(-9, 0, count)),
        "far": (far, np.maximum(far * near, 12.0)),
        "far apart": (far, far[::-1]),
        "mixed": (a, far),
        "border": (12 - 10 ** g.uniform(-13, 0, count), 12 + 10 ** g.uniform(-13, 0, count)),
    }[region]


@pytest.mark.parametrize("region", ["near", "small", "far", "far apart", "mixed", "border"])
def test_the_remainder_is_right_to_thirty_units(region: str) -> None:
    for a, b in (points(region), points(region)[::-1]):
        at = a != b
        a, b = a[at], b[at]
        assert errors(bessel.log_bessel_remainder(a, b, b - a), remainder, a, b).max() < 30


def test_a_fit_that_is_wrong_in_its_last_digits_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    fit = bessel.near_bessel_fit()
    monkeypatch.setattr(bessel, "near_bessel_fit", lambda: (*fit[:18], fit[18] * (1 + 1e-9), *fit[19:]))
    a, b = points("near")
    assert errors(bessel.log_bessel_remainder(a, b, b - a), remainder, a, b).max() > 30


def test_the_ratio_is_right_to_five_units() -> None:
    x = np.concatenate([points("near")[0], points("small")[0], points("far")[0], [12.0, np.nextafter(12.0, 13), 1e-300]])
    assert errors(bessel.bessel_ratio(x), lambda x: mpmath.besseli(1, x) / mpmath.besseli(0, x), x).max() < 5
    assert bessel.bessel_ratio(x[0]) == bessel.bessel_ratio(x)[0]
    with np.errstate(over="ignore"):
        assert bessel.bessel_ratio(np.array([0.0, 1e300])).tolist() == [0.0, 1.0]


def test_numbers_and_shapes_that_broadcast() -> None:
    a, b = np.array([3.0, 15.0, 12.0])[:, None], np.array([4.0, 40.0, 12.0])
    value = bessel.log_bessel_remainder(a, b, b - a)
    assert value.shape == (3, 3)
    assert value[2, 2] == 0
    for i in range(3):
        for j in range(3):
            assert value[i, j] == bessel.log_bessel_remainder(a[i, 0], b[j], b[j] - a[i, 0])
    with_nan = bessel.log_bessel_remainder(np.array([np.nan, 1.0]), np.array([1.0, 20.0]), np.array([np.nan, 19.0]))
    assert np.isnan(with_nan).tolist() == [True, False]


def test_half_the_sine_of_a_difference_that_is_no_float() -> None:
    g = np.random.default_rng(4)
    a = np.concatenate([g.uniform(-10, 10, 30), 10.0 ** g.integers(0, 18, 30) * g.random(30), 2 * np.pi * np.arange(1, 31)])
    b = np.concatenate([g.uniform(-10, 10, 60), 1e-12 * g.random(30)])
    assert errors(bessel.half_sine(a, b), lambda a, b: mpmath.sin((mpmath.mpf(a) - b) / 2), a, b).max() < 4
    assert errors(np.sin((a - b) / 2), lambda a, b: mpmath.sin((mpmath.mpf(a) - b) / 2), a, b).max() > 1e6, "nothing was to be mended"
    single = [scalars.half_sine(*point) for point in zip(a.tolist(), b.tolist(), strict=True)]
    assert single == pytest.approx(bessel.half_sine(a, b), rel=4 * U)


def test_single_numbers_are_those_of_arrays() -> None:
    for a, b in ((0.3, 0.30000001), (7.0, 9.0), (11.0, 400.0), (400.0, 2.0)):
        assert scalars.log_bessel_remainder(a, b, b - a) == pytest.approx(bessel.log_bessel_remainder(a, b, b - a), rel=30 * U)
        assert scalars.bessel_ratio(a) == pytest.approx(bessel.bessel_ratio(a), rel=5 * U)
    assert scalars.log_bessel_remainder(2.0, 2.0, 0.0) == 0.0


def test_heads_are_what_they_say() -> None:
    a, b = sp.Rational(7, 3), sp.Rational(5, 2)
    exact = LogBesselRemainder(a, b, b - a).doit()
    assert sp.N(exact, 20) == pytest.approx(float(remainder(7 / 3, 2.5)), rel=1e-9)
    assert BesselRatio(sp.Symbol("x", positive=True)).is_positive
    assert not BesselRatio(sp.Symbol("x", real=True)).is_positive
    m, n = sp.symbols("m n", real=True)
    assert HalfSine(n, m) == -HalfSine(m, n)
    assert HalfSine(m, m) == 0
    assert HalfSine(m, n).doit() == sp.sin((m - n) / 2)


def test_the_form_is_found_for_fixed_parameters_and_other_units_too() -> None:
    cases = (
        (si.KL(si.VonMises("m", "k"), si.VonMises("n", "c"), base=2), (0.1, 2.0, 0.4, 2.5)),
        (si.KL(si.VonMises(0, "k"), si.VonMises(0, "c")), (2.0, 2.5)),
        (si.KL(si.VonMises("m", 2), si.VonMises("n", 2)), (0.1, 0.4)),
        (si.KL(si.VonMises("m", "k"), si.VonMises(0, 2)), (0.1, 3.0)),
    )
    for asked, at in cases:
        f = lambdify(asked)
        assert not f.program.expression.has(sp.besseli), asked
        with mpmath.workdps(40):
            exact = sp.N(f.closed_form.subs(dict(zip(f.symbols, map(sp.Float, at), strict=True))), 30)
        assert f(*at) == pytest.approx(float(exact), rel=32 * U)


def test_the_fits_are_those_of_the_tool() -> None:
    with mpmath.workdps(bessel_fits.DIGITS):
        found = bessel_fits.fit(bessel_fits.far, mpmath.mpf(10) ** -20 - 1, 24 / mpmath.mpf("11.5") - 1, 20, mpmath.mpf(0))
    assert found == pytest.approx(bessel.far_bessel_fit(), rel=1e-12)
