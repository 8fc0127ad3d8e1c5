"""Where terms cancel: each layer alone is right where it vouches, together they are right everywhere; and each check can fail."""

from collections.abc import Callable

import mpmath
import numpy as np
import pytest
import sympy as sp
from core_families import core

import symbolic_info as si
from symbolic_info.numeric import doubled, redone
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.numeric.layers import layers
from symbolic_info.numeric.magnitude import size
from symbolic_info.numeric.stable import pairing_of

U = 2.0**-53
GAMMAS = si.KL(si.Gamma("k_1", rate="l_1"), si.Gamma("k_2", rate="l_2"))
NORMALS = si.KL(si.Normal("mu_1", "sigma_1"), si.Normal("mu_2", "sigma_2"))


@pytest.fixture
def without_atoms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symbolic_info.numeric.stable.rewritten", lambda nats, known: None)


@core
@pytest.mark.usefixtures("without_atoms")
def test_the_layers_alone_are_accurate_everywhere(member: si.Family) -> None:
    report = lambdify(si.KL(member.with_own_symbols("_1"), member.with_own_symbols("_2"))).verify(count=8)
    smooth = not report.title.startswith("KL(Uniform")  # a case distinction has no layers
    assert report.ok is smooth or not smooth, str(report)


@pytest.mark.usefixtures("without_atoms")
def test_without_layers_the_same_form_is_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symbolic_info.numeric.lambdify.layers", lambda *given: None)
    report = lambdify(NORMALS).verify(count=20)
    assert not report.ok
    assert next(row for row in report.rows if row.region == "near P = Q").errors.maximum > 1e6


@pytest.mark.usefixtures("without_atoms")
@pytest.mark.parametrize("step", [1e-12, 1e-9, 1e-6, 1e-3])
def test_degenerate_directions(step: float) -> None:
    """Shape and rate moved together: the mean stays, and the rate's information nearly cancels that of the shape."""
    k, rate = 500.0, 50.0
    found = lambdify(GAMMAS)(k, rate, k * (1 + step), rate * (1 + step))
    exact = _exact(step, k, rate)
    assert abs(found / exact - 1) < 1e-9
    assert found > 0


def _exact(step: float, k: float, rate: float) -> float:
    with mpmath.workdps(80):
        a, b, c, d = (mpmath.mpf(v) for v in (k, rate, k * (1 + step), rate * (1 + step)))
        value = (a - c) * mpmath.digamma(a) - mpmath.loggamma(a) + mpmath.loggamma(c) + c * mpmath.log(b / d) + a * (d - b) / b
        return float(value)


