"""Sums over domains: what comes out, what is eliminated, what is counted, how they are told apart; each step beside its false twin."""

import itertools

import pytest
from index_worlds import ALL, LAWS, OVER_P, OVER_Q, a, b, n, p, q, s, v, z
from kernel_worlds import HALF, ONE, Q_COVERS_P, ZERO, array, refused, support, total, world

from symbolic_info.proof.sums import domain_scope, is_inside
from symbolic_info.proof.terms import add, div, exp, log, mul, neg, power, rat, sub, sym

i, j, k = "ijk"
J = ("idx", "J", "i", "j")
J0, P_j, Q_j, V_j = ("idx", "J0", "i"), ("idx", "P", "j"), ("idx", "Q", "j"), ("idx", "F", "j")
D = ("idx", "D", "i")
BOTH = (*ALL, ("in", "j", "S"))
PAIRS = (("idx", "J", "i", "j"),)
APART = (*BOTH, ("ne", "i", "j"))


def scope(covers=(Q_COVERS_P,), laws=LAWS, positive=(), **witness):
    return world(laws, positive, covers, **witness).normal()


ONE_SUM = {
    "a constant": (s(ALL, a), mul(n, a)),
    "nothing": (s(OVER_P, ZERO), ZERO),
    "a factor comes out": (s(ALL, mul(a, v)), mul(a, s(ALL, v))),
    "a factor of both signs": (s(ALL, mul(z, v, log(add(ONE, mul(a, a))))), mul(z, log(add(ONE, mul(a, a))), s(ALL, v))),
    "a sum of terms": (s(ALL, add(v, power(v, rat(2)))), add(s(ALL, v), s(ALL, power(v, rat(2))))),
    "the product of two sums": (s(BOTH, mul(v, V_j), ("i", "j")), power(s(ALL, v), rat(2))),
    "the square of a sum": (power(s(ALL, v), rat(2)), s(BOTH, mul(v, V_j), ("i", "j"))),
    "two names for the index": (s(ALL, v), s((("in", "j", "S"),), V_j, ("j",))),
    "indices in another order": (s(PAIRS, mul(J, log(J), v), ("i", "j")), s(PAIRS, mul(J, log(J), v), ("j", "i"))),
    "a sum in a sum": (
        s(ALL, mul(v, s((("in", "j", "S"),), mul(J, V_j), ("j",)))),
        s(ALL, mul(s((("in", "j", "S"),), mul(V_j, J), ("j",)), v)),
    ),
    "a sum of sums": (s(ALL, mul(v, s((("in", "j", "S"),), mul(J, V_j), ("j",)))), s(BOTH, mul(v, V_j, J), ("i", "j"))),
    "a sum of sums over rows": (
        s(support("J0", "i"), mul(v, s(PAIRS, mul(log(J), V_j), ("j",)))),
        s(PAIRS, mul(v, V_j, log(J)), ("i", "j")),
    ),
    "a sum times a sum that does not depend on it": (s(ALL, mul(v, s((("in", "j", "S"),), V_j, ("j",)))), power(s(ALL, v), rat(2))),
    "a factor that vanishes outside": (s(OVER_P, p), s(ALL, p)),
    "a power that vanishes outside": (s(OVER_P, power(p, rat(2))), s(ALL, power(p, rat(2)))),
    "where the one lies inside the other": (s((*OVER_P, *OVER_Q), mul(v, p)), s(OVER_P, mul(v, p))),
    "where it vanishes": (s((("zero", "P", "i"),), mul(p, v)), ZERO),
    "where values vanish": (s((("zero", "F", "i"),), mul(p, v)), ZERO),
    "where it vanishes, beside others": (s((("zero", "P", "i"),), add(mul(p, v), q)), s((("zero", "P", "i"),), q)),
    "an index less": (s(PAIRS, mul(J, v), ("i", "j")), s(support("J0", "i"), mul(J0, v))),
    "a logarithm apart": (s(OVER_P, mul(p, log(div(q, p)))), sub(s(OVER_P, mul(p, log(q))), s(OVER_P, mul(p, log(p))))),
    "pairs of different points": (s(APART, v, ("i", "j")), mul(sub(n, ONE), s(ALL, v))),
    "how many pairs of different points": (s(APART, ONE, ("i", "j")), mul(n, sub(n, ONE))),
    "a root of an entry": (s(OVER_P, power(p, HALF)), s(OVER_P, power(mul(power(p, rat(2)), div(ONE, p)), HALF))),
    "what cancels where it is positive": (s(OVER_P, div(p, p)), s(OVER_P, ONE)),
}
OTHER_SUMS = {
    "as large as the support": (s(OVER_P, ONE), n),
    "another support": (s(OVER_P, ONE), s(OVER_Q, ONE)),
    "a negative power vanishes nowhere": (s(OVER_P, div(q, p)), s((*OVER_P, *OVER_Q), div(ONE, p))),
    "values are not confined to a support": (s(ALL, v), s(OVER_P, v)),
    "a sum of squares": (s(ALL, power(v, rat(2))), power(s(ALL, v), rat(2))),
    "indices turned": (s(PAIRS, mul(J, v), ("i", "j")), s(PAIRS, mul(J, V_j), ("i", "j"))),
    "one index for two": (s(BOTH, mul(v, V_j, J), ("i", "j")), s(ALL, mul(v, v, ("idx", "J", "i", "i")))),
    "the square of a sum inside": (
        s(ALL, mul(v, power(s((("in", "j", "S"),), mul(J, V_j), ("j",)), rat(2)))),
        s(BOTH, mul(v, V_j, J), ("i", "j")),
    ),
    "one over a sum inside": (
        s(ALL, div(v, s((("in", "j", "S"),), exp(mul(J, V_j)), ("j",)))),
        s(BOTH, mul(v, exp(mul(J, V_j))), ("i", "j")),
    ),
    "a sum inside over other rows": (s(ALL, mul(v, s(PAIRS, V_j, ("j",)))), s(BOTH, mul(v, V_j), ("i", "j"))),
    "an outer index is not bound": (s(ALL, V_j), s((("in", "j", "S"),), V_j, ("j",))),
    "equal points too": (s(APART, mul(v, V_j), ("i", "j")), power(s(ALL, v), rat(2))),
    "not all points but one of a support": (s((*OVER_P, *PAIRS, ("ne", "i", "j")), ONE, ("i", "j")), mul(sub(n, ONE), s(OVER_P, ONE))),
    "a support without its zeros": (s((*OVER_Q, ("zero", "P", "i")), q), sub(ONE, s(OVER_P, p))),
    "a factor with the index in its exponent": (s(OVER_P, mul(p, exp(v))), mul(s(OVER_P, p), exp(v))),
}


