"""Values that were wrong, infinite or nan once, each with what made it so; and the table of ``verify`` for arrays."""

import math

import mpmath
import numpy as np
import pytest
from mpmath.ctx_mp import MPContext

import symbolic_info as si
from symbolic_info.core.heads import Quantity
from symbolic_info.numeric import accuracy_arrays, redone, summation
from symbolic_info.numeric.lambdify import lambdify


def test_two_precisions_that_agree_on_a_lost_term() -> None:
    """log zeta(700) is 0 to 200 digits, the other term is not."""
    f = lambdify(si.KL(si.Zipf("s"), si.Zipf("t")))
    assert f(700.0, 701.0) == pytest.approx(2.0**-700 * (math.log(2) - 0.5), rel=1e-14)
    assert f(1e100, 1e120) == 0
    assert lambdify(si.Entropy(si.Zipf("s")))(700.0) == pytest.approx(2.0**-700 * (1 + 700 * math.log(2)), rel=1e-14)


def test_digits_go_on_until_terms_of_size_one_are_held() -> None:
    context = MPContext()
    small, same = context.mpf("1e-50"), context.mpf("1e-50")
    assert not redone.are_one_number(context, small, same, 20, 60)
    assert redone.are_one_number(context, small, same, 20, 70)
    assert not redone.are_one_number(context, context.zero, context.zero, 20, 300)
    assert redone.are_one_number(context, context.zero, context.zero, 20, 350)
    assert redone.settled_digits(lambda f, x: (f.log(1 + x) + x * x, 0), [1e-300]) == 1e-300
    assert redone.settled_digits(lambda f, x: (f.log(x - 1), 0), [1 + 2.0**-52]) == pytest.approx(-52 * math.log(2), rel=1e-15)


def test_squares_of_extreme_numbers_that_cancel() -> None:
    """r^2 - r sqrt(r^2 - s^2) is 0 to 740 digits, and is divided by s^2."""
    f = lambdify(si.KL(si.Semicircle("s"), si.Semicircle("r")))
    s, r = 9.18583439258466e-245, 1.4192345740638824e126
    assert f(s, r) == pytest.approx(math.log(r) - math.log(s) - math.log(2) + 0.5, rel=1e-15)


@pytest.mark.parametrize(("s", "z"), [(1e-12, 2e-10), (0.3, 1e-12), (1e7, 2.0), (3e6, 1e6), (2.5, 2e6), (1e-11, 3.0), (1e-11, 500.0)])
def test_incomplete_gamma_functions_far_out(s: float, z: float) -> None:
    context = MPContext()
    context.dps = 30
    near, far = context.gammainc, redone.gammainc_of(context)
    for ends in ((z,), (0, z)):
        assert abs(far(context.mpf(s), *map(context.mpf, ends)) / near(s, *ends) - 1) < 1e-25


def test_gompertz_at_extremes() -> None:
    f = lambdify(si.KL(si.Gompertz("eta", "b"), si.Gompertz("theta", "c")))
    for eta, b, theta, c in ((2.2e-232, 2.8e220, 1.6e-219, 2.7e-108), (8.2e-257, 1.3e197, 6.5e-232, 9.8e-255)):
        limit = math.log(b) - math.log(c) - math.log(theta) - np.euler_gamma - 1  # of eta -> 0, c/b -> 0
        assert f(eta, b, theta, c) == pytest.approx(limit, rel=1e-14)


@pytest.mark.parametrize(("m", "s"), [(30.0, 0.5), (60.0, 0.5), (-10.0, 10.0), (5.0, 100.0), (0.0, 300.0)])
def test_mass_nearer_to_an_end_than_floats_are(m: float, s: float) -> None:
    """The entropy of a logit-normal law: its mass lies where 1 - x, or x, is below any float."""
    with mpmath.workdps(20):

        def logs(z: mpmath.mpf) -> mpmath.mpf:
            return mpmath.npdf(z) * (mpmath.log1p(mpmath.exp(-(m + s * z))) + mpmath.log1p(mpmath.exp(m + s * z)))

        exact = mpmath.log(s) + (mpmath.log(2 * mpmath.pi) + 1) / 2 - mpmath.quad(logs, [-12, -5, -1, -m / s, 1, 5, 12])
    assert lambdify(si.Entropy(si.LogitNormal("m", "s")))(m, s) == pytest.approx(float(exact), rel=1e-11)


