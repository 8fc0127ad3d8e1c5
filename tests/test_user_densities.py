"""Densities that nobody has listed: normalised, derived or refused in words; truncated and transformed laws; exponential families."""

import math
import time
from collections.abc import Callable
from itertools import pairwise

import mpmath as mp
import numpy as np
import pytest
import sympy as sp
from scipy import integrate
from sympy import Abs, Heaviside, Max, Piecewise, Rational, exp, log, oo, sqrt

import symbolic_info as si
from symbolic_info.core.errors import MissingAssumption, NoClosedForm, NotNormalised, ParameterError, SupportError
from symbolic_info.core.heads import Mean

pytestmark = pytest.mark.filterwarnings("ignore::scipy.integrate.IntegrationWarning")  # where a power of x ends at 0

x = sp.Symbol("x", real=True)
a, b, c, k, s, lam = sp.symbols("a b c k s lam", positive=True)
m = sp.Symbol("m", real=True)
r, p = sp.symbols("r p", positive=True)
n = sp.Symbol("n", integer=True, positive=True)
AT = {"a": "5/2", "b": "3/4", "c": "7/3", "k": "9/5", "s": "4/3", "lam": "6/5", "m": "-2/3", "r": "2/5", "p": "3/10", "q": "1/2", "n": "6"}
HALF = Rational(1, 2)
LINE, RAY, UNIT = (-oo, oo), (0, oo), (0, 1)
CUTS = (-3, 0, 1, 3, 20, 100, 1000, 10_000)
BUDGET = 5.0  # seconds of CPU that any answer may take


def shape(f: sp.Expr, support: object) -> Callable[[], sp.Basic]:
    return lambda: si.normalized(f, x, support)


def density(f: sp.Expr, support: object) -> Callable[[], sp.Basic]:
    return lambda: si.Density(f, x, support)


