"""Quantities behave as SymPy expressions do, and obey the laws that they state."""

import pickle

import mpmath
import pytest
import sympy as sp
import sympy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

import symbolic_info as si
from symbolic_info import KL, Categorical, CrossEntropy, Entropy, Exponential, Joint, Mean, Normal, Poisson, Product, SelfInformation, Uniform
from symbolic_info.core.errors import ParameterError, SupportError
from symbolic_info.core.heads import LogDensity

P, Q = Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2")
HEADS = (KL(P, Q), CrossEntropy(P, Q), Entropy(P), SelfInformation(P, "x"), SelfInformation("p"), KL(P, Q, base=2))


@pytest.mark.parametrize("asked", HEADS, ids=str)
class TestAnyHead:
    def test_rebuilds_from_its_arguments(self, asked):
        assert asked.func(*asked.args) == asked

    def test_pickles(self, asked):
        assert pickle.loads(pickle.dumps(asked)) == asked

    def test_prints(self, asked):
        assert str(asked) == repr(asked) == sp.pretty(asked)
        assert asked._repr_latex_().startswith("$")
        assert sp.latex(asked)

    def test_substitutes_everywhere(self, asked):
        for symbol in asked.free_symbols:
            value = sp.Rational(1, 2)
            assert symbol not in asked.subs(symbol, value).free_symbols
            assert sp.simplify(asked.doit().subs(symbol, value) - asked.subs(symbol, value).doit()) == 0

    def test_differentiates_as_its_closed_form(self, asked):
        for symbol in asked.free_symbols:
            assert sp.simplify(asked.diff(symbol) - asked.doit().diff(symbol)) == 0

    def test_unit_is_a_factor(self, asked):
        assert sp.simplify(asked.to("bits").doit() * sp.log(2) - asked.in_nats().doit()) == 0


def test_order_of_arguments():
    assert KL(P, Q).distributions == (P, Q)
    assert KL(P, Q) != KL(Q, P)


def test_evalf_is_by_the_definition():
    """At 40 digits, without the closed form."""
    value = KL(Normal(0, 1), Normal(1, 2)).evalf(40)
    with mpmath.workdps(45):
        assert abs(mpmath.mpf(str(value)) - (mpmath.log(2) - mpmath.mpf(1) / 4)) < mpmath.mpf(10) ** -39


def test_named_symbols():
    assert KL(P, Q)["mu_1"].is_real
    with pytest.raises(ParameterError, match="mu_1, mu_2, sigma_1, sigma_2"):
        KL(P, Q)["mu"]


def test_signs():
    assert KL(P, Q).is_extended_nonnegative
    assert Entropy(Poisson("a")).is_extended_nonnegative
    assert Entropy(P).is_extended_nonnegative is None


def test_differential_entropy_is_told_apart():
    assert Entropy(P).is_differential
    assert sp.latex(Entropy(P)).startswith("h")
    assert not Entropy(Poisson("a")).is_differential
    assert sp.latex(Entropy(Poisson("a"))).startswith("H")


class TestRewrite:
    def test_kl_as_cross_entropy(self):
        assert KL(P, Q).rewrite(CrossEntropy) == CrossEntropy(P, Q) - Entropy(P)

    def test_cross_entropy_as_kl(self):
        assert CrossEntropy(P, Q).rewrite(KL) == Entropy(P) + KL(P, Q)

    def test_entropy_as_cross_entropy(self):
        assert Entropy(P).rewrite(CrossEntropy) == CrossEntropy(P, P)

    def test_condition_is_kept_where_the_entropy_is_not_derived(self):
        x = sp.Symbol("x", real=True)
        unknown = [si.Density(sp.Function(f)(x), x, (-sp.oo, sp.oo)) for f in "pq"]
        rewritten = KL(*unknown).rewrite(CrossEntropy)
        assert isinstance(rewritten, sp.Piecewise)
        assert rewritten.args[0].cond == sp.Lt(sp.Abs(Entropy(unknown[0])), sp.oo, evaluate=False)

    def test_definition(self):
        assert KL(P, Q).rewrite(sp.Integral).has(sp.Integral)
        assert KL(Poisson("a"), Poisson("b")).rewrite(sp.Sum).has(sp.Sum)
        i, n = sp.Symbol("i", integer=True, positive=True), sp.Symbol("n", integer=True, positive=True)
        p = sp.IndexedBase("p")
        assert str(Entropy(Categorical("p", "n")).rewrite(sp.Sum)) == str(sp.Sum(-sp.log(p[i]) * p[i], (i, 1, n)))

    def test_joint(self):
        assert len(Entropy(Joint("p", ("n", "m"))).rewrite(sp.Sum).limits) == 2


