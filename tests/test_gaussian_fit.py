"""Gaussians fitted to two peaks: the forward fit exactly, the reverse ones to a stated number of digits, by three separate roads.

The oracle certifies (``fit_certificates``), plain mpmath code of this file evaluates the definitions, and ball arithmetic encloses
each optimum: an interval Newton step proves that a zero of the gradient, and only one, lies in a box of 10^-20.
"""

import dataclasses

import mpmath
import pytest
import sympy as sp
from flint import acb, arb, arb_mat, ctx

from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.core.heads import Mean
from symbolic_info.derive.derivation import derive
from symbolic_info.families.normal import Normal
from symbolic_info.numeric.fit_certificates import accepted, certify_forward, certify_reverse
from symbolic_info.numeric.gaussian_fit import Fit, GaussianMixture, forward_fit, reverse_fits, two_peaks
from symbolic_info.proof.oracle import value

pytestmark = pytest.mark.wide

DIGITS = 25
PEAKS = two_peaks()
HALF = sp.Rational(1, 2)
NEAR = GaussianMixture("near", (HALF, HALF), (Normal(sp.Rational(-1, 10), 1), Normal(sp.Rational(1, 10), 1)))


@pytest.fixture(scope="module")
def forward():
    return forward_fit(PEAKS)


@pytest.fixture(scope="module")
def reverse():
    return reverse_fits(PEAKS)


@pytest.fixture(scope="module")
def certificates(reverse):
    return tuple(certify_reverse(fit, DIGITS) for fit in reverse)


# -- plain code: the definitions, by mpmath's own quadrature ------------------------------------------------------------


def numbers():
    return [
        (mpmath.mpf(w.p) / w.q, *(mpmath.mpf(a.p) / a.q for a in part.parameters))
        for w, part in zip(PEAKS.weights, PEAKS.parts, strict=True)
    ]


def normal(x, mu, sigma):
    return mpmath.exp(-(((x - mu) / sigma) ** 2) / 2) / (sigma * mpmath.sqrt(2 * mpmath.pi))


def mixture(x):
    return sum(w * normal(x, mu, sigma) for w, mu, sigma in numbers())


def divergence(fit):
    """D in the direction of the fit, from its definition."""
    mean, sigma = (mpmath.mpf(sp.N(a, 40)._mpf_) for a in (fit.mean, fit.sigma))

    def term(x):
        p, q = mixture(x), normal(x, mean, sigma)
        return p * mpmath.log(p / q) if fit.direction == "forward" else q * mpmath.log(q / p)

    return mpmath.quad(term, list(range(-24, 25, 3)))


# -- the forward fit ---------------------------------------------------------------------------------------------------


def test_forward_fit_matches_the_moments_exactly(forward):
    assert (forward.mean, forward.sigma**2) == (sp.Rational(-3, 5), sp.Rational(48, 5))


def test_the_moments_are_derived():
    x = sp.Symbol("x", real=True)
    for part in PEAKS.parts:
        for power in (x, x**2):
            assert derive(Mean(power, x, part)).theorem.grade == "proved"


def test_the_moments_are_those_of_the_mixture(forward):
    x = sp.Symbol("x", real=True)
    first, second = (value(Mean(f, x, PEAKS.law), {}, 30) for f in (x, x**2))
    with mpmath.workdps(40):
        assert mpmath.almosteq(first, mpmath.mpf(-3) / 5, 1e-29)
        assert mpmath.almosteq(second - first**2, mpmath.mpf(48) / 5, 1e-28)


def test_forward_certificate_is_exact(forward):
    found = certify_forward(forward)
    assert found.gradient == (0, 0)
    assert found.hessian == sp.diag(sp.Rational(5, 48), sp.Rational(5, 24))
    m, s = sorted(found.excess.free_symbols, key=str)
    assert found.excess.subs({m: forward.mean, s: forward.sigma}).simplify() == 0
    assert found.excess.subs({m: 0, s: 3}).evalf() > 0


@pytest.mark.parametrize("off", [{"mean": sp.Rational(-59, 100)}, {"sigma": sp.Integer(3)}])
def test_another_gaussian_has_no_forward_certificate(forward, off):
    with pytest.raises(Rejected, match="exceeds its value"):
        certify_forward(dataclasses.replace(forward, **off))


def test_forward_divergence_by_plain_code(forward):
    with mpmath.workdps(25):
        assert mpmath.almosteq(divergence(forward), value(forward.divergence, {}, 18), 1e-17)


# -- the reverse fits --------------------------------------------------------------------------------------------------


def test_reverse_fits_sit_on_the_peaks(reverse):
    for fit, part in zip(reverse, PEAKS.parts, strict=True):
        mean, sigma = part.parameters
        assert abs(fit.mean - mean) < sp.Rational(1, 20)
        assert sigma < fit.sigma < sigma * sp.Rational(11, 10)


@pytest.mark.slow
def test_reverse_certificates(certificates, reverse):
    for found, rough in zip(certificates, reverse, strict=True):
        assert found.digits == DIGITS
        assert max(abs(g) for g in found.gradient) < mpmath.mpf(10) ** -DIGITS
        assert found.step < mpmath.mpf(10) ** -DIGITS
        assert min(mpmath.eigsy(found.hessian, eigvals_only=True)) > 0.5
        assert found.margin > 1e-6
        assert abs(found.fit.mean - rough.mean) < sp.Rational(1, 10**12)


