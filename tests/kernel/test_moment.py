"""Lemmas and the change of variable: each thing that ``moment`` checks, and the refusal where it fails."""

import pytest
from kernel_worlds import (
    CAUCHY,
    HALF,
    LINE,
    NATURALS,
    ONE,
    POSITIVE_LINE,
    UNIT,
    ZERO,
    Sheet,
    density,
    exponential,
    given,
    normal,
    poisson,
    refused,
    u,
    uniform,
    x,
)

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, exp, lgamma, log, mul, neg, power, rat, sub, sym
from symbolic_info.rules import lemma as lemmas
from symbolic_info.rules.lemma import LINE as WHOLE_LINE
from symbolic_info.rules.lemma import Lemma
from symbolic_info.rules.lemma import lemma as lemma_called
from symbolic_info.rules.matching import Match, log_slope

a, b, k = sym("a"), sym("b"), sym("k")
GAMMA = density(POSITIVE_LINE, add(mul(sub(k, ONE), log(x)), neg(mul(a, x)), mul(k, log(a)), neg(lgamma(k))))
SHIFTED_GEOMETRIC = density(("integers", ONE, INFINITY), mul(x, log(HALF)))


def gamma(**more):
    return Sheet.of({"P": GAMMA}, (a, k), a=1, k=1, **more)


GOOD = [
    (GAMMA, "euler_gamma", u, x, (k, a), (k, a), (), ONE, ONE),
    (GAMMA, "euler_gamma", u, x, (k, a), (add(k, ONE), a), (), x, div(k, a)),
    (GAMMA, "euler_gamma", u, x, (k, a), (k, a), (0,), log(x), sub(("polygamma", 0, k), log(a))),
    (GAMMA, "euler_gamma", u, x, (k, a), (k, a), (1,), neg(x), neg(div(k, a))),
    (GAMMA, "euler_gamma", power(u, rat(-1)), power(x, rat(-1)), (k, a), (k, a), (), None, None),  # not a gamma law in 1/x
    (normal(), "gauss", u, x, (ZERO, HALF), (ZERO, HALF), (0, 0), mul(x, x), ONE),
    (normal(), "gauss", neg(u), neg(x), (ZERO, HALF), (ZERO, HALF), (0,), neg(x), ZERO),
    (normal(), "gauss", u, x, (ZERO, HALF), (ONE, HALF), (), exp(x), exp(HALF)),
    (poisson(), "exponential_series", u, x, (ZERO,), (ZERO,), (0,), x, ONE),
    (SHIFTED_GEOMETRIC, "geometric_series", add(u, ONE), sub(x, ONE), (log(HALF),), (log(HALF),), (0,), sub(x, ONE), ONE),
    (uniform(), "euler_beta", u, x, (ONE, ONE), (ONE, ONE), (0,), log(x), rat(-1)),
    (uniform(ONE, rat(2)), "power_segment", u, x, (ONE, ONE, rat(2)), (rat(2), ONE, rat(2)), (), x, rat(3, 2)),
]


@pytest.mark.parametrize(("law", "lemma", "phi", "psi", "s0", "s1", "js", "f", "value"), GOOD, ids=range(len(GOOD)))
def test_moments(law, lemma, phi, psi, s0, s1, js, f, value):
    s = Sheet.of({"P": law}, (a, k), a=1, k=1)
    if f is None:
        with refused("the density is not the lemma's kernel"):
            s.do("moment", [], "P", lemma, phi, psi, s0, s1, js)
        return
    statement = s.said("moment", [], "P", lemma, phi, psi, s0, s1, js)
    scope = s.world.law_scope(s.world.normal(), "P")
    assert scope.same(statement.left[2], f)
    assert s.world.normal().same(statement.right, value)


