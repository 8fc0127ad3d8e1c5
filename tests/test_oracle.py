"""The oracle gives right digits or none: values against formulas typed in from the literature, and refusals."""

from concurrent.futures import ThreadPoolExecutor

import mpmath
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.core.heads import LogDensity, Mean
from symbolic_info.core.records import Step
from symbolic_info.proof.oracle import agree, numeric_value, points, value
from symbolic_info.proof.quadrature import Panel, Unverified, add_up, integrate, precision_of
from symbolic_info.proof.sampling import SIZES, holds

R = sp.Rational
x = sp.Symbol("x", real=True)
k = sp.Symbol("k", integer=True)
a, b = sp.symbols("a b", positive=True)
CAUCHY = si.Density("1/(pi*(1 + x**2))", "x", ("-oo", "oo"))
HALF, QUARTER = R(1, 2), R(1, 4)


def shares_digits(found: mpmath.mpf, exact: sp.Expr, digits: int) -> bool:
    with mpmath.workdps(digits + 10):
        wanted = mpmath.mpf(sp.N(exact, digits + 10)._mpf_)
        return abs(found - wanted) <= abs(wanted) * mpmath.mpf(10) ** -digits


def gamma_entropy(shape: sp.Expr, rate: sp.Expr) -> sp.Expr:
    return shape - sp.log(rate) + sp.loggamma(shape) + (1 - shape) * sp.digamma(shape)


def beta_entropy(p: sp.Expr, q: sp.Expr) -> sp.Expr:
    log_beta = sp.loggamma(p) + sp.loggamma(q) - sp.loggamma(p + q)
    return log_beta - (p - 1) * sp.digamma(p) - (q - 1) * sp.digamma(q) + (p + q - 2) * sp.digamma(p + q)


# The quantity, and its value by a formula of the literature (Michalowicz, Nichols & Bucholtz 2013; Cover & Thomas 2006).
KNOWN = (
    (si.KL(si.Normal(0, 1), si.Normal(1, 2)), sp.log(2) - R(1, 4)),
    (si.KL(si.Normal(0, 1), si.Normal(1, 2), base=2), 1 - R(1, 4) / sp.log(2)),
    (si.Entropy(si.Normal(3, R(1, 50))), sp.log(2 * sp.pi * sp.E / 2500) / 2),
    (si.Entropy(si.Gamma(R(5, 2), rate=1)), gamma_entropy(R(5, 2), sp.S.One)),
    (si.Entropy(si.Gamma(R(1, 50), rate=1)), gamma_entropy(R(1, 50), sp.S.One)),
    (si.Entropy(si.Gamma(300, rate=7)), gamma_entropy(sp.Integer(300), sp.Integer(7))),
    (si.Entropy(si.Beta(R(1, 50), R(1, 50))), beta_entropy(R(1, 50), R(1, 50))),
    (si.Entropy(si.Beta(R(1, 50), 300)), beta_entropy(R(1, 50), sp.Integer(300))),
    (si.Entropy(si.Laplace(R(1, 3), 2)), 1 + sp.log(4)),
    (si.KL(si.Laplace(1, 2), si.Laplace(0, 2)), sp.exp(-HALF) - HALF),
    (si.Entropy(si.Weibull(2, 1)), sp.EulerGamma / 2 - sp.log(2) + 1),
    (si.KL(si.Uniform(0, 1), si.Uniform(0, 2)), sp.log(2)),
    (si.KL(si.Bernoulli(R(1, 3)), si.Bernoulli(HALF)), R(5, 3) * sp.log(2) - sp.log(3)),
    (si.Entropy(si.Geometric(HALF)), 2 * sp.log(2)),
    (si.Entropy(si.Categorical([HALF, QUARTER, QUARTER]), base=2), R(3, 2)),
    (si.KL(si.Categorical([HALF, 0, HALF]), si.Categorical([HALF, QUARTER, QUARTER])), sp.log(2) / 2),
    (si.Entropy(si.Joint([["1/4", "1/4"], ["1/2", 0]]), base=2), R(3, 2)),
    (si.KL(si.Product(si.Normal(0, 1), 3), si.Product(si.Normal(1, 1), 3)), R(3, 2)),
    (si.Entropy(CAUCHY), sp.log(4 * sp.pi)),
    (si.SelfInformation(si.Normal(0, 1), HALF), R(1, 8) + sp.log(2 * sp.pi) / 2),
    (Mean(sp.Abs(x - 1), x, si.Normal(1, 2)), 2 * sp.sqrt(2 / sp.pi)),
    (Mean(sp.Piecewise((1, x < 1), (0, True)), x, si.Exponential(rate=1)), 1 - sp.exp(-1)),
    (sp.Sum(k * HALF**k, (k, 1, sp.oo)), sp.Integer(2)),
    (sp.Sum(k * a, (a, 1, k), (k, 1, 3)), sp.Integer(1 + 6 + 18)),
    (sp.Integral(1 / (1 + x**2), (x, -sp.oo, sp.oo)), sp.pi),
    (sp.Integral(sp.exp(-12 * (x - 11) ** 2), (x, -sp.oo, sp.oo)), sp.sqrt(sp.pi / 12)),
    (sp.Integral(sp.log(sp.Abs(x)), (x, -1, 1)), sp.Integer(-2)),
)


