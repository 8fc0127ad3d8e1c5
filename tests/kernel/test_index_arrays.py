"""Arrays: records, what is positive where, what sums to what, what is below what; each fact beside its false twin."""

import pytest
from kernel_worlds import ARRAYS, ONE, Q_COVERS_P, array, refused, support, total, world

from symbolic_info.proof.forms import names
from symbolic_info.proof.sums import domain_scope
from symbolic_info.proof.terms import log, mul, neg, power, rat, sub, sym

P_, Q_ = ("idx", "P", "i"), ("idx", "Q", "i")
JOINT = {"J": array(2), "J0": total(("i",), ("j",), ("J", "i", "j")), "J1": total(("j",), ("i",), ("J", "i", "j"))}
CUBE = {
    "C": array(3),
    "C0": total(("i",), ("j", "k"), ("C", "i", "j", "k")),
    "C01": total(("i", "j"), ("k",), ("C", "i", "j", "k")),
    "C20": total(("k", "i"), ("j",), ("C", "i", "j", "k")),
}
CHANNEL = {
    "P": array(),
    "W": array(2, given=1),
    "V": array(2, given=1),
    "Y": total(("j",), ("i",), ("P", "i"), ("W", "i", "j")),
    "WV": total(("i", "k"), ("j",), ("W", "i", "j"), ("V", "j", "k")),
}


STEPS = {**CHANNEL, "Y2": total(("k",), ("j",), ("Y", "j"), ("V", "j", "k")), "Z": total(("k",), ("i",), ("P", "i"), ("WV", "i", "k"))}
OUTPUTS = {"U": array(3, given=1), "U0": total(("x",), ("y", "z"), ("U", "x", "y", "z"))}


def s(indices, domain, body):
    return ("sum", tuple(indices), tuple(domain), body)


def runs(*indices, space="S"):
    return tuple(("in", i, space) for i in indices)


def same(laws, left, right, covers=()):
    return world(laws, (), covers).normal().same(left, right)


def sign(laws, indices, domain, t, covers=()):
    """What is known of the sign of a term at every point of a domain."""
    scope = domain_scope(world(laws, (), covers).normal(), indices, domain)
    return scope.signs.sign(scope.form(t))


def with_total(kept, over, *factors, laws=JOINT, spaces=()):
    return {**laws, "T": total(kept, over, *factors, spaces=spaces)}


BAD_RECORDS = {
    "a field more": ({"P": {**array(), "more": ()}}, "the record of array P"),
    "an unknown role": ({"P": array(role="law")}, "the record of array P"),
    "axes that are no tuple": ({"P": {**array(), "axes": "S"}}, "the record of array P"),
    "no axis": ({"P": array(0)}, "the record of array P"),
    "seven axes": ({"P": array(7)}, "the record of array P"),
    "a truth value for a number": ({"P": array(2, given=True)}, "the given axes of array P"),
    "fewer than no given axes": ({"P": array(2, given=-1)}, "the given axes of array P"),
    "all axes given": ({"P": array(2, given=2)}, "the given axes of array P"),
    "weights with something given": ({"P": array(2, given=1, role="weights")}, "the given axes of array P"),
    "an unknown space": ({"P": array(space="T")}, "array P has an unknown space"),
    "a name that is none": ({"P 1": array()}, "not a name"),
    "a total of nothing": ({"P": array(role="total")}, "a total exactly when it says of what"),
    "masses that are a total": ({**JOINT, "P": {**JOINT["J0"], "role": "mass"}}, "a total exactly when it says of what"),
    "an empty product": (with_total(("i",), ("j",)), "a total of unknown arrays"),
    "a literal that is no entry": (
        {**JOINT, "T": {**JOINT["J0"], "total": (("i",), ("j",), (("zero", "J", "i", "j"),))}},
        "unknown arrays",
    ),
    "an unknown array": (with_total(("i",), ("j",), ("Z", "i", "j")), "a total of unknown arrays"),
    "itself": (with_total(("i",), ("j",), ("T", "i"), ("J", "i", "j")), "a total of unknown arrays"),
    "values, whose sum need not exist": (with_total(("i",), ("j",), ("F", "i", "j"), laws={"F": array(2, role="values")}), "non-negative"),
    "a diagonal": (with_total(("i",), ("j",), ("J", "i", "i"), ("J", "i", "j")), "at different indices"),
    "one entry twice": (with_total(("i",), ("j",), ("J", "i", "j"), ("J", "i", "j")), "one entry twice"),
    "a sum over what is given": (with_total(("j",), ("i",), ("W", "i", "j"), laws=CHANNEL), "sums over what is given"),
    "a sum over nothing": (with_total(("i", "j"), (), ("J", "i", "j")), "are not those of its definition"),
    "other axes": ({**JOINT, "T": {**JOINT["J0"], "axes": ("R",)}}, "are not those of its definition"),
    "a product over two indices": (
        with_total(("k",), ("i", "j"), ("J", "i", "j"), ("C01", "i", "k"), laws={**JOINT, **CUBE}),
        "over more than one",
    ),
    "a total of a total": (with_total(("i",), ("j",), ("C01", "i", "j"), laws=CUBE), "a total of a total"),
    "an index from nowhere": (with_total(("i", "k"), ("j",), ("J", "i", "j")), "no literal says where the index k runs"),
    "an index that is neither kept nor summed over": (with_total(("i",), ("j",), ("J", "i", "j"), ("J", "i", "k")), "those kept and those"),
    "an index both kept and summed over": (with_total(("i",), ("i",), ("P", "i"), laws=ARRAYS), "those kept and those summed over"),
    "an index in two spaces": (
        with_total(("i",), ("j",), ("J", "i", "j"), ("D", "j"), laws={**JOINT, "D": array(space="R")}),
        "the index j runs through two spaces",
    ),
    "two names for one total": (with_total(("p",), ("q",), ("J", "p", "q")), "two names for one total"),
}