class TestSelfInformation:
    def test_bits(self):
        assert SelfInformation(sp.Rational(1, 8), base=2).doit() == 3

    def test_outside_the_support(self):
        assert SelfInformation(Exponential(rate=1), -1).doit() == sp.oo
        assert SelfInformation(Poisson("a"), sp.Rational(1, 2)).doit() == sp.oo

    @pytest.mark.parametrize("wrong", [2, 0, -1, sp.Rational(3, 2)])
    def test_not_a_probability(self, wrong):
        with pytest.raises(ParameterError, match="probability"):
            SelfInformation(wrong)

    def test_derivation(self):
        derivation = si.derive(SelfInformation(P, "x"))
        assert derivation.steps[0].before == SelfInformation(P, "x")
        derivation.check(points=1)


class TestMean:
    x = P.variable()

    def test_moment(self):
        assert Mean(self.x**2, self.x, P).doit() == P.parameters[0] ** 2 + P.parameters[1] ** 2

    def test_bound_variable_is_not_captured(self):
        mean = Mean(self.x, self.x, P).subs(P.parameters[0], self.x)
        assert mean.doit() == self.x

    def test_free_symbols(self):
        assert Mean(self.x, self.x, P).free_symbols == set(P.parameters)

    def test_log_density(self):
        assert LogDensity(P, self.x).doit() == P.log_density(self.x)


def test_sympy_stats_is_accepted():
    X, Y = sympy.stats.Normal("X", 0, 1), sympy.stats.Normal("Y", 1, 2)
    assert KL(X, Y).doit() == KL(Normal(0, 1), Normal(1, 2)).doit()


def test_kinds_are_not_mixed():
    with pytest.raises(SupportError, match="continuous"):
        KL(P, Poisson(1))


def test_one_name_is_one_symbol():
    """``a`` is real for the one and positive for the other: positive."""
    assert {s.name: s.is_positive for s in KL(Normal("a", "b"), si.Gamma("a", rate="b")).free_symbols} == {"a": True, "b": True}


@pytest.mark.parametrize("base", [1, 0, -2, sp.Rational(1, 2), "nits"])
def test_base(base):
    with pytest.raises(ParameterError):
        Entropy(P, base=base)


POSITIVE = st.fractions(min_value="1/50", max_value=50, max_denominator=60)


@settings(max_examples=25, deadline=None)
@given(a=POSITIVE, b=POSITIVE, m=st.fractions(-5, 5, max_denominator=9), n=st.fractions(-5, 5, max_denominator=9))
def test_divergence_is_not_negative(a, b, m, n):
    values = (KL(Normal(m, a), Normal(n, b)), KL(si.Laplace(m, a), si.Laplace(n, b)), KL(si.Gamma(a, rate=1), si.Gamma(b, rate=1)), KL(Poisson(a), Poisson(b)))
    for divergence in values:
        assert sp.N(divergence.doit(), 30) >= -sp.Rational(1, 10**25)


@settings(max_examples=15, deadline=None)
@given(a=POSITIVE, b=POSITIVE, c=POSITIVE)
def test_divergence_does_not_see_a_change_of_scale(a, b, c):
    assert sp.simplify(KL(Normal(0, a), Normal(1, b)).doit() - KL(Normal(0, a * c), Normal(c, b * c)).doit()) == 0


def test_entropy_moves_by_the_log_of_the_scale():
    sigma, c = sp.symbols("sigma c", positive=True)
    assert sp.simplify(Entropy(Normal(0, c * sigma)).doit() - Entropy(Normal(0, sigma)).doit() - sp.log(c)) == 0


class TestProducts:
    def test_additive(self):
        assert KL(Product(P, P), Product(Q, Q)).doit() == sp.expand(2 * KL(P, Q).doit(), deep=False)

    def test_symbolic_dimension(self):
        assert Entropy(Product(Uniform(0, 2), "d")).doit() == sp.Symbol("d", integer=True, positive=True) * sp.log(2)