@pytest.mark.parametrize(("left", "right"), ONE_SUM.values(), ids=ONE_SUM)
def test_one_sum(left, right):
    assert scope().same(left, right)


@pytest.mark.parametrize(("left", "right"), OTHER_SUMS.values(), ids=OTHER_SUMS)
def test_other_sums(left, right):
    assert not scope().same(left, right)


def test_names_of_indices_do_not_matter():
    """Three indices that hang together, under all their names and in all orders."""
    laws = {"A": array(2, role="weights"), "B": array(2, role="values")}

    def term(x, y, w):
        body = mul(("idx", "A", x, y), ("idx", "B", y, w), ("idx", "B", w, x))
        return s((("idx", "A", x, y), ("in", w, "S")), body, (x, y, w))

    forms = {scope((), laws).form(term(*names)).text for names in itertools.permutations("ijk")}
    assert len(forms) == 1
    other = s(
        (("idx", "A", "i", "j"), ("in", "k", "S")),
        mul(("idx", "A", "i", "j"), ("idx", "B", "j", "k"), ("idx", "B", "i", "k")),
        ("i", "j", "k"),
    )
    assert scope((), laws).form(other).text not in forms


REFUSED = {
    "more than four indices that hang together": (
        s(tuple(("in", x, "S") for x in "ijklm"), mul(*(("idx", "B", x, y) for x, y in ("ij", "jk", "kl", "lm"))), tuple("ijklm")),
        "more than 4 indices",
    ),
    "an index as a number": (s(ALL, mul(p, sym("i"))), "an index is no number"),
    "an index as a number deep inside": (
        s(ALL, s((("in", "j", "S"),), log(add(rat(2), mul(sym("i"), sym("i")))), ("j",))),
        "an index is no number",
    ),
    "a name of the kernel in the body": (s(ALL, mul(p, sym("_w1_0"))), "reserved names in a sum"),
    "a name of the kernel in the domain": (s((("idx", "J", "i", "_w1_0"),), ONE), "reserved names in a sum"),
    "a literal about something else": (s((*ALL, ("idx", "P", "j")), ONE), "holds none of its indices"),
    "a comparison with an index from nowhere": (s((*ALL, ("ne", "i", "j")), ONE), "indices of different spaces are compared"),
    "a comparison across spaces": (
        s((*ALL, *support("D", "j"), ("ne", "i", "j")), ONE, ("i", "j")),
        "indices of different spaces are compared",
    ),
    "a logarithm outside the support": (s(ALL, mul(p, log(p))), "a bound variable is not discharged"),
    "a logarithm where the other is positive": (s(OVER_Q, mul(q, log(p))), "a bound variable is not discharged"),
    "a quotient outside the support": (s(ALL, div(p, p)), "a bound variable is not discharged"),
    "a root of values": (s(ALL, power(v, HALF)), "a bound variable is not discharged"),
    "a logarithm of values": (s(OVER_P, mul(p, log(v))), "a bound variable is not discharged"),
    "a logarithm of a difference": (s(OVER_P, log(sub(ONE, p))), "a bound variable is not discharged"),
    "a logarithm of zero": (s((("zero", "P", "i"),), log(p)), "which is refuted"),
    "a quotient by zero": (s((("zero", "P", "i"),), div(ONE, p)), "division by zero"),
}