@pytest.mark.parametrize(("asked", "exact"), KNOWN, ids=[str(q)[:60] for q, _ in KNOWN])
def test_known_values_to_25_digits(asked: sp.Expr, exact: sp.Expr) -> None:
    assert shares_digits(value(asked, {}, 25), exact, 25)


def test_known_values_can_differ() -> None:
    assert not shares_digits(value(KNOWN[0][0], {}, 25), KNOWN[0][1] + R(1, 10**24), 25)


def test_poisson_entropy_against_its_series() -> None:
    found = value(si.Entropy(si.Poisson(rate=300)), {}, 30)
    with mpmath.workdps(60):
        series = mpmath.fsum(mpmath.exp(j * mpmath.log(300) - 300 - mpmath.loggamma(j + 1)) * mpmath.loggamma(j + 1) for j in range(1500))
        exact = series + 300 - 300 * mpmath.log(300)
        assert abs(found - exact) < mpmath.mpf(10) ** -30


def test_small_divergences_keep_their_digits() -> None:
    step = R(1, 10**9)
    assert shares_digits(value(si.KL(si.Normal(0, 1), si.Normal(step, 1)), {}, 20), step**2 / 2, 20)


def test_zero_is_zero() -> None:
    assert value(si.KL(si.Normal(0, 1), si.Normal(0, 1)), {}, 15) == 0
    assert value(Mean(x - 1, x, si.Normal(1, 2)), {}, 15) == 0


def test_parameters_far_from_one() -> None:
    p, q = sp.symbols("p q", positive=True)
    found = value(si.KL(si.Bernoulli(p), si.Bernoulli(q)), {p: R(1, 10**60), q: R(2, 10**60)}, 20)
    assert shares_digits(found, (1 - sp.log(2)) / 10**60, 20)


INFINITE = (
    si.KL(si.Uniform(0, 3), si.Uniform(0, 2)),
    si.KL(si.Normal(0, 1), si.Gamma(1, rate=2)),
    si.KL(si.Poisson(rate=3), si.Geometric(HALF)),
    si.KL(si.Categorical([HALF, HALF]), si.Categorical([1, 0])),
    si.CrossEntropy(si.Poisson(rate=3), si.Bernoulli(HALF)),
    si.KL(CAUCHY, si.Normal(0, 1)),
    Mean(x**2, x, CAUCHY),
    sp.Integral(1 / (1 + sp.Abs(x)), (x, -sp.oo, sp.oo)),
)


@pytest.mark.parametrize("asked", INFINITE, ids=str)
def test_infinite(asked: sp.Expr) -> None:
    assert value(asked, {}, 15) == mpmath.inf


def test_the_sign_of_an_infinity() -> None:
    assert value(Mean(LogDensity(si.Uniform(0, 1), x), x, si.Uniform(0, 2)), {}, 15) == -mpmath.inf