# name: (the law, what its entropy is: closed, series, or left: an expectation that no rule gives)
LAWS: dict[str, tuple[Callable[[], sp.Basic], str]] = {
    "exp(-x^4)": (shape(exp(-(x**4)), LINE), "closed"),
    "x^a exp(-b x^c)": (shape(x**a * exp(-b * x**c), RAY), "closed"),
    "1/(1+x^4)": (shape(1 / (1 + x**4), LINE), "closed"),
    "1/(1+x^4) of x > 0": (shape(1 / (1 + x**4), RAY), "closed"),
    "sech": (shape(1 / sp.cosh(x), LINE), "closed"),
    "sech squared": (shape(1 / sp.cosh(x) ** 2, LINE), "closed"),
    "exp(-|x|^3)": (shape(exp(-(Abs(x) ** 3)), LINE), "closed"),
    "exp(-b |x|^c)": (shape(exp(-b * Abs(x) ** c), LINE), "closed"),
    "x^2 exp(-x^2/2)": (shape(x**2 * exp(-(x**2) / 2), LINE), "closed"),
    "x^4 exp(-x^2)": (shape(x**4 * exp(-(x**2)), LINE), "closed"),
    "x^2 exp(-|x|)": (shape(x**2 * exp(-Abs(x)), LINE), "closed"),
    "(1+x^2) exp(-x^2)": (shape((1 + x**2) * exp(-(x**2)), LINE), "left"),
    "tent": (density(Piecewise((x, x < 1), (2 - x, True)), (0, 2)), "closed"),
    "two steps": (density(Piecewise((Rational(1, 4), x < 1), (Rational(3, 4), True)), (0, 2)), "closed"),
    "step by Heaviside": (density((1 + 2 * Heaviside(x - 1)) / 4, (0, 2)), "closed"),
    "flat, then a tail": (density(Piecewise((HALF, x < 1), (exp(1 - x) / 2, True)), RAY), "closed"),
    "two tails about a plateau": (density(Piecewise((exp(x), x < 0), (1, x < 2), (exp(2 - x), True)) / 4, LINE), "closed"),
    "two rates": (shape(Piecewise((exp(a * x), x < 0), (exp(-b * x), True)), LINE), "closed"),
    "wedge": (density(1 - Abs(x), (-1, 1)), "closed"),
    "wedge as a positive part": (density(Max(1 - Abs(x), 0), (-1, 1)), "closed"),
    "mixture of exponentials": (density(exp(-x) / 2 + exp(-2 * x), RAY), "left"),
    "mixture of normals": (shape(exp(-(x**2) / 2) + exp(-((x - 3) ** 2) / 2), LINE), "left"),
    "1/x on (1, e)": (density(1 / x, (1, sp.E)), "closed"),
    "1/x^2 on (1, oo)": (density(1 / x**2, (1, oo)), "closed"),
    "(1-x^2)^k": (shape((1 - x**2) ** k, (-1, 1)), "closed"),
    "(1-x)^2 (1+x)": (shape((1 - x) ** 2 * (1 + x), (-1, 1)), "closed"),
    "x(1-x)": (density(6 * x * (1 - x), UNIT), "closed"),
    "2x": (density(2 * x, UNIT), "closed"),
    "x^b (-log x)^a": (shape(x**b * (-log(x)) ** a, UNIT), "closed"),
    "-log x": (shape(-log(x), UNIT), "closed"),
    "(log x)^a x^(-b-1)": (shape(log(x) ** a * x ** (-b - 1), (1, oo)), "closed"),
    "1+x": (shape(1 + x, UNIT), "closed"),
    "x^2 on (-1, 1)": (density(3 * x**2 / 2, (-1, 1)), "closed"),
    "a ray from m": (shape(exp(-((x - m) ** 2) / 2), (m, oo)), "closed"),
    "gumbel-like": (shape(exp(-x - exp(-x)), LINE), "closed"),
    "logistic power": (shape(exp(-x) / (1 + exp(-x)) ** (lam + 1), LINE), "closed"),
    "exp(-sqrt x)": (shape(exp(-sqrt(x)), RAY), "closed"),
    "1/(1+x)^3": (shape(1 / (1 + x) ** 3, RAY), "closed"),
    "1/(1+x^2)": (shape(1 / (1 + x**2), LINE), "closed"),
    "x exp(-x^2)": (shape(x * exp(-(x**2)), RAY), "closed"),
    "x^(k-1)/(1+x)^(k+2)": (shape(x ** (k - 1) / (1 + x) ** (k + 2), RAY), "closed"),
    "inverse of x in the exponent": (shape(x**-3 * exp(-s / x), RAY), "closed"),
    "exp(-log(x)^2)": (shape(exp(-(log(x) ** 2)), RAY), "closed"),
    "exponential on a segment": (shape(exp(-lam * x), UNIT), "closed"),
    "exponential above 2": (lambda: si.Truncated(si.Exponential(rate=lam), 2, oo), "closed"),
    "exponential below 3": (lambda: si.Truncated(si.Exponential(rate=lam), -1, 3), "closed"),
    "normal above 0": (lambda: si.Truncated(si.Normal(m, s), 0, oo), "closed"),
    "standard normal between": (lambda: si.Truncated(si.Normal(0, 1), -1, 2), "closed"),
    "pareto between": (lambda: si.Truncated(si.Pareto(1, k), 2, 3), "closed"),
    "cauchy above its centre": (lambda: si.Truncated(si.Cauchy(0, s), 0, oo), "closed"),
    "gamma between": (lambda: si.Truncated(si.Gamma(2, rate=1), 1, 3), "left"),
    "logarithm of a gamma": (lambda: si.Transformed(si.Gamma(k, rate=lam), log(x), x), "closed"),
    "exponential of a normal": (lambda: si.Transformed(si.Normal(m, s), "exp(x)", "x"), "closed"),
    "square of a normal": (lambda: si.Transformed(si.Normal(0, s), x**2, x), "closed"),
    "cube of a normal": (lambda: si.Transformed(si.Normal(0, s), x**3, x), "closed"),
    "exponential of a uniform": (lambda: si.Transformed(si.Uniform(0, 1), exp(x), x), "closed"),
    "folded normal": (lambda: si.Transformed(si.Normal(m, s), Abs(x), x), "left"),
    "folded standard normal": (lambda: si.Transformed(si.Normal(0, s), Abs(x), x), "closed"),
    "odds of a beta": (lambda: si.Transformed(si.Beta(a, b), x / (1 - x), x), "closed"),
    "logit of a beta": (lambda: si.Transformed(si.Beta(a, b), log(x / (1 - x)), x), "closed"),
    "reciprocal of a gamma": (lambda: si.Transformed(si.Gamma(k, rate=lam), 1 / x, x), "closed"),
    "line of a laplace": (lambda: si.Transformed(si.Laplace(m, s), -3 * x + a, x), "closed"),
    "root of an exponential": (lambda: si.Transformed(si.Exponential(rate=lam), sqrt(x), x), "closed"),
    "x p^x": (lambda: si.Density(x * (1 - p) ** 2 * p ** (x - 1), x, sp.S.Naturals), "series"),
    "three masses": (lambda: si.Density(x**2 / 14, x, sp.Range(1, 4)), "closed"),
    "geometric by hand": (lambda: si.Density((1 - p) * p**x, x, sp.S.Naturals0), "closed"),
    "zero-truncated poisson": (lambda: si.Truncated(si.Poisson(lam), 1, oo), "series"),
}