@pytest.mark.parametrize(("t", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(t, reason):
    with refused(reason):
        scope(laws={**LAWS, "B": array(2, role="values")}).form(t)


# -- empty domains ---------------------------------------------------------------------------------------------------------


def test_a_factor_of_an_empty_sum_has_to_make_sense_by_itself():
    """sum over j, p_ij > 0, of p_ij/p_i is 1 where p_i > 0, and 0, not p_i/p_i, where the domain is empty."""
    row = s(PAIRS, div(J, J0), ("j",))
    with refused("a bound variable is not discharged"):
        scope().form(s(ALL, row))
    assert scope().same(s(support("J0", "i"), row), s(support("J0", "i"), ONE))
    here = scope()
    here.form(row)
    assert here.conditions == {("nonzero", J0)}


def test_a_logarithm_of_an_empty_sum():
    row = s(PAIRS, log(J0), ("j",))
    here = scope()
    here.form(row)
    assert here.conditions == {("positive", J0)}


def test_a_sum_over_an_empty_support_is_not_counted():
    """q > 0 = p may hold nowhere."""
    t = s((*OVER_Q, ("zero", "P", "i")), ONE)
    assert scope().signs.sign(scope().form(t)) == 1


# -- what is eliminated -----------------------------------------------------------------------------------------------------

STAYS = {
    "a squared entry": s(PAIRS, mul(power(J, rat(2)), v), ("i", "j")),
    "a root of an entry": s(PAIRS, mul(power(J, HALF), v), ("i", "j")),
    "a logarithm of the index": s(PAIRS, mul(J, log(J), v), ("i", "j")),
    "another factor with the index": s(PAIRS, mul(J, V_j, v), ("i", "j")),
    "another literal with the index": s((*PAIRS, *support("P", "j")), mul(J, v), ("i", "j")),
    "a zero at the index": s((*PAIRS, ("zero", "P", "j")), mul(J, v), ("i", "j")),
    "a comparison with the index": s((*PAIRS, ("ne", "i", "j")), mul(J, v), ("i", "j")),
    "an exponent with the index": s(PAIRS, mul(J, power(rat(2), V_j), v), ("i", "j")),
}


@pytest.mark.parametrize("t", STAYS.values(), ids=STAYS)
def test_an_index_that_stands_elsewhere_stays(t):
    found = scope().form(t)
    assert not scope().same(t, s(support("J0", "i"), mul(J0, v)))
    (atom,) = found.atoms()
    assert len(atom.args[0]) == 2


def test_too_many_indices_to_eliminate():
    names = tuple(f"i{k}" for k in range(33))
    with refused("more than 32 eliminations"):
        scope().form(s(tuple(("in", x, "S") for x in names), mul(*(("idx", "P", x) for x in names)), names))


def test_a_joint_under_a_smaller_domain():
    t = s((*PAIRS, *support("P", "i")), mul(J, v), ("i", "j"))
    assert scope().same(t, s((*support("J0", "i"), *OVER_P), mul(J0, v)))
    assert not scope().same(t, s(support("J0", "i"), mul(J0, v)))


def test_a_channel_goes_and_leaves_where_its_input_runs():
    t = s((("idx", "W", "i", "j"),), mul(("idx", "W", "i", "j"), v), ("i", "j"))
    assert scope().same(t, s(ALL, v))
    assert not scope().same(t, s(OVER_P, v))


TRIPLES = (*BOTH, ("in", "k", "S"), ("ne", "i", "j"), ("ne", "i", "k"))
COUNTED = {
    "a space": (s(ALL, b), mul(n, b)),
    "a space but one point, twice": (s(TRIPLES, b, ("i", "j", "k")), mul(n, power(sub(n, ONE), rat(2)), b)),
}
NOT_COUNTED = {
    "a support": (s(OVER_P, b), mul(n, b)),
    "a space but two points": (s((*TRIPLES, ("ne", "j", "k")), b, ("i", "j", "k")), mul(n, power(sub(n, ONE), rat(2)), b)),
    "a space where an entry is 0": (s((("zero", "P", "i"),), b), mul(n, b)),
    "a support but one point": (s((*PAIRS, ("ne", "i", "j")), b, ("i", "j")), mul(n, sub(n, ONE), b)),
    "a space without a size": (s((("in", "i", "R"),), b), mul(n, b)),
}


@pytest.mark.parametrize(("t", "count"), COUNTED.values(), ids=COUNTED)
def test_a_count(t, count):
    assert scope().same(t, count)


@pytest.mark.parametrize(("t", "count"), NOT_COUNTED.values(), ids=NOT_COUNTED)
def test_no_count(t, count):
    assert not scope().same(t, count)


# -- spaces without a size -----------------------------------------------------------------------------------------------------


def test_every_piece_of_an_integral_exists():
    """d (log d - log d) is 0; d log d - d log d is oo - oo where the integral of d log d is infinite."""
    here = scope()
    assert here.same(sub(s(support("D", "i"), mul(D, log(D))), s(support("D", "i"), mul(D, log(D)))), ZERO)
    assert {kind for kind, _ in here.conditions} == {"exists"}
    here = scope()
    assert here.same(s(support("D", "i"), mul(D, sub(log(D), log(D)))), ZERO)
    assert here.conditions == set()


def test_an_integral_that_may_not_exist_inside_a_sum():
    with refused("a bound variable is not discharged: exists"):
        laws = {**LAWS, "G": {**array(2, role="values"), "axes": ("S", "R")}}
        scope(laws=laws).form(s(ALL, s((("in", "j", "R"),), ("idx", "G", "i", "j"), ("j",))))


def test_an_index_without_a_size_beside_one_with():
    laws = {**LAWS, "G": {**array(2, role="values"), "axes": ("S", "R")}}
    here = scope(laws=laws)
    here.form(s((*ALL, ("in", "j", "R")), ("idx", "G", "i", "j"), ("i", "j")))
    assert {kind for kind, _ in here.conditions} == {"exists"}
    here = scope(laws=laws)
    here.form(s(BOTH, mul(J, v, V_j), ("i", "j")))
    assert here.conditions == set()


# -- signs ---------------------------------------------------------------------------------------------------------------------

SIGNS = {
    "a positive term over a space": (s(ALL, exp(v)), 2),
    "a non-negative term over a space": (s(ALL, power(v, rat(2))), 1),
    "a negative term over a space": (s(ALL, neg(exp(v))), -2),
    "a term of unknown sign": (s(ALL, v), 0),
    "over a support": (s(OVER_P, exp(v)), 2),
    "a negative term over a support": (s(OVER_P, neg(exp(v))), -2),
    "over the support of weights": (s(support("A", "i"), exp(v)), 2),
    "the total of weights": (s(ALL, ("idx", "A", "i")), 2),
    "over the support of a marginal": (s(support("J0", "i"), exp(v)), 2),
    "over two supports, which may be apart": (s((*OVER_P, *support("A", "i")), exp(v)), 1),
    "over two supports, one inside the other": (s((*OVER_P, *OVER_Q), exp(v)), 2),
    "a negative term over two supports": (s((*OVER_P, *support("A", "i")), neg(exp(v))), -1),
    "a term of unknown sign over what may be empty": (s((*OVER_P, *support("A", "i")), v), 0),
    "over zeros, of which there may be none": (s((("zero", "P", "i"),), exp(v)), 1),
    "over other points, of which there may be none": (s(APART, exp(mul(v, V_j)), ("i", "j")), 1),
    "over a row of a joint, which may be empty": (s(PAIRS, exp(V_j), ("j",)), 1),
    "over a joint": (s(PAIRS, exp(mul(v, V_j)), ("i", "j")), 2),
    "over the diagonal of a joint, which may be empty": (s(support("J", "i", "i"), exp(v)), 1),
    "over a row of a channel": (s((("idx", "W", "i", "j"),), exp(V_j), ("j",)), 2),
    "over a column of a channel, which may be empty": (s((("idx", "W", "j", "i"),), exp(V_j), ("j",)), 1),
    "over the diagonal of a channel, which may be empty": (s(support("W", "i", "i"), exp(v)), 1),
    "over a total of a product, which may be empty": (s(support("T", "i"), exp(v)), 1),
    "over the law of an output": (s(support("Y", "i"), exp(v)), 2),
    "over an output of what may be empty": (s(support("TW", "i"), exp(v)), 1),
}


@pytest.mark.parametrize(("t", "found"), SIGNS.values(), ids=SIGNS)
def test_the_sign_of_a_sum(t, found):
    laws = {**LAWS, "T": total(("i",), ("j",), ("J", "i", "j"), ("Q", "j"))}
    laws |= {
        "Z": array(),
        "Y": total(("j",), ("i",), ("W", "i", "j"), ("Z", "i")),
        "TW": total(("j",), ("i",), ("T", "i"), ("W", "i", "j")),
    }
    here = scope(laws=laws)
    assert here.signs.sign(here.form(t)) == found


def test_the_sign_of_an_entry():
    assert [scope().signs.sign(scope().form(t)) for t in (p, v, neg(p), ("idx", "A", "i"), J0)] == [1, 0, -1, 1, 1]


# -- domains ---------------------------------------------------------------------------------------------------------------------

INSIDE = {
    "itself": (OVER_P, OVER_P),
    "what covers": (OVER_P, OVER_Q),
    "the space": (OVER_P, ALL),
    "a marginal": (PAIRS, support("J0", "i")),
    "fewer literals": ((*OVER_P, ("zero", "A", "i")), OVER_P),
    "nothing": (OVER_P, ()),
}
NOT_INSIDE = {
    "what is covered": (OVER_Q, OVER_P),
    "another space": (OVER_P, (("in", "i", "R"),)),
    "a zero": (OVER_P, (("zero", "A", "i"),)),
    "a comparison": (BOTH, APART),
    "another index": (OVER_P, (("in", "j", "S"),)),
    "the joint": (support("J0", "i"), PAIRS),
    "a comparison with an index called like the space": ((*ALL, ("in", "S", "S")), (*ALL, ("ne", "i", "S"))),
}


@pytest.mark.parametrize(("domain", "target"), INSIDE.values(), ids=INSIDE)
def test_inside(domain, target):
    assert is_inside(scope().world, domain, target)


@pytest.mark.parametrize(("domain", "target"), NOT_INSIDE.values(), ids=NOT_INSIDE)
def test_not_inside(domain, target):
    assert not is_inside(scope().world, domain, target)


def test_an_index_is_bound_once():
    here = domain_scope(scope(), ("i",), ALL)
    with refused("bound twice"):
        domain_scope(here, ("i",), ALL)


def test_a_constraint_about_one_label():
    """p_i > 1/2 for the label i of the statement is no fact about the index of a sum of that name."""
    here = scope(positive=(sub(p, HALF),))
    with refused("speaks of an index that is bound"):
        domain_scope(here, ("i",), ALL)
    assert scope(positive=(sub(p, HALF),)).signs.sign(here.form(s(ALL, sub(p, HALF)))) == 0
    with refused("speaks of an index that is bound"):
        domain_scope(world(LAWS).normal((("nonnegative", v),)), ("i",), ALL)
