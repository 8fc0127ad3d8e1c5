"""Terms: what is not well formed is refused; substitution never captures; derivatives."""

import pytest
from kernel_worlds import refused, x

from symbolic_info.proof.terms import (
    INFINITY,
    MINUS_INFINITY,
    add,
    check,
    diff,
    exp,
    free,
    from_json,
    log,
    mul,
    neg,
    opaque,
    power,
    rat,
    sub,
    subst,
    sym,
)

a, b = sym("a"), sym("b")


def deep(levels):
    t = a
    for _ in range(levels):
        t = log(t)
    return t


WHERE = (("idx", "P", "i"), ("zero", "Q", "i"), ("in", "j", "S"), ("ne", "i", "j"))
WELL_FORMED = [
    a,
    rat(-1, 2),
    ("pi",),
    INFINITY,
    add(a, b),
    mul(a, b, a),
    power(a, b),
    ("polygamma", 16, a),
    ("apply", "f", a),
    ("idx", "P", "i", "j"),
    ("sum", ("i", "j"), WHERE, a),
    ("all", (), (), a, b),
    ("all", ("i", "j"), WHERE, a, b),
    ("mean", "_x", x, "P"),
    ("part", "_x", x, "P", MINUS_INFINITY, a),
    ("entropy", "P"),
    ("cross", "P", "Q"),
    deep(60),
]
MALFORMED = [
    ("a", "not a term"),
    ((), "not a term"),
    (("unknown", a), "not a term"),
    ((1, a), "not a term"),
    ((("sym",), a), "not a term"),
    (["sym", "a"], "not a term"),
    (([], a), "not a term"),
    (deep(61), "deeper than 60"),
    (add(INFINITY, a), "infinity inside"),
    (neg(MINUS_INFINITY), "infinity inside"),
    (("mean", "_x", INFINITY, "P"), "infinity inside"),
    (("log",), "wrong number"),
    (("log", a, b), "wrong number"),
    (("add", a), "wrong number"),
    (("idx", "P"), "wrong number"),
    (("pi", a), "wrong number"),
    (("sym", "1a"), "not a name"),
    (("sym", "a b"), "not a name"),
    (("sym", 1), "not a name"),
    (("sym", "\u0663"), "not a name"),
    (("sym", "a\n"), "not a name"),
    (("sym", "a" * 63), "not a name"),
    (("sum", ("i", "+"), WHERE, a), "not a name"),
    (("sum", (), WHERE, a), "different names"),
    (("sum", ("i", "i"), WHERE, a), "different names"),
    (("sum", "i", WHERE, a), "different names"),
    (("sum", ["i"], WHERE, a), "different names"),
    (("sum", ("i",), [("in", "i", "S")], a), "a tuple of different literals"),
    (("sum", ("i",), (("in", "i", "S"), ("in", "i", "S")), a), "a tuple of different literals"),
    (("sum", ("i",), (["in", "i", "S"],), a), "not a literal of a domain"),
    (("sum", ("i",), ("in",), a), "not a literal of a domain"),
    (("sum", ("i",), (("idx", "P"),), a), "not a literal of a domain"),
    (("sum", ("i",), (("eq", "i", "j"),), a), "not a literal of a domain"),
    (("sum", ("i",), (("idx", "P", "i+"),), a), "not a name"),
    (("sum", ("i",), (("idx", "P", 1),), a), "not a name"),
    (("sum", ("i",), (("in", "i", "S", "T"),), a), "wrong number of names"),
    (("sum", ("i",), (("ne", "i", "j", "k"),), a), "wrong number of names"),
    (("sum", ("i",), (("ne", "i", "i"),), a), "differs from itself"),
    (("all", ("i", "i"), (), a, b), "different names"),
    (("all", ("i",), (("in", "i", "S"),), a), "wrong number"),
    (("mean", "_y", a, "P"), "binds _x"),
    (("mean", "x", a, "P"), "binds _x"),
    (("rat", True, 2), "not an integer"),
    (("rat", 1.0, 2), "not an integer"),
    (("rat", 1, True), "not an integer"),
    (("rat", 2**4096, 1), "not an integer"),
    (("rat", 2, 4), "not a reduced"),
    (("rat", 1, 0), "not a reduced"),
    (("rat", 1, -2), "not a reduced"),
    (("rat", 0, 2), "not a reduced"),
    (("polygamma", True, a), "polygamma of order"),
    (("polygamma", -1, a), "polygamma of order"),
    (("polygamma", 17, a), "polygamma of order"),
    (log(("log",)), "wrong number"),
    (("part", "_x", a, "P", a, ("log",)), "wrong number"),
    (("part", "_x", a, "P", deep(60), a), "deeper"),
]


