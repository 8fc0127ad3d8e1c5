"""Matrices: their normal form, traces and determinants, records, entries; every check has its refusal."""

from typing import ClassVar

import pytest
from kernel_worlds import HALF, ONE, ZERO, normal, refused, world

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.entries import computed
from symbolic_info.proof.forms import to_term
from symbolic_info.proof.matrices import MAX_LETTERS
from symbolic_info.proof.terms import X, add, check, div, exp, free, log, mul, neg, power, rat, sub, subst, sym

n, r, c = sym("n"), sym("r"), sym("c")
K, S, A, B, U, V = (("mat", name) for name in ("K", "S", "A", "B", "u", "v"))
MINUS = rat(-1)


def record(rows=n, cols=n, positive=0, value=()):
    return {"kind": "matrix", "rows": rows, "cols": cols, "positive": positive, "value": value}


def entries(*rows):
    return ("entries", len(rows[0]), *(e for row in rows for e in row))


def vector(logp=None, dim=n, unknown=(), moments=()):
    return {
        "kind": "vector",
        "dim": dim,
        "logp": neg(quadratic(("mat", X))) if logp is None else logp,
        "unknown": unknown,
        "moments": moments,
    }


def quadratic(v, *middle):
    return ("trace", ("mmul", ("transpose", v), *middle, v))


def product(*factors):
    return ("mmul", *factors)


def t(a):
    return ("transpose", a)


def inv(a):
    return ("inverse", a)


SYMBOLS = {"K": record(positive=1), "S": record(positive=1), "A": record(), "B": record(), "u": record(cols=ONE), "v": record(cols=ONE)}
TWO = {"G": record(rat(2), rat(2), 1, entries((ONE, r), (r, ONE))), "w": record(rat(2), ONE, 0, entries((c,), (ONE,)))}
G, W = ("mat", "G"), ("mat", "w")
INSIDE = sub(ONE, power(r, rat(2)))


@pytest.fixture
def here():
    return world({**SYMBOLS, **TWO}, (INSIDE,), r=0).normal()


def same(scope, left, right):
    return scope.same(left, right)


EQUAL = [
    (("trace", product(A, B)), ("trace", product(B, A))),
    (("trace", product(A, B, K)), ("trace", product(K, A, B))),
    (("trace", t(A)), ("trace", A)),
    (("trace", product(A, t(B))), ("trace", product(B, t(A)))),
    (("trace", product(K, t(A))), ("trace", product(A, K))),
    (("trace", product(inv(K), K)), n),
    (("trace", product(K, A, inv(K))), ("trace", A)),
    (("trace", ("eye", n)), n),
    (("trace", ("zeros", n, n)), ZERO),
    (("trace", ("madd", A, ("mscale", c, B))), add(("trace", A), mul(c, ("trace", B)))),
    (
        ("trace", product(("madd", A, B), ("madd", A, B))),
        add(("trace", product(A, A)), mul(rat(2), ("trace", product(A, B))), ("trace", product(B, B))),
    ),
    (("trace", inv(("mscale", rat(2), K))), mul(HALF, ("trace", inv(K)))),
    (("trace", inv(product(K, S))), ("trace", product(inv(S), inv(K)))),
    (("trace", inv(inv(K))), ("trace", K)),
    (("trace", t(inv(A))), ("trace", inv(t(A)))),
    (("trace", t(t(A))), ("trace", A)),
    (("trace", product(t(U), A, V)), ("trace", product(t(V), t(A), U))),
    (("trace", product(t(U), K, V)), ("trace", product(t(V), K, U))),
    (("trace", product(K, U, t(U))), quadratic(U, K)),
    (quadratic(("madd", U, ("mscale", MINUS, V)), K), add(quadratic(U, K), mul(rat(-2), ("trace", product(t(U), K, V))), quadratic(V, K))),
    (("trace", product(inv(("diagonal", K)), K)), n),
    (("det", product(K, S)), mul(("det", K), ("det", S))),
    (("det", t(A)), ("det", A)),
    (("det", inv(K)), power(("det", K), MINUS)),
    (("det", ("eye", n)), ONE),
    (("det", ("mscale", rat(2), K)), mul(power(rat(2), n), ("det", K))),
    (log(div(("det", S), ("det", K))), sub(log(("det", S)), log(("det", K)))),
    (log(("det", inv(("diagonal", K)))), neg(log(("det", ("diagonal", K))))),
]


@pytest.mark.parametrize(("left", "right"), EQUAL, ids=str)
def test_equal(here, left, right):
    assert same(here, left, right)
    assert not {kind for kind, term in here.conditions if kind == "positive"}


