"""A sum of sums: every check of the rule has its refusal."""

import pytest
from kernel_worlds import ARRAYS, ONE, Sheet, array, refused, support

from symbolic_info.proof.terms import H, div, mul, sym

P, Q, W, V = ("idx", "P", "i"), ("idx", "Q", "j"), ("idx", "W", "i", "j"), ("idx", "V", "j")
WORLD = {**ARRAYS, "V": array(role="values"), "W": array(2, given=1), "F": array(space="R"), "G": array(space="R")}
INNER = ("sum", ("j",), support("W", "i", "j"), mul(W, V))


def start():
    return Sheet.of(WORLD)


def test_one_sum_over_pairs():
    s = start()
    said = s.said("double_sum", [], ("i",), support("P", "i"), P, INNER)
    assert said.left == ("sum", ("i",), support("P", "i"), mul(P, INNER))
    assert said.right == ("sum", ("i", "j"), (*support("P", "i"), *support("W", "i", "j")), mul(P, mul(W, V)))
    s.replayed(0)


def test_what_the_sums_need_is_kept():
    said = start().said("double_sum", [], ("i",), support("P", "i"), div(P, sym("b")), INNER)
    assert said.conditions == {("nonzero", sym("b"))}


@pytest.mark.parametrize(
    ("indices", "domain", "a", "inner", "reason"),
    [
        (("i",), support("P", "i"), P, P, "a sum of sums"),
        (("j",), support("P", "j"), ("idx", "P", "j"), ("sum", ("j",), support("Q", "j"), Q), "an index stands in both sums"),
        (("i",), support("P", "i"), mul(P, V), ("sum", ("j",), support("Q", "j"), Q), "an index stands in both sums"),
        (("i",), support("W", "i", "j"), P, ("sum", ("j",), support("Q", "j"), Q), "an index stands in both sums"),
        (("i",), support("F", "i"), ("idx", "F", "i"), ("sum", ("j",), support("Q", "j"), Q), "integrals are not exchanged"),
        (("i",), support("P", "i"), P, ("sum", ("j",), support("G", "j"), ("idx", "G", "j")), "integrals are not exchanged"),
        (("i",), support("P", "i"), sym(H), ("sum", ("j",), support("Q", "j"), Q), "mentions the bound name"),
        (("i",), support("P", "i"), ("log",), INNER, "wrong number of arguments"),
        (("i",), (), ONE, ("sum", ("j",), support("Q", "j"), Q), "no literal says where the index i runs"),
    ],
    ids=str,
)
def test_refuses(indices, domain, a, inner, reason):
    with refused(reason):
        start().do("double_sum", [], indices, domain, a, inner)


def test_no_premises():
    s = start()
    with refused("a sum of sums, and no premises"):
        s.do("double_sum", [s.do("expression", [], ONE)], ("i",), support("P", "i"), P, INNER)