def test_nodes_lie_at_distances_from_the_nearer_end() -> None:
    for a, b, s, end in ((0.9, 0.95, -1.0, 1), (0.1, 0.2, 1.0, -1), (0.0, 0.5, -1.0, -1), (0.5, 1.0, 1.0, 1)):
        y, found, _ = summation.panel_nodes(a, b, [0.0, a, b, 1.0], np.array([s]))
        assert found == end
        assert a < (y[0] if end < 0 else 1 - y[0]) < b


def test_powers_that_underflow_in_a_logarithm() -> None:
    """(x/s)^k is 0 in float64 where the density of this law is not."""
    f = lambdify(si.Entropy(si.ExponentiatedWeibull("k", "s", "a")))
    assert f(5.55, 1.1, 0.422) == pytest.approx(0.1644688836289, rel=1e-11)
    with np.errstate(all="ignore"):
        assert summation.log_one_minus(np.float64(-0.0), np.float64(-800.0)) == -800
        assert summation.log_one_minus(np.float64(-1e-5), np.log(1e-5)) == pytest.approx(math.log(-math.expm1(-1e-5)), rel=1e-15)


def test_a_kink_beside_an_end_of_the_path_is_seen() -> None:
    """Nodes of Gauss alone lie on one side of it, and agree."""
    gap = np.full(3, 1e-3)
    bent = lambda t, x: 1e-3 + np.maximum(t - 0.99, 0.0) * x  # noqa: E731
    assert (summation.gap_of(gap, bent, (gap,), ()) == gap).all()
    f = lambdify(si.KL(si.TwoPieceNormal("m", "a", "b"), si.TwoPieceNormal("n", "c", "d")))
    at = (0.872, 3.48, 0.368, 0.8827343766986819, 3.4668091565914407, 0.36376618129407284)
    assert f(*at) == pytest.approx(3.910049935424401e-05, rel=1e-11)


def test_one_less_a_power_near_one() -> None:
    f = lambdify(si.KL(si.Kumaraswamy("a", "b"), si.Kumaraswamy("c", "d")))
    assert f(0.637, 0.555, 0.63357910262962, 0.5546453583667704) == pytest.approx(7.240972578327e-06, rel=1e-11)


@pytest.mark.filterwarnings("error")
def test_what_lies_outside_is_nan_at_once() -> None:
    assert math.isnan(lambdify(si.Entropy(si.Poisson(rate="l")))(-1.0))
    assert math.isnan(lambdify(si.KL(si.Bradford("c"), si.Bradford("d")))(-1.0, 1.0))


# -- arrays --------------------------------------------------------------------------------------------------------------

ROWS = si.Categorical("p", "n"), si.Categorical("q", "n")
VECTORS = si.MultivariateNormal("m_1", "S_1", "d"), si.MultivariateNormal("m_2", "S_2", "d")
ARRAYS = (si.KL(*ROWS), si.Entropy(ROWS[0], base=2), si.CrossEntropy(*ROWS), si.KL(*VECTORS), si.Entropy(VECTORS[0]))


@pytest.mark.parametrize("asked", ARRAYS, ids=str)
def test_verify_measures_functions_of_arrays(asked: Quantity) -> None:
    report = lambdify(asked).verify(count=4)
    assert report.ok, str(report)
    regions = [row.region for row in report.rows]
    assert regions == ["usual", "wide", *(["near P = Q"] if asked.key == "kl" else []), "extreme"]
    assert report.definition_points == 2
    assert asked.key != "kl" or report.rows[2].plain.maximum > 1e5
    if asked == ARRAYS[0]:
        assert dict(report.rows[2].peers)["scipy"].maximum > 1e5


@pytest.mark.parametrize("asked", [ARRAYS[0], ARRAYS[3]], ids=str)
def test_a_wrong_function_of_arrays_is_seen(asked: Quantity, monkeypatch: pytest.MonkeyPatch) -> None:
    f = lambdify(asked)
    right = f._run
    monkeypatch.setattr(f, "_run", lambda *at: right(*at) * (1 + 1e-11))
    report = accuracy_arrays.verify_arrays(f, 2, 0)
    assert not report.ok
    assert 0.9e-11 < report.definition_error < 1.1e-11
