"""Laws whose masses are terms in arrays: what a record has to say, and how their quantities are written out as sums."""

from fractions import Fraction

import pytest
from index_worlds import OVER_P, OVER_Q, a, n, p, q
from kernel_worlds import ARRAYS, HALF, ONE, Sheet, array, normal, product, refused, support, total

from symbolic_info.proof.terms import add, div, log, mul, neg, rat, sub, subst, sym

NAMES = ("_j0",)
P, Q = subst(p, {"i": sym("_j0")}), subst(q, {"i": sym("_j0")})
ON_P, ON_Q = support("P", "_j0"), support("Q", "_j0")
EVERYWHERE = (("in", "_j0", "S"),)
W = ("idx", "W", "_j0", "_j1")
BOTH_AXES = (("in", "_j0", "S"), ("in", "_j1", "S"))
JOINT = {"J": array(2), "J0": total(("i",), ("j",), ("J", "i", "j")), "W": array(2, given=1), "F": array(role="values")}


def finite(*parts, names=NAMES):
    return {"kind": "finite", "names": names, "parts": parts}


MIXTURE = finite((mul(a, P), ON_P), (mul(sub(ONE, a), Q), ON_Q))
INSIDE = (a, sub(ONE, a))


def here(laws, covers=(), positive=INSIDE, **witness):
    return Sheet.of({**ARRAYS, **JOINT, **laws}, positive, covers, **({"a": Fraction(1, 2)} | witness))


GOOD = {
    "a mixture": MIXTURE,
    "one array": finite((P, ON_P)),
    "one array everywhere": finite((P, EVERYWHERE)),
    "one array by its support and more": finite((P, (*ON_P, *EVERYWHERE))),
    "the uniform law": finite((div(ONE, n), EVERYWHERE)),
    "the input and output of a channel": finite((mul(P, W), (*ON_P, W)), names=("_j0", "_j1")),
    "a part without mass": finite((P, ON_P), (mul(rat(0), P), EVERYWHERE)),
}


@pytest.mark.parametrize("law", GOOD.values(), ids=GOOD)
def test_a_law(law):
    here({"M": law})


BAD = {
    "a mass that may be negative": (finite((mul(rat(2), P), ON_P), (neg(Q), ON_Q)), "a mass that may be negative"),
    "a mass of unknown sign": (finite((("idx", "F", "_j0"), EVERYWHERE)), "a mass that may be negative"),
    "masses that total 2": (finite((P, ON_P), (Q, ON_Q)), "do not total 1"),
    "masses that total a half": (finite((mul(HALF, P), ON_P)), "do not total 1"),
    "masses that total 1 under a condition": (finite((mul(P, div(sym("z"), sym("z"))), ON_P)), "do not total 1"),
    "no masses": (finite(), "do not total 1"),
    "a mass without its domain": (finite((P, ON_Q)), "outside its domain"),
    "pairs apart": (
        finite((div(ONE, mul(n, sub(n, ONE))), (*BOTH_AXES, ("ne", "_j0", "_j1"))), names=("_j0", "_j1")),
        "does not vanish outside its domain",
    ),
    "a uniform law where an entry is 0": (finite((div(ONE, n), (*EVERYWHERE, ("zero", "P", "_j0")))), "outside its domain"),
    "a uniform law over a support": (finite((div(ONE, n), ON_P)), "outside its domain"),
    "a mass that is no term": (finite((("log",), ON_P)), "wrong number"),
    "a domain that is none": (finite((P, [])), "a domain is a tuple"),
    "an index that differs from itself": (finite((P, (*ON_P, ("ne", "_j0", "_j0")))), "differs from itself"),
    "an index twice": (finite((P, ON_P), names=("_j0", "_j0")), "different names"),
    "an index with a plain name": (finite((p, OVER_P), names=("i",)), "have reserved names"),
    "an index that is no name": (finite((P, ON_P), names=("_j 0",)), "not a name"),
    "a bound name in a mass": (finite((mul(P, sym("_u")), ON_P)), "mentions the bound name _u"),
    "a bound name in a domain": (finite((P, (*ON_P, ("idx", "J", "_j0", "_u")))), "mentions the bound name _u"),
    "an index as a number": (finite((mul(P, sym("_j0"), sym("_j0")), ON_P)), "an index is no number"),
}


@pytest.mark.parametrize(("law", "reason"), BAD.values(), ids=BAD)
def test_a_record(law, reason):
    positive = (*INSIDE, sub(n, ONE))
    with refused(reason):
        here({"M": law}, positive=positive)


def value(sheet_, q_):
    return sheet_.said("sum_definition", [], q_).right