DIFFERENT = [
    (("trace", product(A, B, K)), ("trace", product(B, A, K))),
    (("trace", product(A, t(B))), ("trace", product(A, B))),
    (("trace", product(A, inv(K))), ("trace", product(A, K))),
    (("trace", product(inv(("diagonal", K)), S)), n),
    (("trace", product(("diagonal", K), K)), n),
    (("trace", product(inv(("diagonal", K)), K, K)), n),
    (("trace", product(K, K)), mul(("trace", K), ("trace", K))),
    (("trace", product(t(U), A, V)), ("trace", product(t(U), t(A), V))),
    (("det", ("diagonal", K)), ("det", K)),
    (("det", ("mscale", rat(2), K)), mul(rat(2), ("det", K))),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=str)
def test_different(here, left, right):
    assert not same(here, left, right)


@pytest.mark.parametrize("term", [side for pair in (*EQUAL, *DIFFERENT) for side in pair], ids=str)
def test_a_form_is_its_own_form(here, term):
    form = here.form(term)
    assert here.form(check(to_term(form))) == form


def test_the_inverse_of_any_matrix_needs_its_determinant(here):
    here.form(("trace", inv(A)))
    assert here.conditions == {("nonzero", ("det", A))}


def test_a_determinant_of_no_known_sign_is_not_split_in_a_logarithm(here):
    here.form(log(("det", A)))
    assert here.conditions == {("positive", ("det", A))}


REFUSED = [
    (("trace", product(U, K)), "matrices of different shapes"),
    (("trace", ("madd", U, K)), "matrices of different shapes"),
    (("trace", ("madd", ("zeros", n, ONE), ("zeros", n, rat(2)))), "matrices of different shapes"),
    (("trace", U), "matrices of different shapes"),
    (("det", U), "matrices of different shapes"),
    (("trace", product(inv(U), U)), "matrices of different shapes"),
    (("det", product(t(U), U)), "matrices of different shapes"),
    (("trace", inv(product(t(U), K, U))), "matrices of different shapes"),
    (("trace", inv(("madd", K, S))), "the inverse of a sum of matrices, or of zero"),
    (("det", ("madd", K, S)), "the determinant of a sum of matrices, or of zero"),
    (("trace", inv(("zeros", n, n))), "the inverse of a sum of matrices, or of zero"),
    (("trace", ("mat", "M")), "'M' is not a matrix"),
    (("trace", ("mat", X)), "'_x' is not a matrix"),
    (("trace", ("diagonal", A)), "the diagonal part of what is not a matrix declared positive definite"),
    (("trace", ("diagonal", ("madd", K, S))), "the diagonal part of what is not a matrix declared positive definite"),
    (("trace", entries((ONE,))), "explicit entries stand in the record of a matrix"),
    (("trace", ("eye", neg(n))), "which is refuted"),
    (("trace", ("eye", div(n, rat(4)))), "an integer at the witness"),
    (("value", "f", U), "a function of vectors is read at the vector"),
    (("value", "f", ("mat", X)), "a function of vectors is read at the vector"),
    (("trace", product(*[A] * (MAX_LETTERS + 1))), f"a product of more than {MAX_LETTERS} matrices"),
]


@pytest.mark.parametrize(("term", "reason"), REFUSED, ids=str)
def test_refused(here, term, reason):
    with refused(reason):
        here.form(term)


def test_a_matrix_of_too_many_terms(here):
    out = ("eye", n)
    with refused("a matrix of more than 200 terms"):
        for _ in range(9):
            out = product(out, ("madd", A, B))
            here.form(("trace", out))


class TestTerms:
    """Numbers and matrices do not stand for each other."""

    @pytest.mark.parametrize(
        "bad",
        [
            A,
            add(A, ONE),
            log(A),
            ("trace", n),
            ("det", ("trace", A)),
            ("mscale", A, A),
            ("trace", ("mscale", A, A)),
            ("trace", ("mmul", A)),
            ("trace", ("mat", "a b")),
        ],
        ids=str,
    )
    def test_of_the_wrong_kind(self, bad):
        with pytest.raises(Rejected):
            check(bad)

    def test_names(self):
        body = ("trace", product(("mat", X), A))
        assert free(body) == {X, "A"}
        assert subst(body, {X: B}) == ("trace", product(B, A))
        with refused("mentions the bound name _x"):
            world(SYMBOLS).closed(body)

    def test_capture_of_a_vector(self):
        with refused("capture"):
            subst(("mean", X, ("trace", product(("mat", X), A)), "P"), {"A": ("mat", X)})