@pytest.mark.parametrize(("laws", "reason"), BAD_RECORDS.values(), ids=BAD_RECORDS)
def test_a_record(laws, reason):
    with refused(reason):
        world(laws)


GOOD_TOTALS = {
    "a channel first": total(("j",), ("i",), ("V", "i", "j"), ("P", "i")),
    "a total in a product": total(("k",), ("j",), ("Y", "j"), ("V", "j", "k")),
    "weights": total(("j",), ("i",), ("A", "i", "j")),
}


@pytest.mark.parametrize("record", GOOD_TOTALS.values(), ids=GOOD_TOTALS)
def test_a_good_total(record):
    assert "T" in world({**CHANNEL, "A": array(2, role="weights"), "T": record}).arrays.totals


def test_a_circle_of_definitions():
    """T = A U and U = A T: nothing says what either is."""
    laws = {"A": array(2, role="weights")}
    laws |= {"T": total(("i",), ("j",), ("A", "i", "j"), ("U", "j")), "U": total(("i",), ("j",), ("A", "i", "j"), ("T", "j"))}
    with refused("goes round in a circle"):
        world(laws)


def test_a_size():
    spec = world(ARRAYS).spec
    for size, reason in (
        (neg(sym("n")), "the witness does not satisfy"),
        (mul(rat(1, 4), sym("n")), "an integer at the witness"),
        (sym("_x"), "mentions the bound name"),
    ):
        with refused(reason):
            type(world())({**spec, "spaces": {"S": size}})


BAD_COVERS = {
    "an unknown array above": ("Z", "P", (0,)),
    "an unknown array below": ("Q", "Z", (0,)),
    "a law that is no array": ("N", "P", (0,)),
    "an axis that is no number": ("Q", "P", (False,)),
    "an axis from the end": ("Q", "P", (-1,)),
    "an axis too far": ("Q", "J", (2,)),
    "too few axes": ("J", "J", (0,)),
    "other spaces": ("D", "P", (0,)),
    "values above": ("F", "P", (0,)),
    "values below": ("Q", "F", (0,)),
}


@pytest.mark.parametrize("cover", BAD_COVERS.values(), ids=BAD_COVERS)
def test_a_cover(cover):
    laws = {**ARRAYS, **JOINT, "D": array(space="R"), "F": array(role="values"), "N": {"kind": "convex", "lo": rat(0), "hi": ONE}}
    with refused("cover"):
        world(laws, (), (cover,))


def test_a_cover_of_some_axes():
    laws = {**ARRAYS, **JOINT}
    assert sign(laws, ("i", "j"), support("J", "i", "j"), ("idx", "Q", "j"), (("Q", "J", (1,)),)) == 2
    assert sign(laws, ("i", "j"), support("J", "i", "j"), ("idx", "Q", "i"), (("Q", "J", (1,)),)) == 1


