"""Supporting lines that move with the index: examples, and each refusal beside the lie that it prevents."""

import pytest
from index_worlds import CAUCHY_MEAN, LINE, MEAN, MINUS_LOG, OVER_P, POSITIVE, SQUARE, a, p, q, s, sheet, v, z
from kernel_worlds import HALF, ONE, ZERO, refused, u

from symbolic_info.proof.terms import INFINITY, add, div, log, mul, neg, power, rat, sub


def line(f=SQUARE, g=v, c=p, ends=LINE, weight=p, indices=("i",), domain=OVER_P, here=None, premises=()):
    return (here or sheet()).said("moving_line", list(premises), indices, domain, weight, f, g, c, *ends)


def test_a_point_at_every_index():
    """p_i (2 p_i v_i - p_i^2) <= p_i v_i^2."""
    found = line()
    assert (found.relation, found.conditions) == ("<=", frozenset())
    assert found.right == s(OVER_P, mul(p, power(v, rat(2))))
    assert found.tight == {("all", ("i",), OVER_P, mul(p, v), mul(p, p))}


def test_the_line_touches_at_its_point():
    """At g = c the two sides are one number: log p <= log p."""
    here = sheet()
    step = here.do("moving_line", [], ("i",), OVER_P, p, MINUS_LOG, p, p, *POSITIVE)
    assert here.world.normal().same(here.done[step].left, here.done[step].right)


def test_a_linear_function_says_nothing_of_equality():
    assert line(u).tight is None


AT_INDEX = {
    "the function": {"f": mul(q, SQUARE)},
    "the lower end": {"f": MINUS_LOG, "g": q, "c": q, "ends": (neg(q), INFINITY)},
    "the upper end": {"f": MINUS_LOG, "g": q, "c": q, "ends": (ZERO, add(q, rat(2)))},
}


@pytest.mark.parametrize("what", AT_INDEX.values(), ids=AT_INDEX)
def test_one_function_for_all(what):
    with refused("the function does not depend on the index"):
        line(**what)


@pytest.mark.parametrize("f", [log(u), neg(SQUARE), power(u, HALF), mul(z, SQUARE)], ids=str)
def test_not_convex(f):
    """log 4 <= log 1 + (4 - 1): a concave function lies below its lines."""
    with refused("the function is not proved convex"):
        line(f, q, p, POSITIVE)


OUTSIDE = {
    "an argument that may be beyond": (v, p, POSITIVE),
    "a point that may be beyond": (q, v, POSITIVE),
    "a point at the end": (q, ZERO, POSITIVE),
    "a point above": (HALF, add(p, ONE), (ZERO, ONE)),
    "an argument above": (add(q, rat(2)), HALF, (ZERO, ONE)),
}


@pytest.mark.parametrize(("g", "c", "ends"), OUTSIDE.values(), ids=OUTSIDE)
def test_arguments_inside(g, c, ends):
    with refused("the argument leaves the interval"):
        line(MINUS_LOG, g, c, ends)


@pytest.mark.parametrize("weight", [v, neg(p), sub(p, q), z], ids=str)
def test_a_weight_that_may_be_negative(weight):
    with refused("the sign of the weight is not proved"):
        line(weight=weight)


def test_arguments_are_defined_where_they_are_used():
    for what in ({"g": div(ONE, v)}, {"c": div(ONE, v)}, {"weight": mul(p, div(v, v))}):
        with refused("a bound variable is not discharged"):
            line(**what)
    assert line(c=log(z)).conditions == {("positive", z)}


def test_an_expectation_has_to_exist():
    assert line(SQUARE, MEAN, a, LINE, ONE, (), ()).conditions == {("exists", MEAN)}
    assert line(SQUARE, a, CAUCHY_MEAN, LINE, ONE, (), ()).conditions == {("exists", CAUCHY_MEAN)}


def test_a_domain_without_indices():
    with refused("a domain without indices"):
        line(indices=(), g=ONE, c=ONE, weight=ONE)


def test_no_premises():
    here = sheet()
    here.do("expression", [], a)
    with refused("a supporting line needs no premises"):
        line(here=here, premises=[0])