class TestQuantities:
    def test_a_mixture_has_one_mass(self):
        """-log(a p + (1 - a) q) under both parts, where each is defined everywhere."""
        s = here({"M": MIXTURE})
        found = value(s, ("entropy", "M"))
        body = neg(log(add(mul(a, P), mul(sub(ONE, a), Q), rat(0))))
        assert found == add(("sum", NAMES, ON_P, mul(mul(a, P), body)), ("sum", NAMES, ON_Q, mul(mul(sub(ONE, a), Q), body)), rat(0))

    def test_a_mixture_covers_its_parts(self):
        s = here({"M": MIXTURE})
        assert value(s, ("kl", "P", "M"))[0] == "add"
        with refused("a bound variable is not discharged"):
            s.do("sum_definition", [], ("kl", "M", "P"))

    def test_the_same_law_twice(self):
        s = here({"M": MIXTURE, "U": finite((P, ON_P))})
        assert s.said("same_sum", [], ("kl", "M", "M"), rat(0)).conditions == frozenset()
        assert s.said("same_sum", [], ("entropy", "U"), ("entropy", "P")).conditions == frozenset()
        with refused("the normal forms differ"):
            s.do("same_sum", [], ("entropy", "M"), ("entropy", "P"))

    def test_parts_that_overlap(self):
        """p/2 + p/2 is p: the entropy is that of p, not that of two halves."""
        s = here({"M": finite((mul(HALF, P), ON_P), (mul(HALF, P), ON_P))})
        assert s.said("same_sum", [], ("entropy", "M"), ("entropy", "P")).conditions == frozenset()
        with refused("the normal forms differ"):
            s.do("same_sum", [], ("entropy", "M"), add(("entropy", "P"), log(rat(2))))

    def test_masses_that_are_undefined_elsewhere(self):
        """q p/q under p, q elsewhere: at q = 0 the first is no number."""
        odd = finite((mul(HALF, Q, div(P, Q)), (*ON_P, *ON_Q)), (mul(HALF, P), ON_P))
        s = here({"M": odd}, (("Q", "P", (0,)),))
        with refused("a bound variable is not discharged"):
            here({"M": odd, "U": finite((div(ONE, n), EVERYWHERE))}, (("Q", "P", (0,)),)).do("sum_definition", [], ("kl", "U", "M"))
        assert value(s, ("entropy", "M"))[0] == "add"

    NO_SUM = {
        "other spaces": ({"M": finite((subst(p, {"i": sym("_j0")}), ON_P)), "D": array(space="R")}, ("kl", "D", "M")),
        "another number of axes": ({"M": finite((P, ON_P))}, ("kl", "J", "M")),
        "a channel": ({"M": finite((("idx", "J", "_j0", "_j1"), (("idx", "J", "_j0", "_j1"),)), names=("_j0", "_j1"))}, ("kl", "M", "W")),
        "weights": ({"M": MIXTURE, "A": array(role="weights")}, ("kl", "M", "A")),
        "a marginal taken for a law": ({"M": MIXTURE}, ("kl", "M", "J0")),
        "a law on the line": ({"M": MIXTURE, "N": normal()}, ("kl", "M", "N")),
        "an unknown law": ({"M": MIXTURE}, ("kl", "M", "Z")),
        "a product of a mixture": ({"M": MIXTURE, "MM": product("M", "M")}, ("entropy", "MM")),
        "entropy of weights": ({"A": array(role="weights")}, ("entropy", "A")),
        "entropy of a channel": ({}, ("entropy", "W")),
        "arrays over other spaces": ({"D": array(space="R")}, ("kl", "P", "D")),
        "arrays of other shapes": ({}, ("kl", "P", "J")),
        "products of other lengths": ({"PQ": product("P", "Q"), "PP": product("P")}, ("kl", "PQ", "PP")),
        "products of weights": ({"A": array(role="weights"), "AA": product("A", "A")}, ("entropy", "AA")),
        "products over other spaces": ({"D": array(space="R"), "DD": product("D"), "PP": product("P")}, ("kl", "DD", "PP")),
    }.items()

    @pytest.mark.parametrize(("laws", "q_"), [case for _, case in NO_SUM], ids=[key for key, _ in NO_SUM])
    def test_no_sum(self, laws, q_):
        with refused("sum_definition"):
            here(laws).do("sum_definition", [], q_)


def test_a_law_of_one_label_beside_a_law_of_all():
    """w(i, .) is a law for the label i; beside p it is not w(k, k)."""
    row = finite((("idx", "W", "i", "_j0"), (("idx", "W", "i", "_j0"),)))
    s = here({"M": row}, (("W", "P", (0, 0)),))
    with refused("a bound variable is not discharged"):
        s.do("sum_definition", [], ("kl", "P", "M"))
    assert value(s, ("entropy", "M"))[0] == "add"


def test_a_joint_beside_the_product_of_its_marginals():
    laws = {"J1": total(("j",), ("i",), ("J", "i", "j"))}
    both = ("idx", "J0", "_j0"), ("idx", "J1", "_j1")
    s = here({**laws, "M": finite((mul(*both), both), names=("_j0", "_j1"))})
    information = s.said("same_sum", [], ("kl", "J", "M"), sub(("cross", "J", "M"), ("entropy", "J")))
    assert information.conditions == frozenset()


def test_gibbs_for_a_mixture():
    """0 <= D(P || M) by the supporting line and the mass of M."""
    s = here({"M": MIXTURE})
    m = add(mul(a, p), mul(sub(ONE, a), q), rat(0))
    line = s.do("supporting_line", [], ("i",), OVER_P, p, neg(log(sym("_u"))), div(m, p), ONE, rat(0), ("infinity",))
    mass = s.do("enlarge", [], ("i",), (*OVER_P, *OVER_Q), OVER_Q, q)
    assert s.said("combine", [line, mass], rat(0), ("kl", "P", "M"), "<=", (ONE, sub(ONE, a))).relation == "<="
    with refused("the sign of what is left is not proved"):
        s.do("combine", [line, mass], rat(1), ("kl", "P", "M"), "<=", (ONE, sub(ONE, a)))
