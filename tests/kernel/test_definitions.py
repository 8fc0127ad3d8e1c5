"""Definitions, infinite values, finite sums, products: every check of these rules has its refusal."""

import pytest
from kernel_worlds import (
    ARRAYS,
    BOTH_WAYS,
    HALF,
    NATURALS,
    ONE,
    POSITIVE_LINE,
    THIRD,
    UNIT,
    ZERO,
    Sheet,
    array,
    density,
    equation,
    exponential,
    given,
    masses,
    normal,
    poisson,
    product,
    refused,
    uniform,
    x,
)

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, log, mul, neg, power, rat, sub, sym

a, b, c = sym("a"), sym("b"), sym("c")
KL, CROSS = ("kl", "P", "Q"), ("cross", "P", "Q")
p, q = ("idx", "P", "_i0_0"), ("idx", "Q", "_i0_0")


def pair(first, second, **more):
    """A sheet with laws P and Q and both normalised."""
    s = Sheet.of({"P": first, "Q": second}, **more)
    return s, [s.one("P"), s.one("Q")]


class TestDefinition:
    def test_three_definitions(self):
        s, ones = pair(exponential(), given("q", POSITIVE_LINE))
        log_p, log_q = s.world.laws["P"]["logp"], s.world.laws["Q"]["logp"]
        assert s.said("definition", ones, KL).right[2] == sub(log_p, log_q)
        assert s.said("definition", ones, CROSS).right[2] == neg(log_q)
        assert s.said("definition", ones[:1], ("entropy", "P")).right[2] == neg(log_p)
        assert s.said("definition", ones[:1], ("kl", "P", "P")).conditions == frozenset()

    @pytest.mark.parametrize("q", [a, ("log", a), ("mean", "_x", x, "P")], ids=str)
    def test_only_quantities(self, q):
        s, ones = pair(exponential(), normal())
        with refused("not a quantity"):
            s.do("definition", ones, q)

    def test_a_malformed_quantity(self):
        s, ones = pair(exponential(), normal())
        with refused("wrong number of arguments"):
            s.do("definition", ones, ("kl", "P"))

    def test_each_law_is_normalised(self):
        s, (one, other) = pair(exponential(), normal())
        for premises in ([], [one], [one, other, other]):
            with refused("E[1] = 1 for each law"):
                s.do("definition", premises, KL)
        with refused("E[1] = 1 is not proved for P"):
            s.do("definition", [other, one], KL)
        with refused("E[1] = 1 is not proved for Q"):
            s.do("definition", [one, one], KL)

    def test_a_total_that_is_not_one(self):
        """A law of mass 2 has no entropy."""
        s = Sheet.of({"P": density(POSITIVE_LINE, sub(log(rat(2)), x))})
        total = s.do("moment", [], "P", "euler_gamma", sym("_u"), x, (ONE, ONE), (ONE, ONE), ())
        assert s.done[total].right == rat(2)
        with refused("E[1] = 1 is not proved"):
            s.do("definition", [total], ("entropy", "P"))

    @pytest.mark.parametrize(
        ("first", "second", "reason"),
        [
            (poisson(), exponential(), "a discrete law beside a continuous one"),
            (normal(), exponential(), "reaches below"),
            (exponential(), uniform(), "reaches above"),
            (uniform(), uniform(HALF, rat(3, 2)), ">= 0, which is refuted"),
            (uniform(), uniform(rat(-1), HALF), ">= 0, which is refuted"),
        ],
        ids=str,
    )
    def test_the_support_is_covered(self, first, second, reason):
        s = Sheet.of({"P": first, "Q": second})
        ones = [flat(s, law) for law in ("P", "Q")]
        for asked in (KL, CROSS):
            with refused(reason):
                s.do("definition", ones, asked)

    def test_a_cover_that_is_not_known_is_a_condition(self):
        s = Sheet.of({"P": uniform(), "Q": uniform(a, b)}, (sub(b, a),), a=0, b=1)
        ones = [flat(s, "P"), flat(s, "Q")]
        assert s.said("definition", ones, KL).conditions == {("nonnegative", mul(rat(-1), a)), ("nonnegative", add(rat(-1), b))}