@core
@pytest.mark.usefixtures("without_atoms")
def test_zero_on_the_diagonal_never_negative_near_it(member: si.Family) -> None:
    f = lambdify(si.KL(member.with_own_symbols("_1"), member.with_own_symbols("_2")))
    p = [0.25 + 0.5 * i for i in range(len(f.args) // 2)]
    assert f(*p, *p) == 0
    if "Uniform" not in f.program.title:
        assert all(f(*p, *(v * (1 + step) for v in p)) > 0 for step in (1e-15, 1e-9, -1e-6))


# -- numbers of 31 digits ------------------------------------------------------------------------------------------------

FUNCTIONS = (
    ("log", mpmath.log, (1e-200, 1e200)),
    ("exp", mpmath.exp, (1e-30, 700.0)),
    ("sqrt", mpmath.sqrt, (1e-200, 1e200)),
    ("loggamma", mpmath.loggamma, (1e-8, 1e8)),
    ("digamma", mpmath.digamma, (1e-8, 1e8)),
    ("gamma", mpmath.gamma, (1e-3, 100.0)),
)


@pytest.mark.parametrize(("name", "exact", "span"), FUNCTIONS, ids=[n for n, _, _ in FUNCTIONS])
def test_functions_of_31_digits(name: str, exact: Callable, span: tuple) -> None:
    x = np.exp(np.random.default_rng(0).uniform(*np.log(span), 100))
    with np.errstate(all="ignore"):
        found = getattr(doubled.DoubledFunctions(), name)(doubled.Doubled(x))
    with mpmath.workdps(60):
        wanted = [exact(mpmath.mpf(v)) for v in x.tolist()]
        sums = [mpmath.mpf(h) + mpmath.mpf(low) for h, low in zip(found.high.tolist(), found.low.tolist(), strict=True)]
        errors = [abs(s - w) / max(abs(w), mpmath.mpf("0.01")) for s, w in zip(sums, wanted, strict=True)]
    assert max(errors) < 1e-26


def test_arithmetic_of_31_digits() -> None:
    x = doubled.Doubled(np.array([1.0, 3.0]))
    third = 1 / x / 3 + 0
    with mpmath.workdps(60):
        assert abs(mpmath.mpf(third.high[0]) + mpmath.mpf(third.low[0]) - mpmath.mpf(1) / 3) < mpmath.mpf(10) ** -31
    assert abs(-x).high.tolist() == [1, 3]
    assert (x**-2).high.tolist() == [1, 1 / 9]
    assert (2 - x).high.tolist() == [1, -1]
    assert (2**x).high.tolist() == [2, 8]


# -- each layer refuses what it cannot do --------------------------------------------------------------------------------


def _half_square(t: float, p: np.ndarray, q: np.ndarray) -> tuple:
    return (q - p) ** 2, (q - p) ** 2


@pytest.mark.parametrize(
    ("derivative", "vouched"),
    [
        (_half_square, True),
        (lambda t, p, q: (p - 10 * t, 1.0), False),  # negative nodes
        (lambda t, p, q: (1 / (1e-9 + t * t), 1.0), False),  # 10 and 14 nodes differ
        (lambda t, p, q: (1.0 + 0 * p, 1e3), False),  # its own terms cancel
    ],
)
def test_the_segment_vouches_for_what_settles(derivative: Callable, vouched: bool) -> None:
    value, settled = redone.segment(derivative, 2)(np.array([1.0]), np.array([3.0]))
    assert settled.tolist() == [vouched]
    assert not vouched or value[0] == pytest.approx(2.0, rel=1e-15)


def test_no_square_is_lost_at_extreme_arguments() -> None:
    small = np.array([1e-220]), np.array([1.5e-220])
    assert redone.segment(_half_square, 2)(*small)[1].tolist() == [False]
    assert redone.double_double(lambda f, p, q: (p / q, abs(p / q)))(*small)[1].tolist() == [False]


def test_31_digits_are_not_trusted_beyond_12_digits_of_cancellation() -> None:
    layer = redone.double_double(lambda f, p: (p + 1 - 1, abs(p) + 2))
    _, settled = layer(np.array([1e-3, 1e-30]))
    assert settled.tolist() == [True, False]


def test_mpmath_goes_on_until_digits_agree() -> None:
    layer = redone.multiprecision(lambda f, p: (f.exp(p) - 1 - p, p))
    value, settled = layer(np.array([1e-150, 2.0]))
    assert settled.all()
    assert value == pytest.approx([5e-301, float(np.exp(2) - 3)], rel=1e-15)
    assert np.isnan(redone.settled_digits(lambda f, p: (1 / (p - p), p), [1.0]))


def test_what_no_layer_settles_is_nan() -> None:
    refuses = lambda *arguments: (np.zeros(1), np.array([False]))  # noqa: E731
    assert np.isnan(redone.redone(np.array([7.0]), np.array([True]), (refuses,), np.array([1.0]))).all()
    assert redone.redone(np.array([7.0]), np.array([False]), (refuses,), np.array([1.0])) == 7


# -- which forms get layers ----------------------------------------------------------------------------------------------


def test_sums_of_non_negative_atoms_need_none() -> None:
    assert lambdify(NORMALS).program.layers is None
    assert "redone" not in lambdify(NORMALS).source


def test_forms_with_a_minus_sign_have_them_and_say_so() -> None:
    f = lambdify(si.KL(si.Beta("a", "b"), si.Beta("c", "d")))
    assert f.program.layers.segment is not None
    assert "integral remainder" in f.explain()
    assert "31 digits" in f.__doc__


def test_a_kink_or_a_moving_support_has_no_segment() -> None:
    for quantity in (si.KL(si.Laplace("m", "s"), si.Laplace("n", "t")), si.KL(si.Normal("m", "s"), si.Normal(0, 1))):
        form = si.derive(quantity).result
        chain = layers(form, form, pairing_of(quantity), quantity.distributions, 2)
        assert chain.segment is None


def test_sizes_bound_what_rounding_does() -> None:
    x, y = sp.symbols("x y", positive=True)
    at = {x: sp.Integer(100), y: sp.Rational(1, 10)}
    for expression, wanted in (
        (x - 2 * y, "100.2"),
        (sp.exp(x), 101 * sp.exp(100)),
        (sp.log(x / y), sp.log(1000) + 1),
        (x * sp.log(y), 100 * sp.log(10)),
    ):
        assert size(expression).xreplace(at).doit().evalf(30) == pytest.approx(float(wanted), rel=1e-12)