# law, lemma, phi, psi, s0, reason
BAD_ROUTES = [
    (GAMMA, "no_lemma", u, x, (k, a), "unknown lemma 'no_lemma'"),
    (GAMMA, "euler.gamma", u, x, (k, a), "not a name"),
    (GAMMA, "euler_gamma", u, x, (k,), "as many values as the lemma has parameters"),
    (GAMMA, "euler_gamma", u, x, (k, a, a), "as many values as the lemma has parameters"),
    (GAMMA, "euler_gamma", u, x, (k, sym("_t")), "mentions the bound name _t"),
    (GAMMA, "euler_gamma", u, x, (k, u), "mentions the bound name _u"),  # a rate that is the variable of integration
    (GAMMA, "euler_gamma", u, x, (k, ("log",)), "wrong number"),
    (GAMMA, "euler_gamma", sym("_s"), x, (k, a), "mentions the bound name _s"),
    (GAMMA, "euler_gamma", ("log",), x, (k, a), "wrong number"),
    (GAMMA, "euler_gamma", u, u, (k, a), "mentions the bound name _u"),
    (GAMMA, "euler_gamma", u, ("log",), (k, a), "wrong number"),
    (GAMMA, "euler_gamma", u, x, (k, neg(a)), "> 0, which is refuted"),
    (GAMMA, "euler_gamma", u, x, (neg(k), a), "> 0, which is refuted"),
    (GAMMA, "euler_gamma", u, x, (k, add(a, ONE)), "the density is not the lemma's kernel"),
    (GAMMA, "euler_gamma", u, x, (add(k, ONE), a), "the density is not the lemma's kernel"),
    (GAMMA, "exponential_series", u, x, (ZERO,), "a sum is compared with an integral"),
    (poisson(), "euler_gamma", u, x, (ONE, ONE), "a sum is compared with an integral"),
    (GAMMA, "gauss", u, x, (ZERO, ONE), "phi leaves the support of the law"),
    (GAMMA, "euler_gamma", neg(u), neg(x), (k, a), "phi leaves the support of the law"),
    (uniform(), "euler_gamma", u, x, (ONE, ONE), "phi leaves the support of the law"),
    (exponential(), "euler_beta", u, x, (ONE, ONE), "psi leaves the support of the lemma"),
    (normal(), "euler_gamma", log(u), neg(x), (ONE, ONE), "psi leaves the support of the lemma"),
    (exponential(), "euler_gamma", mul(rat(2), u), x, (ONE, rat(2)), "psi(phi(u)) is not u"),
    (exponential(), "euler_gamma", power(u, rat(2)), x, (ONE, ONE), "psi(phi(u)) is not u"),
    (normal(), "gauss", power(u, rat(3)), x, (ZERO, HALF), "psi(phi(u)) is not u"),
    (exponential(), "euler_gamma", ("abs", add(u, ONE)), x, (ONE, ONE), "psi(phi(u)) is not u"),
    (poisson(), "exponential_series", add(u, HALF), sub(x, HALF), (ZERO,), "psi leaves the support of the lemma"),
    (
        density(("integers", MINUS_INFINITY, ZERO), mul(x, log(rat(2)))),
        "geometric_series",
        neg(u),
        neg(x),
        (neg(log(rat(2))),),
        "that is not a shift",
    ),
    (normal(), "gauss", ("abs", u), ("abs", x), (ZERO, HALF), "psi(phi(u)) is not u"),
    (CAUCHY, "gauss", u, x, (ZERO, HALF), "the density is not the lemma's kernel"),
    (density(LINE, add(mul(rat(-1, 2), x, x), exp(x))), "gauss", u, x, (ZERO, HALF), "the density is not the lemma's kernel"),
    (density(LINE, neg(mul(rat(1, 2), x, x))), "gauss", u, x, (ZERO, ONE), "the density is not the lemma's kernel"),
    (given("p", POSITIVE_LINE), "euler_gamma", u, x, (ONE, ONE), "the density is not the lemma's kernel"),
    (density(POSITIVE_LINE, sub(log(sub(x, ONE)), x)), "euler_gamma", u, x, (ONE, ONE), "the density is not the lemma's kernel"),
    (density(POSITIVE_LINE, sub(mul(ZERO, log(sub(x, ONE))), x)), "euler_gamma", u, x, (ONE, ONE), "bound variable is not discharged"),
    (exponential(), "euler_gamma", u, add(x, mul(ZERO, log(sub(x, ONE)))), (ONE, ONE), "bound variable is not discharged"),
]


@pytest.mark.parametrize(("law", "lemma", "phi", "psi", "s0", "reason"), BAD_ROUTES, ids=range(len(BAD_ROUTES)))
def test_a_bad_route(law, lemma, phi, psi, s0, reason):
    s = Sheet.of({"P": law}, (a, k), a=1, k=1)
    with refused(reason):
        s.do("moment", [], "P", lemma, phi, psi, s0, s0, ())


def test_phi_after_psi():
    """psi undoes phi on the image of phi; that phi undoes psi, too, makes the image the whole support."""
    s = Sheet.of({"P": poisson()})
    with refused("phi(psi(x)) is not x"):
        s.do("moment", [], "P", "exponential_series", add(u, ONE), ("abs", sub(x, ONE)), (ZERO,), (ZERO,), ())