# -- where an index runs ---------------------------------------------------------------------------------------------------

BAD_DOMAINS = {
    "an unknown array": ((("idx", "Z", "i"),), "is not an array of 1 indices"),
    "too many indices": ((("idx", "P", "i", "j"),), "is not an array of 2 indices"),
    "an unknown space": ((("in", "i", "T"),), "unknown space T"),
    "no space": ((), "no literal says where the index"),
    "two spaces": ((*support("P", "i"), ("in", "i", "R")), "runs through two spaces"),
    "an array of unknown sign": ((("idx", "F", "i"),), "the sign of F is not known"),
    "a density on its diagonal": ((("idx", "D", "i", "i"),), "a density at one place twice"),
}


@pytest.mark.parametrize(("domain", "reason"), BAD_DOMAINS.values(), ids=BAD_DOMAINS)
def test_a_domain(domain, reason):
    laws = {**ARRAYS, "F": array(role="values"), "D": array(2, space="R")}
    with refused(reason):
        world(laws).normal().form(s("i", domain, ONE))


def test_an_entry_of_a_density_on_its_diagonal():
    """It may be changed there without a change of the law: d(x, x) > 0 says nothing of the marginal at x."""
    laws = {"D": array(2, space="R"), "D0": total(("x",), ("y",), ("D", "x", "y"), spaces=("R",))}
    with refused("a density at one place twice"):
        world(laws).normal().form(("idx", "D", "x", "x"))
    assert sign(laws, ("x", "y"), support("D", "x", "y"), ("idx", "D0", "x")) == 2
    assert sign(JOINT, ("i",), support("J", "i", "i"), ("idx", "J0", "i")) == 2  # masses have a diagonal


# -- what is positive ------------------------------------------------------------------------------------------------------

KNOWN_POSITIVE = {
    "the entry": (JOINT, "J", "ij", ("J", "i", "j"), ()),
    "a marginal": (JOINT, "J", "ij", ("J0", "i"), ()),
    "the other marginal": (JOINT, "J", "ij", ("J1", "j"), ()),
    "a marginal of a marginal": (CUBE, "C01", "ij", ("C0", "i"), ()),
    "a marginal with its axes turned": (CUBE, "C", "ijk", ("C20", "k", "i"), ()),
    "a total of a product": (CHANNEL, "WV", "ik", ("WV", "i", "k"), ()),
    "what covers": (ARRAYS, "P", "i", ("Q", "i"), (Q_COVERS_P,)),
    "what covers what covers": ({**ARRAYS, "U": array()}, "P", "i", ("U", "i"), (Q_COVERS_P, ("U", "Q", (0,)))),
    "another total of the same chain": (STEPS, "Y2", "k", ("Z", "k"), ()),
    "what covers a term of a positive marginal": ({**JOINT, **ARRAYS}, "J0", "i", ("Q", "i"), (("Q", "J", (0,)),)),
}
NOT_POSITIVE = {
    "another entry": (JOINT, "J", "ij", ("J", "j", "i"), ()),
    "a marginal of another joint": ({**JOINT, "K": array(2), "K0": total(("i",), ("j",), ("K", "i", "j"))}, "J", "ij", ("K0", "i"), ()),
    "a total of a product with another": (
        {**JOINT, **ARRAYS, "T": total(("i",), ("j",), ("J", "i", "j"), ("Q", "j"))},
        "J",
        "ij",
        ("T", "i"),
        (),
    ),
    "a marginal at the other index": (JOINT, "J", "ij", ("J0", "j"), ()),
    "the joint where a marginal is positive": (JOINT, "J0", "i", ("J", "i", "i"), ()),
    "a larger marginal": (CUBE, "C0", "i", ("C01", "i", "i"), ()),
    "a marginal turned the wrong way": (CUBE, "C", "ijk", ("C20", "i", "k"), ()),
    "what is covered": (ARRAYS, "Q", "i", ("P", "i"), (Q_COVERS_P,)),
    "a factor of a total": (CHANNEL, "WV", "ik", ("W", "i", "k"), ()),
    "what covers the joint elsewhere": ({**JOINT, **ARRAYS}, "J0", "i", ("Q", "i"), (("Q", "J", (1,)),)),
}


