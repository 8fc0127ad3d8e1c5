"""Limits: what they are, and where they are refused; every check of the rules has its refusal."""

import pytest
from kernel_worlds import ARRAYS, BOTH_WAYS, HALF, ONE, ZERO, Sheet, refused, support

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, H, add, check, div, exp, free, log, mul, neg, power, rat, sub, subst, sym

a, b, h = sym("a"), sym("b"), sym(H)
P, Q = ("idx", "P", "i"), ("idx", "Q", "i")
RENYI = log(("sum", ("i",), support("P", "i"), mul(P, power(div(P, Q), h))))


def start(*positive):
    return Sheet.of(ARRAYS, positive, BOTH_WAYS, a=1, b=1)


# body, end, limit: DLMF 4.4.13 and 4.4.14, and the signs of what is infinite
GROWTH = [
    (mul(h, log(h)), ZERO, ZERO),
    (mul(power(h, a), power(log(h), rat(3))), ZERO, ZERO),
    (mul(power(h, neg(a)), power(log(h), rat(3))), INFINITY, ZERO),
    (add(b, mul(h, log(h))), ZERO, b),
    (sub(b, div(ONE, h)), INFINITY, b),
    (log(h), ZERO, MINUS_INFINITY),
    (neg(log(h)), ZERO, INFINITY),
    (power(log(h), rat(2)), ZERO, INFINITY),
    (log(h), INFINITY, INFINITY),
    (mul(neg(a), log(h)), INFINITY, MINUS_INFINITY),
    (power(h, neg(a)), ZERO, INFINITY),
    (mul(power(h, neg(a)), log(h)), ZERO, MINUS_INFINITY),
    (mul(power(h, neg(a)), power(log(h), rat(2))), ZERO, INFINITY),
    (power(h, a), INFINITY, INFINITY),
    (mul(rat(-1), power(h, a), log(h)), INFINITY, MINUS_INFINITY),
    (mul(a, log(div(a, h))), ZERO, INFINITY),
    (mul(h, log(div(h, a))), ZERO, ZERO),
    (sub(div(ONE, h), log(h)), ZERO, INFINITY),
    (sub(log(mul(rat(2), h)), log(h)), ZERO, log(rat(2))),
    (sub(exp(log(h)), h), INFINITY, ZERO),
    (b, ZERO, b),
]


@pytest.mark.parametrize(("body", "end", "limit"), GROWTH, ids=str)
def test_growth(body, end, limit):
    s = start(a, b)
    line = s.do("growth", [], body, end)
    assert s.done[line].left == ("limit", H, body, "above" if end == ZERO else "below", end)
    assert s.done[line].right == limit or s.do("restate", [line], limit)
    s.replayed(line, a=1, b=1)


@pytest.mark.parametrize(
    ("body", "end", "reason"),
    [
        (power(h, b), ZERO, "the sign of an exponent is not proved"),
        (mul(b, log(h)), ZERO, "signs differ, or are not proved"),
        (add(div(ONE, h), log(h)), ZERO, "signs differ, or are not proved"),
        (sub(h, log(h)), INFINITY, "signs differ, or are not proved"),
        (exp(h), INFINITY, "not a sum of powers"),
        (log(add(ONE, h)), INFINITY, "not a sum of powers"),
        (div(ONE, log(add(ONE, h))), ZERO, "not a sum of powers"),
        (mul(h, power(log(h), rat(9))), ZERO, "not a sum of powers"),
        (power(h, h), ZERO, "not a sum of powers"),
        (power(rat(2), h), ZERO, "not a sum of powers"),
        (("abs", sub(h, ONE)), ZERO, "not a sum of powers"),
        (("idx", "P", H), ZERO, "not a sum of powers"),
        (h, ONE, "a limit at 0 or at infinity"),
        (h, MINUS_INFINITY, "a limit at 0 or at infinity"),
        (log(sub(ONE, h)), ZERO, "condition on a bound variable"),
        (log(neg(h)), ZERO, "which is refuted"),
        (div(ONE, log(h)), ZERO, "condition on a bound variable"),
        (sym("_x"), ZERO, "mentions the bound name"),
        (("log",), ZERO, "wrong number of arguments"),
        (INFINITY, ZERO, "infinity inside a term"),
    ],
    ids=str,
)
def test_growth_refuses(body, end, reason):
    with refused(reason):
        start(a).do("growth", [], body, end)


def test_what_a_limit_needs_is_kept():
    """log b h is defined where b > 0, and log h tends to log b at b > 0."""
    assert start().said("growth", [], mul(log(b), h), ZERO).conditions == {("positive", b)}
    assert start().said("continuity", [], log(h), "above", b).conditions == {("positive", b)}


def test_a_positive_power_beats_no_power():
    """x^-a log x does not tend to 0 at 0, nor x^a log x at infinity: the exponent's sign decides."""
    for body, end in ((mul(power(h, neg(a)), log(h)), ZERO), (mul(power(h, a), log(h)), INFINITY)):
        s = start(a)
        line = s.do("growth", [], body, end)
        assert s.done[line].right in (INFINITY, MINUS_INFINITY)