REFUSED = (
    (sp.Sum(k**-2, (k, 1, sp.oo)), "too slowly"),
    (si.Entropy(si.Density("exp(-(x - 1000)**2*1000)", "x", ("-oo", "oo"))), "cannot vouch for Mean"),
    (si.Entropy(si.Density("x", "x", (0, 1))), "add up to 0.5, not to 1"),
    (Mean(x, x, CAUCHY), "both infinities"),
    (sp.Integral(sp.sin(x), (x, 0, sp.oo)), "does not fall fast enough"),
    (Mean(sp.log(x), x, si.Normal(0, 1)), "not a real number"),
    (sp.log(sp.Integer(-2) * a + a), "no real number"),
)


@pytest.mark.parametrize(("asked", "says"), REFUSED, ids=[s for _, s in REFUSED])
def test_what_cannot_be_vouched_for_is_refused(asked: sp.Expr, says: str) -> None:
    with pytest.raises(Unverified, match=says):
        value(asked, dict.fromkeys(asked.free_symbols, 1), 15)


BAD_POINTS = (
    (si.Entropy(si.Normal(0, a)), {}, "no value for a"),
    (si.Entropy(si.Normal(0, a)), {a: "1"}, "is text"),
    (si.Entropy(si.Normal(0, a)), {a: -1}, "not positive"),
    (si.Entropy(si.Normal(0, a)), {a: sp.I}, "not a real number"),
    (si.Entropy(si.Bernoulli(a)), {a: 2}, "1 - a > 0, which fails at a = 2"),
    (si.Entropy(si.Uniform(a, b)), {a: 2, b: 1}, "fails at a = 2, b = 1"),
    (sp.Function("f")(a), {a: 1}, "does not know f"),
    (sp.Integral(x, x), {x: 1}, "has no limits"),
    (sp.Sum(k, (k, 1, a)), {a: HALF}, "not an integer"),
    (sp.Sum(k, (k, 5, a)), {a: 1}, "sums run upward"),
)


@pytest.mark.parametrize(("expression", "point", "says"), BAD_POINTS, ids=[s for _, _, s in BAD_POINTS])
def test_bad_points_are_named(expression: sp.Expr, point: dict, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        value(expression, point, 15)


def test_a_bound_symbol_is_not_a_parameter() -> None:
    law = si.Normal(x, 1)  # its mean is called like the bound variable
    t = sp.Symbol("t", real=True)
    assert shares_digits(value(Mean(t, t, law) + x, {x: 5}, 15), sp.Integer(10), 15)
    assert shares_digits(value(Mean(x, x, si.Normal(2, 1)) + x, {x: 5}, 15), sp.Integer(7), 15)


def test_floats_are_the_fractions_that_they_store() -> None:
    assert value(a, {a: 0.1}, 30) == mpmath.mpf(0.1)


def test_evalf_by_the_definition() -> None:
    assert abs(si.KL(si.Normal(0, 1), si.Normal(1, 2)).evalf(30) - KNOWN[0][1].evalf(40)) < R(1, 10**29)
    assert si.KL(si.Uniform(0, 2), si.Uniform(0, 1)).evalf() == sp.oo
    assert numeric_value(si.Entropy(si.Normal(0, a)), 15) is None


def test_threads_do_not_share_a_precision() -> None:
    jobs = [(q, 15 + 5 * i) for i in range(3) for q, _ in KNOWN[11:16]]
    alone = [value(q, {}, digits) for q, digits in jobs]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda job: value(job[0], {}, job[1]), jobs)) == alone


# -- quadrature and sums on their own ----------------------------------------------------------------------------------


def test_the_rule_keeps_digits_at_a_singular_end() -> None:
    to = precision_of(40, 40)
    power = to.ctx.mpf("-0.98")
    found, size = integrate(to, [Panel(to.ctx.one, lambda y: (y**power,), lambda y: ((1 - y) ** power,))])
    assert abs(found - 50) < to.power(-38)
    assert size == found


def test_a_jump_inside_a_panel_is_refused() -> None:
    to = precision_of(30, 30)
    with pytest.raises(Unverified, match="do not agree"):
        integrate(to, [Panel(to.ctx.one, lambda y: (to.ctx.mpf(y < 0.3),), lambda y: (to.ctx.mpf(1 - y < 0.3),))])