def flat(s, law):
    """E[1] = 1 for the laws of these tests."""
    record = s.world.laws[law]
    kind, lo, hi = record["support"]
    if kind == "interval" and hi != INFINITY and not record["unknown"]:
        scale = sub(hi, lo)
        return s.do("moment", [], law, "euler_beta", add(lo, mul(scale, sym("_u"))), div(sub(x, lo), scale), (ONE, ONE), (ONE, ONE), ())
    return s.one(law)


class TestUncovered:
    @pytest.mark.parametrize(
        ("first", "second", "side", "conditions"),
        [
            (normal(), exponential(), "below", set()),
            (exponential(), uniform(), "above", set()),
            (uniform(), uniform(HALF, rat(3, 2)), "below", set()),
            (uniform(), uniform(rat(-1), HALF), "above", set()),
            (poisson(), poisson(ONE, 1), "below", set()),
        ],
        ids=str,
    )
    def test_infinite(self, first, second, side, conditions):
        s = Sheet.of({"P": first, "Q": second})
        ones = [flat(s, "P"), one_of(s, "Q")]
        assert s.said("uncovered", ones, KL, side) == equation(KL, INFINITY, conditions)

    def test_unknown_ends_are_conditions(self):
        s = Sheet.of({"P": uniform(a, b), "Q": uniform(ZERO, c)}, (sub(b, a), c), a=0, b=1, c=1)
        statement = s.said("uncovered", [flat(s, "P"), flat(s, "Q")], KL, "below")
        assert statement.conditions == {("positive", mul(rat(-1), a))}

    def test_an_empty_support_has_no_mass(self):
        s = Sheet.of({"P": given("p", ("interval", a, b)), "Q": given("q", UNIT)}, (), (), a=-1, b=0)
        statement = s.said("uncovered", [s.one("P"), s.one("Q")], KL, "below")
        assert statement.conditions == {("positive", mul(rat(-1), a)), ("positive", add(mul(rat(-1), a), b))}

    def test_a_cross_entropy_of_densities_needs_the_entropy(self):
        """E[-log q; q > 0] may be -oo: then oo - oo."""
        s, ones = Sheet.of({"P": normal(), "Q": exponential()}), []
        ones = [s.one("P"), s.one("Q")]
        assert s.said("uncovered", ones, CROSS, "below").conditions == {("exists", ("entropy", "P"))}
        t = Sheet.of({"P": poisson(), "Q": poisson(ONE, 1)})
        assert t.said("uncovered", [t.one("P"), one_of(t, "Q")], CROSS, "below").conditions == frozenset()

    BAD = (
        (uniform(), uniform(), ("entropy", "P"), "below", "only a divergence or a cross-entropy"),
        (normal(), exponential(), KL, "left", "below or above"),
        (normal(), exponential(), KL, "above", "unbounded on that side"),
        (exponential(), normal(), KL, "below", "unbounded on that side"),
        (poisson(), exponential(), KL, "below", "a discrete law beside a continuous one"),
        (uniform(), uniform(rat(-1), rat(2)), KL, "below", "> 0, which is refuted"),
        (uniform(), uniform(), KL, "above", "> 0, which is refuted"),
        (uniform(), exponential(), KL, "below", "> 0, which is refuted"),
        (given("p", ("interval", ONE, ZERO)), given("q", ("interval", rat(2), rat(3))), KL, "below", "> 0, which is refuted"),
    )

    @pytest.mark.parametrize(("first", "second", "asked", "side", "reason"), BAD, ids=str)
    def test_refused(self, first, second, asked, side, reason):
        s = Sheet.of({"P": first, "Q": second})
        ones = [one_of(s, law) for law in dict.fromkeys(asked[1:])]
        with refused(reason):
            s.do("uncovered", ones, asked, side)

    def test_each_law_is_normalised(self):
        s, (one, other) = pair(normal(), exponential())
        with refused("E[1] = 1 for each law"):
            s.do("uncovered", [one], KL, "below")
        with refused("E[1] = 1 is not proved for P"):
            s.do("uncovered", [other, other], KL, "below")


def one_of(s, law):
    """E[1] = 1, for the shifted Poisson law too."""
    record = s.world.laws[law]
    if record == poisson(ONE, 1):
        return s.do("moment", [], law, "exponential_series", add(sym("_u"), ONE), sub(x, ONE), (ZERO,), (ZERO,), ())
    return flat(s, law)