def test_conditions_of_either_scope_are_conditions_of_the_moment():
    """What is asked of x in one scope and of u in the other is asked of all parameters, or refused."""
    s = Sheet.of({"P": exponential()})
    for inside, bound in (("inside_law", x), ("inside_lemma", u)):
        match = Match(s.world, (), "P", (), lemma_called("euler_gamma"), u, x, (ONE, ONE))
        getattr(match, inside).form(log(a))
        assert match.conditions() == {("positive", a)}
        getattr(match, inside).form(log(sub(bound, ONE)))
        with refused("bound variable is not discharged"):
            match.conditions()


def test_a_slope_without_a_sign():
    """u -> (u + a)^3 - a^3 rises everywhere, which the prover does not see: refused rather than guessed."""
    cube = sub(power(add(u, a), rat(3)), power(a, rat(3)))
    s = Sheet.of({"P": density(LINE, neg(mul(x, x)))}, (), a=1)
    with refused("the sign of phi' is not proved"):
        log_slope(s.world.within(s.world.normal(), LINE, (), "_u"), LINE[0], cube)


@pytest.mark.parametrize(
    ("s1", "reason"),
    [
        ((k,), "a fixed parameter of the lemma is moved"),
        ((k, a, a), "a fixed parameter of the lemma is moved"),
        ((sym("_s"), a), "mentions the bound name"),
        ((("log",), a), "wrong number"),
        ((k, rat(-1)), "> 0, which is refuted"),
        ((rat(0), a), "> 0, which is refuted"),
    ],
    ids=str,
)
def test_bad_new_values(s1, reason):
    with refused(reason):
        gamma().do("moment", [], "P", "euler_gamma", u, x, (k, a), s1, ())


def test_a_ratio_whose_series_diverges():
    """E[4^X] of a geometric law with p = 1/2: the sum of 2^n is not 1/(1 - 2)."""
    s = Sheet.of({"P": SHIFTED_GEOMETRIC})
    with refused("> 0, which is refuted"):
        s.do("moment", [], "P", "geometric_series", add(u, ONE), sub(x, ONE), (log(HALF),), (log(rat(2)),), ())


@pytest.mark.parametrize("js", [(2,), (-1,), (True,), ("0",), (0, 0, 0, 0, 0)], ids=str)
def test_bad_derivatives(js):
    with refused("the parameters to differentiate in"):
        gamma().do("moment", [], "P", "euler_gamma", u, x, (k, a), (k, a), js)


def test_a_moment_that_may_not_exist_is_a_condition():
    """E[1/X] of a gamma law exists for k > 1 only."""
    statement = gamma().said("moment", [], "P", "euler_gamma", u, x, (k, a), (sub(k, ONE), a), ())
    assert ("positive", add(rat(-1), k)) in statement.conditions


def test_conditions_of_the_lemma_are_conditions_of_the_moment():
    s = Sheet.of({"P": GAMMA}, (a,), a=1)
    assert ("positive", k) in s.said("moment", [], "P", "euler_gamma", u, x, (k, a), (k, a), ()).conditions


def test_fixed_parameters_stay():
    s = Sheet.of({"P": uniform(ONE, rat(2))})
    for s1 in ((ONE, ONE, rat(3)), (ONE, HALF, rat(2))):
        with refused("a fixed parameter of the lemma is moved"):
            s.do("moment", [], "P", "power_segment", u, x, (ONE, ONE, rat(2)), s1, ())


@pytest.mark.parametrize("s0", [(ONE, rat(2), ONE), (ONE, ZERO, ONE), (ONE, rat(-1), ONE)], ids=str)
def test_the_segment_is_positive_and_not_empty(s0):
    s = Sheet.of({"P": uniform(ONE, rat(2))})
    with refused("> 0, which is refuted"):
        s.do("moment", [], "P", "power_segment", u, x, s0, s0, ())


def test_the_power_of_the_segment_is_not_zero():
    s = Sheet.of({"P": uniform(ONE, rat(2))})
    with refused("division by zero"):
        s.do("moment", [], "P", "power_segment", u, x, (ZERO, ONE, rat(2)), (ZERO, ONE, rat(2)), ())


