"""Derivatives: what they are, and where they are refused; every check of the rule has its refusal."""

import pytest
from kernel_worlds import ARRAYS, BOTH_WAYS, HALF, ONE, ZERO, Sheet, array, exponential, refused, support

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.terms import INFINITY, PI, H, add, div, exp, log, mul, neg, power, rat, sub, sym

a, b, h = sym("a"), sym("b"), sym(H)
P, V = ("idx", "P", "i"), ("idx", "V", "i")
WORLD = {**ARRAYS, "V": array(role="values"), "W": array(2, given=1), "F": array(space="R"), "E": exponential()}


def start(covers=()):
    return Sheet.of(WORLD, covers=covers)


def summed(body, domain=(("idx", "P", "i"),)):
    return ("sum", ("i",), domain, body)


# body, order, point, value: from the tables of a first course
EXAMPLES = [
    (a, 1, b, ZERO),
    (h, 1, b, ONE),
    (h, 2, b, ZERO),
    (power(h, rat(3)), 2, b, mul(rat(6), b)),
    (power(h, rat(2)), 1, ZERO, ZERO),
    (add(mul(h, h, h), h), 1, b, add(mul(rat(3), b, b), ONE)),
    (exp(mul(a, h)), 3, ZERO, power(a, rat(3))),
    (exp(neg(mul(h, h))), 2, ZERO, rat(-2)),
    (log(add(ONE, mul(a, h))), 2, ZERO, neg(mul(a, a))),
    (div(ONE, add(ONE, h)), 2, ZERO, rat(2)),
    (power(add(ONE, h), HALF), 2, ZERO, rat(-1, 4)),
    (power(add(ONE, h), a), 2, ZERO, mul(a, sub(a, ONE))),
    (power(rat(2), h), 1, ZERO, log(rat(2))),
    (power(h, h), 1, ONE, ONE),
    (("lgamma", h), 1, ONE, ("polygamma", 0, ONE)),
    (("polygamma", 1, h), 1, ONE, ("polygamma", 2, ONE)),
    (("erf", h), 1, ZERO, mul(rat(2), power(PI, rat(-1, 2)))),
    (mul(("abs", a), h), 1, b, ("abs", a)),
    (summed(mul(P, log(add(P, mul(h, V))))), 1, ZERO, summed(V)),
    (summed(mul(P, log(add(P, mul(h, V))))), 2, ZERO, neg(summed(div(mul(V, V), P)))),
    (log(summed(mul(P, exp(mul(h, V))))), 1, ZERO, summed(mul(P, V))),
    (
        log(summed(mul(P, exp(mul(h, V))))),
        2,
        ZERO,
        sub(summed(mul(P, V, V)), power(summed(mul(P, V)), rat(2))),
    ),
    (summed(mul(h, P), (("zero", "Q", "i"),)), 1, ZERO, summed(P, (("zero", "Q", "i"),))),
]


@pytest.mark.parametrize(("body", "times", "point", "value"), EXAMPLES, ids=str)
def test_what_it_is(body, times, point, value):
    s = start()
    line = s.do("derivative", [], body, times, point)
    assert s.done[line].left == ("derivative", H, body, times, point)
    assert s.do("restate", [line], value)
    s.replayed(line)


@pytest.mark.parametrize(
    ("body", "point", "condition"), [(log(h), a, "positive"), (div(ONE, h), a, "nonzero"), (power(h, b), a, "positive")], ids=str
)
def test_what_it_needs_is_kept(body, point, condition):
    """The condition holds around the point as well, since it is strict."""
    assert (condition, a) in start().said("derivative", [], body, 1, point).conditions


def test_what_falls_out_has_to_exist():
    """D h has the second derivative 0 where D is finite."""
    divergence = ("kl", "P", "Q")
    for times, value in ((1, divergence), (2, ZERO)):
        said = start(covers=BOTH_WAYS).said("derivative", [], mul(divergence, h), times, ZERO)
        assert (said.right, said.conditions) == (value, {("exists", divergence)})


def test_a_moving_exponent_needs_a_positive_base():
    """(-2)^h is a number at h = 2, but not around it."""
    with refused("> 0, which is refuted"):
        start().do("derivative", [], power(rat(-2), h), 1, rat(2))


