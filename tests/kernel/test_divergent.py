"""Divergences that are infinite by a tail, and how functions grow: each refusal beside the lie that it prevents."""

import pytest
from kernel_worlds import (
    CAUCHY,
    HALF,
    LINE,
    ONE,
    POSITIVE_LINE,
    UNIT,
    ZERO,
    Sheet,
    density,
    equation,
    exponential,
    given,
    normal,
    poisson,
    refused,
    world,
    x,
)

from symbolic_info.proof.forms import to_term
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, exp, lgamma, log, mul, neg, power, rat, sub, sym
from symbolic_info.rules.asymptotics import AtInfinity
from symbolic_info.rules.expectation import mean

a, b, k, u = sym("a"), sym("b"), sym("k"), sym("_u")
KL, CROSS, ENTROPY = ("kl", "P", "Q"), ("cross", "P", "Q"), ("entropy", "P")
TWO, THREE, SQUARE = rat(2), rat(3), power(x, rat(2))
NOT_PROVED = "not proved to fall no faster than 1/x"


def of(log_density, support=POSITIVE_LINE):
    """A law by its log-density, up to a constant, which no tail feels."""
    return density(support, log_density)


def pareto(shape):
    return of(neg(mul(add(shape, ONE), log(x))), ("interval", ONE, INFINITY))


def gamma(shape, rate=ONE):
    return of(sub(mul(sub(shape, ONE), log(x)), mul(rate, x)))


def falling(rate):
    """Masses like n^-rate, n = 1, 2, ..."""
    return of(neg(mul(rate, log(x))), ("integers", ONE, INFINITY))


def root(t):
    return power(t, HALF)


FLAT = of(ZERO, UNIT)
GOMPERTZ = of(sub(x, exp(x)))
RECIPROCAL = of(sub(mul(rat(-2), log(x)), div(ONE, x)))
LAPLACE = of(neg(("abs", sub(x, a))), LINE)
LOG_NORMAL = of(sub(neg(log(x)), mul(HALF, power(log(x), TWO))))
HYPERBOLIC = of(neg(root(add(ONE, SQUARE))))


def steep(c):
    """log q = -e^(c x)."""
    return of(neg(exp(mul(c, x))), LINE)


def sheet(first, second, *constraints, **witness):
    """A sheet on which E[1] = 1 for both laws."""
    s = Sheet.of({"P": first, "Q": second}, constraints, **witness)
    return s, [s.take(equation(mean(law, ONE), ONE)) for law in ("P", "Q")]


def said(first, second, side, *constraints, under=(), **witness):
    s, ones = sheet(first, second, *constraints, **witness)
    return s.said("divergent", ones, KL, side, under=under)