class TestParts:
    def part(self, law, *arguments):
        return Sheet.of({"P": law}).said("moment", [], "P", *arguments)

    def test_a_tail(self):
        tail = self.part(exponential(), "gamma_tail", u, x, (ONE, ONE, rat(2)), (ONE, ONE, rat(2)), (), rat(2), INFINITY)
        assert tail.left == ("part", "_x", ONE, "P", rat(2), INFINITY)
        assert tail.right == exp(rat(-2))

    ROUTE = ("power_segment", u, x, (ONE, ONE, rat(2)), (ONE, ONE, rat(2)), ())
    BAD = (
        (uniform(ZERO, rat(3)), (*ROUTE, ONE), "a part has two ends"),
        (uniform(ZERO, rat(3)), (*ROUTE, ONE, rat(2), rat(2)), "a part has two ends"),
        (uniform(ZERO, rat(3)), (*ROUTE, sym("_u"), rat(2)), "mentions the bound name"),
        (uniform(ZERO, rat(3)), (*ROUTE, ("log",), rat(2)), "wrong number"),
        (uniform(ZERO, rat(3)), (*ROUTE, ONE, rat(3, 2)), "phi leaves the part asked for"),
        (uniform(ZERO, rat(3, 2)), (*ROUTE, ONE, rat(2)), "phi leaves the support of the law"),
        (uniform(ZERO, rat(3)), (*ROUTE, ONE, rat(5, 2)), "psi leaves the support of the lemma"),
        (uniform(ZERO, rat(3)), (*ROUTE, rat(2), ONE), "phi leaves the part asked for"),
        (uniform(ZERO, rat(3)), (*ROUTE, INFINITY, INFINITY), "no normal form"),
        (poisson(), ("exponential_series", u, x, (ZERO,), (ZERO,), (), ZERO, INFINITY), "a part of a law on the integers"),
    )

    @pytest.mark.parametrize(("law", "arguments", "reason"), BAD, ids=range(len(BAD)))
    def test_refused(self, law, arguments, reason):
        with refused(reason):
            self.part(law, *arguments)


class TestLemmas:
    """What a lemma must state for the rule to be sound is checked with lemmas that are wrong."""

    def swap(self, monkeypatch, **fields):
        import dataclasses

        wrong = dataclasses.replace(lemma_called("gauss"), **fields)
        monkeypatch.setattr("symbolic_info.rules.moment.lemma_called", lambda key: wrong)

    def test_a_kernel_that_is_not_affine(self, monkeypatch):
        bent = sub(mul(lemmas.s, lemmas.s, u), mul(lemmas.t, u, u))
        self.swap(monkeypatch, log_kernel=bent)
        with refused("the kernel is not affine in the parameter"):
            Sheet.of({"P": normal()}).do("moment", [], "P", "gauss", u, x, (ZERO, HALF), (ZERO, HALF), (0,))

    def test_parameters_that_meet_in_a_product(self, monkeypatch):
        bent = sub(mul(lemmas.s, lemmas.t, u), mul(lemmas.t, u, u))
        self.swap(monkeypatch, log_kernel=bent)
        with refused("the kernel is not affine in the parameter"):
            Sheet.of({"P": normal()}).do("moment", [], "P", "gauss", u, x, (ZERO, HALF), (ZERO, HALF), (0,))

    def test_a_file_without_a_lemma(self):
        with refused("unknown lemma 'nothing'"):
            lemma_called("nothing")

    @pytest.mark.parametrize("key", ["../gauss", "gauss.x", "", "__init__", 3, None])
    def test_not_the_name_of_a_lemma(self, key):
        with refused("not a name"):
            lemma_called(key)

    def test_parameters(self):
        tail = lemma_called("gamma_tail")
        assert isinstance(tail, Lemma)
        assert tail.parameters == ("_s", "_t", "_l")
        assert lemma_called("gauss").support == WHOLE_LINE


def test_the_naturals_begin_at_zero():
    """A Poisson law shifted to 1, 2, ... is not the exponential series in x."""
    s = Sheet.of(
        {"P": density(NATURALS, sub(neg(ONE), lgamma(add(x, ONE)))), "Q": density(("integers", ONE, INFINITY), sub(neg(ONE), lgamma(x)))}
    )
    s.do("moment", [], "P", "exponential_series", u, x, (ZERO,), (ZERO,), ())
    with refused("phi leaves the support of the law"):
        s.do("moment", [], "Q", "exponential_series", u, x, (ZERO,), (ZERO,), ())
    s.do("moment", [], "Q", "exponential_series", add(u, ONE), sub(x, ONE), (ZERO,), (ZERO,), ())


def test_a_unit_interval_is_not_a_half_line():
    s = Sheet.of({"P": density(UNIT, ZERO)})
    with refused("phi leaves the support of the law"):
        s.do("moment", [], "P", "euler_gamma", u, x, (ONE, b), (ONE, b), ())
