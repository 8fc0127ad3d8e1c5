"""Distributions as SymPy objects: built, substituted into, printed, pickled; and read from ``sympy.stats``."""

import copy
import decimal
import pickle
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symbolic_info as si
from symbolic_info.core.errors import NotNormalised, ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.core.records import Family
from symbolic_info.core.supports import Support, integers, interval
from symbolic_info.distributions.law import Law
from symbolic_info.distributions.logs import log_of

x, mu, s = sp.symbols("x mu s")
n = sp.Symbol("n", integer=True, positive=True)
k = sp.Symbol("k", positive=True)

EXAMPLES: dict[str, Callable[[], Distribution]] = {
    "Normal(mu, sigma)": lambda: si.Normal("mu", "sigma"),
    "Normal(mu, sqrt(v))": lambda: si.Normal("mu", variance="v"),
    "Gamma(k, rate=lam)": lambda: si.Gamma("k", rate="lam"),
    "Gamma(k, rate=1/theta)": lambda: si.Gamma("k", scale="theta"),
    "Exponential(rate=10)": lambda: si.Exponential(scale=0.1),
    "Laplace(mu, s)": lambda: si.Laplace("mu", "s"),
    "Weibull(k, s)": lambda: si.Weibull("k", "s"),
    "Beta(a, b)": lambda: si.Beta("a", "b"),
    "Uniform(a, b)": lambda: si.Uniform("a", "b"),
    "Bernoulli(p)": lambda: si.Bernoulli("p"),
    "Poisson(lam)": lambda: si.Poisson("lam"),
    "Geometric(1/3)": lambda: si.Geometric("1/3"),
    "Categorical(p, n)": lambda: si.Categorical("p", "n"),
    "Categorical(p, 3)": lambda: si.Categorical("p", 3),
    "Categorical([1/2, 1/4, 1/4])": lambda: si.Categorical([Fraction(1, 2), "1/4", 0.25]),
    "Categorical([p, 1 - p])": lambda: si.Categorical(["p", "1 - p"]),
    "Joint(p, (n, m))": lambda: si.Joint("p", ("n", "m")),
    "Joint(p, (n, m)).marginal(1)": lambda: si.Joint("p", ("n", "m")).marginal(1),
    "Joint(p, (n, m)).conditional(1, given=0).at(i)": lambda: si.Joint("p", ("n", "m")).conditional(1, given=0),
    "Joint([[1/4, 1/4], [1/2, 0]])": lambda: si.Joint([["1/4", "1/4"], ["1/2", 0]]),
    "Product(Normal(0, s), d)": lambda: si.Product(si.Normal(0, "s"), "d"),
    "Product(Normal(0, 1), Exponential(rate=2))": lambda: si.Product(si.Normal(0, 1), si.Exponential(rate=2)),
    "Density(2*x, x, (0, 1))": lambda: si.Density("2*x", "x", (0, 1)),
    "Density(p(x), x, (-oo, oo))": lambda: si.Density(sp.Function("p")(x), x, sp.S.Reals),
    "Density(2**(-x), x, Range(1, oo, 1))": lambda: si.Density("2^(-x)", "x", sp.S.Naturals),
}


@pytest.fixture(params=EXAMPLES)
def named(request: pytest.FixtureRequest) -> tuple[str, Distribution]:
    return request.param, EXAMPLES[request.param]()


def test_it_prints_as_it_is_written(named: tuple[str, Distribution]) -> None:
    assert str(named[1]) == named[0]


def test_it_is_an_ordinary_sympy_object(named: tuple[str, Distribution]) -> None:
    law = named[1]
    assert law.func(*law.args) == law
    assert hash(law.func(*law.args)) == hash(law)
    assert pickle.loads(pickle.dumps(law)) == law
    assert copy.deepcopy(law) == law
    assert law.xreplace({}) == law
    assert law.doit() == law
    assert sp.latex(law)
    assert sp.pretty(law)
    assert all(isinstance(c, sp.Expr) for c in (*law.constraints, *law.parameters))


def test_renaming_and_renaming_back_changes_nothing(named: tuple[str, Distribution]) -> None:
    law = named[1]
    symbols = sorted((f for f in law.free_symbols if isinstance(f, sp.Symbol)), key=str)
    there = {symbol: sp.Symbol(symbol.name + "_0", **symbol._assumptions_orig) for symbol in symbols}
    back = {new: old for old, new in there.items()}
    assert law.xreplace(there).xreplace(back) == law


