"""Inequalities among equations, and records of a world: what is refused before any rule looks at it."""

import pytest
from index_worlds import OVER_P, a, gibbs, n, p, s, sheet
from kernel_worlds import ONE, SPACES, array, poisson, refused

from symbolic_info import Categorical, Entropy, convex_function
from symbolic_info.core.errors import Rejected
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, check, rat, sym
from symbolic_info.proof.world import World

CONVEX = {"kind": "convex", "lo": MINUS_INFINITY, "hi": INFINITY}


def world(laws=None, spaces=SPACES, constraints=(), covers=(), **witness):
    values = {k: rat(v) for k, v in {"n": 2, **witness}.items()}
    return World({"constraints": constraints, "laws": laws or {}, "spaces": spaces, "covers": covers, "witness": values})


@pytest.mark.parametrize("rule", ["chain", "restate", "reverse", "substitute", "keep"])
def test_rules_of_equations_refuse_inequalities(rule):
    here = sheet()
    line, _ = gibbs(here)
    start = here.do("expression", [], a)
    arguments = {"restate": (s(OVER_P, p),)}
    premises = {"chain": [start, line], "substitute": [start, line]}.get(rule, [line])
    with refused("a premise states an inequality"):
        here.do(rule, premises, *arguments.get(rule, ()))


def test_assumptions_are_looked_at_by_every_rule():
    here = sheet()
    start = here.do("expression", [], a)
    with refused("an assumption of the kind"):
        here.do("keep", [start], under=(("nonzero", a),))


@pytest.mark.parametrize(
    "t",
    [
        ("sum", ("i",), (("ne", "i", "j", "k"),), ONE),
        ("sum", ("i",), (("in", "i", "S", "T"),), ONE),
        ("derivative", "_h", a, True, a),
        ("derivative", "_h", a, 0, a),
        ("derivative", "_h", a, 5, a),
        ("derivative", "_h", a, rat(1), a),
        ("trace", 3),
        ("trace", ()),
        ("trace", a),
        ("limit", "_x", a, "above", a),
        ("limit", "_h", a, "sideways", a),
    ],
    ids=str,
)
def test_malformed_terms(t):
    with pytest.raises(Rejected):
        check(t)


def test_a_size_is_a_positive_integer_at_the_witness():
    assert world(spaces={"S": sym("m")}, m=3)
    with refused("is an integer at the witness"):
        world(spaces={"S": rat(1, 2)})
    with refused("mentions the bound name"):
        world(spaces={"S": sym("_x")}, _x=1)


@pytest.mark.parametrize("end", ["lo", "hi"])
def test_the_ends_of_a_convex_function_are_closed(end):
    assert world({"f": CONVEX})
    with refused("mentions the bound name"):
        world({"f": {**CONVEX, end: sym("_u")}})
    with refused("not a term"):
        world({"f": {**CONVEX, end: "zero"}})


def test_a_convex_function_crosses_with_its_interval():
    f = convex_function("f", 0, 1)
    law = Bridge([f(1), Entropy(Categorical("p", "n"))]).world()["laws"]["f"]
    assert law == {"kind": "convex", "lo": rat(0), "hi": rat(1)}


def test_only_a_law_on_the_line_has_a_density():
    here = world({"P": array(), "A": poisson()})
    assert here.density("A")
    for key in ("P", "nothing"):
        with refused("has no density on the line"):
            here.density(key)


def test_records_have_their_fields():
    for law in ({**CONVEX, "more": 1}, {"kind": "finite", "names": ("_j0",)}, {"kind": "sorcery"}):
        with refused("the record of law"):
            world({"f": law})
    with refused("not a name"):
        world({"P": array()}, spaces={"S": n, "no name": ()})


def test_divergences_live_on_one_space():
    for asked in (("kl", "P", "D"), ("cross", "P", "D"), ("kl", "P", "J")):
        with refused("laws on different spaces"):
            sheet().do("sum_definition", [], asked)