def test_leading_zeros_do_not_end_a_sum() -> None:
    to = precision_of(20, 20)
    terms = (to.ctx.zero if j < 30 else to.ctx.mpf(2) ** -j for j in range(10**6))
    found, _ = add_up(to, ((t,) for t in terms), None, lambda total: True)
    assert abs(found - to.ctx.mpf(2) ** -29) < to.power(-25)


# -- points --------------------------------------------------------------------------------------------------------------


def test_points_are_admissible(family: si.Family) -> None:
    laws = family.with_own_symbols("_1"), family.with_own_symbols("_2")
    for region, (_, high) in SIZES.items():
        for point in points(laws, count=20, seed=1, region=region):
            assert all(number.is_Rational and abs(number) <= 2 * high for number in point.values())
            assert all(c.xreplace(point).is_positive for law in laws for c in law.constraints)


def test_points_repeat_with_the_seed_only() -> None:
    law = si.Normal("mu", "sigma")
    assert points((law,), 5, seed=3) == points((law,), 5, seed=3) != points((law,), 5, seed=4)


def test_conditions_are_kept() -> None:
    c, d = sp.symbols("c d", positive=True)
    conditions = (a < b, b < c, sp.Eq(c, c), 1 - d, sp.Function("unknown")(a) > 0)
    for point in points((a + b + c + d,), 30, seed=0, conditions=conditions):
        assert point[a] < point[b] < point[c]
        assert point[d] < 1


def test_a_total_of_one_is_reached() -> None:
    for point in points((a, b), 10, seed=0, conditions=(sp.Eq(a + b, 1),)):
        assert point[a] + point[b] == 1


def test_impossible_conditions_are_named() -> None:
    with pytest.raises(ParameterError, match=r"a < -1 kept failing"):
        points((a,), 1, seed=0, conditions=(sp.Lt(a, -1, evaluate=False),))
    with pytest.raises(ParameterError, match="unknown region"):
        points((a,), 1, seed=0, region="everywhere")


def test_a_rule_that_cannot_be_decided_counts_as_holding() -> None:
    assert holds(sp.Function("f")(a) > 0, {a: sp.S.One})
    assert not holds(a > 2, {a: sp.S.One})


# -- steps ---------------------------------------------------------------------------------------------------------------

KL_NORMAL = si.KL(si.Normal("mu_1", "sigma_1"), si.Normal("mu_2", "sigma_2"))
SYMBOLS = [KL_NORMAL[name] for name in ("mu_1", "sigma_1", "mu_2", "sigma_2")]


def closed_form() -> sp.Expr:
    m1, s1, m2, s2 = SYMBOLS
    return sp.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - HALF


def test_a_true_step_gets_evidence() -> None:
    evidence = agree(Step(KL_NORMAL, closed_form(), "closed_form", ""), count=1)
    assert (evidence.points, evidence.digits, evidence.source) == (1, 40, "mpmath")
    assert agree(Step(KL_NORMAL, KL_NORMAL.unfold(), "unfold", ""), count=1).points == 1


@pytest.mark.parametrize("error", [R(1, 10**30), SYMBOLS[0] - SYMBOLS[2]])
def test_a_wrong_step_is_rejected(error: sp.Expr) -> None:
    with pytest.raises(Rejected, match=r"^wrong_rule: .* differ at mu_1 = ") as refusal:
        agree(Step(KL_NORMAL, closed_form() + error, "wrong_rule", ""), count=1)
    assert refusal.value.rule == "wrong_rule"


def test_conditions_of_a_step_choose_the_points() -> None:
    step = Step(sp.Abs(a - b), b - a, "order", "", conditions=(a < b,))
    assert agree(step, count=5).points == 5
    with pytest.raises(Rejected):
        agree(Step(sp.Abs(a - b), b - a, "order", ""), count=5)


def test_both_sides_may_be_infinite() -> None:
    assert agree(Step(si.KL(si.Normal("mu", "sigma"), si.Exponential(rate="lam")), sp.oo, "support", ""), count=2).points == 2
    with pytest.raises(Rejected):
        agree(Step(si.KL(si.Exponential(rate="lam"), si.Normal("mu", "sigma")), sp.oo, "support", ""), count=1)
