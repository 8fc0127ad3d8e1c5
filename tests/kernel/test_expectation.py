"""Linearity, finite runs, what exists: every check of these rules has its refusal."""

import pytest
from kernel_worlds import (
    CAUCHY,
    HALF,
    LINE,
    NATURALS,
    ONE,
    THIRD,
    ZERO,
    Sheet,
    array,
    bernoulli,
    density,
    equation,
    exponential,
    given,
    normal,
    poisson,
    refused,
    u,
    uniform,
    x,
)

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, exp, lgamma, log, mul, neg, opaque, power, rat, sub, sym

a, b = sym("a"), sym("b")
EXPONENTIAL = ("euler_gamma", u, x, (ONE, ONE))


def mean(f, law="E"):
    return ("mean", "_x", f, law)


def part(f, lo, hi, law="E"):
    return ("part", "_x", f, law, lo, hi)


def sheet():
    """Exponential(1) with E[1] = 1 and E[x] = 1; the other laws beside it."""
    s = Sheet.of(
        {"E": exponential(), "N": normal(), "K": poisson(), "B": bernoulli(), "U": uniform(ZERO, rat(2)), "P": given("p"), "C": CAUCHY}
    )
    return s, s.one("E"), s.do("moment", [], "E", *EXPONENTIAL, (rat(2), ONE), ())


class TestLinearity:
    def test_a_combination(self):
        s, one, first = sheet()
        statement = s.said("linearity", [one, first], "E", add(mul(a, x), b), (a,))
        assert statement == equation(mean(add(mul(a, x), b)), add(mul(a, mean(x)), b))

    def test_what_is_left_has_to_exist(self):
        s, one, first = sheet()
        statement = s.said("linearity", [one, first], "E", add(x, ("apply", "g", x), a), (ONE,))
        left = mean(("apply", "g", x))
        assert statement.right == add(mul(ONE, mean(x)), a, left)
        assert statement.conditions == {("exists", left)}

    def test_the_value_in_an_exponent_is_no_constant(self):
        s, one, _ = sheet()
        for f in (exp(x), power(a, x), power(rat(2), x)):
            assert opaque(s.said("linearity", [one], "E", f, ()).right)

    def test_the_mean_of_a_cauchy_law_does_not_split(self):
        """E[x - x] is 0, E[x] - E[x] is not."""
        s, *_ = sheet()
        one = s.do("expression", [], mean(ONE, "C"))
        with refused("E[1] = 1 is not proved for C"):
            s.do("linearity", [one], "C", sub(x, x), ())

    def test_e_of_one(self):
        s, one, first = sheet()
        with refused("E[1] = 1 is not proved for E"):
            s.do("linearity", [first, first], "E", x, (ONE,))
        with refused("E[1] = 1 is not proved for N"):
            s.do("linearity", [one, first], "N", x, (ONE,))

    @pytest.mark.parametrize("coefficients", [(), (ONE, ONE)], ids=str)
    def test_one_coefficient_each(self, coefficients):
        s, one, first = sheet()
        with refused("one coefficient for each expectation"):
            s.do("linearity", [one, first], "E", x, coefficients)

    def test_premises_about_something_else(self):
        s, one, first = sheet()
        for law, other in (("N", "E"), ("E", "N")):
            with refused("a premise is about something else"):
                s.do("linearity", [s.one(law), first if other == "E" else s.one("N")], law, x, (ONE,))
        entropy = s.do("definition", [one], ("entropy", "E"))
        with refused("a premise is about something else"):
            s.do("linearity", [one, entropy], "E", x, (ONE,))
        tail = s.do("moment", [], "E", "gamma_tail", u, x, (ONE, ONE, ONE), (ONE, ONE, ONE), (), ONE, INFINITY)
        with refused("a premise is about something else"):
            s.do("linearity", [one, tail], "E", ONE, (ONE,))

    @pytest.mark.parametrize(
        ("f", "c", "reason"),
        [
            (u, ONE, "mentions the bound name _u"),
            (("log",), ONE, "wrong number"),
            (x, x, "mentions the bound name _x"),
            (x, ("log",), "wrong number"),
            (x, mean(x), "inside a sum or an expectation"),
            (mean(x), ZERO, "inside a sum or an expectation"),
            (mul(x, ("entropy", "E")), ZERO, "inside a sum or an expectation"),
            (log(sub(x, ONE)), ONE, "bound variable is not discharged"),
            (div(ONE, sub(x, a)), ONE, "bound variable is not discharged"),
        ],
        ids=str,
    )
    def test_functions_and_coefficients(self, f, c, reason):
        s, one, first = sheet()
        with refused(reason):
            s.do("linearity", [one, first], "E", f, (c,))

    def test_conditions_on_parameters_are_kept(self):
        s, one, first = sheet()
        assert s.said("linearity", [one, first], "E", div(x, a), (div(ONE, a),)).conditions == {("nonzero", a)}
        assert s.said("linearity", [one, first], "E", ZERO, (mul(ZERO, log(b)),)).conditions == {("positive", b)}

    def test_infinite_premises(self):
        from symbolic_info.proof.kernel import Statement

        s, one, first = sheet()
        s.done[first] = Statement((), mean(x), INFINITY)
        with refused("a premise is infinite"):
            s.do("linearity", [one, first], "E", x, (ONE,))

    def test_a_nested_expectation_takes_no_facts_from_outside(self):
        """E_E[E_N|x|] is not E_N[x], though x > 0 under E."""
        s, one, _ = sheet()
        with refused("inside a sum or an expectation"):
            s.do("linearity", [one], "E", mean(("abs", x), "N"), ())