@pytest.mark.slow
def test_reverse_divergences_by_plain_code(certificates, forward):
    with mpmath.workdps(25):
        for found in certificates:
            assert mpmath.almosteq(divergence(found.fit), found.divergence, 1e-17)
            assert found.divergence < divergence(dataclasses.replace(forward, direction="reverse"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"gradient": (mpmath.mpf("1e-20"), mpmath.mpf(0))}, "not 0 to 25 digits"),
        ({"step": mpmath.mpf("1e-20")}, "not 0 to 25 digits"),
        ({"hessian": mpmath.matrix([[1, 2], [2, 1]])}, "not positive definite"),
        ({"hessian": mpmath.matrix([[-1, 0], [0, -1]])}, "not positive definite"),
        ({"margin": -1e-9}, "neighbour"),
    ],
)
def test_each_condition_of_a_certificate_can_fail(certificates, change, says):
    with pytest.raises(Rejected, match=says):
        accepted(dataclasses.replace(certificates[0], **change))


@pytest.mark.slow
def test_a_point_beside_the_optimum_is_refused(reverse):
    off = dataclasses.replace(reverse[0], sigma=reverse[0].sigma + sp.Rational(1, 10**5))
    with pytest.raises(Rejected, match="not 0 to 25 digits"):
        certify_reverse(off, DIGITS)


def test_peaks_that_are_too_close_are_refused():
    with pytest.raises(Rejected, match="not separated enough"):
        reverse_fits(NEAR)


@pytest.mark.parametrize("weights", [(HALF,), (HALF, HALF, HALF), (HALF, sp.Integer(1)), (sp.Rational(3, 2), -HALF)])
def test_weights_total_one(weights):
    with pytest.raises(ParameterError, match="weights"):
        GaussianMixture("bad", weights, PEAKS.parts)


def test_directions_are_not_mixed_up(forward, reverse):
    with pytest.raises(ParameterError, match="reverse fit"):
        certify_forward(reverse[0])
    with pytest.raises(ParameterError, match="forward fit"):
        certify_reverse(forward)


def test_the_law_is_the_weighted_sum():
    x = sp.Symbol("x", real=True)
    for at in (-40, -3, 0, sp.Rational(5, 2), 40):
        with mpmath.workdps(30):
            density = mpmath.mpf(sp.N(PEAKS.law.density(x).subs(x, at), 30)._mpf_)
            assert mpmath.almosteq(density, mixture(mpmath.mpf(at.p) / at.q if isinstance(at, sp.Rational) else at), 1e-28)


# -- ball arithmetic ---------------------------------------------------------------------------------------------------

RADIUS = "1e-20"
REACH = 16
TAIL = "1e-40"
"""More than the integrals over |z| > REACH come to: polynomials of degree 4 with coefficients below 1000 against exp(-128)."""


def ball(rational):
    return arb(int(rational.p)) / arb(int(rational.q))


def slopes_of_log_mixture(x):
    """(log p)' and (log p)'' at x, by the share g of the first part."""
    (w, mu, sigma), (v, nu, tau) = [(ball(w), *map(ball, part.parameters)) for w, part in zip(PEAKS.weights, PEAKS.parts, strict=True)]
    a, b = (x - mu) / sigma**2, (x - nu) / tau**2
    ratio = (v * sigma) / (w * tau) * (((x - mu) / sigma) ** 2 / 2 - ((x - nu) / tau) ** 2 / 2).exp()
    g, h = 1 / (1 + ratio), ratio / (1 + ratio)
    return -(g * a + h * b), -(g / sigma**2 + h / tau**2) + g * h * (a - b) ** 2


def mean_of(f, m, s, power):
    """E z^power f(m + s z), z standard normal; ``f`` gives one of the slopes."""

    def integrand(z, _):
        return z**power * f(m + s * z) * (-(z**2) / 2).exp()

    total = acb.integral(integrand, -REACH, REACH).real / (2 * arb.pi()).sqrt()
    return total + arb(0, TAIL)


def enclosures(m, s):
    """The gradient and the Hessian of D(q || p) on a box: D = -log s - E log p(m + s z) + a constant."""
    first, second = (lambda x: slopes_of_log_mixture(x)[0]), (lambda x: slopes_of_log_mixture(x)[1])
    gradient = arb_mat([[-mean_of(first, m, s, 0)], [-1 / s - mean_of(first, m, s, 1)]])
    mm, ms, ss = (-mean_of(second, m, s, k) for k in range(3))
    return gradient, arb_mat([[mm, ms], [ms, 1 / s**2 + ss]])


def holds_one_minimum(fit, radius=RADIUS):
    """Whether an interval Newton step maps the box into its inside, and the Hessian is positive definite on it."""
    centre = ball(fit.mean), ball(fit.sigma)
    box = [c + arb(0, radius) for c in centre]
    (gradient, _), (_, hessian) = enclosures(*centre), enclosures(*box)
    step = hessian.inv() * gradient
    inside = all(b.contains_interior(c - step[i, 0]) for i, (b, c) in enumerate(zip(box, centre, strict=True)))
    return inside and hessian[0, 0] > 0 and hessian.det() > 0


@pytest.fixture
def forty_digits():
    before, ctx.dps = ctx.dps, 40
    yield
    ctx.dps = before


@pytest.mark.slow
@pytest.mark.certify
@pytest.mark.usefixtures("forty_digits")
def test_balls_enclose_each_optimum(certificates):
    for found in certificates:
        assert holds_one_minimum(found.fit)


@pytest.mark.slow
@pytest.mark.certify
@pytest.mark.usefixtures("forty_digits")
def test_balls_refuse_a_point_beside_the_optimum(certificates):
    fit, off = certificates[0].fit, sp.Rational(1, 10**19)
    assert not holds_one_minimum(Fit(PEAKS, "reverse", fit.mean + off, fit.sigma))
    assert not holds_one_minimum(Fit(PEAKS, "reverse", fit.mean, fit.sigma + off))
