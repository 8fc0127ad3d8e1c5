"""Hypotheses, integers above a number, and sums that are split: what they conclude, and what each check refuses."""

import pytest
from index_worlds import ALL, CAUCHY_MEAN, MEAN, OVER_P, OVER_Q, a, n, p, q, s, sheet, v, z
from kernel_worlds import ONE, refused

from symbolic_info.proof.terms import add, log, mul, neg, power, rat, sub

PAIR = (("in", "i", "S"), ("in", "j", "S"))
JOINT = (("idx", "J", "i", "j"),)
UP = ("ceil", v)


# -- hypotheses ----------------------------------------------------------------------------------------------------------


def test_a_hypothesis_is_a_condition():
    found = sheet().said("hypothesis", [], ("i",), OVER_P, q, v, p)
    assert (found.left, found.right) == (s(OVER_P, mul(p, q)), s(OVER_P, mul(p, v)))
    assert ("all", ("all", ("i",), OVER_P, q, v)) in found.conditions


def test_a_hypothesis_about_an_expectation_needs_it_to_exist():
    found = sheet().said("hypothesis", [], (), (), CAUCHY_MEAN, z, ONE)
    assert found.conditions >= {("exists", CAUCHY_MEAN), ("all", ("all", (), (), CAUCHY_MEAN, z))}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((("i",), OVER_P, log(q), v, ONE, 1), "malformed"),
        ((("i",), ALL, log(p), v, ONE), "condition on a bound variable"),
        ((("i",), OVER_P, v, log(v), ONE), "condition on a bound variable"),
        ((("i",), OVER_P, v, v, log(v)), "condition on a bound variable"),
        (((), (), a, z, rat(2)), "an equation without indices is taken as it stands"),
        ((("i",), OVER_P, ("sym", "i"), v, ONE), "an index is no number"),
        (((), OVER_P, a, z, ONE), "an equation without indices is taken as it stands"),
        (((), (), ("sym", "_x"), z, ONE), "mentions the bound name"),
        ((("i",), OVER_P, ("sym", "_x"), v, ONE), "mentions the bound name"),
    ],
    ids=[
        "too many",
        "left side",
        "right side",
        "multiplier",
        "closed multiplier",
        "index as number",
        "domain alone",
        "reserved and closed",
        "reserved name",
    ],
)
def test_a_hypothesis_has_to_make_sense(arguments, why):
    with pytest.raises(Exception, match=why):
        sheet().do("hypothesis", [], *arguments)


def test_an_order_that_is_supposed():
    found = sheet().said("assumed_order", [], sub(ONE, s(OVER_P, mul(p, v))))
    assert found.relation == "<="
    assert ("nonnegative", found.right) in found.conditions
    assert found.tight == {("all", (), (), found.right, rat(0))}
    assert ("exists", CAUCHY_MEAN) in sheet().said("assumed_order", [], add(CAUCHY_MEAN, ONE)).conditions
    with refused("mentions the bound name"):
        sheet().do("assumed_order", [], ("sym", "_x"))
    assert ("positive", a) in sheet().said("assumed_order", [], log(a)).conditions
    assert ("positive", a) in sheet().said("hypothesis", [], ("i",), OVER_P, log(a), v, p).conditions
    assert ("positive", a) in sheet().said("ceiling", [], ("i",), OVER_P, p, log(a), "above").conditions
    with refused("needs"):
        sheet().do("assumed_order", [], log(rat(0)))


@pytest.mark.parametrize("rule", ["hypothesis", "assumed_order", "ceiling"])
def test_no_premises(rule):
    here = sheet()
    premise = here.do("expression", [], a)
    arguments = {"hypothesis": ((), (), a, z, ONE), "assumed_order": (a,), "ceiling": (("i",), OVER_P, p, v, "above")}
    with refused("this needs no premises"):
        here.do(rule, [premise], *arguments[rule])


# -- the least integer above ---------------------------------------------------------------------------------------------


def test_the_least_integer_above():
    above, below = (sheet().said("ceiling", [], ("i",), OVER_P, p, v, side) for side in ("above", "below"))
    assert (above.left, above.relation, above.right) == (s(OVER_P, mul(p, v)), "<=", s(OVER_P, mul(p, UP)))
    assert (below.left, below.relation, below.right) == (s(OVER_P, mul(p, UP)), "<", s(OVER_P, mul(p, add(v, ONE))))
    assert ("exists", MEAN) in sheet().said("ceiling", [], (), (), ONE, MEAN, "above").conditions


