"""Absolute values: examples, and each refusal beside the lie that it prevents."""

import pytest
from index_worlds import ALL, MEAN, OVER_P, a, p, q, s, sheet, v, z
from kernel_worlds import ONE, ZERO, refused, support

from symbolic_info.proof.terms import add, div, log, mul, neg, rat, sub

AT = (("i",), OVER_P)
RULES = {"absolute_product": (v, sub(p, q)), "absolute_square": (v,), "triangle": ((((), (), p), ((), (), neg(q))),)}


def absolute(t):
    return ("abs", t)


class TestProduct:
    def test_at_every_point(self):
        found = sheet().said("absolute_product", [], *AT, p, v, sub(p, q))
        assert (found.relation, found.conditions) == ("=", frozenset())
        assert found.left == s(OVER_P, mul(p, mul(absolute(v), absolute(sub(p, q)))))
        assert found.right == s(OVER_P, mul(p, absolute(mul(v, sub(p, q)))))

    def test_a_weight_of_any_sign(self):
        assert sheet().said("absolute_product", [], *AT, neg(p), v, q).relation == "="

    def test_a_number_that_has_to_exist(self):
        assert ("exists", MEAN) in sheet().said("absolute_product", [], (), (), ONE, MEAN, a).conditions


class TestSquare:
    def test_at_every_point(self):
        found = sheet().said("absolute_square", [], *AT, p, v)
        assert found.left == s(OVER_P, mul(p, mul(absolute(v), absolute(v))))
        assert found.right == s(OVER_P, mul(p, mul(v, v)))
        assert found.relation == "="

    def test_a_condition_on_parameters_is_kept(self):
        assert sheet().said("absolute_square", [], (), (), ONE, log(z)).conditions == {("positive", z)}


class TestTriangle:
    def test_two_terms(self):
        found = sheet().said("triangle", [], *AT, p, (((), (), p), ((), (), neg(q))))
        assert (found.relation, found.conditions, found.tight) == ("<=", frozenset(), None)
        assert found.left == s(OVER_P, mul(p, absolute(add(p, neg(q)))))
        assert found.right == s(OVER_P, mul(p, add(absolute(p), absolute(neg(q)))))

    def test_a_sum_inside(self):
        inner = ("j",), (("in", "j", "S"),), mul(v, ("idx", "F", "j"))
        found = sheet().said("triangle", [], ("i",), ALL, ONE, (inner,))
        assert found.left == s(ALL, mul(ONE, absolute(("sum", *inner))))
        assert found.right == s(ALL, mul(ONE, ("sum", *inner[:2], absolute(inner[2]))))

    @pytest.mark.parametrize("weight", [v, neg(p), sub(p, q), z], ids=str)
    def test_a_weight_that_may_be_negative(self, weight):
        """-|1 - 1| <= -(|1| + |-1|) would be 0 <= -2."""
        with refused("the sign of the weight is not proved"):
            sheet().do("triangle", [], *AT, weight, (((), (), ONE), ((), (), rat(-1))))

    def test_nothing_to_add(self):
        with refused("nothing to add up"):
            sheet().do("triangle", [], *AT, p, ())

    def test_an_integral_has_to_exist(self):
        """|integral of d v| <= integral of |d v| says nothing where the integrals do not exist."""
        d = ("idx", "D", "i")
        part = ("i",), support("D", "i"), mul(d, log(d))
        found = sheet().said("triangle", [], (), (), ONE, (part,))
        assert {kind for kind, _ in found.conditions} == {"exists"}
        assert len(found.conditions) == 2


@pytest.mark.parametrize("rule", RULES)
class TestAll:
    def test_no_premises(self, rule):
        here = sheet()
        here.do("pointwise", [], (), (), ONE)
        if rule != "triangle":
            here.do("expression", [], a)
        with refused("absolute values need no premises" if rule != "triangle" else "a premise states an inequality"):
            here.do(rule, [len(here.done) - 1], *AT, p, *RULES[rule])

    def test_what_is_not_defined_at_every_point(self, rule):
        bad = div(ONE, v)
        arguments = {"absolute_product": (bad, q), "absolute_square": (bad,), "triangle": ((((), (), bad),),)}[rule]
        with refused("a bound variable is not discharged"):
            sheet().do(rule, [], *AT, p, *arguments)
        with refused("a bound variable is not discharged"):
            sheet().do(rule, [], *AT, mul(p, log(v)), *RULES[rule])

    def test_a_domain_without_indices(self, rule):
        with refused("a domain without indices"):
            sheet().do(rule, [], (), OVER_P, ONE, *RULES[rule])

    def test_an_index_is_no_number(self, rule):
        with refused("an index is no number"):
            sheet().do(rule, [], *AT, ("sym", "i"), *RULES[rule])


def test_a_premise_of_a_triangle():
    here = sheet()
    here.do("expression", [], a)
    with refused("absolute values need no premises"):
        here.do("triangle", [0], *AT, p, *RULES["triangle"])


def test_zero():
    assert sheet().said("absolute_square", [], (), (), ONE, ZERO).right == mul(ONE, mul(ZERO, ZERO))