class TestDivergence:
    INFINITE = (
        (CAUCHY, normal(), "above"),
        (CAUCHY, normal(), "below"),
        (CAUCHY, LAPLACE, "above"),
        (CAUCHY, LAPLACE, "below"),
        (pareto(TWO), normal(), "above"),
        (pareto(ONE), exponential(), "above"),
        (pareto(rat(100)), GOMPERTZ, "above"),
        (LOG_NORMAL, GOMPERTZ, "above"),
        (LOG_NORMAL, of(neg(exp(div(ONE, x)))), "below"),
        (gamma(ONE), GOMPERTZ, "above"),
        (gamma(ONE), RECIPROCAL, "below"),
        (FLAT, of(neg(div(ONE, sub(ONE, x))), LINE), "above"),
        (of(neg(div(ONE, x)), ("interval", MINUS_INFINITY, ZERO)), of(neg(exp(neg(x))), LINE), "below"),
        (HYPERBOLIC, steep(TWO), "above"),
        (of(neg(root(x))), steep(rat(1, 100)), "above"),
        (falling(TWO), poisson(), "above"),
    )

    @pytest.mark.parametrize(("first", "second", "side"), INFINITE, ids=str)
    def test_infinite(self, first, second, side):
        assert said(first, second, side) == equation(KL, INFINITY)

    FINITE = (
        (normal(), CAUCHY, "above"),
        (pareto(rat(201, 100)), normal(), "above"),
        (pareto(rat(101, 100)), exponential(), "above"),
        (normal(), steep(ONE), "above"),
        (gamma(ONE, rat(101, 100)), GOMPERTZ, "above"),
        (gamma(rat(101, 100)), RECIPROCAL, "below"),
        (falling(rat(201, 100)), poisson(), "above"),
        (FLAT, of(neg(power(sub(ONE, x), rat(-99, 100))), LINE), "above"),
        (CAUCHY, of(SQUARE, LINE), "above"),
    )

    @pytest.mark.parametrize(("first", "second", "side"), FINITE, ids=str)
    def test_finite(self, first, second, side):
        """A hair beside the border the integral converges; and where q grows it is not +oo."""
        with refused(NOT_PROVED):
            said(first, second, side)

    def test_parameters_decide(self):
        """E[X^2] of a Pareto law diverges for k <= 2, and for k = 2 too."""
        with refused(NOT_PROVED):
            said(pareto(k), normal(), "above", k, k=1)
        weak = (("nonnegative", sub(TWO, k)),)
        assert said(pareto(k), normal(), "above", k, under=weak, k=1) == equation(KL, INFINITY)._replace(under=weak)
        with refused(NOT_PROVED):
            said(pareto(k), normal(), "above", k, under=(("nonnegative", sub(rat(201, 100), k)),), k=1)

    def test_an_equality_of_rates_is_not_enough_for_an_approximate_one(self):
        """p = exp(-sqrt(x^2 + x^(3/2))) is about e^(-x - sqrt(x)/2), log q = -e^x: E e^X is finite, though sqrt(...)/x tends to 1."""
        law = of(neg(root(add(SQUARE, power(x, rat(3, 2))))))
        with refused(NOT_PROVED):
            said(law, steep(ONE), "above")
        with refused(NOT_PROVED):
            said(law, steep(a), "above", under=(("nonnegative", sub(a, ONE)),), a=1)

    def test_a_logarithm_in_the_denominator(self):
        """p f = 1/(x (log x)^2) has an integral."""
        with refused(NOT_PROVED):
            said(pareto(ONE), of(neg(mul(x, power(log(x), rat(-2)))), ("interval", THREE, INFINITY)), "above")

    def test_conditions_on_parameters_are_kept(self):
        assert said(CAUCHY, of(add(neg(SQUARE), log(a)), LINE), "above").conditions == {("positive", a)}

    def test_what_does_not_hold_far_out(self):
        """0 log(2 - x) has no value at any x > 2, and no law has such a density."""
        gone = of(add(neg(SQUARE), mul(ZERO, log(sub(TWO, x)))), LINE)
        with refused("does not hold far out"):
            said(CAUCHY, gone, "above")
        assert said(CAUCHY, gone, "below") == equation(KL, INFINITY)

    def test_an_empty_support_has_no_mass(self):
        near = of(neg(div(ONE, sub(x, a))), LINE)
        assert said(of(ZERO, ("interval", a, b)), near, "below").conditions == {("positive", add(mul(rat(-1), a), b))}
        with refused("> 0, which is refuted"):
            said(of(ZERO, ("interval", ONE, ZERO)), of(neg(div(ONE, sub(x, ONE))), LINE), "below")

    BAD = (
        (CAUCHY, normal(), "left", "one kind, and below or above"),
        (falling(TWO), exponential(), "above", "one kind, and below or above"),
        (of(ZERO, ("integers", ZERO, ONE)), of(neg(div(ONE, x)), ("integers", ZERO, ONE)), "below", "no tail where it ends"),
        (CAUCHY, given("q"), "above", "how apply grows is not known"),
        (given("p"), normal(), "above", "how apply grows is not known"),
        (CAUCHY, of(neg(mul(SQUARE, ("cos", x))), LINE), "above", "how cos grows is not known"),
        (pareto(k), CAUCHY, "above", "which term is larger is not proved"),
        (CAUCHY, CAUCHY, "above", "no term is proved to be the largest"),
    )

    @pytest.mark.parametrize(("first", "second", "side", "reason"), BAD, ids=str)
    def test_refused(self, first, second, side, reason):
        with refused(reason):
            said(first, second, side)

    def test_each_law_is_normalised(self):
        s, (one, other) = sheet(CAUCHY, normal())
        with refused("E[1] = 1 is not proved for P"):
            s.do("divergent", [other, one], KL, "above")
        with refused("E[1] = 1 is not proved for Q"):
            s.do("divergent", [one, s.take(equation(mean("Q", ONE), TWO))], KL, "above")

    def test_a_proof_from_the_leaves(self):
        s = Sheet.of({"P": exponential(), "Q": density(POSITIVE_LINE, add(ONE, x, neg(exp(x))))})
        one = s.do("moment", [], "Q", "gamma_tail", log(u), exp(x), (ONE, ONE, ONE), (ONE, ONE, ONE), ())
        assert s.replayed(s.do("divergent", [s.one("P"), one], KL, "above")).statement == equation(KL, INFINITY)