class TestPointByPoint:
    def test_a_sum(self):
        s, *_ = sheet()
        assert s.said("point_by_point", [], "B", x).right == THIRD

    @pytest.mark.parametrize(
        "support",
        [
            NATURALS,
            ("integers", MINUS_INFINITY, ZERO),
            ("interval", ZERO, ONE),
            ("integers", ZERO, rat(64)),
            ("integers", ONE, ZERO),
            ("integers", ZERO, a),
            ("integers", a, rat(3)),
        ],
        ids=str,
    )
    def test_only_short_runs_with_ends(self, support):
        s = Sheet.of({"B": density(support, ZERO)})
        with refused("not a short run of integers"):
            s.do("point_by_point", [], "B", ONE)

    def test_the_longest_run(self):
        s = Sheet.of({"B": density(("integers", ONE, rat(64)), neg(log(rat(64))))})
        assert s.said("point_by_point", [], "B", x).right == rat(65, 2)

    @pytest.mark.parametrize(
        ("f", "reason"),
        [
            (u, "mentions the bound name"),
            (("log",), "wrong number"),
            (log(x), "refuted"),
            (div(ONE, x), "division by zero"),
            (mean(x, "B"), "inside an expectation"),
        ],
        ids=str,
    )
    def test_refused(self, f, reason):
        s, *_ = sheet()
        with refused(reason):
            s.do("point_by_point", [], "B", f)

    def test_conditions(self):
        s = Sheet.of({"B": bernoulli(a)})
        assert s.said("point_by_point", [], "B", ONE).conditions == {("positive", a), ("positive", add(ONE, mul(rat(-1), a)))}

    def test_a_law_on_the_line(self):
        s = Sheet.of({"A": array()})
        with refused("has no density on the line"):
            s.do("point_by_point", [], "A", ONE)


class TestGivenDensity:
    def test_by_definition(self):
        s, *_ = sheet()
        assert s.said("given_density", [], "P") == equation(mean(ONE, "P"), ONE)

    def test_under_assumptions_that_are_none(self):
        """The kernel looks at assumptions even where a rule does not."""
        s, *_ = sheet()
        with refused("an assumption of the kind"):
            s.do("given_density", [], "P", under=(("exists", ("entropy", "C")),))

    @pytest.mark.parametrize("law", ["E", "N", "C"])
    def test_only_a_function_taken_as_given(self, law):
        s, *_ = sheet()
        with refused("not a function taken as given"):
            s.do("given_density", [], law)

    def test_half_a_function_is_no_density(self):
        """p given as a density, half of p stated: it has no declared total."""
        s = Sheet.of({"P": density(LINE, log(mul(HALF, ("apply", "p", x))))})
        with refused("not a function taken as given"):
            s.do("given_density", [], "P")


