"""Parts of expectations, split and put together: every check of these rules has its refusal."""

import pytest
from kernel_worlds import (
    CAUCHY,
    HALF,
    ONE,
    ZERO,
    Sheet,
    bernoulli,
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

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, exp, log, mul, neg, rat, sub, sym

a, b, TWO = sym("a"), sym("b"), rat(2)
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


class TestLinearityOfPart:
    def tail(self, s, shape):
        return s.do("moment", [], "E", "gamma_tail", u, x, (ONE, ONE, ONE), (shape, ONE, ONE), (), ONE, INFINITY)

    def test_a_combination(self):
        s, *_ = sheet()
        steps = [self.tail(s, ONE), self.tail(s, rat(2))]
        statement = s.said("linearity_of_part", steps, "E", ("abs", sub(x, ONE)), (rat(-1), ONE), ONE, INFINITY)
        assert statement.right == exp(rat(-1))

    BAD = (
        (x, (ONE,), ONE, INFINITY, "the function is not this combination"),
        (ONE, (ONE, ONE), ONE, INFINITY, "one coefficient for each"),
        (ONE, (ONE,), rat(2), INFINITY, "a premise is about something else"),
        (ONE, (ONE,), ONE, rat(3), "a premise is about something else"),
        (ONE, (x,), ONE, INFINITY, "mentions the bound name"),
        (u, (ONE,), ONE, INFINITY, "mentions the bound name"),
        (ONE, (ONE,), u, INFINITY, "mentions the bound name"),
        (ONE, (ONE,), ("log",), INFINITY, "wrong number"),
        (ONE, (ONE,), INFINITY, ONE, "no normal form"),
        (add(ONE, mul(ZERO, log(sub(x, rat(2))))), (ONE,), ONE, INFINITY, "bound variable is not discharged"),
    )

    @pytest.mark.parametrize(("f", "coefficients", "lo", "hi", "reason"), BAD, ids=str)
    def test_refused(self, f, coefficients, lo, hi, reason):
        s, *_ = sheet()
        with refused(reason):
            s.do("linearity_of_part", [self.tail(s, ONE)], "E", f, coefficients, lo, hi)

    def test_conditions(self):
        s, *_ = sheet()
        statement = s.said("linearity_of_part", [self.tail(s, ONE)], "E", log(mul(a, exp(ONE))), (add(ONE, log(a)),), ONE, INFINITY)
        assert ("positive", a) in statement.conditions
        assert ("positive", a) in s.said("linearity_of_part", [], "E", mul(ZERO, log(a)), (), ONE, INFINITY).conditions

    def test_a_value_that_is_not_a_number(self):
        """Values are added up and may cancel: each has to be one."""
        s, *_ = sheet()
        open_part = s.do("expression", [], part(x, ONE, INFINITY))
        with refused("a premise states no number"):
            s.do("linearity_of_part", [open_part], "E", x, (ONE,), ONE, INFINITY)

    def test_integers_have_no_parts(self):
        s, *_ = sheet()
        with refused("a part of a law on the integers"):
            s.do("linearity_of_part", [], "K", ZERO, (), ZERO, ONE)


class TestSplit:
    def halves(self, s, law="N", at=ZERO):
        """E[1; x < 0] = E[1; x > 0] = 1/2 for a centred Gaussian."""
        route = ("gauss_half", u, x, (ZERO, HALF), (ZERO, HALF), (), ZERO, INFINITY)
        left = ("gauss_half", neg(u), neg(x), (ZERO, HALF), (ZERO, HALF), (), MINUS_INFINITY, ZERO)
        return s.do("moment", [], law, *left), s.do("moment", [], law, *route)

    def test_two_halves(self):
        s, *_ = sheet()
        assert s.said("split", list(self.halves(s)), "N", ONE, ZERO) == equation(mean(ONE, "N"), ONE)

    def test_both_halves_are_asked_for(self):
        s, *_ = sheet()
        below, above = self.halves(s)
        for premises in ([above, above], [above, below], [below, below]):
            with refused("the premises are not the two halves"):
                s.do("split", premises, "N", ONE, ZERO)
        for arguments in (("N", x, ZERO), ("N", ONE, ONE), ("E", ONE, ZERO)):
            with refused("the premises are not the two halves"):
                s.do("split", [below, above], *arguments)
        with refused("malformed: ValueError"):
            s.do("split", [above], "N", ONE, ZERO)

    def test_a_cauchy_law_has_no_mean_by_symmetry(self):
        s, *_ = sheet()
        below, above = (s.do("expression", [], part(x, *ends, "C")) for ends in ((MINUS_INFINITY, ZERO), (ZERO, INFINITY)))
        with refused("a premise states no number"):
            s.do("split", [below, above], "C", x, ZERO)

    def segments(self, s, at):
        """E[1; 0 < x < at] and E[1; at < x < 2] of a uniform law; nothing says where ``at`` lies but the lemma's conditions."""
        return [s.do("linearity_of_part", [], "U", ZERO, (), *ends) for ends in ((ZERO, at), (at, rat(2)))]

    @pytest.mark.parametrize("at", [rat(-1), ZERO, rat(2), rat(3)], ids=str)
    def test_the_point_lies_inside(self, at):
        s, *_ = sheet()
        with refused("> 0, which is refuted"):
            s.do("split", self.segments(s, at), "U", ZERO, at)

    def test_a_point_that_may_lie_outside_is_a_condition(self):
        s, *_ = sheet()
        assert s.said("split", self.segments(s, a), "U", ZERO, a).conditions == {
            ("positive", a),
            ("positive", add(rat(2), mul(rat(-1), a))),
        }


class TestComplement:
    def premises(self, s):
        tail = s.do("moment", [], "E", "gamma_tail", u, x, (ONE, ONE, ONE), (ONE, ONE, ONE), (), ONE, INFINITY)
        return s.one("E"), tail

    def test_the_other_part(self):
        s, *_ = sheet()
        statement = s.said("complement", list(self.premises(s)), "E", ONE, ONE, "below")
        assert statement == equation(part(ONE, ZERO, ONE), add(ONE, mul(rat(-1), exp(rat(-1)))))

    BAD = (("E", ONE, ONE, "above"), ("E", ONE, ONE, "left"), ("E", x, ONE, "below"), ("E", ONE, rat(2), "below"), ("N", ONE, ONE, "below"))

    @pytest.mark.parametrize("arguments", BAD, ids=str)
    def test_other_premises(self, arguments):
        s, *_ = sheet()
        premises = list(self.premises(s))
        with refused("the premises are not the whole and the other part"):
            s.do("complement", premises, *arguments)
        with refused("the premises are not the whole and the other part"):
            s.do("complement", premises[::-1], "E", ONE, ONE, "below")

    def test_no_side(self):
        """A side that is neither is not taken for "above"."""
        s, *_ = sheet()
        whole, tail = self.premises(s)
        low = s.do("complement", [whole, tail], "E", ONE, ONE, "below")
        assert s.said("complement", [whole, low], "E", ONE, ONE, "above").right == s.done[tail].right
        with refused("the premises are not the whole and the other part"):
            s.do("complement", [whole, low], "E", ONE, ONE, "left")

    def test_values_that_are_no_numbers(self):
        s, *_ = sheet()
        whole, tail = s.do("left_standing", [], "E", x), s.do("expression", [], part(x, ONE, INFINITY))
        with refused("a premise states no number"):
            s.do("complement", [whole, tail], "E", x, ONE, "below")

    def test_the_point_lies_inside(self):
        s, *_ = sheet()
        zero = s.do("linearity_of_part", [], "E", ZERO, (), a, INFINITY)
        whole = s.do("linearity", [s.one("E")], "E", ZERO, ())
        assert s.said("complement", [whole, zero], "E", ZERO, a, "below").conditions == {("positive", a)}
        outside = s.do("linearity_of_part", [], "E", ZERO, (), rat(-1), INFINITY)
        with refused("> 0, which is refuted"):
            s.do("complement", [whole, outside], "E", ZERO, rat(-1), "below")


class TestSplitPart:
    """A part of a part: E[f; lo < X < hi] by its parts below and above a point between."""

    def segments(self, s, at, lo=ZERO, hi=TWO, law="U", f=ZERO):
        """E[f; lo < X < at] and E[f; at < X < hi]."""
        return [s.do("linearity_of_part", [], law, f, (), *ends) for ends in ((lo, at), (at, hi))]

    def unit_segments(self, s, *ends, law="U"):
        """E[1; lo < X < hi] of a uniform law on (0, 2)."""
        routes = [("power_segment", add(u, rat(-1)), add(x, ONE), *[(ONE, add(lo, ONE), add(hi, ONE))] * 2, (), lo, hi) for lo, hi in ends]
        return [s.do("moment", [], law, *route) for route in routes]

    def test_two_parts(self):
        s, *_ = sheet()
        steps = self.unit_segments(s, (ZERO, HALF), (HALF, ONE))
        assert s.said("split_part", steps, "U", ONE, ZERO, HALF, ONE) == equation(part(ONE, ZERO, ONE, "U"), HALF)

    def test_infinite_ends(self):
        s, *_ = sheet()
        parts = self.segments(s, ZERO, MINUS_INFINITY, INFINITY, "N")
        assert s.said("split_part", parts, "N", ZERO, MINUS_INFINITY, ZERO, INFINITY).right == ZERO

    @pytest.mark.parametrize("order", [(1, 0), (0, 0), (1, 1)], ids=str)
    def test_premises_in_another_order(self, order):
        s, *_ = sheet()
        steps = self.unit_segments(s, (ZERO, HALF), (HALF, ONE))
        with refused("the premises are not the two parts"):
            s.do("split_part", [steps[i] for i in order], "U", ONE, ZERO, HALF, ONE)

    BAD = (
        ("U", ONE, ZERO, HALF, rat(2)),
        ("U", ONE, rat(-1), HALF, ONE),
        ("U", ONE, ZERO, rat(1, 3), ONE),
        ("U", x, ZERO, HALF, ONE),
        ("N", ONE, ZERO, HALF, ONE),
        ("U", ONE, MINUS_INFINITY, HALF, ONE),
        ("U", ONE, ZERO, HALF, INFINITY),
    )

    @pytest.mark.parametrize("arguments", BAD, ids=str)
    def test_parts_of_something_else(self, arguments):
        s, *_ = sheet()
        steps = self.unit_segments(s, (ZERO, HALF), (HALF, ONE))
        with refused("the premises are not the two parts"):
            s.do("split_part", steps, *arguments)

    def test_parts_that_overlap_or_leave_a_gap(self):
        s, *_ = sheet()
        for ends in (((ZERO, ONE), (HALF, rat(2))), ((ZERO, HALF), (ONE, rat(2)))):
            for at in (HALF, ONE):
                with refused("the premises are not the two parts"):
                    s.do("split_part", self.unit_segments(s, *ends), "U", ONE, ZERO, at, rat(2))

    @pytest.mark.parametrize("at", [rat(-1), ZERO, rat(2), rat(3)], ids=str)
    def test_the_point_lies_between(self, at):
        """Outside, the two parts would overlap: E[f; 0 < X < 3] and E[f; 3 < X < 2], which is nothing."""
        s, *_ = sheet()
        with refused("> 0, which is refuted"):
            s.do("split_part", self.segments(s, at), "U", ZERO, ZERO, at, rat(2))

    def test_a_point_that_may_lie_outside_is_a_condition(self):
        s, *_ = sheet()
        found = s.said("split_part", self.segments(s, a), "U", ZERO, ZERO, a, rat(2)).conditions
        assert found == {("positive", a), ("positive", add(rat(2), mul(rat(-1), a)))}
        half_line = self.segments(s, a, ZERO, INFINITY, "E")
        assert s.said("split_part", half_line, "E", ZERO, ZERO, a, INFINITY).conditions == {("positive", a)}

    def test_ends_that_are_no_ends(self):
        s, *_ = sheet()
        steps = self.unit_segments(s, (ZERO, HALF), (HALF, ONE))
        for lo, reason in ((u, "mentions the bound name _u"), (x, "mentions the bound name _x"), (("log",), "wrong number")):
            with refused(reason):
                s.do("split_part", steps, "U", ONE, lo, HALF, ONE)
        for lo, hi in ((INFINITY, ONE), (ZERO, MINUS_INFINITY)):
            with refused("the premises are not the two parts"):
                s.do("split_part", steps, "U", ONE, lo, HALF, hi)

    def test_premises_that_state_no_number(self):
        s, *_ = sheet()
        below, above = (s.do("expression", [], part(x, *ends, "C")) for ends in ((MINUS_INFINITY, ZERO), (ZERO, INFINITY)))
        with refused("a premise states no number"):
            s.do("split_part", [below, above], "C", x, MINUS_INFINITY, ZERO, INFINITY)
        known = self.segments(s, ZERO, MINUS_INFINITY, INFINITY, "C")
        infinite = s.take(s.done[known[0]]._replace(right=INFINITY))
        with refused("a premise is infinite"):
            s.do("split_part", [infinite, known[1]], "C", ZERO, MINUS_INFINITY, ZERO, INFINITY)

    def test_one_premise(self):
        s, *_ = sheet()
        with refused("malformed: ValueError"):
            s.do("split_part", self.unit_segments(s, (ZERO, HALF)), "U", ONE, ZERO, HALF, ONE)

    def test_an_infinite_point(self):
        """E[f; X > oo] can be stated by no rule; were it, the point would still have to lie between the ends."""
        s, *_ = sheet()
        below, above = (part(ONE, *ends, "N") for ends in ((MINUS_INFINITY, INFINITY), (INFINITY, INFINITY)))
        with refused("no normal form"):
            s.do("linearity_of_part", [], "N", ZERO, (), INFINITY, INFINITY)
        steps = [s.take(equation(t, ONE)) for t in (below, above)]
        for rule, ends in (("split_part", (MINUS_INFINITY, INFINITY, INFINITY)), ("split", (INFINITY,))):
            with refused("a point that is infinite"):
                s.do(rule, steps, "N", ONE, *ends)