class TestCrossEntropy:
    def test_infinite(self):
        s, ones = sheet(CAUCHY, normal())
        value = s.take(equation(ENTROPY, log(mul(rat(4), a)), {("positive", a)}))
        assert s.said("divergent", [*ones, value], CROSS, "above") == equation(CROSS, INFINITY, {("positive", a)})

    def test_the_entropy_is_a_number(self):
        """H(P) = -oo and D = +oo say nothing of their sum."""
        s, ones = sheet(CAUCHY, normal())
        for value, reason in ((MINUS_INFINITY, "a premise is infinite"), (mean("P", x), "a premise states no number")):
            with refused(reason):
                s.do("divergent", [*ones, s.take(equation(ENTROPY, value))], CROSS, "above")

    def test_the_entropy_of_this_law(self):
        s, ones = sheet(CAUCHY, normal())
        for other in (("entropy", "Q"), KL, mean("P", x)):
            with refused("another quantity than the entropy"):
                s.do("divergent", [*ones, s.take(equation(other, ONE))], CROSS, "above")

    @pytest.mark.parametrize(("asked", "count"), [(CROSS, 2), (KL, 3), (KL, 1), (ENTROPY, 1)], ids=str)
    def test_as_many_premises(self, asked, count):
        s, ones = sheet(CAUCHY, normal())
        steps = [*ones, s.take(equation(ENTROPY, ONE))]
        with refused("a divergence, or a cross-entropy and the value of the entropy"):
            s.do("divergent", steps[:count], asked, "above")


def at(*constraints, **witness):
    """How functions of u grow in a world with these constraints."""
    return AtInfinity(world({}, constraints, **witness).normal())


def leading(t, *constraints, **witness):
    """The leading term of a function of u, as a term, and whether it is exact."""
    here = at(*constraints, **witness)
    top = here.leading(here.inner.form(t))
    return to_term(here.inner.form(mul(to_term(top.coefficient), to_term(top.order.form)))), top.exact