class TestLeftStanding:
    def test_it_has_to_exist(self):
        s, *_ = sheet()
        assert s.said("left_standing", [], "C", x) == equation(mean(x, "C"), mean(x, "C"), {("exists", mean(x, "C"))})

    @pytest.mark.parametrize(
        ("f", "reason"),
        [(u, "mentions the bound name"), (("log",), "wrong number"), (log(x), "bound variable"), (mean(x), "inside an expectation")],
        ids=str,
    )
    def test_refused(self, f, reason):
        s, *_ = sheet()
        with refused(reason):
            s.do("left_standing", [], "N", f)


class TestLogFactorial:
    SQUARE, F = power(x, rat(2)), lgamma(add(ONE, x))

    def second_moment(self, s, law="K"):
        """E[x^2] of a Poisson law, from E[x^2] in the normal form of the lemma."""
        moment = s.do("moment", [], law, "exponential_series", u, x, (ZERO,), (ZERO,), (0, 0))
        assert s.done[moment].left[2] == self.SQUARE
        return moment

    def test_it_exists(self):
        s, *_ = sheet()
        assert s.said("log_factorial", [self.second_moment(s)], "K", self.F) == equation(mean(self.F, "K"), mean(self.F, "K"))

    def test_the_premise_is_the_second_moment(self):
        s, one, first = sheet()
        for premise in (one, first):
            with refused("the premise is not the second moment"):
                s.do("log_factorial", [premise], "K", self.F)

    def test_the_second_moment_is_a_number(self):
        """E[x^2] = E[x^2] says nothing."""
        s, *_ = sheet()
        with refused("a premise states no number"):
            s.do("log_factorial", [s.do("left_standing", [], "K", self.SQUARE)], "K", self.F)

    def stated(self, support):
        """A law with this support whose second moment is written down as proved."""
        from symbolic_info.proof.kernel import Statement

        s = Sheet.of({"K": density(support, ZERO)})
        s.do("expression", [], rat(1))
        s.done[0] = Statement((), mean(self.SQUARE, "K"), ONE)
        return s

    @pytest.mark.parametrize("f", [x, lgamma(add(rat(2), x)), lgamma(add(x, ONE)), log(lgamma(x))], ids=str)
    def test_other_functions(self, f):
        with refused("not the logarithm of a factorial"):
            self.stated(NATURALS).do("log_factorial", [0], "K", f)

    def test_a_malformed_function(self):
        with refused("wrong number"):
            self.stated(NATURALS).do("log_factorial", [0], "K", ("log",))

    @pytest.mark.parametrize("support", [("interval", ZERO, INFINITY), ("integers", MINUS_INFINITY, ZERO)], ids=str)
    def test_other_supports(self, support):
        """log Gamma is unbounded near 0 on an interval, and has no meaning below."""
        with refused("not the logarithm of a factorial of an integer"):
            self.stated(support).do("log_factorial", [0], "K", self.F)

    @pytest.mark.parametrize(("lo", "f"), [(rat(-1), F), (ZERO, lgamma(x)), (ZERO, log(x)), (a, F)], ids=str)
    def test_the_support_begins_where_the_bound_holds(self, lo, f):
        with refused("the support reaches below the bound"):
            self.stated(("integers", lo, INFINITY)).do("log_factorial", [0], "K", f)

    @pytest.mark.parametrize("f", [F, lgamma(x), log(x)], ids=str)
    def test_from_one_on(self, f):
        self.stated(("integers", ONE, INFINITY)).do("log_factorial", [0], "K", f)

    def test_conditions(self):
        s = self.stated(("integers", add(ONE, mul(ZERO, power(a, rat(-1)))), INFINITY))
        assert s.said("log_factorial", [0], "K", self.F).conditions == {("nonzero", a)}