LATEX = {
    r"\mathrm{Normal}\left(\mu_{1}, \sigma_{1}\right)": lambda: si.Normal("mu_1", "sigma_1"),
    r"\mathrm{Gamma}\left(k, \mathrm{rate}=b\right)": lambda: si.Gamma("k", rate="b"),
    r"p_{i \cdot}": lambda: si.Joint("p", ("n", "m")).marginal(0),
    r"p_{\cdot j}": lambda: si.Joint("p", ("n", "m")).marginal(1),
    r"p_{j \mid i}": lambda: si.Joint("p", ("n", "m")).conditional(1, given=0),
    r"\mathrm{Normal}\left(0, 1\right)^{\otimes d}": lambda: si.Product(si.Normal(0, 1), "d"),
}


@pytest.mark.parametrize("text", LATEX)
def test_latex(text: str) -> None:
    assert sp.latex(LATEX[text]()) == text


# -- parameters ------------------------------------------------------------------------------------------------------

EXACT = (
    (3, sp.Integer(3)),
    (0.1, sp.Rational(1, 10)),
    (1e-20, sp.Rational(1, 10**20)),
    (Fraction(2, 3), sp.Rational(2, 3)),
    (decimal.Decimal("0.30"), sp.Rational(3, 10)),
    (np.float64(0.1), sp.Rational(1, 10)),
    (np.float32(0.1), sp.Rational(1, 10)),
    (np.int64(7), sp.Integer(7)),
    (sp.Float("0.1", 30), sp.Rational(1, 10)),
    (sp.Float(0.5) * sp.pi, sp.pi / 2),
    ("1/7", sp.Rational(1, 7)),
    ("0.1", sp.Rational(1, 10)),
    ("2*pi", 2 * sp.pi),
)


@pytest.mark.parametrize(("given_", "meant"), EXACT, ids=lambda value: repr(value)[:20])
def test_parameters_are_exact(given_: object, meant: sp.Expr) -> None:
    assert si.Normal(0, given_).parameters[1] == meant
    assert not si.Normal(0, given_).atoms(sp.Float)


def test_a_float_substituted_later_is_exact_too() -> None:
    assert si.Normal(0, s).subs(s, 0.1) == si.Normal(0, "1/10")


def test_names_get_the_domain_of_their_place(family: Family) -> None:
    law = family(**dict.fromkeys(family.names, "q")) if len(family.names) == 1 else family.with_own_symbols()
    for value, own in zip(law.parameters, family.params, strict=True):
        assert value.assumptions0.get("positive") == own.assumptions0.get("positive")
        assert value.is_real


def test_names_in_a_formula_are_real_and_conditions_stay() -> None:
    law = si.Gamma("a + 1", rate="exp(r)")
    assert law.constraints == (sp.Symbol("a", real=True) + 1, sp.exp(sp.Symbol("r", real=True)))


def test_one_name_in_one_law_is_one_symbol() -> None:
    m = sp.Symbol("m", positive=True, real=True)
    law = si.Normal("m", "m")
    assert {p.name for p in law.free_symbols} == {"m"}
    assert len(law.free_symbols) == 1
    assert law.parameters[0].is_positive
    assert si.Normal("m - 1", "m").parameters[0].free_symbols == law.free_symbols
    assert m.is_positive


def test_unknown_signs_are_accepted_and_become_constraints() -> None:
    assert si.Normal(mu, s).constraints == (s,)
    assert si.Normal(mu, s).reals == (mu, s)
    assert si.Uniform(0, s).constraints == (s,)
    assert si.Bernoulli(s).constraints == (s, 1 - s)
    assert si.Bernoulli("1/3").constraints == ()
    assert si.Beta(2, s).constraints == (s,)


def test_substitution_checks_again() -> None:
    sigma = si.Normal("mu", "sigma").parameters[1]
    assert si.Normal("mu", "sigma").subs(sigma, 2) == si.Normal("mu", 2)
    for bad in (-1, 0, sp.I, sp.oo, sp.nan):
        with pytest.raises(ParameterError):
            si.Normal("mu", "sigma").subs(sigma, bad)
    with pytest.raises(ParameterError, match="p < 1"):
        si.Bernoulli(s).subs(s, 2)


def test_a_parameter_called_like_the_variable_is_not_captured() -> None:
    law = si.Normal(x, 1)
    y = law.variable()
    assert y.name == "y"
    assert law.log_density(y) == -((y - x) ** 2) / 2 - sp.log(2 * sp.pi) / 2
    swapped = si.Beta(sp.Symbol("b", positive=True), sp.Symbol("a", positive=True))
    assert swapped.subs({swapped.parameters[0]: 2, swapped.parameters[1]: 3}, simultaneous=True) == si.Beta(2, 3)


def test_support_and_panels_move_with_the_parameters() -> None:
    assert si.Uniform(2, "b").support == interval(2, sp.Symbol("b", real=True))
    assert si.Normal(5, 2).panels()[2] == 5
    assert si.Poisson(1).support == integers(0, sp.oo)
    assert si.Poisson(1).is_discrete
    assert not si.Normal(0, 1).is_discrete