class TestGrowth:
    LEADING = (
        (add(mul(TWO, power(u, THREE)), u), mul(TWO, power(u, THREE)), True),
        (add(ONE, neg(exp(neg(u)))), ONE, True),
        (add(exp(u), power(u, rat(100))), exp(u), True),
        (add(mul(u, log(u)), neg(mul(THREE, u))), mul(u, log(u)), True),
        (add(power(log(u), TWO), neg(log(u))), power(log(u), TWO), True),
        (root(add(power(u, rat(2)), u)), u, False),
        (mul(u, root(add(ONE, exp(u)))), mul(u, exp(div(u, TWO))), False),
        (exp(add(u, ONE, div(ONE, u))), mul(exp(ONE), exp(u)), False),
        (exp(add(u, ONE)), mul(exp(ONE), exp(u)), True),
        (exp(add(u, power(add(power(u, TWO), u), rat(-1, 2)))), exp(u), False),
        (power(THREE, u), exp(mul(u, log(THREE))), True),
        (exp(mul(log(TWO), log(u))), power(u, log(TWO)), True),
        (log(add(exp(u), u)), u, True),
        (log(add(power(u, rat(2)), ONE)), mul(TWO, log(u)), True),
        (power(log(add(u, ONE)), TWO), power(log(u), TWO), False),
        (lgamma(add(u, HALF)), mul(u, log(u)), True),
        (("abs", sub(ONE, u)), u, True),
        (power(("abs", sub(ONE, u)), THREE), power(u, THREE), True),
    )

    @pytest.mark.parametrize(("t", "expected", "exact"), LEADING, ids=str)
    def test_leading(self, t, expected, exact):
        found = leading(t)
        here = at()
        assert (here.inner.same(found[0], expected), found[1]) == (True, exact)

    REFUSED = (
        (add(mul(a, u), ONE), "which term is larger is not proved"),
        (add(power(u, a), power(u, b)), "no term is proved to be the largest"),
        (add(ONE, log(u), neg(log(add(mul(THREE, u), ONE)))), "a bounded function"),
        (log(sub(TWO, u)), "a logarithm of what is negative far out"),
        (log(log(u)), "or of a logarithm"),
        (lgamma(mul(TWO, u)), "something else than u + h"),
        (lgamma(power(u, TWO)), "something else than u + h"),
        (exp(mul(u, log(u))), "a power whose base and exponent grow"),
        (("sin", u), "how sin grows is not known"),
        (power(("sin", u), TWO), "how"),
        (root(sub(TWO, u)), "a power that is no integer"),
        (root(add(ONE, log(u))), "a power that is no integer"),
        (exp(add(lgamma(u), u)), "known but for something bounded"),
        (exp(neg(root(add(power(u, TWO), u)))), "known but for a factor"),
        (sub(root(add(power(u, TWO), u)), root(add(power(u, TWO), ONE))), "which term is larger is not proved"),
    )

    @pytest.mark.parametrize(("t", "reason"), REFUSED, ids=str)
    def test_refused(self, t, reason):
        with refused(reason):
            leading(t)

    BELOW = (
        (mul(rat(-1), div(ONE, u)), True),
        (neg(log(u)), False),
        (sub(u, power(log(u), TWO)), True),
        (sub(power(log(u), TWO), u), False),
        (mul(a, u), True),
        (sub(mul(a, u), log(u)), False),
        (add(mul(a, u), log(u)), True),
        (mul(a, root(add(power(u, TWO), u))), False),
        (sub(root(add(power(u, TWO), u)), u), False),
        (mul(b, u), False),
    )

    @pytest.mark.parametrize(("t", "expected"), BELOW, ids=str)
    def test_bounded_below(self, t, expected):
        """a >= 0: a u may be 0, and says nothing of what it stands beside."""
        here = AtInfinity(world({}).normal((("nonnegative", a),)))
        assert here.is_bounded_below(here.parts(here.inner.form(t))) is expected

    def test_conditions_that_hold_far_out(self):
        here = at()
        for t in (log(sub(u, a)), div(ONE, sub(a, u)), log(a)):
            here.inner.form(t)
        here.settle()
        assert here.outer.conditions == {("positive", a)}

    @pytest.mark.parametrize("t", [log(sub(a, u)), root(sub(a, u))], ids=str)
    def test_conditions_that_do_not(self, t):
        here = at()
        here.inner.form(t)
        with refused("does not hold far out"):
            here.settle()
