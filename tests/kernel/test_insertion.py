"""What quantities are defined by: densities put in, values put in, what lies off the support.  Every check has its refusal."""

import pytest
from kernel_worlds import HALF, LINE, ONE, POSITIVE_LINE, ZERO, Sheet, density, equation, exponential, normal, poisson, refused, uniform, x

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, exp, log, mul, neg, power, rat, sub, sym

a, b, TWO = sym("a"), sym("b"), rat(2)
LOG_Q = ("logp", "Q", x)


def pair(first, second, **more):
    """A sheet with laws P and Q and both normalised."""
    s = Sheet.of({"P": first, "Q": second}, **more)
    return s, [one(s, "P"), one(s, "Q")]


def one(s, law):
    """E[1] = 1, taken for granted: how it is proved is not what is tested here."""
    return s.take(equation(mean(ONE, law), ONE))


def mean(body, law="P"):
    return ("mean", "_x", body, law)


class TestDensities:
    def test_a_density_is_put_in(self):
        s, ones = pair(exponential(), exponential(TWO))
        said = s.said("densities", ones, mean(exp(LOG_Q)))
        assert said.right == mean(exp(s.world.laws["Q"]["logp"]))
        assert said.conditions == frozenset()

    def test_the_support_is_covered_or_that_is_a_condition(self):
        s, ones = pair(uniform(ZERO, a), uniform(ZERO, b), positive=(a, b), a=1, b=2)
        assert [kind for kind, _ in s.said("densities", ones, mean(LOG_Q)).conditions] == ["nonnegative"]

    @pytest.mark.parametrize(
        ("first", "second", "reason"), [(normal(), exponential(), "reaches below"), (uniform(ZERO, TWO), uniform(), "refuted")]
    )
    def test_an_uncovered_support(self, first, second, reason):
        s, ones = pair(first, second)
        with refused(reason):
            s.do("densities", ones, mean(LOG_Q))

    def test_laws_have_to_be_normalised(self):
        s, ones = pair(exponential(), exponential(TWO))
        for premises in (ones[:1], ones[::-1], []):
            with refused("E[1]"):
                s.do("densities", premises, mean(LOG_Q))

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (("logp", "Q", add(x, ONE)), "another point"),
            (mul(LOG_Q, mean(x)), "inside an expectation"),
            (mul(("sum", ("_i",), (("in", "_i", "S"),), LOG_Q), ONE), "inside an expectation"),
            (("logp", "R", x), "E[1]"),
        ],
    )
    def test_where_a_log_density_stands(self, body, reason):
        s, ones = pair(exponential(), exponential(TWO))
        with refused(reason):
            s.do("densities", ones, mean(body))

    def test_no_other_bound_name(self):
        s, ones = pair(exponential(), exponential(TWO))
        with refused("mentions the bound name _u"):
            s.do("densities", ones, mean(add(LOG_Q, sym("_u"))))

    def test_only_means(self):
        s, ones = pair(exponential(), exponential(TWO))
        with refused("not an expectation"):
            s.do("densities", ones, LOG_Q)

    def test_a_log_density_has_no_normal_form(self):
        s, _ = pair(normal(), exponential())
        with refused("no normal form"):
            s.do("expression", [], mean(LOG_Q))


class TestScore:
    def law(self, logp, support=POSITIVE_LINE):
        s = Sheet.of({"P": density(support, logp)}, positive=(a,), a=1)
        return s

    def test_the_derivative_in_a_parameter(self):
        s = self.law(sub(log(a), mul(a, x)))
        said = s.said("densities", [one(s, "P")], mean(("score", "P", "a", x)))
        scope = s.world.law_scope(s.world.normal(), "P")
        assert scope.same(said.right[2], sub(power(a, rat(-1)), x))

    def test_a_bend_has_its_slope_almost_everywhere_and_not_at_every_integer(self):
        """|x - a| has no slope in a at a = x: a null set of the line, and a point of positive mass among the integers."""
        body = ("abs", sub(x, a))
        said = self.law(neg(body), LINE)
        assert said.do("densities", [one(said, "P")], mean(("score", "P", "a", x))) == 1
        over_integers = self.law(neg(body), ("integers", MINUS_INFINITY, INFINITY))
        with refused("not differentiated at every integer"):
            over_integers.do("densities", [one(over_integers, "P")], mean(("score", "P", "a", x)))

    def test_the_support_does_not_move(self):
        s = Sheet.of({"P": uniform(ZERO, a)}, positive=(a,), a=1)
        with refused("support moves"):
            s.do("densities", [one(s, "P")], mean(("score", "P", "a", x)))


