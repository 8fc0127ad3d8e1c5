"""Laws on one integer: the rule and its refusals."""

import pytest
from kernel_worlds import NATURALS, ONE, ZERO, Sheet, density, refused, uniform, x

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, log, mul, power, rat, sub, sym
from symbolic_info.rules.expectation import mean

a, c = sym("a"), sym("c")


def at(lo, hi, log_mass=ZERO):
    return density(("integers", lo, hi), log_mass)


def said(law, f, under=()):
    return Sheet.of({"P": law}).said("single_point", [], "P", f, under=under)


def test_the_value_there():
    found = said(at(c, c), add(power(x, rat(2)), a))
    assert (found.left, found.conditions) == (mean("P", add(power(x, rat(2)), a)), frozenset())
    assert Sheet.of({}).world.normal().same(found.right, add(power(c, rat(2)), a))


def test_the_mass_counts():
    assert said(at(c, c, log(rat(2))), x).right == mul(rat(2), c)


def test_ends_that_are_one_number():
    assert said(at(add(c, ONE), sub(c, rat(-1))), ONE).right == ONE


def test_what_is_not_defined_there_is_a_condition():
    """E log X = log c is said for c > 0 alone."""
    assert said(at(c, c), log(x)).conditions == {("positive", c)}
    assert said(at(c, c), div(ONE, x)).conditions == {("nonzero", c)}
    with refused("division by zero"):
        said(at(ZERO, ZERO), div(ONE, x))


BAD = (
    (at(c, add(c, ONE)), ONE, "not proved to be one point"),
    (at(a, c), ONE, "not proved to be one point"),
    (density(NATURALS, ZERO), ONE, "between two ends"),
    (at(MINUS_INFINITY, INFINITY), ONE, "between two ends"),
    (at(MINUS_INFINITY, c), ONE, "between two ends"),
    (uniform(c, c), ONE, "not a run of integers"),
    (at(c, c), sym("_y"), "mentions the bound name _y"),
    (at(c, c), mean("P", x), "an expectation or a quantity inside an expectation"),
)


@pytest.mark.parametrize(("law", "f", "reason"), BAD, ids=str)
def test_refused(law, f, reason):
    """A uniform law on (c, c) has no mass; two integers are two values."""
    with refused(reason):
        said(law, f)
