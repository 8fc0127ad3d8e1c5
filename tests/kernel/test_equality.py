"""Substitution, restatement, chains, cases: every check of these rules has its refusal."""

import pytest
from kernel_worlds import ARRAYS, BOTH_WAYS, HALF, ONE, Sheet, equation, exponential, normal, refused, x

from symbolic_info.proof.terms import INFINITY, add, div, log, mul, neg, power, rat, sub, sym

a, b, z = sym("a"), sym("b"), sym("z")
KL, H = ("kl", "N", "E"), ("entropy", "E")
MEAN = ("mean", "_x", x, "E")


def start(**more):
    s = Sheet.of({"E": exponential(), "N": normal(), **ARRAYS}, covers=BOTH_WAYS, **more)
    return s, s.do("moment", [], "E", "euler_gamma", sym("_u"), x, (ONE, ONE), (rat(2), ONE), ())


def infinite(s):
    """D(Normal || Exponential) = +oo."""
    return s.do("uncovered", [s.one("N"), s.one("E")], KL, "below")


def assumed(s, t, under, premise=None):
    """t = t under an assumption."""
    return s.do("expression", [], t, under=under)


class TestSubstitute:
    def test_values_are_put_in(self):
        s, mean = start()
        base = s.do("expression", [], add(mul(a, MEAN), log(add(MEAN, ONE))))
        assert s.said("substitute", [base, mean]).right == add(mul(a, ONE), log(add(ONE, ONE)))

    def test_not_inside_a_binder(self):
        s, mean = start()
        total = ("sum", ("i",), (("idx", "P", "i"),), mul(("idx", "P", "i"), log(("idx", "P", "i"))))
        base = s.do("expression", [], add(total, MEAN))
        assert s.said("substitute", [base, mean]).right == add(total, ONE)

    def test_infinity_is_not_put_in(self):
        s, _ = start()
        with refused("a premise is infinite"):
            s.do("substitute", [s.do("expression", [], mul(a, KL)), infinite(s)])
        with refused("a premise is infinite"):
            s.do("substitute", [infinite(s)])

    def test_only_expectations_and_quantities_are_replaced(self):
        """log(a b) = log a + log b holds under conditions that a term with log(a b) in it need not meet."""
        s, _ = start()
        base = s.do("expression", [], mul(H, a))
        known = s.do("restate", [s.do("expression", [], add(a, b))], add(b, a))
        with refused("only an expectation or a quantity is replaced"):
            s.do("substitute", [base, known])


class TestRestate:
    def test_another_form(self):
        s, mean = start()
        assert s.said("restate", [mean], mul(rat(2), HALF)) == equation(MEAN, mul(rat(2), HALF))

    def test_another_number(self):
        s, mean = start()
        with refused("not the same number"):
            s.do("restate", [mean], rat(2))

    def test_an_infinite_value(self):
        s, _ = start()
        with refused("a premise is infinite"):
            s.do("restate", [infinite(s)], INFINITY)

    @pytest.mark.parametrize(
        ("new", "reason"), [(x, "mentions the bound name"), (("log",), "wrong number"), (("log", "a"), "not a term")], ids=str
    )
    def test_a_term_that_is_closed_and_well_formed(self, new, reason):
        s, mean = start()
        with refused(reason):
            s.do("restate", [mean], new)

    def test_conditions_of_the_new_form(self):
        s, mean = start()
        assert s.said("restate", [mean], div(z, z)).conditions == {("nonzero", z)}

    def test_infinity_less_infinity(self):
        """D - D = 0 where D is finite, and says so."""
        s, _ = start()
        same = s.do("expression", [], sub(KL, KL))
        assert s.said("restate", [same], rat(0)).conditions == {("exists", KL)}
        assert s.said("restate", [same], sub(KL, KL)).conditions == frozenset()

    def test_zero_times_infinity(self):
        s, _ = start()
        same = s.do("expression", [], add(mul(rat(0), KL), a))
        assert s.said("restate", [same], a).conditions == {("exists", KL)}