class TestEvaluation:
    def value(self, s):
        """E_P[e^(-X)] = 1/2 for an exponential law of rate 1."""
        return s.do("moment", [], "P", "euler_gamma", sym("_u"), x, (ONE, ONE), (ONE, TWO), ())

    def test_values_are_put_in(self):
        s = Sheet.of({"P": exponential()})
        step = self.value(s)
        t = log(s.done[step].left)
        assert s.said("evaluation", [step], t).right == log(s.done[step].right)
        assert s.said("evaluation", [step], t, neg(log(TWO))).right == neg(log(TWO))

    def test_another_number(self):
        s = Sheet.of({"P": exponential()})
        step = self.value(s)
        with refused("not the same number"):
            s.do("evaluation", [step], log(s.done[step].left), log(TWO))

    def test_one_value_for_each(self):
        s = Sheet.of({"P": exponential()})
        step = self.value(s)
        left = s.done[step].left
        for premises, t in (([], left), ([step], ONE), ([step, step], left)):
            with refused("one value for each"):
                s.do("evaluation", premises, t)

    def test_what_is_undefined(self):
        s = Sheet.of({"P": exponential()})
        step = self.value(s)
        with refused("division by zero"):
            s.do("evaluation", [step], power(sub(s.done[step].left, HALF), rat(-1)))

    def test_a_logarithm_needs_a_positive_value(self):
        s = Sheet.of({"P": exponential()})
        step = self.value(s)
        with refused("refuted"):
            s.do("evaluation", [step], log(neg(s.done[step].left)))

    def test_what_the_value_needs_is_kept(self):
        s = Sheet.of({"P": exponential()})
        step = s.take(equation(mean(sub(x, ONE)), a))
        assert s.said("evaluation", [step], log(mean(sub(x, ONE)))).conditions == {("positive", a)}

    def test_the_value_of_a_positive_function_is_positive(self):
        s = Sheet.of({"P": exponential()})
        step = s.take(equation(mean(x), a))
        assert s.said("evaluation", [step], log(mean(x))).conditions == frozenset()

    @pytest.mark.parametrize(
        "law", [density(("interval", b, a), ZERO), density(("integers", sym("n"), sym("m")), ZERO)], ids=["line", "run"]
    )
    def test_unless_the_support_may_be_empty(self, law):
        s = Sheet.of({"P": law}, m=3)
        step = s.take(equation(mean(exp(x)), sym("c")))
        assert ("positive", sym("c")) in s.said("evaluation", [step], log(mean(exp(x)))).conditions

    def test_the_sign_of_a_score_is_not_known(self):
        s = Sheet.of({"P": exponential(a)}, positive=(a,), a=1)
        score = mean(("score", "P", "a", x))
        assert s.said("evaluation", [s.take(equation(score, b))], log(score)).conditions == {("positive", b)}

    def test_a_quantity_has_a_value_too(self):
        s = Sheet.of({"P": exponential()})
        step = s.take(equation(("entropy", "P"), a))
        assert s.said("evaluation", [step], mul(TWO, ("entropy", "P"))).right == mul(TWO, a)

    def test_what_falls_out_of_a_value_exists(self):
        s = Sheet.of({"P": exponential()})
        step = s.take(equation(mean(x), mul(TWO, mean(log(x)))))
        assert ("exists", mean(log(x))) in s.said("evaluation", [step], sub(mean(x), mean(x)), ZERO).conditions

    def test_no_bound_names_and_no_malformed_forms(self):
        s = Sheet.of({"P": exponential()})
        step = self.value(s)
        left = s.done[step].left
        for t, new in ((add(left, sub(x, x)), ()), (left, (add(HALF, sub(x, x)), HALF))):
            with refused("mentions the bound name _x"):
                s.do("evaluation", [step], t, *new)
        with refused("not a reduced rational"):
            s.do("evaluation", [step], left, mul(("rat", 2, 2), HALF), HALF)

    def test_no_infinity(self):
        s, ones = pair(normal(), exponential())
        step = s.do("uncovered", ones, ("kl", "P", "Q"), "below")
        with refused("infinite"):
            s.do("evaluation", [step], ("kl", "P", "Q"))


class TestInfinite:
    def divergence(self):
        s, ones = pair(normal(), exponential())
        return s, s.do("uncovered", ones, ("kl", "P", "Q"), "below")

    @pytest.mark.parametrize(
        "whole",
        [
            lambda d: mul(TWO, d),
            lambda d: log(d),
            lambda d: add(d, ONE),
            lambda d: power(d, TWO),
            lambda d: mul(log(add(d, ONE)), HALF),
        ],
    )
    def test_extended_arithmetic(self, whole):
        s, step = self.divergence()
        assert s.said("infinite", [step], whole(("kl", "P", "Q"))).right == INFINITY

    def test_what_the_rest_needs_is_kept(self):
        s, step = self.divergence()
        d, m = ("kl", "P", "Q"), mean(sub(x, ONE))
        assert s.said("infinite", [step], add(d, log(a))).conditions == {("positive", a)}
        assert s.said("infinite", [step, s.take(equation(m, b))], add(d, log(m))).conditions == {("positive", b)}

    @pytest.mark.parametrize(
        ("whole", "reason"),
        [
            (lambda d: add(d, x), "mentions the bound name _x"),
            (lambda d: sub(d, d), "no value"),
            (lambda d: mul(ZERO, d), "sign of a factor"),
            (lambda d: mul(d, d), "no value"),
            (lambda d: power(d, rat(-1)), "no value"),
            (lambda d: power(d, ZERO), "no value"),
            (lambda d: log(neg(d)), "no value"),
            (lambda d: exp(neg(d)), "of an infinite value"),
        ],
    )
    def test_what_has_no_value(self, whole, reason):
        s, step = self.divergence()
        with refused(reason):
            s.do("infinite", [step], whole(("kl", "P", "Q")))

    def test_a_finite_value(self):
        s = Sheet.of({"P": exponential()})
        step = one(s, "P")
        with refused("finite"):
            s.do("infinite", [step], s.done[step].left)


