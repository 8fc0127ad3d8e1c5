"""Worlds: every record is checked, constraints hold at the witness, scopes declare only what holds."""

import pytest
from kernel_worlds import (
    HALF,
    NATURALS,
    ONE,
    POSITIVE_LINE,
    UNIT,
    array,
    density,
    exponential,
    given,
    masses,
    normal,
    product,
    refused,
    uniform,
    world,
    x,
)

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, log, mul, neg, rat, sub, sym
from symbolic_info.proof.world import World

a, b = sym("a"), sym("b")
EMPTY = {"constraints": (), "laws": {}, "spaces": {}, "covers": (), "witness": {}}


@pytest.mark.parametrize("spec", [{}, {**EMPTY, "more": ()}, *({k: v for k, v in EMPTY.items() if k != gone} for gone in EMPTY)], ids=str)
def test_the_fields_of_a_world(spec):
    with refused("the fields of a world"):
        World(spec)


BAD_LAWS = [
    ({"kind": "lattice"}, "the record of law P"),
    ({"kind": "array"}, "the record of array P"),
    ({**array(), "more": 2}, "the record of array P"),
    (density(("circle", rat(0), ONE), x), "the kind of a support"),
    (density(("interval", sym("_u"), ONE), x), "mentions the bound name _u"),
    (density(("interval", rat(0), x), x), "mentions the bound name _x"),
    (density(("interval", ("log",), ONE), x), "wrong number"),
    (density(("interval", INFINITY, INFINITY), x), "infinity has no normal form"),
    (density(("interval", rat(0), MINUS_INFINITY), x), "minus_infinity has no normal form"),
    (density(("integers", HALF, INFINITY), x), "ends at an integer"),
    (density(("integers", rat(0), rat(7, 3)), x), "ends at an integer"),
    (density(UNIT, sym("_u")), "mentions the bound name _u"),
    (density(UNIT, ("log",)), "wrong number"),
    (density(UNIT, neg(("apply", "f", x)), ("f",)), "one function of the value"),
    (density(UNIT, log(("apply", "f", add(x, ONE))), ("f",)), "one function of the value"),
    (density(UNIT, log(("apply", "f", x)), ("f", "g")), "one function of the value"),
    (masses(("log",)), "wrong number"),
    (masses(sym("_u")), "mentions the bound name"),
    (product(), "a product of unknown laws"),
    (product("Z"), "a product of unknown laws"),
    ({"kind": "power", "factor": "Z", "count": ONE}, "a product of unknown laws"),
    ({"kind": "power", "factor": "N", "count": ("log",)}, "wrong number"),
    ({"kind": "power", "factor": "N", "count": x}, "mentions the bound name"),
]


@pytest.mark.parametrize(("law", "reason"), BAD_LAWS, ids=str)
def test_the_record_of_a_law(law, reason):
    with refused(reason):
        world({"P": law, "N": normal()})


def test_a_product_of_products():
    with refused("a product of unknown laws"):
        world({"N": normal(), "P": product("N", "N"), "Q": product("P", "N")})


def test_the_name_of_a_law():
    with refused("not a name"):
        world({"P 1": normal()})


def test_one_function_is_one_density():
    """f cannot total 1 both on (0, 1) and on (0, oo)."""
    with refused("the density of two laws"):
        world({"P": given("f", UNIT), "Q": given("f", POSITIVE_LINE)})


BAD_CONSTRAINTS = [
    (sym("_x"), {}, "mentions the bound name"),
    (("log",), {}, "wrong number"),
    (a, {}, "the witness does not satisfy"),
    (a, {"a": 0}, "the witness does not satisfy"),
    (neg(a), {"a": 1}, "the witness does not satisfy"),
]


@pytest.mark.parametrize(("constraint", "witness", "reason"), BAD_CONSTRAINTS, ids=str)
def test_a_constraint_holds_at_the_witness(constraint, witness, reason):
    with refused(reason):
        world({}, (constraint,), **witness)


def test_constraints_that_contradict_each_other():
    """Each can hold, both cannot: no witness lets them pass."""
    for value in (1, -1, 0):
        with refused("the witness does not satisfy"):
            world({}, (a, neg(a)), a=value)


@pytest.mark.parametrize("witness", [{"a": a}, {"a": ("pi",)}, {"a": add(ONE, ONE)}], ids=str)
def test_a_witness_is_rational(witness):
    with refused("a witness is rational"):
        World({**EMPTY, "witness": witness})