def test_what_the_derivative_needs_is_asked_for_at_each_order():
    """sqrt(h) is 0 at 0, and not differentiable."""
    for body in (power(h, HALF), power(h, rat(3, 2)), log(h), div(ONE, h)):
        with pytest.raises(Rejected, match=r"refuted|division by zero"):
            start().do("derivative", [], body, 1, ZERO)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (("abs", h), "no derivative of abs"),
        (("ceil", h), "no derivative of ceil"),
        (("apply", "f", h), "no derivative of apply"),
        (("ugamma", ONE, h), "no derivative of ugamma"),
        (("mean", "_x", mul(h, sym("_x")), "E"), "no derivative of mean"),
        (("part", "_x", ONE, "E", ZERO, h), "no derivative of part"),
        (("derivative", H, mul(h, h), 1, h), "derivative has no normal form"),
    ],
    ids=str,
)
def test_heads_without_a_derivative(body, reason):
    with refused(reason):
        start().do("derivative", [], body, 1, ONE)


def test_an_integral_is_not_differentiated():
    """The derivative of the integral of f exp(h v) needs a bound that nothing states."""
    body = summed(mul(("idx", "F", "i"), h), support("F", "i"))
    with refused("an integral is not differentiated under its sign"):
        start().do("derivative", [], body, 1, ZERO)


def test_an_integral_that_does_not_move():
    integral = summed(("idx", "F", "i"), support("F", "i"))
    assert start().said("derivative", [], add(h, integral), 1, ZERO).right == ONE


def test_a_domain_that_moves():
    """What moves is a number; as an index it would change the terms that are summed."""
    body = summed(h, (("idx", "W", H, "i"),))
    with refused("the domain of the sum moves"):
        start().do("derivative", [], body, 1, a)
    with refused("no derivative of idx"):
        start().do("derivative", [], ("idx", "P", H), 1, a)


def test_an_index_of_that_name_does_not_move():
    """A sum may bind the name itself."""
    body = ("sum", (H,), (("idx", "P", H),), mul(("idx", "P", H), log(("idx", "P", H))))
    assert start().said("derivative", [], body, 1, a).right == ZERO


def test_capture():
    """A point called like an index of a sum: refused, not renamed."""
    body = summed(mul(h, P))
    with refused("capture of ['i']"):
        start().do("derivative", [], body, 1, sym("i"))


@pytest.mark.parametrize(
    ("body", "times", "point", "reason"),
    [
        (h, 0, ZERO, "derivative of order 0"),
        (h, 5, ZERO, "derivative of order 5"),
        (h, True, ZERO, "derivative of order True"),
        (h, 1, INFINITY, "infinity inside a term"),
        (INFINITY, 1, ZERO, "infinity inside a term"),
        (("log",), 1, ZERO, "wrong number of arguments"),
        (h, 1, h, "mentions the bound name"),
        (sym("_x"), 1, ZERO, "mentions the bound name"),
        (ONE, 1, log(rat(-1)), "which is refuted"),
    ],
    ids=str,
)
def test_arguments(body, times, point, reason):
    with refused(reason):
        start().do("derivative", [], body, times, point)


def test_no_premises():
    s = start()
    with refused("a derivative needs no premises"):
        s.do("derivative", [s.do("derivative", [], h, 1, ZERO)], h, 1, ZERO)


def test_a_derivative_is_no_number_for_other_rules():
    """It is what a statement is about: nothing takes it apart, adds it up or puts it in."""
    s = start()
    line = s.do("derivative", [], h, 1, ZERO)
    term = s.done[line].left
    for rule, premises, arguments in (
        ("expression", [], (term,)),
        ("combine", [line], (ZERO, ZERO, "<=", (ZERO,))),
        ("same_sum", [], (term, ONE)),
        ("hypothesis", [], ((), (), term, ZERO, ONE)),
    ):
        with refused("derivative has no normal form"):
            s.do(rule, premises, *arguments)
    with refused("only an expectation or a quantity is replaced"):
        s.do("substitute", [s.do("expression", [], a), line])