@pytest.mark.parametrize(("laws", "key", "at", "entry", "covers"), KNOWN_POSITIVE.values(), ids=KNOWN_POSITIVE)
def test_positive(laws, key, at, entry, covers):
    assert sign(laws, tuple(at), support(key, *at), ("idx", *entry), covers) == 2


@pytest.mark.parametrize(("laws", "key", "at", "entry", "covers"), NOT_POSITIVE.values(), ids=NOT_POSITIVE)
def test_not_positive(laws, key, at, entry, covers):
    assert sign(laws, tuple(at), support(key, *at), ("idx", *entry), covers) == 1


def test_a_product_with_a_positive_term():
    """w(i, j) > 0 and v(j, k) > 0 make the two steps possible; w(i, j) > 0 and v(i, k) > 0 do not."""
    steps = (("idx", "W", "i", "j"), ("idx", "V", "j", "k"))
    assert sign(CHANNEL, ("i", "j", "k"), steps, ("idx", "WV", "i", "k")) == 2
    apart = (("idx", "W", "i", "j"), ("idx", "V", "i", "k"))
    assert sign(CHANNEL, ("i", "j", "k"), apart, ("idx", "WV", "i", "k")) == 1


def test_nothing_is_said_of_names_that_stand_for_some_index():
    literals = world({**JOINT, **ARRAYS}, (), (("Q", "J", (1,)),)).arrays.positive(support("J0", "i"))
    assert {i for literal in literals for i in literal[2:]} == {"i"}


def test_fewest_literals():
    arrays = world({**JOINT, **ARRAYS}, (), (Q_COVERS_P,)).arrays
    joint, first = ("idx", "J", "i", "j"), ("idx", "J0", "i")
    assert arrays.reduced((joint, first, *runs("i", "j"))) == {joint}
    assert arrays.reduced((P_, Q_)) == {P_}
    assert arrays.reduced(runs("i")) == set(runs("i"))
    assert arrays.reduced((*runs("i"), ("zero", "P", "i"))) == {("zero", "P", "i")}
    assert arrays.reduced((P_, ("zero", "Q", "j"), ("ne", "i", "j"))) == {P_, ("zero", "Q", "j"), ("ne", "i", "j")}


def test_of_two_literals_that_imply_each_other_the_wanted_one_stays():
    arrays = world(ARRAYS, (), (Q_COVERS_P, ("P", "Q", (0,)))).arrays
    assert arrays.reduced((P_, Q_), (P_,)) == {P_}
    assert arrays.reduced((P_, Q_), (Q_,)) == {Q_}


# -- what sums to what -----------------------------------------------------------------------------------------------------