class TestSameSum:
    def test_a_chain_of_definitions(self):
        s, _ = start()
        assert s.said("same_sum", [], ("kl", "P", "Q"), sub(("cross", "P", "Q"), ("entropy", "P"))).conditions == frozenset()

    def test_other_sums(self):
        s, _ = start()
        for wrong in (sub(("cross", "P", "Q"), ("entropy", "Q")), ("kl", "Q", "P"), ("cross", "P", "Q")):
            with refused("the normal forms differ"):
                s.do("same_sum", [], ("kl", "P", "Q"), wrong)

    @pytest.mark.parametrize(("t", "reason"), [(x, "mentions the bound name"), (("log",), "wrong number")], ids=str)
    def test_closed_and_well_formed(self, t, reason):
        s, _ = start()
        for sides in ((t, a), (a, t)):
            with refused(reason):
                s.do("same_sum", [], *sides)

    def test_conditions(self):
        s, _ = start()
        assert s.said("same_sum", [], div(z, z), ONE).conditions == {("nonzero", z)}
        assert s.said("same_sum", [], sub(MEAN, MEAN), rat(0)).conditions == {("exists", MEAN)}


class TestChain:
    def test_two_links(self):
        s, mean = start()
        first = s.do("definition", [s.one("E")], H)
        linear = s.do("linearity", [s.one("E"), mean], "E", s.done[first].right[2], (ONE,))
        assert s.said("chain", [first, linear]).left == H

    def test_a_broken_chain(self):
        s, mean = start()
        with refused("the chain is broken"):
            s.do("chain", [mean, mean])


class TestReverse:
    def test_a_definition_turned_round(self):
        s, _ = start()
        definition = s.do("definition", [s.one("E")], H)
        mean = s.done[definition].right
        assert s.said("reverse", [definition]) == equation(mean, H, {("exists", mean)})

    def test_only_expectations_are_turned_round(self):
        s, mean = start()
        for step in (mean, s.do("expression", [], a), infinite(s)):
            with refused("only an expectation is turned round"):
                s.do("reverse", [step])


class TestExpression:
    def test_conditions(self):
        s, _ = start()
        assert s.said("expression", [], mul(H, log(z))).conditions == {("positive", z)}

    def test_an_expectation_has_to_exist(self):
        s, _ = start()
        assert s.said("expression", [], mul(H, MEAN)).conditions == {("exists", MEAN)}

    @pytest.mark.parametrize(
        ("t", "reason"),
        [(x, "mentions the bound name"), (("log",), "wrong number"), (log(rat(-1)), "refuted"), (INFINITY, "no normal form")],
        ids=str,
    )
    def test_refused(self, t, reason):
        s, _ = start()
        with refused(reason):
            s.do("expression", [], t)


class TestMultipleOfInfinity:
    def test_a_positive_multiple(self):
        s, _ = start()
        assert s.said("multiple_of_infinity", [infinite(s)], rat(2)) == equation(mul(KL, rat(2)), INFINITY)
        assert s.said("multiple_of_infinity", [infinite(s)], z).conditions == {("positive", z)}

    @pytest.mark.parametrize(
        ("c", "reason"), [(rat(0), "refuted"), (rat(-1), "refuted"), (x, "mentions the bound name"), (("log",), "wrong number")], ids=str
    )
    def test_refused(self, c, reason):
        s, _ = start()
        with refused(reason):
            s.do("multiple_of_infinity", [infinite(s)], c)

    def test_a_factor_has_to_exist(self):
        """1 + 0 H is 1 where H is finite."""
        s, _ = start()
        assert s.said("multiple_of_infinity", [infinite(s)], add(ONE, mul(rat(0), H))).conditions == {("exists", H)}

    def test_of_a_finite_value(self):
        s, mean = start()
        with refused("the premise is finite"):
            s.do("multiple_of_infinity", [mean], rat(2))