def test_keywords_and_positions_mean_the_same() -> None:
    assert si.Gamma(2, rate=3) == si.Gamma(shape=2, rate=3) == si.Gamma(k=2, rate=3) == si.Gamma("2", scale="1/3")
    assert si.Normal(1, sigma=2) == si.Normal(mu=1, variance=4) == si.Normal(1, precision="1/4") == si.Normal(1, log_variance="2*log(2)")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.fractions(-20, 20, max_denominator=50), st.fractions("1/50", 20, max_denominator=50))
def test_any_admissible_numbers_are_taken(m: Fraction, width: Fraction) -> None:
    for law in (si.Normal(m, width), si.Laplace(m, width), si.Uniform(m, m + width), si.Gamma(width, rate=width)):
        assert law.constraints == ()
        assert pickle.loads(pickle.dumps(law)) == law
    with pytest.raises(ParameterError):
        si.Normal(m, -width)
    with pytest.raises(ParameterError):
        si.Uniform(m, m - width)


# -- finite distributions --------------------------------------------------------------------------------------------


def test_categorical_array() -> None:
    law = si.Categorical("p", "n")
    i = law.variable()
    assert law.log_density(i) == sp.log(law.array[i])
    assert law.array[i].is_nonnegative
    assert law.support == integers(1, law.size)
    assert law.masses is None
    assert si.Categorical("p", 3).outcomes() == tuple((j, law.array[j]) for j in (1, 2, 3))
    with pytest.raises(ParameterError, match="substitute a number"):
        law.outcomes()


def test_categorical_masses() -> None:
    law = si.Categorical(["1/2", 0, "1/2"])
    i = law.variable()
    assert law.outcomes() == ((1, sp.Rational(1, 2)), (3, sp.Rational(1, 2)))
    assert [law.mass(j) for j in range(5)] == [0, sp.Rational(1, 2), 0, sp.Rational(1, 2), 0]
    assert sp.Sum(law.density(i) * i, (i, 1, 3)).doit() == 2
    half = si.Categorical(["p", "1 - p"])
    assert half.constraints == half.masses
    assert half.subs(half.masses[0], "1/4") == si.Categorical(["1/4", "3/4"])
    with pytest.raises(ParameterError):
        half.subs(half.masses[0], 2)
    assert si.Categorical(np.array([0.25, 0.75])) == si.Categorical(["1/4", "3/4"])
    assert si.Categorical([0.1] * 10).size == 10


def test_joint_array() -> None:
    joint = si.Joint("p", ("n", "m"))
    i, j = joint.indices()
    first, second = joint.marginal(0), joint.marginal(1)
    assert first.density(i) == sp.Sum(joint.array[i, j], (j, 1, joint.shape[1]))
    assert second.density(j) == sp.Sum(joint.array[i, j], (i, 1, joint.shape[0]))
    assert joint.conditional(1, given=0).density(j) == joint.array[i, j] / first.density(i)
    assert joint.conditional(1, given=0).at(2).density(j) == joint.array[2, j] / first.density(2)
    assert first.density(j).free_symbols >= {j}, "the index of the sum gives way to the value"


def test_joint_of_three() -> None:
    joint = si.Joint("p", (2, 2, 2))
    i, j, m = joint.indices()
    assert joint.marginal(1).density(j) == sp.Sum(joint.array[i, j, m], (i, 1, 2), (m, 1, 2))
    assert joint.conditional(0, given=2).density(i) == sp.Sum(joint.array[i, j, m], (j, 1, 2)) / joint.marginal(2).density(m)


def test_joint_numbers() -> None:
    joint = si.Joint([["1/4", "1/4"], ["1/2", 0]])
    assert joint.marginal(0) == si.Categorical(["1/2", "1/2"])
    assert joint.marginal(1) == si.Categorical(["3/4", "1/4"])
    assert joint.conditional(1, given=0).at(1) == si.Categorical(["1/2", "1/2"])
    assert joint.conditional(0, given=1).at(2) == si.Categorical([1, 0])
    assert joint.flat() == si.Categorical(["1/4", "1/4", "1/2", 0])
    with pytest.raises(NotNormalised):
        si.Joint([["1/4", "1/4"], ["1/4", 0]])


def test_products() -> None:
    part, other = si.Normal(0, "s"), si.Exponential(rate=2)
    assert si.Product(part, "d").factors == ((part, sp.Symbol("d", integer=True, positive=True)),)
    assert si.Product(part, other).factors == ((part, 1), (other, 1))
    assert si.Product(si.Product(part, 3), other, si.Product(other, 2)).factors == ((part, 3), (other, 1), (other, 2))
    assert si.Product(part, 3).dimension == 3
    assert not si.Product(part, 3).is_discrete
    assert si.Product(part, "d").constraints == (part.parameters[1], sp.Symbol("d", integer=True, positive=True))