@pytest.mark.parametrize("t", WELL_FORMED, ids=str)
def test_well_formed(t):
    assert check(t) is t


@pytest.mark.parametrize(("t", "reason"), MALFORMED, ids=lambda v: str(v)[:40])
def test_malformed(t, reason):
    with refused(reason):
        check(t)


@pytest.mark.parametrize("value", [1.5, True, None, {}, "", [1, [2.0]]], ids=repr)
def test_json_that_is_no_term(value):
    with refused("no place in a certificate"):
        from_json(value)


def test_json_lists_are_tuples():
    assert from_json(["rat", 1, [2]]) == ("rat", 1, (2,))


def test_free_names():
    assert free(("part", "_x", mul(x, a), "P", b, x)) == {"a", "b", "_x"}
    assert free(("sum", ("i",), (("idx", "P", "i"),), mul(("idx", "P", "i", "j"), sym("i")))) == {"j"}
    assert free(("mean", "_x", add(x, a), "P")) == {"a"}


def test_what_may_not_exist():
    inner = ("mean", "_x", x, "P")
    assert opaque(add(a, log(mul(inner, ("kl", "P", "Q"))))) == {inner, ("kl", "P", "Q")}


def test_substitution_keeps_out_of_binders():
    assert subst(("mean", "_x", add(x, a), "P"), {"_x": b, "a": rat(2)}) == ("mean", "_x", add(x, rat(2)), "P")
    assert subst(("part", "_x", x, "P", x, a), {"_x": b}) == ("part", "_x", x, "P", b, a)
    assert subst(("idx", "P", "i"), {"i": sym("j")}) == ("idx", "P", "j")


CAPTURES = [
    (("mean", "_x", add(x, a), "P"), {"a": x}),
    (("sum", ("i",), (("idx", "P", "i"),), mul(("idx", "P", "i"), a)), {"a": sym("i")}),  # sum_k n k with n := k
    (("sum", ("i",), (("idx", "P", "i"),), ("sum", ("j",), (("idx", "Q", "j"),), ("idx", "R", "i", "j"))), {"k": a, "a": sym("i")}),
]


@pytest.mark.parametrize(("t", "m"), CAPTURES[:2], ids=str)
def test_capture_is_refused(t, m):
    with refused("capture of"):
        subst(t, m)


def test_an_index_stays_an_index():
    with refused("replaced by an index"):
        subst(("idx", "P", "i"), {"i": rat(1)})


DERIVATIVES = [
    (rat(3), rat(0)),
    (mul(a, x), add(mul(rat(0), x), mul(a, rat(1)))),
    (exp(x), mul(exp(x), rat(1))),
]


@pytest.mark.parametrize(("t", "derivative"), DERIVATIVES, ids=str)
def test_derivative(t, derivative):
    assert diff(t, "_x") == derivative


def test_derivative_in_a_parameter_is_refused():
    """A law may depend on it without showing it: d/dmu of H(Normal(mu, sigma)) is not 0 by inspection."""
    with refused("a law may depend on mu"):
        diff(("entropy", "P"), "mu")


@pytest.mark.parametrize("t", [("abs", x), ("apply", "f", x), ("idx", "P", "_x"), ("part", "_x", a, "P", x, a)], ids=str)
def test_no_derivative(t):
    with refused("no derivative of"):
        diff(t, "_x")


def test_no_derivative_in_the_order_of_an_incomplete_gamma_function():
    with refused("in its order"):
        diff(("ugamma", x, a), "_x")


def test_subtraction_is_written_out():
    assert sub(a, b) == ("add", a, ("mul", ("rat", -1, 1), b))