@pytest.mark.parametrize(
    ("weight", "x", "side", "why"),
    [
        (v, v, "above", "the sign of the weight"),
        (neg(p), v, "above", "the sign of the weight"),
        (p, log(v), "above", "condition on a bound variable"),
        (p, v, "beside", "above or below"),
        (rat(0), v, "below", "the weights may all vanish"),
        (mul(power(v, rat(2)), p), v, "below", "the weights may all vanish"),
    ],
    ids=["unknown sign", "negative", "undefined", "side", "no weight", "weights that may vanish"],
)
def test_what_the_least_integer_needs(weight, x, side, why):
    with refused(why):
        sheet().do("ceiling", [], ("i",), OVER_P, weight, x, side)


# -- splits --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [("split_at_zero", ("i",), OVER_Q, "body", p), ("split_at_diagonal", ("i", "j"), PAIR, "body", "i", "j")]
)
def test_what_a_split_keeps(arguments):
    rule, indices, domain, _, *more = arguments
    assert ("positive", a) in sheet().said(rule, [], indices, domain, log(a), *more).conditions
    with refused("mentions the bound name"):
        sheet().do(rule, [], indices, domain, ("sym", "_x"), *more)


def test_split_where_an_entry_vanishes():
    found = sheet().said("split_at_zero", [], ("i",), OVER_Q, q, p)
    zero = (*OVER_Q, ("zero", "P", "i"))
    assert (found.left, found.right) == (s(OVER_Q, q), add(s((*OVER_Q, p), q), s(zero, q)))


@pytest.mark.parametrize(
    ("domain", "body", "entry", "why"),
    [
        (ALL, v, v, "an entry of a non-negative array"),
        (ALL, v, a, "an entry of a non-negative array"),
        (ALL, v, ("idx", "P", "k"), "an entry of a non-negative array"),
        (ALL, log(v), p, "condition on a bound variable"),
        (ALL, v, ("idx", "D", "i"), "the entry runs through another space"),
    ],
    ids=["signed", "no entry", "another index", "undefined", "another space"],
)
def test_what_is_not_split_at_zero(domain, body, entry, why):
    with refused(why):
        sheet().do("split_at_zero", [], ("i",), domain, body, entry)


def test_split_at_the_diagonal():
    body = ("idx", "J", "i", "j")
    found = sheet().said("split_at_diagonal", [], ("i", "j"), JOINT, body, "i", "j")
    diagonal = s((("idx", "J", "i", "i"),), ("idx", "J", "i", "i"))
    assert (found.left, found.right) == (s(JOINT, body, ("i", "j")), add(diagonal, s((*JOINT, ("ne", "i", "j")), body, ("i", "j"))))
    counted = sheet().said("split_at_diagonal", [], ("i", "j"), PAIR, ONE, "i", "j")
    scope = sheet().world.normal()
    assert scope.same(counted.right, mul(n, n))


MIXED = (("in", "i", "S"), ("in", "j", "R"))


@pytest.mark.parametrize(
    ("domain", "i", "j", "why"),
    [
        (PAIR, "i", "i", "two indices"),
        (PAIR, "i", "k", "two indices"),
        (MIXED, "i", "j", "two indices|integral|space"),
        ((("in", "i", "R"), ("in", "j", "R"), ("idx", "D", "i"), ("idx", "D", "j")), "i", "j", "the diagonal of a space without a size"),
        ((*PAIR, ("ne", "i", "j")), "i", "j", "already differ"),
        ((*PAIR, ("ne", "j", "i")), "i", "j", "already differ"),
    ],
    ids=["one index", "no index", "two spaces", "no size", "apart", "apart the other way"],
)
def test_what_is_not_split_at_the_diagonal(domain, i, j, why):
    body = mul(("idx", "D", "i"), ("idx", "D", "j")) if "D" in str(domain) else ONE
    with pytest.raises(Exception, match=why):
        sheet().do("split_at_diagonal", [], ("i", "j"), domain, body, i, j)


@pytest.mark.parametrize("rule", ["split_at_zero", "split_at_diagonal"])
def test_a_split_needs_no_premises(rule):
    here = sheet()
    premise = here.do("expression", [], a)
    arguments = {"split_at_zero": (("i",), OVER_Q, q, p), "split_at_diagonal": (("i", "j"), PAIR, ONE, "i", "j")}
    with refused("this needs no premises"):
        here.do(rule, [premise], *arguments[rule])