def at_numbers(e: sp.Basic) -> sp.Basic:
    return e.xreplace({f: sp.Rational(AT[f.name]) for f in e.free_symbols if f.name in AT})


def total(f: Callable[[float], float], law: si.core.heads.Distribution) -> float:
    """The sum, or the integral between the law's break points, of a function over its support."""
    lo, hi = law.support.lo, law.support.hi
    if law.is_discrete:
        return math.fsum(f(float(j)) for j in range(int(lo), 120 if hi == oo else int(hi) + 1))
    inner = [q for q in law.panels() if q.is_finite]
    cuts = sorted({float(q) for q in (lo, hi, *inner, *CUTS) if lo <= q <= hi})
    with np.errstate(all="ignore"):
        return math.fsum(integrate.quad(f, *ends, limit=200, epsabs=1e-12, epsrel=1e-11)[0] for ends in pairwise(cuts))


def numeric(e: sp.Expr, at: sp.Symbol) -> Callable[[float], float]:
    return sp.lambdify(at, sp.N(at_numbers(e.rewrite((Heaviside,), Piecewise)), 17), ["scipy", "numpy"])


def entropy_by_quadrature(law: si.core.heads.Distribution) -> float:
    """-E log p by summation or quadrature of the density, the package's own expectations left out."""
    here = at_numbers(law)
    at = here.variable()
    p = numeric(here.density(at), at)

    def integrand(t: float) -> float:
        v = float(p(t))
        return -v * math.log(v) if 0 < v < math.inf else 0.0  # inf and nan: an exponential that is too large for a float

    return total(integrand, here)


@pytest.fixture(params=LAWS, scope="module")
def row(request: pytest.FixtureRequest) -> tuple[si.core.heads.Distribution, str, object]:
    """A law, what its entropy should be, and the derivation or the refusal; derived once, within the budget."""
    make, expected = LAWS[request.param]
    start = time.process_time()
    law = make()
    try:
        found: object = si.derive(si.Entropy(law))
    except NoClosedForm as refusal:
        found = refusal
    assert time.process_time() - start < BUDGET
    return law, expected, found


def test_the_entropy_is_derived_or_its_rest_is_named(row: tuple) -> None:
    law, expected, found = row
    if expected == "left":
        assert isinstance(found, NoClosedForm)
        assert found.left
        assert all(isinstance(mean, Mean) and mean.law == law for mean in found.left)
    else:
        assert not isinstance(found, Exception), found
        assert found.form == expected


def test_it_is_what_quadrature_gives(row: tuple) -> None:
    law, expected, found = row
    if expected != "left":
        value = sp.N(at_numbers(found.result).doit(), 15)
        assert abs(float(value) - float(entropy_by_quadrature(law))) < 2e-8, found


