"""The positive part of 1 - e^r, r a line: one part of an expectation.  Every check has its refusal."""

import pytest
from kernel_worlds import HALF, LINE, ONE, ZERO, Sheet, density, exponential, normal, poisson, refused, uniform, x

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, X, add, div, exp, log, mul, neg, rat, sub, sym
from symbolic_info.rules.positive_part import excess

a, b, c = sym("a"), sym("b"), sym("c")
TWO = rat(2)
RISING = sub(x, ONE)  # 1 - e^r is positive below 1
FALLING = sub(ONE, x)


def said(law, r, slope, at, side, f=None, **more):
    s = Sheet.of({"P": law}, **more)
    return s.said("positive_part", [], "P", excess(r)[1] if f is None else f, r, slope, at, side)


def test_below_where_r_rises_and_above_where_it_falls():
    below = said(normal(), RISING, ONE, ONE, "below")
    assert below.left == ("mean", X, excess(RISING)[1], "P")
    assert below.right == ("part", X, excess(RISING)[0], "P", MINUS_INFINITY, ONE)
    above = said(exponential(), FALLING, neg(ONE), ONE, "above")
    assert above.right == ("part", X, excess(FALLING)[0], "P", ONE, INFINITY)
    assert not below.conditions | above.conditions


def test_the_crossing_of_two_exponential_densities():
    """r = log(b/a) + (a - b) x, which vanishes at log(a/b)/(a - b) > 0, whichever is larger."""
    r = add(log(b), neg(log(a)), mul(sub(a, b), x))
    at = div(sub(log(a), log(b)), sub(a, b))
    found = said(exponential(a), r, sub(a, b), at, "below", positive=(b, sub(a, b)), a=2, b=1)
    assert found.right[4:] == (ZERO, at)
    assert not found.conditions


def test_what_is_not_known_is_a_condition():
    found = said(uniform(), mul(a, sub(x, c)), a, c, "below", a=1, c=1)
    assert found.conditions == {("positive", a), ("positive", c), ("positive", sub(ONE, c))}
    falls = said(normal(), mul(a, sub(x, c)), a, c, "above", a=-1, c=1)
    assert falls.conditions == {("positive", neg(a))}
    kept = said(normal(), add(RISING, log(b), neg(log(b))), ONE, ONE, "below", b=1)
    assert kept.conditions == {("positive", b)}


@pytest.mark.parametrize(
    ("law", "r", "slope", "at", "side", "reason"),
    [
        (poisson(), RISING, ONE, ONE, "below", "a law on the line"),
        (normal(), RISING, ONE, ONE, "beside", "the side of a point"),
        (normal(), RISING, ONE, ONE, "above", "which is refuted"),
        (normal(), FALLING, neg(ONE), ONE, "below", "which is refuted"),
        (normal(), RISING, ONE, ZERO, "below", "the exponent is not this line"),
        (normal(), RISING, TWO, ONE, "below", "the exponent is not this line"),
        (normal(), mul(x, x), ONE, ZERO, "below", "the exponent is not this line"),
        (exponential(), add(x, ONE), ONE, rat(-1), "below", "which is refuted"),
        (uniform(), sub(x, TWO), ONE, TWO, "below", "which is refuted"),
        (normal(), add(RISING, sym("_u")), ONE, ONE, "below", "mentions the bound name _u"),
        (normal(), RISING, add(ONE, sub(x, x)), ONE, "below", "mentions the bound name _x"),
        (normal(), RISING, ONE, add(ONE, sub(x, x)), "below", "mentions the bound name _x"),
        (normal(), mul(("rat", 2, 2), RISING), ONE, ONE, "below", "not a reduced rational"),
        (normal(), RISING, ("rat", 2, 2), ONE, "below", "not a reduced rational"),
        (normal(), RISING, ONE, ("rat", 2, 2), "below", "not a reduced rational"),
    ],
    ids=str,
)
def test_refused(law, r, slope, at, side, reason):
    with refused(reason):
        said(law, r, slope, at, side)


@pytest.mark.parametrize(
    "f",
    [
        excess(RISING)[0],
        ("abs", excess(RISING)[0]),
        mul(HALF, sub(excess(RISING)[0], ("abs", excess(RISING)[0]))),
        excess(mul(TWO, RISING))[1],
        mul(TWO, excess(RISING)[1]),
    ],
    ids=str,
)
def test_another_function(f):
    with refused("not the positive part of 1 - e^r"):
        said(normal(), RISING, ONE, ONE, "below", f)


def test_a_function_or_an_exponent_that_holds_another_bound_name():
    nothing = sub(sym("_u"), sym("_u"))
    for r, f in ((RISING, add(excess(RISING)[1], nothing)), (add(RISING, nothing), excess(RISING)[1])):
        with refused("mentions the bound name _u"):
            said(normal(), r, ONE, ONE, "below", f)


def test_a_density_that_bends():
    law = density(LINE, neg(("abs", x)))
    assert said(law, RISING, ONE, ONE, "below").right[4:] == (MINUS_INFINITY, ONE)
    with refused("infinity has no normal form"):
        said(law, RISING, ONE, INFINITY, "below")


def test_the_excess_is_what_it_says():
    assert excess(ZERO)[0] == sub(ONE, exp(ZERO))