def test_a_witness_has_names_and_terms():
    with refused("not a name"):
        World({**EMPTY, "witness": {"a b": ONE}})
    with refused("not a reduced rational"):
        World({**EMPTY, "witness": {"a": ("rat", 2, 2)}})


AT_WITNESS = [("positive", -1), ("positive", 0), ("nonnegative", -1), ("nonzero", 0), ("integer", 1)]


@pytest.mark.parametrize(("kind", "value"), AT_WITNESS)
def test_a_condition_that_fails_at_the_witness(kind, value):
    with refused("the witness does not satisfy"):
        world({}, (), a=value).holds_at_witness((kind, a))


def test_a_condition_that_is_undefined_at_the_witness():
    here = world({}, (), a=1)
    with refused("the witness does not satisfy"):
        here.holds_at_witness(("nonzero", div(ONE, b)))


def test_a_condition_with_a_part_that_is_undefined_at_the_witness():
    """a + 0 log b > 0 needs b > 0 too."""
    here = world({}, (), a=1)
    with refused("the witness does not satisfy"):
        here.holds_at_witness(("positive", add(a, mul(rat(0), log(b)))))


@pytest.mark.parametrize(
    "condition", [("positive", a), ("nonnegative", a), ("nonzero", a), ("nonnegative", sub(a, ONE)), ("exists", ("kl", "P", "Q"))], ids=str
)
def test_a_condition_that_holds(condition):
    world({}, (), a=1).holds_at_witness(condition)


BAD_ASSUMPTIONS = [
    (("nonzero", a), "an assumption of the kind"),
    (("exists", ("entropy", "N")), "an assumption of the kind"),
    (("positive", x), "mentions the bound name"),
    (("positive", ("log",)), "wrong number"),
    (("positive", log(a)), "needs conditions of its own"),
]


@pytest.mark.parametrize(("assumption", "reason"), BAD_ASSUMPTIONS, ids=str)
def test_an_assumption(assumption, reason):
    with refused(reason):
        world({"N": normal()}).normal((assumption,))


def test_assumptions_do_not_leak():
    here = world()
    assert here.normal((("positive", a),)).signs.is_positive(here.normal().form(a))
    assert not here.normal().signs.is_positive(here.normal().form(a))
    assert not here.normal((("nonnegative", a),)).signs.is_positive(here.normal().form(a))


LAWS = {
    "E": exponential(),
    "N": normal(),
    "K": density(NATURALS, x),
    "P": given("p", POSITIVE_LINE),
    "Q": given("q", POSITIVE_LINE),
    "R": given("r", UNIT),
}


class TestScopes:
    def value(self, scope, t):
        return scope.signs.sign(scope.form(t))

    def test_a_value_lies_in_the_support(self):
        here = world(LAWS)
        assert self.value(here.law_scope(here.normal(), "E"), x) == 2
        assert self.value(here.law_scope(here.normal(), "N"), x) == 0
        assert self.value(here.law_scope(here.normal(), "K"), x) == 1  # an integer may be the end of its run

    def test_a_part_lies_in_both(self):
        here = world(LAWS)
        part = here.part_scope(here.normal(), "E", ONE, rat(2))
        assert [self.value(part, t) for t in (sub(x, ONE), sub(rat(2), x), x)] == [2, 2, 2]

    def test_the_ends_of_a_part_leave_their_conditions(self):
        here = world(LAWS)
        outer = here.normal()
        here.part_scope(outer, "E", log(a), INFINITY)
        assert outer.conditions == {("positive", a)}

    def test_a_part_of_a_law_on_the_integers(self):
        here = world(LAWS)
        with refused("a part of a law on the integers"):
            here.part_scope(here.normal(), "K", ONE, rat(2))

    def test_given_densities_are_positive_on_their_own_support_only(self):
        here = world(LAWS)
        inside = here.law_scope(here.normal(), "P")
        signs = {f: self.value(inside, ("apply", f, x)) for f in ("p", "q", "r")}
        assert signs == {"p": 2, "q": 2, "r": 0}
        assert self.value(inside, ("apply", "p", neg(x))) == 0
        assert self.value(here.normal(), ("apply", "p", a)) == 0

    def test_a_moving_support(self):
        here = world({"U": uniform(a, b)}, (sub(b, a),), a=0, b=1)
        assert self.value(here.law_scope(here.normal(), "U"), sub(x, a)) == 2