@pytest.mark.parametrize("case", ["exp(-x^4)", "two rates", "(1-x^2)^k", "mixture of normals", "folded normal", "x p^x", "gamma between"])
def test_it_is_proved_to_total_one(case: str) -> None:
    law = LAWS[case][0]()
    found = si.derive(Mean(sp.Integer(1), law.variable(), law))
    assert found.result == 1
    assert found.steps
    assert all(step.rule for step in found.steps)


def test_a_constant_carries_its_derivation() -> None:
    raw = si.Density(x**a * exp(-b * x**c), x, RAY)
    found = si.derive(raw.total)
    assert sp.simplify(found.result - sp.gamma((a + 1) / c) / (c * b ** ((a + 1) / c))) == 0
    assert found.theorem.recheck().grade == "proved"
    assert "Gamma" in found.steps[-1].reason
    assert si.derive(si.normalized(x**a * exp(-b * x**c), x, RAY).total).result == 1


def test_a_density_in_pieces_is_written_and_read_back() -> None:
    found = si.derive(si.Entropy(LAWS["tent"][0]()))
    assert si.Derivation.from_json(found.to_json()).result == found.result == HALF


def test_an_undeclared_sign_is_a_condition() -> None:
    raw = si.Density("exp(-x^c)", "x", RAY)
    (exponent,) = raw.free_symbols
    assert exponent.is_positive is None
    assert sp.Gt(exponent, 0) in si.derive(raw.total).conditions


def test_there_are_sixty() -> None:
    assert len(LAWS) >= 60
    assert len(REFUSED) >= 20