class TestSums:
    def test_a_sum_over_the_support(self):
        s = Sheet.of(ARRAYS, covers=BOTH_WAYS)
        assert s.said("sum_definition", [], KL).right == ("sum", ("_i0_0",), (("idx", "P", "_i0_0"),), mul(p, sub(log(p), log(q))))
        assert s.said("sum_definition", [], ("entropy", "P")).right == ("sum", ("_i0_0",), (("idx", "P", "_i0_0"),), mul(p, neg(log(p))))

    def test_a_product_of_arrays(self):
        s = Sheet.of({**ARRAYS, "PP": product("P", "P"), "QQ": product("Q", "Q")}, covers=BOTH_WAYS)
        total = s.said("same_sum", [], ("kl", "PP", "QQ"), mul(rat(2), KL))
        assert total.conditions == frozenset()

    def test_explicit_masses(self):
        s = Sheet.of({"P": masses(HALF, HALF, ZERO), "Q": masses(HALF, rat(1, 4), rat(1, 4))})
        start = s.do("sum_definition", [], KL)
        assert s.said("restate", [start], mul(HALF, log(rat(2)))).right == mul(HALF, log(rat(2)))

    BAD = (
        ({"P": array(), "Q": array()}, KL, "bound variable is not discharged"),
        ({"P": array(), "Q": normal()}, KL, "no sum for"),
        ({"P": array(), "Q": array(), "PQ": product("P", "Q"), "PP": product("P")}, ("kl", "PQ", "PP"), "no sum for"),
        ({"N": normal(), "NN": product("N", "N")}, ("entropy", "NN"), "no sum for"),
        ({"P": normal()}, ("entropy", "P"), "no sum for"),
        ({}, ("entropy", "P"), "no sum for"),
        ({"P": masses(HALF, HALF), "Q": masses(THIRD, THIRD, THIRD)}, KL, "masses on different sets"),
        ({"P": masses(HALF, THIRD)}, ("entropy", "P"), "masses that do not total 1"),
        ({"P": masses(HALF, HALF), "Q": masses(HALF, THIRD)}, KL, "masses that do not total 1"),
        ({"P": masses(a, sub(ONE, a))}, ("entropy", "P"), "the sign of a mass is not known"),
        ({"P": masses(rat(2), rat(-1))}, ("entropy", "P"), "the sign of a mass is not known"),
        ({"P": masses(HALF, HALF), "Q": masses(ONE, ZERO)}, KL, "has no mass under Q"),
        ({"P": masses(add(mul(ZERO, power(a, rat(-1))), ONE))}, ("entropy", "P"), "conditions of its own"),
    )

    @pytest.mark.parametrize(("laws", "asked", "reason"), BAD, ids=str)
    def test_refused(self, laws, asked, reason):
        with refused(reason):
            Sheet.of(laws).do("sum_definition", [], asked)

    def test_a_cover_has_a_direction(self):
        s = Sheet.of(ARRAYS, covers=(("P", "Q", (0,)),))
        with refused("bound variable is not discharged"):
            s.do("sum_definition", [], KL)
        s.do("sum_definition", [], ("kl", "Q", "P"))

    def test_not_a_quantity(self):
        with refused("not a quantity"):
            Sheet.of(ARRAYS).do("sum_definition", [], a)


class TestUncoveredClass:
    HALVES = masses(HALF, HALF)

    @pytest.mark.parametrize("asked", [KL, CROSS])
    def test_infinite(self, asked):
        s = Sheet.of({"P": self.HALVES, "Q": masses(ONE, ZERO)})
        assert s.said("uncovered_class", [], asked, 1) == equation(asked, INFINITY)

    BAD = (
        ((HALF, HALF), (ONE, ZERO), ("entropy", "P"), 1, "no such class"),
        ((HALF, HALF), (ONE, ZERO), KL, True, "no such class"),
        ((HALF, HALF), (ONE, ZERO), KL, 2, "no such class"),
        ((HALF, HALF), (ONE, ZERO), KL, -1, "no such class"),
        ((HALF, HALF), (ONE, ZERO), KL, 0, "the class is covered"),
        ((ONE, ZERO), (ONE, ZERO), KL, 1, "the class is covered"),
        ((rat(3), rat(-4)), (ZERO, rat(7)), KL, 0, "masses that do not total 1"),
        ((rat(2), rat(-1)), (ZERO, ONE), KL, 0, "the sign of a mass is not known"),
        ((HALF, HALF), (ZERO, HALF, HALF), KL, 0, "masses on different sets"),
    )

    @pytest.mark.parametrize(("first", "second", "asked", "k", "reason"), BAD, ids=str)
    def test_refused(self, first, second, asked, k, reason):
        s = Sheet.of({"P": masses(*first), "Q": masses(*second)})
        with refused(reason):
            s.do("uncovered_class", [], asked, k)

    def test_not_a_quantity(self):
        with refused("not a quantity"):
            Sheet.of({"P": self.HALVES}).do("uncovered_class", [], ("log", a), 0)