class TestRecords:
    @pytest.mark.parametrize(
        ("laws", "reason"),
        [
            ({"K": record(cols=ONE, positive=1)}, "a positive definite matrix is square"),
            ({"K": record(positive=2)}, "a positive definite matrix is square"),
            ({"K": record(rows=neg(n))}, "which is refuted"),
            ({"K": record(rows=r, cols=r)}, "a matrix needs conditions of its own"),
            ({"K": record(rows=HALF)}, "an integer at the witness"),
            ({"K": record(rows=sym("_n"))}, "mentions the bound name _n"),
            ({"K": record(value=entries((ONE, r), (r, ONE)))}, "the entries have another shape"),
            ({"K": record(rat(2), rat(3), value=entries((ONE, r), (r, ONE)))}, "the entries have another shape"),
            ({"K": record(rat(2), rat(2), 1, entries((ONE, r), (ZERO, ONE)))}, "the entries are not symmetric"),
            (
                {"K": record(rat(2), rat(2), 1, entries((ONE, rat(2)), (rat(2), ONE)))},
                "the leading minor of order 2 is not proved positive",
            ),
            (
                {"K": record(rat(2), rat(2), 1, entries((MINUS, ZERO), (ZERO, MINUS)))},
                "the leading minor of order 1 is not proved positive",
            ),
            ({"K": record(rat(2), rat(2), 1, entries((ONE, c), (c, ONE)))}, "the leading minor of order 2 is not proved positive"),
            ({"K": record(ONE, ONE, value=entries((div(ONE, c),)))}, "a matrix needs conditions of its own"),
            ({"K": record(ONE, ONE, value=entries((sym("_z"),)))}, "mentions the bound name _z"),
            ({"K": record(rat(2), ONE, value=("entries", 2, ONE, ONE, ONE))}, "the entries of a matrix of at most 6"),
            ({"K": record(rat(7), ONE, value=entries(*[(ONE,)] * 7))}, "the entries of a matrix of at most 6"),
            ({"K": record(ONE, ONE, value=("entries", 0, ONE))}, "the entries of a matrix of at most 6"),
            ({"K": record(value=("mat", "K"))}, "a value is made of entries"),
            ({"P": vector(dim=neg(n))}, "which is refuted"),
            ({"P": vector(dim=sym("_d"))}, "mentions the bound name _d"),
            ({"P": vector(logp=sym("_y"))}, "mentions the bound name _y"),
            ({"P": vector(unknown=("f",))}, "a density taken as given is one function of the vector"),
            ({"P": vector(moments=(U, K)), **SYMBOLS}, "only a density taken as given is given with moments"),
            ({"K": {"kind": "matrix"}}, "the record of law K"),
        ],
        ids=str,
    )
    def test_refused(self, laws, reason):
        with refused(reason):
            world(laws, (INSIDE,), r=0)

    def test_a_value_is_positive_definite_under_the_constraints(self):
        assert world(TWO, (INSIDE,), r=0).laws["G"]["positive"]


class TestEntries:
    VALUES: ClassVar = [
        (("trace", G), rat(2)),
        (("det", G), INSIDE),
        (("trace", inv(G)), div(rat(2), INSIDE)),
        (("trace", product(inv(G), G)), rat(2)),
        (quadratic(W, G), add(power(c, rat(2)), mul(rat(2), c, r), ONE)),
        (quadratic(("madd", W, ("mscale", MINUS, W))), ZERO),
        (("det", ("mscale", c, ("eye", rat(3)))), power(c, rat(3))),
        (("det", ("diagonal", G)), ONE),
        (("trace", ("madd", G, ("zeros", rat(2), rat(2)), t(G))), rat(4)),
        (add(exp(r), log(("det", G))), add(exp(r), log(INSIDE))),
    ]

    @pytest.mark.parametrize(("term", "value"), VALUES, ids=str)
    def test_computed(self, here, term, value):
        assert same(here, computed(here, term), value)

    @pytest.mark.parametrize(
        ("term", "reason"),
        [
            (("trace", K), "'K' has no entries"),
            (("trace", ("eye", n)), "a matrix with entries has 1 to 6"),
            (("trace", ("zeros", rat(7), rat(7))), "a matrix with entries has 1 to 6"),
            (("trace", W), "the trace of a matrix that is not square"),
            (("det", W), "the determinant of a matrix that is not square"),
            (("trace", inv(("zeros", rat(2), rat(2)))), "division by zero"),
        ],
        ids=str,
    )
    def test_refused(self, here, term, reason):
        with refused(reason):
            computed(here, term)

    def test_an_inverse_needs_its_determinant(self):
        scope = world({"Z": record(ONE, ONE, value=entries((c,)))}).normal()
        computed(scope, ("trace", inv(("mat", "Z"))))
        assert scope.conditions == {("nonzero", c)}

    def test_what_is_bound_is_left_alone(self, here):
        inner = ("mean", X, ("trace", G), "P")
        assert computed(here, inner) == inner


def test_scalar_laws_have_no_vectors():
    with refused("'_x' is not a matrix"):
        world({"P": normal()}).normal().form(("mean", X, ("trace", ("mat", X)), "P"))


def test_a_vector_is_no_number():
    with refused("a vector is no number"):
        world({"P": vector()}).normal().form(("mean", X, sym(X), "P"))


def test_a_condition_on_the_vector_is_not_kept():
    body = log(quadratic(("mat", X), K))
    with refused("condition on a bound variable is not discharged"):
        world({"P": vector(), **SYMBOLS}).normal().form(("mean", X, body, "P"))