class TestOffSupport:
    def test_a_negative_power_is_infinite(self):
        s, ones = pair(uniform(ZERO, TWO), uniform())
        assert s.said("infinite_off_support", ones, mean(exp(neg(LOG_Q))), "Q", "above").right == INFINITY

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (exp(LOG_Q), "refuted"),
            (LOG_Q, "outside an exponential"),
            (mul(LOG_Q, exp(neg(LOG_Q))), "outside an exponential"),
            (neg(exp(neg(LOG_Q))), "one positive product"),
            (add(exp(neg(LOG_Q)), exp(mul(rat(-2), LOG_Q))), "one positive product"),
            (exp(neg(mul(x, LOG_Q))), "not linear"),
            (exp(mul(LOG_Q, LOG_Q)), "not linear"),
            (x, "one other law"),
            (("score", "Q", "a", x), "no normal form"),
            (exp(sub(LOG_Q, mul(TWO, sym("_l")))), "mentions the bound name _l"),
        ],
    )
    def test_what_is_not(self, body, reason):
        s, ones = pair(uniform(ZERO, TWO), uniform())
        with refused(reason):
            s.do("infinite_off_support", ones, mean(body), "Q", "above")

    def test_that_it_reaches_beyond_is_a_condition(self):
        s, ones = pair(uniform(ZERO, a), uniform(ZERO, b), positive=(a, b), a=2, b=1)
        said = s.said("infinite_off_support", ones, mean(exp(neg(LOG_Q))), "Q", "above")
        assert said.conditions == {("positive", sub(a, b))}

    def test_mass_off_the_support(self):
        s, ones = pair(uniform(), uniform(ZERO, TWO))
        with refused("refuted"):
            s.do("infinite_off_support", ones, mean(exp(neg(LOG_Q))), "Q", "above")

    def test_laws_are_normalised(self):
        s, ones = pair(uniform(ZERO, TWO), uniform())
        for rule, more in (("infinite_off_support", ("above",)), ("within_support", (ZERO, ONE))):
            with refused("E[1]"):
                s.do(rule, ones[:1], mean(exp(neg(LOG_Q))), "Q", *more)

    def test_a_positive_power_counts_where_both_have_mass(self):
        s, ones = pair(uniform(ZERO, TWO), uniform())
        said = s.said("within_support", ones, mean(exp(mul(HALF, LOG_Q))), "Q", ZERO, ONE)
        assert said.right[0] == "part"
        assert said.right[4:] == (ZERO, ONE)

    def test_what_the_body_needs_is_kept(self):
        s, ones = pair(uniform(ZERO, TWO), uniform())
        said = s.said("within_support", ones, mean(mul(log(a), exp(mul(HALF, LOG_Q)))), "Q", ZERO, ONE)
        assert said.conditions == {("positive", a)}

    def test_within_what_p_is_not(self):
        s, ones = pair(uniform(), uniform(ZERO, TWO))
        with refused("refuted"):
            s.do("within_support", ones, mean(exp(mul(HALF, LOG_Q))), "Q", ZERO, TWO)

    @pytest.mark.parametrize(
        ("body", "ends", "reason"),
        [
            (exp(neg(LOG_Q)), (ZERO, ONE), "refuted"),
            (exp(mul(HALF, LOG_Q)), (ZERO, TWO), "refuted"),
            (exp(mul(HALF, LOG_Q)), (ZERO, HALF), "ends of the supports"),
            (exp(mul(HALF, LOG_Q)), (HALF, ONE), "ends of the supports"),
            (exp(mul(HALF, LOG_Q)), (ONE, ZERO), "ends of the supports"),
            (add(ONE, exp(LOG_Q)), (ZERO, ONE), "refuted"),
        ],
    )
    def test_within_what_it_is_not(self, body, ends, reason):
        s, ones = pair(uniform(ZERO, TWO), uniform())
        with refused(reason):
            s.do("within_support", ones, mean(body), "Q", *ends)

    def test_disjoint_supports(self):
        s, ones = pair(uniform(ZERO, ONE), uniform(TWO, rat(3)))
        with refused("refuted"):
            s.do("within_support", ones, mean(exp(mul(HALF, LOG_Q))), "Q", TWO, ONE)

    def test_only_on_the_line(self):
        s, ones = pair(poisson(), poisson(ONE, 1))
        with refused("laws on the line"):
            s.do("within_support", ones, mean(exp(mul(HALF, LOG_Q))), "Q", ONE, INFINITY)