# -- densities -------------------------------------------------------------------------------------------------------


def test_equal_densities_are_equal_whatever_their_variable() -> None:
    assert si.Density(2 * x, x, (0, 1)) == si.Density("2*t", "t", sp.Interval(0, 1)) == si.Density(2 * x, "x", (0, 1))


def test_the_variable_of_a_density_is_bound() -> None:
    law = si.Density("lam*exp(-lam*x)", "x", (0, sp.oo))
    lam = sp.Symbol("lam", real=True)
    assert law.free_symbols == {lam}
    assert law.subs(x, 3) == law
    moved = law.subs(lam, sp.Symbol("x", real=True))
    assert moved.density(sp.Integer(2)) == sp.Symbol("x", real=True) * sp.exp(-2 * sp.Symbol("x", real=True))
    assert str(moved) == "Density(x*exp(-x*y), y, (0, oo))"


SUPPORTS = (
    ((0, 1), interval(0, 1)),
    (("0", "oo"), interval(0, sp.oo)),
    ((float("-inf"), 0.5), interval(-sp.oo, sp.Rational(1, 2))),
    (sp.Interval.open(0, 2), interval(0, 2)),
    (sp.S.Reals, interval(-sp.oo, sp.oo)),
    (sp.S.Naturals, integers(1, sp.oo)),
    (sp.S.Naturals0, integers(0, sp.oo)),
    (sp.S.Integers, integers(-sp.oo, sp.oo)),
    (sp.Range(2, 7), integers(2, 6)),
    (sp.Range(0, n + 1), integers(0, n)),
    (sp.FiniteSet(3, 4, 5), integers(3, 5)),
    (integers(1, 4), integers(1, 4)),
)


@pytest.mark.parametrize(("stated", "meant"), SUPPORTS, ids=lambda value: str(value)[:24])
def test_supports(stated: object, meant: Support) -> None:
    assert si.Density(sp.Function("p")(x), x, stated).support == meant


a = sp.Symbol("a", real=True)
LOGS = (
    (2 * x, (0, 1), sp.log(2) + sp.log(x)),
    (6 * x * (1 - x), (0, 1), sp.log(6) + sp.log(x) + sp.log(1 - x)),
    (x**3 * sp.exp(-x) / 6, (0, sp.oo), 3 * sp.log(x) - x - sp.log(6)),
    (sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi), (-sp.oo, sp.oo), -(x**2) / 2 - sp.log(2) / 2 - sp.log(sp.pi) / 2),
    (k * x ** (-k - 1), (1, sp.oo), sp.log(k) - (k + 1) * sp.log(x)),
    ((x + 3) * (3 - x) / 36, (-3, 3), sp.log(x + 3) + sp.log(3 - x) - sp.log(36)),
    (s * sp.exp(-x * s), (0, sp.oo), None),
    (sp.exp(-x * a) * a, (0, sp.oo), sp.log(a) - a * x),
    ((x - 2) ** 2 / 3, (0, 3), 2 * sp.log(sp.Abs(x - 2)) - sp.log(3)),
    ((x - 2) ** 3 * (x - 3), (2, 3), None),
)


@pytest.mark.parametrize(("density", "support", "log"), LOGS, ids=lambda value: str(value)[:30])
def test_logs_are_split_where_factors_are_positive(density: sp.Expr, support: tuple, log: sp.Expr | None) -> None:
    law = si.Density(density, x, support)
    at = sp.Symbol("x", real=True)
    found = law.log_density(at)
    if log is None:
        assert found.atoms(sp.log), "what is not shown to be positive stays inside a logarithm"
    else:
        assert sp.expand(found - log.subs(x, at)) == 0
    points = [p for p in (-2.9, -1, 0.3, 0.9, 1.7, 2.5) if (support[0] < p) == True and (p < support[1]) == True]  # noqa: E712
    values = {free: sp.Rational(3, 7) for free in density.free_symbols - {x}}
    for point in points:
        plain, split = density.subs(values).subs(x, point), found.subs(values).subs(at, point)
        if plain > 0:
            assert abs(sp.log(plain) - split).evalf() < 1e-12


def test_a_wrong_split_would_be_seen() -> None:
    bound = sp.Symbol("x", real=True)
    square = (bound - 2) ** 2
    assert log_of(square, bound, interval(0, 3)) == 2 * sp.log(sp.Abs(bound - 2))
    assert log_of(square, bound, interval(2, 3)) == 2 * sp.log(bound - 2)


def test_a_law_names_its_family(family: Family) -> None:
    law = family.with_own_symbols()
    assert isinstance(law, Law)
    assert law.family is family
    assert law.log_density(family.variable).free_symbols <= law.free_symbols | {family.variable}