j0, j1 = ("idx", "J0", "i"), ("idx", "J1", "j")
J_ij = ("idx", "J", "i", "j")
W_ij, V_jk, V_ij = ("idx", "W", "i", "j"), ("idx", "V", "j", "k"), ("idx", "V", "i", "j")
TOTALS = {
    "masses": (ARRAYS, s("i", runs("i"), P_), ONE),
    "a joint": (JOINT, s("ij", runs("i", "j"), J_ij), ONE),
    "a joint by its first marginal": (JOINT, s("j", runs("j"), J_ij), j0),
    "a marginal": (JOINT, s("i", runs("i"), j0), ONE),
    "a joint without declared marginals": ({"J": array(2)}, s("ij", runs("i", "j"), J_ij), s("ji", runs("i", "j"), J_ij)),
    "three axes, one after the other": (CUBE, s("ijk", runs("i", "j", "k"), ("idx", "C", "i", "j", "k")), ONE),
    "a marginal of three axes": (CUBE, s("k", runs("k"), ("idx", "C", "i", "j", "k")), ("idx", "C01", "i", "j")),
    "a marginal of a marginal": (CUBE, s("j", runs("j"), ("idx", "C01", "i", "j")), ("idx", "C0", "i")),
    "an index twice elsewhere": (CUBE, s("k", runs("k"), ("idx", "C", "i", "i", "k")), ("idx", "C01", "i", "i")),
    "a channel": (CHANNEL, s("j", runs("j"), W_ij), ONE),
    "a channel where it is positive": (CHANNEL, s("j", (W_ij,), W_ij), ONE),
    "the law of the output": (CHANNEL, s("i", runs("i"), mul(P_, W_ij)), ("idx", "Y", "j")),
    "the output's total": (CHANNEL, s("j", runs("j"), ("idx", "Y", "j")), ONE),
    "two channels": (CHANNEL, s("j", runs("j"), mul(W_ij, V_jk)), ("idx", "WV", "i", "k")),
    "two channels' total": (CHANNEL, s("k", runs("k"), ("idx", "WV", "i", "k")), ONE),
    "a chain": (CHANNEL, s("ijk", runs("i", "j", "k"), mul(P_, W_ij, V_jk)), ONE),
}
NO_TOTALS = {
    "weights": ({"A": array(role="weights")}, s("i", runs("i"), ("idx", "A", "i")), ONE),
    "values": ({"F": array(role="values")}, s("i", runs("i"), ("idx", "F", "i")), ONE),
    "a diagonal of masses": (JOINT, s("i", runs("i"), ("idx", "J", "i", "i")), ONE),
    "a diagonal of a channel": (CHANNEL, s("i", runs("i"), ("idx", "W", "i", "i")), ONE),
    "a channel over what is given": (CHANNEL, s("i", runs("i"), W_ij), ONE),
    "all outputs of a channel, over what is given": (OUTPUTS, s("i", runs("i"), ("idx", "U0", "i")), ONE),
    "a channel over both": (CHANNEL, s("ij", runs("i", "j"), W_ij), ONE),
    "a channel with two outputs, over one": ({"U": array(3, given=1)}, s("j", runs("j"), ("idx", "U", "i", "j", "k")), ONE),
    "the other marginal": (JOINT, s("i", runs("i"), J_ij), ("idx", "J0", "j")),
    "squares": (ARRAYS, s("i", runs("i"), power(P_, rat(2))), ONE),
    "where another is positive": (ARRAYS, s("i", (Q_,), P_), ONE),
    "where another vanishes": (ARRAYS, s("i", (("zero", "Q", "i"),), P_), ONE),
    "all but one point": (ARRAYS, s("i", (*runs("i"), *support("J", "i", "j"), ("ne", "i", "j")), P_), ONE),
    "another product": (CHANNEL, s("j", runs("j"), mul(W_ij, ("idx", "V", "k", "j"))), ("idx", "WV", "i", "k")),
    "a product over another index": (CHANNEL, s("i", runs("i"), mul(W_ij, V_jk)), ("idx", "WV", "i", "k")),
    "a product at one index": (CHANNEL, s("j", runs("j"), mul(W_ij, ("idx", "V", "j", "i"))), ("idx", "WV", "i", "j")),
    "a product of other arrays": (CHANNEL, s("j", runs("j"), mul(W_ij, ("idx", "W", "j", "k"))), ("idx", "WV", "i", "k")),
    "a square of a channel": (CHANNEL, s("j", runs("j"), power(W_ij, rat(2))), ("idx", "WV", "i", "i")),
}


@pytest.mark.parametrize(("laws", "left", "right"), TOTALS.values(), ids=TOTALS)
def test_a_total(laws, left, right):
    assert same(laws, left, right)


@pytest.mark.parametrize(("laws", "left", "right"), NO_TOTALS.values(), ids=NO_TOTALS)
def test_no_total(laws, left, right):
    assert not same({**JOINT, **laws}, left, right)


A_ij, B_ij = ("idx", "A", "i", "j"), ("idx", "B", "i", "j")
TABLES = {"A": array(2, role="weights"), "B": array(2, role="weights"), "T": total(("i",), ("j",), ("A", "i", "j"), ("B", "i", "j"))}
BOX = {
    "X": array(3, role="weights"),
    "X0": total(("i",), ("j", "k"), ("X", "i", "j", "k")),
    "X12": total(("j", "k"), ("i",), ("X", "i", "j", "k")),
    "X2": total(("k",), ("i", "j"), ("X", "i", "j", "k")),
}
LEFT_OVER = {
    "a diagonal": (JOINT, s("i", runs("i"), ("idx", "J", "i", "i")), set()),
    "a product over what is kept": (TABLES, s("i", runs("i"), mul(A_ij, B_ij)), {"j"}),
    "a product at one index for two": (CHANNEL, s("j", runs("j"), mul(("idx", "W", "j", "j"), V_jk)), {"k"}),
    "a marginal over two indices": (BOX, s("i", runs("i"), ("idx", "X0", "i")), set()),
}