# f, g, order, point, limit: Taylor polynomials
RATIOS = [
    (sub(exp(h), ONE), h, 1, ZERO, ONE),
    (log(add(ONE, mul(a, h))), h, 1, ZERO, a),
    (sub(power(h, rat(2)), ONE), sub(h, ONE), 1, ONE, rat(2)),
    (sub(sub(exp(h), ONE), h), power(h, rat(2)), 2, ZERO, HALF),
    (sub(mul(h, h), mul(rat(2), h, a)), sub(mul(h, h), mul(rat(4), a, a)), 1, mul(rat(2), a), HALF),
    (RENYI, h, 1, ZERO, ("kl", "P", "Q")),
]


@pytest.mark.parametrize(("f", "g", "times", "point", "limit"), RATIOS, ids=str)
def test_vanishing_ratio(f, g, times, point, limit):
    s = start(a, b)
    line = s.do("vanishing_ratio", [], f, g, times, point)
    assert s.done[line].left == ("limit", H, div(f, g), "both", point)
    assert s.do("chain", [line, s.do("same_sum", [], s.done[line].right, limit)])
    s.replayed(line, a=1, b=1)


@pytest.mark.parametrize(
    ("f", "g", "times", "point", "reason"),
    [
        (add(h, ONE), h, 1, ZERO, "lower order is not proved to vanish"),
        (h, add(h, ONE), 1, ZERO, "lower order is not proved to vanish"),
        (h, power(h, rat(2)), 2, ZERO, "lower order is not proved to vanish"),
        (power(h, rat(2)), h, 2, ZERO, "lower order is not proved to vanish"),
        (h, power(h, rat(2)), 1, ZERO, "division by zero"),
        (sub(("abs", h), ZERO), h, 1, ZERO, "no derivative of abs"),
        (h, ("abs", h), 1, ZERO, "no derivative of abs"),
        (h, h, 0, ZERO, "derivative of order 0"),
        (h, h, 1, INFINITY, "infinity inside a term"),
        (h, h, 1, sym("_x"), "mentions the bound name"),
        (log(h), sub(h, ONE), 1, ZERO, "which is refuted"),
    ],
    ids=str,
)
def test_vanishing_ratio_refuses(f, g, times, point, reason):
    with refused(reason):
        start(a).do("vanishing_ratio", [], f, g, times, point)


def test_a_slope_that_may_vanish_is_a_condition():
    assert start().said("vanishing_ratio", [], h, mul(a, h), 1, ZERO).conditions == {("nonzero", a)}


@pytest.mark.parametrize("side", ["above", "below", "both"])
def test_continuity(side):
    s = start(a, b)
    line = s.do("continuity", [], log(add(ONE, mul(h, h))), side, a)
    assert s.done[line] == ((), ("limit", H, log(add(ONE, mul(h, h))), side, a), log(add(ONE, power(a, rat(2)))), frozenset(), "=", None)
    s.replayed(line, a=1, b=1)


@pytest.mark.parametrize(
    ("body", "side", "point", "reason"),
    [
        (("ceil", h), "above", ZERO, "no derivative of ceil"),
        (power(rat(-1), h), "both", rat(2), "which is refuted"),
        (log(h), "above", ZERO, "which is refuted"),
        (h, "left", ZERO, "a limit from above, from below or from both sides"),
        (h, "both", INFINITY, "infinity inside a term"),
        (sym("_x"), "both", ZERO, "mentions the bound name"),
    ],
    ids=str,
)
def test_continuity_refuses(body, side, point, reason):
    with refused(reason):
        start(a).do("continuity", [], body, side, point)


def test_no_premises():
    s = start()
    line = s.do("growth", [], h, ZERO)
    for rule, arguments in (("growth", (h, ZERO)), ("vanishing_ratio", (h, h, 1, ZERO)), ("continuity", (h, "both", ZERO))):
        with refused("a limit needs no premises"):
            s.do(rule, [line], *arguments)


def test_a_limit_is_no_number_for_other_rules():
    s = start()
    finite, infinite = s.do("growth", [], mul(h, log(h)), ZERO), s.do("growth", [], log(h), ZERO)
    with refused("limit has no normal form"):
        s.do("expression", [], s.done[finite].left)
    with refused("a premise is infinite"):
        s.do("combine", [infinite], ZERO, ZERO, "<=", (ZERO,))


@pytest.mark.parametrize(
    ("t", "reason"),
    [
        (("limit", "_x", h, "both", ZERO), "a limit or a derivative binds _h"),
        (("derivative", "_x", h, 1, ZERO), "a limit or a derivative binds _h"),
        (("limit", H, h, 1, ZERO), "a limit from above, from below or from both sides"),
        (("limit", H, INFINITY, "both", ZERO), "infinity inside a term"),
        (("derivative", H, h, 1, INFINITY), "infinity inside a term"),
        (("limit", H, h, "both"), "wrong number of arguments"),
    ],
    ids=str,
)
def test_not_well_formed(t, reason):
    with refused(reason):
        check(t)


def test_what_moves_is_bound():
    """Only in the body: the point lies outside."""
    for term in (("limit", H, mul(h, a), "both", b), ("derivative", H, mul(h, a), 1, b)):
        assert check(term) is term
        assert free(term) == {"a", "b"}
        assert free((*term[:-1], h)) == {"a", H}
        assert subst(term, {"a": b, "b": a, H: a}) == (*term[:2], mul(h, b), term[3], a)
        with refused(f"capture of ['{H}']"):
            subst(term, {"a": h})
