"""The bridge for matrices: there and back, what becomes a matrix of its own, and what has no counterpart."""

import pytest
import sympy as sp
from kernel_worlds import refused
from sympy.matrices.expressions.diagonal import DiagonalMatrix
from sympy.matrices.expressions.matexpr import MatrixElement

import symbolic_info as si
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.terms import rat, sym
from symbolic_info.proof.world import World

n = sp.Symbol("n", integer=True, positive=True)
c = sp.Symbol("c", real=True)
K, S, A = (sp.MatrixSymbol(name, n, n) for name in "KSA")
m, w = (sp.MatrixSymbol(name, n, 1) for name in "mw")
P, Q = si.MultivariateNormal(m, K), si.MultivariateNormal(w, S)
AWAY = sp.MatAdd(sp.MatMul(-1, w), m)

THERE_AND_BACK = [
    sp.Trace(K),
    sp.Trace(sp.MatMul(S.I, K)),
    sp.Trace(sp.MatMul(A.T, K)),
    sp.Trace(sp.MatAdd(A, K)),
    sp.Trace(sp.MatMul(c, K)),
    sp.Determinant(K),
    sp.Determinant(DiagonalMatrix(K)),
    sp.Trace(sp.MatMul(sp.Inverse(DiagonalMatrix(K)), S)),
    MatrixElement(sp.MatMul(sp.Transpose(AWAY), S.I, AWAY), 0, 0),
    MatrixElement(sp.MatMul(sp.Transpose(m), w), 0, 0),
    sp.log(sp.Determinant(S) / sp.Determinant(K)),
    n * sp.Trace(K) + sp.exp(sp.Determinant(A)),
]


@pytest.mark.parametrize("e", THERE_AND_BACK, ids=str)
def test_there_and_back(e):
    bridge = Bridge([si.KL(P, Q), e])
    assert bridge.expr(bridge.term(e)) == e


@pytest.mark.parametrize(
    ("e", "plain"),
    [
        (sp.Trace(sp.MatMul(A, sp.Identity(n))), sp.Trace(A)),
        (MatrixElement(sp.MatMul(m.T, sp.Identity(n), w), 0, 0), MatrixElement(sp.MatMul(m.T, w), 0, 0)),
        (sp.Trace(sp.MatAdd(A, sp.ZeroMatrix(n, n))), sp.Trace(A)),
        (sp.Trace(sp.MatMul(m, sp.Transpose(w), K)), MatrixElement(sp.MatMul(sp.Transpose(w), K, m), 0, 0)),
        (sp.Trace(sp.MatMul(K, S.I)), sp.Trace(sp.MatMul(S.I, K))),
    ],
    ids=str,
)
def test_back_in_a_plainer_form(e, plain):
    bridge = Bridge([si.KL(P, Q), e])
    assert bridge.expr(bridge.term(e)) == plain
    world = World(bridge.world({"n": rat(2)}))
    assert world.normal().same(bridge.term(e), bridge.term(plain))


REFUSED = [
    (MatrixElement(K, 0, 1), "is an entry of a matrix"),
    (MatrixElement(K, 0, 0), "is an entry of a matrix"),
    (sp.Trace(sp.HadamardProduct(K, S)), "has no counterpart in the kernel; give a matrix of its own a name"),
    (sp.Trace(sp.MatPow(K, 2)), "has no counterpart in the kernel; give a matrix of its own a name"),
]


@pytest.mark.parametrize(("e", "reason"), REFUSED, ids=str)
def test_refused(e, reason):
    with refused(reason):
        Bridge([si.KL(P, Q), e]).term(e)


def test_every_covariance_is_declared_positive_definite_and_nothing_else():
    records = Bridge([si.KL(P, Q), sp.Trace(A)]).world()["laws"]
    assert {k: r["positive"] for k, r in records.items() if r["kind"] == "matrix"} == {"A": 0, "K": 1, "S": 1, "m": 0, "w": 0}
    assert records["K"]["rows"] == records["K"]["cols"] == sym("n")


def test_a_covariance_of_another_form_is_a_matrix_of_its_own():
    law = si.MultivariateNormal(m, K + 2 * S)
    bridge = Bridge([si.Entropy(law)])
    assert bridge.matrices.positive == {K + 2 * S}
    assert bridge.term(sp.Determinant(K + 2 * S)) == ("det", ("mat", bridge.matrices.name_of[K + 2 * S]))
    assert bridge.world()["laws"]["K"]["positive"] == 0


@pytest.mark.parametrize("covariance", [sp.Identity(n), 3 * sp.Identity(n)], ids=str)
def test_a_multiple_of_the_identity_crosses_as_what_it_is(covariance):
    bridge = Bridge([si.Entropy(si.MultivariateNormal(m, covariance))])
    assert bridge.matrices.positive == set()


def test_the_diagonal_of_a_covariance_crosses_as_what_it_is():
    other = si.MultivariateNormal(m, DiagonalMatrix(K))
    assert Bridge([si.KL(P, other)]).matrices.positive == {K}
    assert Bridge([si.Entropy(other)]).matrices.positive == {DiagonalMatrix(K)}


def test_names_do_not_meet():
    d = sp.Symbol("S", integer=True, positive=True)
    cov, odd, law_name = sp.MatrixSymbol("S", d, d), sp.MatrixSymbol("a b", d, d), sp.MatrixSymbol("P", d, 1)
    bridge = Bridge([si.Entropy(si.MultivariateNormal(law_name, cov)), sp.Trace(odd)])
    assert sorted(bridge.matrices.name_of.values()) == ["M0", "M1", "M2"]
    assert bridge.symbols == {"S": d}
    assert bridge.expr(bridge.term(sp.Trace(odd) + d)) == sp.Trace(odd) + d


def test_entries_cross_as_the_value_of_a_matrix():
    law = si.MultivariateNormal([0, 1], [[1, c], [c, 2]])
    bridge = Bridge([si.Entropy(law)])
    record = bridge.world()["laws"][bridge.matrices.name_of[law.covariance]]
    assert record["value"] == ("entries", 2, rat(1), sym("c"), sym("c"), rat(2))
    assert (record["rows"], record["positive"]) == (rat(2), 1)
    assert World({**bridge.world(), "witness": {"c": rat(0)}})
    with refused("the witness does not satisfy"):
        World({**bridge.world(), "witness": {"c": rat(3)}})


def test_a_given_density():
    law = si.VectorDensity("f", m, K)
    bridge = Bridge([si.Entropy(law)])
    record = bridge.world()["laws"]["P"]
    assert record["logp"] == ("log", ("value", "f", ("mat", "_x")))
    assert (record["unknown"], record["moments"]) == (("f",), (("mat", "m"), ("mat", "K")))
    mean = bridge.expr(("mean", "_x", ("value", "f", ("mat", "_x")), "P"))
    assert str(mean.integrand) == "f(x)"
    assert mean.variable == sp.MatrixSymbol("x", n, 1)


def test_the_variable_of_an_expectation_is_the_vector():
    x = P.variable()
    mean = si.Mean(MatrixElement(sp.MatMul(sp.Transpose(x), w), 0, 0), x, P)
    bridge = Bridge([mean])
    assert bridge.term(mean) == ("mean", "_x", ("trace", ("mmul", ("transpose", ("mat", "_x")), ("mat", "w"))), "P")
    assert bridge.expr(bridge.term(mean)) == mean