LAWS = {"P": normal(), "Q": normal(ONE), "E": exponential()}


class TestAdditivity:
    def values(self, s, *quantities):
        """Steps that state a value of each quantity; any definition will do."""
        return [s.do("definition", [s.one(law) if law != "Q" else shifted(s) for law in dict.fromkeys(q[1:])], q) for q in quantities]

    def test_a_product(self):
        s = Sheet.of({**LAWS, "PE": product("P", "E")})
        parts = self.values(s, ("entropy", "P"), ("entropy", "E"))
        statement = s.said("additivity", parts, ("entropy", "PE"))
        assert statement.right == add(mul(ONE, ("entropy", "P")), mul(ONE, ("entropy", "E")))

    def test_copies(self):
        powers = {"Pn": {"kind": "power", "factor": "P", "count": add(a, b)}, "Qn": {"kind": "power", "factor": "Q", "count": add(b, a)}}
        s = Sheet.of({**LAWS, **powers})
        statement = s.said("additivity", self.values(s, KL), ("kl", "Pn", "Qn"))
        assert statement.right == mul(add(a, b), KL)

    def test_the_parts_are_the_parts(self):
        s = Sheet.of({**LAWS, "PE": product("P", "E")})
        first, second = self.values(s, ("entropy", "P"), ("entropy", "E"))
        for premises in ([], [first], [second, first], [first, first], [first, second, second]):
            with refused("the premises are not the parts"):
                s.do("additivity", premises, ("entropy", "PE"))

    def test_products_of_different_length(self):
        powers = {"Pn": {"kind": "power", "factor": "P", "count": a}, "Qn": {"kind": "power", "factor": "Q", "count": b}}
        s = Sheet.of({**LAWS, **powers})
        with refused("products of different length"):
            s.do("additivity", self.values(s, KL), ("kl", "Pn", "Qn"))

    @pytest.mark.parametrize("q", [KL, ("kl", "PQ", "P"), ("kl", "PQ", "PQE"), ("kl", "PQ", "Pn"), ("kl", "PQ", "Z")], ids=str)
    def test_products_of_different_shape(self, q):
        laws = {"PQ": product("P", "Q"), "PQE": product("P", "Q", "E"), "Pn": {"kind": "power", "factor": "P", "count": rat(2)}}
        with refused("not products of the same shape"):
            Sheet.of({**LAWS, **laws}).do("additivity", [], q)

    def test_infinite_parts(self):
        s = Sheet.of({**LAWS, "PP": product("P"), "EE": product("E")})
        part = s.do("uncovered", [s.one("P"), s.one("E")], ("kl", "P", "E"), "below")
        with refused("a premise is infinite"):
            s.do("additivity", [part], ("kl", "PP", "EE"))

    def test_a_value_is_computed(self):
        """x = x says nothing of whether the parts are normalised."""
        s = Sheet.of({"D": density(POSITIVE_LINE, neg(mul(rat(2), x))), "DD": product("D")})
        part = s.do("expression", [], ("entropy", "D"))
        with refused("the value of a part is not computed"):
            s.do("additivity", [part], ("entropy", "DD"))

    def test_not_a_quantity(self):
        with refused("not a quantity"):
            Sheet.of(LAWS).do("additivity", [], a)


def shifted(s):
    """E[1] = 1 for Normal(1, 1)."""
    return s.do("moment", [], "Q", "gauss", sym("_u"), x, (ONE, HALF), (ONE, HALF), ())


def test_unbounded_integers_are_not_covered_below():
    """All integers beside the naturals."""
    s = Sheet.of({"P": given("p", ("integers", MINUS_INFINITY, INFINITY)), "Q": given("q", NATURALS)})
    ones = [s.one("P"), s.one("Q")]
    with refused("reaches below"):
        s.do("definition", ones, KL)
    assert s.said("uncovered", ones, KL, "below").right == INFINITY