@pytest.mark.parametrize(("laws", "t", "free_names"), LEFT_OVER.values(), ids=LEFT_OVER)
def test_no_bound_name_is_left_over(laws, t, free_names):
    assert names(world(laws).normal().form(t)) == free_names


def test_a_total_of_a_product_with_a_factor_of_its_own():
    """sum_ij p_i w(i, j) log y_j is the sum over the output alone."""
    left = s("ij", (P_, W_ij), mul(P_, W_ij, log(("idx", "Y", "j"))))
    right = s("j", support("Y", "j"), mul(("idx", "Y", "j"), log(("idx", "Y", "j"))))
    assert same(CHANNEL, left, right)
    assert not same(CHANNEL, left, s("j", support("P", "j"), mul(("idx", "P", "j"), log(("idx", "P", "j")))))


def test_a_total_is_not_written_out_for_a_signed_factor():
    left = s("ij", (*runs("i"), *support("Y", "j")), mul(("idx", "F", "i"), ("idx", "Y", "j")))
    laws = {**CHANNEL, "F": array(role="values")}
    assert same(laws, left, s("i", runs("i"), ("idx", "F", "i")))
    assert not same(laws, left, ONE)


# -- what is below what ----------------------------------------------------------------------------------------------------

BELOW = {
    "a mass is at most 1": (ARRAYS, "P", "i", sub(ONE, P_), 1),
    "a marginal is at most 1": (JOINT, "J0", "i", sub(ONE, j0), 1),
    "a channel is at most 1": (CHANNEL, "W", "ij", sub(ONE, W_ij), 1),
    "a joint is at most its marginal": (JOINT, "J", "ij", sub(j0, J_ij), 1),
    "a marginal is at most a smaller one": (CUBE, "C01", "ij", sub(("idx", "C0", "i"), ("idx", "C01", "i", "j")), 1),
    "on the diagonal too": (JOINT, "J", "ii", sub(j0, ("idx", "J", "i", "i")), 1),
    "weights": ({"P": array(role="weights")}, "P", "i", sub(ONE, P_), 0),
    "a density": ({"P": array(space="R")}, "P", "i", sub(ONE, P_), 0),
    "a joint density beside its marginal": (
        {"J": array(2, space="R"), "J0": total(("i",), ("j",), ("J", "i", "j"), spaces=("R",))},
        "J",
        "ij",
        sub(j0, J_ij),
        0,
    ),
    "half a density": ({"J": {**array(2), "axes": ("S", "R")}}, "J", "ij", sub(ONE, J_ij), 0),
    "a joint beside the other marginal": (JOINT, "J", "ij", sub(("idx", "J1", "j"), J_ij), 1),
    "a marginal at another index": (JOINT, "J", "ij", sub(("idx", "J0", "j"), J_ij), 0),
    "one marginal beside the other": (JOINT, "J", "ij", sub(j0, ("idx", "J1", "j")), 0),
    "a marginal beside its joint": (JOINT, "J", "ij", sub(J_ij, j0), -1),
    "another law's marginal": ({**JOINT, "K": array(2)}, "K", "ij", sub(j0, ("idx", "K", "i", "j")), 0),
    "a total of a product": (CHANNEL, "Y", "j", sub(ONE, ("idx", "Y", "j")), 0),
}


@pytest.mark.parametrize(("laws", "key", "at", "t", "found"), BELOW.values(), ids=BELOW)
def test_below(laws, key, at, t, found):
    assert sign(laws, tuple(dict.fromkeys(at)), support(key, *at), t) == found


@pytest.mark.parametrize("other", [("K0", "i"), ("J0", "j"), ("K0", "j")], ids=str)
def test_below_a_marginal_of_its_own_only(other):
    """Where both are positive j(i, j) may exceed what is not its own marginal at i."""
    laws = {**JOINT, "K": array(2), "K0": total(("i",), ("j",), ("K", "i", "j"))}
    where = (J_ij, ("idx", *other))
    assert sign(laws, ("i", "j"), where, sub(j0, J_ij)) == 1
    assert sign(laws, ("i", "j"), where, sub(("idx", *other), J_ij)) == 0


def test_a_bound_is_not_strict():
    """p = (1, 0): log p_1 = 0."""
    assert sign(ARRAYS, ("i",), (P_,), neg(log(P_))) == 1
    assert sign(ARRAYS, ("i",), (P_,), log(P_)) == -1