# -- refusals --------------------------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[Callable[[], object], type, tuple[str, ...]]] = {
    "1/x on (0, 1)": (lambda: si.normalized("1/x", "x", UNIT), NotNormalised, ("x^(-1) towards 0", "diverges", "Integral(1/x, (x, 0, 1))")),
    "1/x on (1, oo)": (lambda: si.normalized("1/x", "x", (1, oo)), NotNormalised, ("towards oo", "diverges")),
    "constant on the line": (lambda: si.normalized("1 + 0*x", "x", LINE), NotNormalised, ("diverges",)),
    "pole inside an end": (lambda: si.normalized("(1 - x)^(-2)", "x", UNIT), NotNormalised, ("towards 1", "diverges")),
    "masses that do not vanish": (lambda: si.normalized("1/(1 + x)", "x", sp.S.Naturals0), NotNormalised, ("sum", "diverges")),
    "negative somewhere": (lambda: si.normalized("2 - 3*x", "x", UNIT), NotNormalised, ("negative", "x = 6/7")),
    "negative masses": (lambda: si.normalized("2 - x", "x", sp.Range(0, 4)), NotNormalised, ("negative", "x = 3")),
    "another support": (lambda: si.Entropy(si.Density(2 * x, x, (-1, 1))).doit(), NotNormalised, ("negative",)),
    "totals 1/2": (lambda: si.Entropy(si.Density(x, x, UNIT)).doit(), NotNormalised, ("1/2, not 1", "normalized")),
    "no rule": (lambda: si.normalized("exp(-x^4 - x)", "x", RAY), NoClosedForm, ("Integral(exp(-x**4 - x), (x, 0, oo))",)),
    "no rule on a circle's chord": (lambda: si.normalized("exp(-exp(x^2))", "x", LINE), NoClosedForm, ("Integral(exp(-exp(x**2))",)),
    "hole in the support": (lambda: si.Density(Piecewise((1, x < 1), (0, x < 2), (1, True)), x, (0, 3)), SupportError, ("vanishes",)),
    "a condition that is no cut": (lambda: si.Density(Piecewise((1, x**2 < 1), (2, True)), x, (0, 3)), SupportError, ("cut off",)),
    "pieces of masses": (
        lambda: si.Density(Piecewise((HALF / 2, x < 1), (3 * HALF / 2, True)), x, sp.Range(0, 2)),
        SupportError,
        ("Categorical",),
    ),
    "no total of a truncated cauchy": (
        lambda: si.Truncated(si.Cauchy(0, 1), -1, 1),
        NotNormalised,
        ("Integral(1/(pi*(x**2 + 1)), (x, -1, 1))",),
    ),
    "truncated to nothing": (lambda: si.Truncated(si.Exponential(rate=1), -3, -1), SupportError, ("empty",)),
    "truncated at an unknown place": (lambda: si.Truncated(si.Exponential(rate=1), m, oo), MissingAssumption, ("sign of m",)),
    "truncated joint": (lambda: si.Truncated(si.Joint("p", (2, 3)), 0, 1), ParameterError, ("one variable",)),
    "transformed by a wave": (lambda: si.Transformed(si.Normal(0, 1), sp.sin(x), x), ParameterError, ("not a chain", "sin")),
    "transformed both ways": (lambda: si.Transformed(si.Normal(0, 1), 1 / x, x), ParameterError, ("monotone",)),
    "transformed by an unknown slope": (lambda: si.Transformed(si.Normal(0, 1), m * x, x), MissingAssumption, ("sign of m",)),
    "transformed to a constant": (lambda: si.Transformed(si.Normal(0, 1), 3, x), ParameterError, ("does not depend",)),
    "folded off its centre": (lambda: si.Transformed(si.Uniform(-1, 2), x**2, x), ParameterError, ("symmetric",)),
    "scaled integers": (lambda: si.Transformed(si.Poisson(1), 2 * x, x), ParameterError, ("shifts and reflections",)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_input_is_refused_in_words(case: str) -> None:
    make, error, words = REFUSED[case]
    start = time.process_time()
    with pytest.raises(error) as found:
        make()
    assert time.process_time() - start < BUDGET
    assert all(word in str(found.value) for word in words), str(found.value)


# -- two laws --------------------------------------------------------------------------------------------------------------

PAIRS: dict[str, Callable[[], sp.Expr]] = {
    "mixture beside an exponential": lambda: si.CrossEntropy(si.Density(exp(-x) / 2 + exp(-2 * x), x, RAY), si.Exponential(rate=lam)),
    "mixture of normals beside one": lambda: si.CrossEntropy(LAWS["mixture of normals"][0](), si.Normal(m, s)),
    "folded normal beside half a normal": lambda: si.CrossEntropy(LAWS["folded normal"][0](), si.HalfNormal(k)),
    "quartic beside a normal": lambda: si.KL(si.normalized(exp(-(x**4)), x, LINE), si.Normal(m, s)),
    "two powers": lambda: si.KL(si.normalized(x**a * exp(-x), x, RAY), si.normalized(x**b * exp(-(x**2)), x, RAY)),
    "tent beside a uniform": lambda: si.KL(LAWS["tent"][0](), si.Uniform(0, 2)),
    "two steps": lambda: si.KL(LAWS["two steps"][0](), LAWS["step by Heaviside"][0]()),
    "truncated poissons": lambda: si.KL(si.Truncated(si.Poisson(a), 1, oo), si.Truncated(si.Poisson(b), 1, oo)),
    "truncated binomials": lambda: si.KL(si.Truncated(si.Binomial(n, "p"), 1, n), si.Truncated(si.Binomial(n, "q"), 1, n)),
    "logs of gammas": lambda: si.KL(*(si.Transformed(si.Gamma(k, rate=rate), log(x), x) for rate in (lam, s))),
    "truncated exponentials": lambda: si.KL(*(si.Truncated(si.Exponential(rate=rate), 1, 3) for rate in (lam, s))),
}


@pytest.mark.parametrize("case", PAIRS)
def test_two_laws_are_compared(case: str) -> None:
    quantity = PAIRS[case]()
    first, second = quantity.distributions
    at = first.variable(second)
    p, log_q = numeric(at_numbers(first).density(at), at), numeric(at_numbers(second).log_density(at), at)
    here = 1 if isinstance(quantity, si.KL) else 0

    def integrand(t: float) -> float:
        v = float(p(t))
        return v * (here * math.log(v) - float(log_q(t))) if 1e-300 < v < math.inf else 0.0

    found = si.derive(quantity).result
    assert abs(float(sp.N(at_numbers(found), 15)) - total(integrand, at_numbers(first))) < 1e-8, found


# -- functions of a variable -------------------------------------------------------------------------------------------------

MAPS = (
    (log(x), RAY),
    (exp(-x), LINE),
    (x**3, LINE),
    (x**2, LINE),
    (1 / x, RAY),
    (x / (1 + x), RAY),
    (1 / (1 + exp(-2 * x)), LINE),
    (3 - 2 * x, LINE),
)


@pytest.mark.parametrize(("g", "support"), MAPS, ids=lambda value: str(value))
def test_the_density_of_a_function_is_right(g: sp.Expr, support: tuple) -> None:
    """P(lo < Y < hi) by the density of Y and by that of X."""
    law = si.Gamma(Rational(5, 2), rate=2) if support == RAY else si.Normal(Rational(1, 3), Rational(4, 5))
    image = si.Transformed(law, g, x)
    p_of_x, p_of_y = (sp.lambdify(x, one.density(x), "mpmath") for one in (law, image))
    of_x = sp.lambdify(x, g, "mpmath")
    ends = (mp.mpf(1) / 4, mp.mpf(3) / 2)
    values = sorted(of_x(e) for e in ends)
    below = -mp.mpf(3) / 2 if g == x**2 else None  # the square of these is one of both signs
    expected = mp.quad(p_of_x, ends) + (mp.quad(p_of_x, (below, -ends[0])) if below is not None else 0)
    assert abs(mp.quad(p_of_y, values) - expected) < 1e-12


# -- exponential families ------------------------------------------------------------------------------------------------------

FAMILIES: dict[str, tuple[Callable[[], object], tuple[sp.Expr, ...]]] = {
    "gamma": (lambda: si.Gamma(k, rate=lam), (log(x), x)),
    "normal": (lambda: si.Normal(m, s), (x, x**2)),
    "poisson": (lambda: si.Poisson(lam), (x,)),
    "bernoulli": (lambda: si.Bernoulli(p), (x,)),
    "weibull of one shape": (lambda: si.Weibull(3, s), (x**3,)),
    "a user's": (lambda: si.normalized(x**a * exp(-b * x**3), x, RAY), (log(x), x**3)),
    "truncated": (lambda: si.Truncated(si.Exponential(rate=lam), 1, 3), (x,)),
}


@pytest.mark.parametrize("case", FAMILIES)
def test_a_family_is_found_and_its_scores_vanish(case: str) -> None:
    make, statistics = FAMILIES[case]
    family = si.exponential_family(make())
    at = {family.variable: sp.Symbol("x", real=True)}
    assert {t.xreplace(at) for t in family.statistics} == set(statistics)
    inside = sp.Add(*(e * t for e, t in zip(family.natural, family.statistics, strict=True))) + family.log_base - family.log_partition
    here = sp.Integer(2) if family.law.is_discrete else Rational(3, 2)
    gap = at_numbers(inside - family.law.log_density(family.variable)).subs(family.variable, here)
    assert abs(sp.N(gap, 30)) < 1e-25
    assert [d.result for d in family.score_identities().values()] == [0] * len(family.natural)


def test_a_divergence_in_bregmans_form() -> None:
    first, second = si.Gamma("k_1", rate="l_1"), si.Gamma("k_2", rate="l_2")
    bregman = si.exponential_family(first).divergence(second)
    assert sp.expand(sp.expand_log(bregman - si.KL(first, second).doit())) == 0


@pytest.mark.parametrize(
    ("law", "words"),
    [
        (lambda: si.Uniform("a", "b"), ("support", "moves")),
        (lambda: si.Cauchy("m", "s"), ("do not separate", "log")),
        (lambda: si.Weibull("k", "s"), ("x**k", "do not separate")),
        (lambda: si.Joint("p", (2, 2)), ("not read",)),
    ],
)
def test_what_is_no_exponential_family(law: Callable[[], object], words: tuple[str, ...]) -> None:
    with pytest.raises(ParameterError) as found:
        si.exponential_family(law())
    assert all(word in str(found.value) for word in words), str(found.value)


def test_families_with_other_statistics_are_not_compared() -> None:
    with pytest.raises(ParameterError, match="different statistics"):
        si.exponential_family(si.Gamma("k", rate="l")).divergence(si.LogNormal("m", "s"))