class TestCases:
    POSITIVE, WEAK, NEGATIVE = ("positive", z), ("nonnegative", z), ("nonnegative", neg(z))

    def absolute(self, s, side, value):
        """|z| = value under an assumption; the left side is H |z|."""
        first = s.do("expression", [], mul(H, ("abs", z)), under=(side,))
        return s.do("restate", [first], value, under=(side,))

    @pytest.mark.parametrize("first", [POSITIVE, WEAK])
    def test_exhaustive(self, first):
        s, _ = start()
        steps = [s.do("expression", [], mul(H, ("abs", z)), under=(side,)) for side in (first, self.NEGATIVE)]
        assert s.said("cases", steps, z).under == ()

    def test_values_that_differ(self):
        s, _ = start()
        steps = [self.absolute(s, self.POSITIVE, mul(H, z)), self.absolute(s, self.NEGATIVE, mul(H, neg(z)))]
        with refused("the cases do not agree"):
            s.do("cases", steps, z)

    @pytest.mark.parametrize(
        ("first", "second", "t"),
        [
            (POSITIVE, POSITIVE, z),
            (NEGATIVE, NEGATIVE, z),
            (POSITIVE, ("positive", neg(z)), z),
            (POSITIVE, NEGATIVE, a),
            (NEGATIVE, POSITIVE, z),
        ],
        ids=str,
    )
    def test_cases_that_leave_a_gap(self, first, second, t):
        """z > 0 and z < 0 leave out 0."""
        s, _ = start()
        steps = [s.do("expression", [], mul(H, a), under=(side,)) for side in (first, second)]
        with refused("a premise rests on other assumptions"):
            s.do("cases", steps, t)

    def test_other_assumptions_stay(self):
        s, _ = start()
        steps = [s.do("expression", [], mul(H, a), under=(("positive", b), side)) for side in (self.POSITIVE, self.NEGATIVE)]
        with refused("a premise rests on other assumptions"):
            s.do("cases", steps, z)
        assert s.said("cases", steps, z, under=(("positive", b),)).under == (("positive", b),)

    def test_two_cases_no_more_and_no_fewer(self):
        s, _ = start()
        steps = [s.do("expression", [], mul(H, a), under=(side,)) for side in (self.POSITIVE, self.NEGATIVE)]
        for premises in (steps[:1], [*steps, steps[1]]):
            with refused("malformed: ValueError"):
                s.do("cases", premises, z)

    def test_conditions_of_both_cases_stay(self):
        s, _ = start()
        steps = [s.do("expression", [], mul(H, log(b)), under=(side,)) for side in (self.POSITIVE, self.NEGATIVE)]
        assert s.said("cases", steps, z).conditions == {("positive", b)}


class TestKeep:
    def test_assumptions_become_conditions(self):
        s, _ = start()
        step = s.do("expression", [], mul(H, log(mul(a, b))), under=(("positive", a), ("nonnegative", b)))
        kept = s.said("keep", [step])
        assert kept.under == ()
        assert kept.conditions == {("positive", a), ("nonnegative", b), ("positive", mul(a, b))}
        assert s.said("keep", [step], under=(("positive", a),)).conditions == {("nonnegative", b), ("positive", mul(a, b))}

    def test_assumptions_that_contradict_each_other_are_seen_at_the_witness(self):
        s, _ = start()
        under = (("positive", a), ("positive", neg(a)))
        lie = s.do("restate", [s.do("expression", [], mul(H, ("abs", a)), under=under)], mul(H, a), under=under)
        kept = s.do("keep", [lie])
        for value in (1, -1):
            with refused("the witness does not satisfy"):
                s.replayed(kept, a=value)


def test_powers_of_a_negative_base():
    """(z^2)^(1/2) is not z."""
    s, _ = start()
    step = s.do("expression", [], mul(H, power(power(z, rat(2)), HALF)))
    with refused("not the same number"):
        s.do("restate", [step], mul(H, z))
