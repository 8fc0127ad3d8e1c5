"""``si.prove``: equations, inequalities, counterexamples, and statements that have no meaning."""

import random

import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info import (
    KL,
    Categorical,
    Channel,
    ConditionalEntropy,
    CrossEntropy,
    Entropy,
    Joint,
    MarkovChain,
    Mixture,
    MutualInformation,
)
from symbolic_info.core.errors import NoClosedForm, ParameterError, Rejected
from symbolic_info.derive.identity import identity
from symbolic_info.derive.refute import _points
from symbolic_info.derive.script import Script
from symbolic_info.proof.kernel import Proven

P, Q, R = (Categorical(name, "n") for name in "pqr")
J = Joint("p", ("n", "m"))
X, Y = J.marginal(0), J.marginal(1)
T = Joint("p", ("n", "m", "k"))
M = MarkovChain(P, Channel("w", ("n", "m")), Channel("v", ("m", "k")))
D = Joint("f", (sp.S.Reals, sp.S.Reals))
MIX = Mixture([P, Q], ["t", "1 - t"])
t = MIX.weights[0]
n = P.size
i, j = sp.symbols("i j", integer=True)
NORMAL, OTHER = si.Normal("m", "s"), si.Normal("a", "b")

PROVED = (
    sp.Eq(KL(P, Q), CrossEntropy(P, Q) - Entropy(P)),
    sp.Eq(Entropy(J), Entropy(X) + ConditionalEntropy(J, 1, given=0)),
    sp.Eq(Entropy(T), Entropy(T.marginal(0)) + ConditionalEntropy(T, 1, given=0) + ConditionalEntropy(T, 2, given=(0, 1))),
    sp.Eq(MutualInformation(J), Entropy(X) + Entropy(Y) - Entropy(J)),
    sp.Eq(MutualInformation(J), KL(J, si.Product(X, Y))),
    sp.Eq(MutualInformation(T, (0, 1), 2), MutualInformation(T, 0, 2) + MutualInformation(T, 1, 2, given=0)),
    sp.Eq(MutualInformation(M, 0, 2, given=1), 0),
    sp.Eq(Entropy(MIX) - t * Entropy(P) - (1 - t) * Entropy(Q), t * KL(P, MIX) + (1 - t) * KL(Q, MIX)),
    sp.Eq(MutualInformation(D), Entropy(D.marginal(0)) + Entropy(D.marginal(1)) - Entropy(D)),
    sp.Eq(KL(NORMAL, OTHER), CrossEntropy(NORMAL, OTHER) - Entropy(NORMAL)),
    sp.Eq(Entropy(NORMAL), Entropy(si.Normal("k", "s"))),
    KL(P, Q) >= 0,
    KL(P, Q) >= 0,
    Entropy(P) >= 0,
    Entropy(P) <= sp.log(n),
    Entropy(P) <= CrossEntropy(P, Q),
    MutualInformation(J) >= 0,
    ConditionalEntropy(J, 0, given=1) <= Entropy(X),
    Entropy(X) <= Entropy(J),
    Entropy(J) <= Entropy(X) + Entropy(Y),
    2 * Entropy(T) <= Entropy(T.marginal(0, 1)) + Entropy(T.marginal(1, 2)) + Entropy(T.marginal(0, 2)),
    MutualInformation(M, 0, 2) <= MutualInformation(M, 0, 1),
    MutualInformation(M, 0, 2) <= MutualInformation(M, 1, 2),
    MutualInformation(M, 0, 1, given=2) <= MutualInformation(M, 0, 1),
    t * Entropy(P) + (1 - t) * Entropy(Q) <= Entropy(MIX),
    ConditionalEntropy(D, 0, given=1) <= Entropy(D.marginal(0)),
    KL(J.marginal(0), Joint("q", ("n", "m")).marginal(0)) <= KL(J, Joint("q", ("n", "m"))),
    KL(M.marginal(2), MarkovChain(Q, *M.channels).marginal(2)) <= KL(P, Q),
    KL(si.Gamma("k", rate="b"), si.Exponential(rate="l")) >= 0,
    Entropy(Categorical(["1/2", "1/2"])) <= 1,
    "KL(Normal(m, s), Normal(a, b)) >= 0",
)
REFUTED = (
    sp.Eq(KL(P, Q), KL(Q, P)),
    sp.Eq(CrossEntropy(P, Q), CrossEntropy(Q, P)),
    KL(P, R) <= KL(P, Q) + KL(Q, R),
    sp.Eq(Entropy(J), Entropy(X) + Entropy(Y)),
    Entropy(X) <= ConditionalEntropy(J, 0, given=1),
    MutualInformation(T, 0, 1) <= MutualInformation(T, 0, 1, given=2),
    MutualInformation(T, 0, 1, given=2) <= MutualInformation(T, 0, 1),
    Entropy(P) <= 1,
    sp.Eq(KL(NORMAL, OTHER), KL(OTHER, NORMAL)),
    Entropy(si.Exponential(rate="l")) >= 0,
    Entropy(NORMAL) >= 0,
    KL(si.Poisson("a"), si.Poisson("b")) <= 1,
    "KL(Poisson(a), Poisson(b)) = KL(Poisson(b), Poisson(a))",
)


@pytest.mark.parametrize("statement", PROVED, ids=str)
def test_proved(statement):
    verdict = si.prove(statement)
    assert verdict.status == "proved", verdict.reason
    assert isinstance(verdict.theorem.proven, Proven)
    assert verdict.theorem.recheck() is verdict.theorem


@pytest.mark.parametrize("statement", REFUTED, ids=str)
def test_refuted(statement):
    verdict = si.prove(statement)
    assert verdict.status == "refuted", verdict.reason
    assert verdict.witness
    assert verdict.theorem.proven.statement.relation == "<"
    assert verdict.theorem.recheck()


def test_undecided_says_why():
    verdict = si.prove(Entropy(MIX) <= sp.log(n) + Entropy(P) ** 2)
    assert verdict.status == "undecided"
    assert "no combination" in verdict.reason


MEANINGLESS = (
    (True, ParameterError, "has become True"),
    (3, ParameterError, "no equation or inequality"),
    (sp.Eq(sp.Sum(P.array[i] * sp.Symbol("n"), (i, 1, n)), 1), Rejected, "two symbols of one name"),
    (sp.Eq(sp.Sum(n * i, (i, 1, 3)), 6 * n), Rejected, "runs from 1 to 3"),
    (sp.Eq(sp.Sum(P.array[i] * i, (i, 1, n)), 1), Rejected, "uses its index as a number"),
    (sp.Eq(sp.Sum(P.array[i] * P.array[j], (j, 1, i), (i, 1, n)), 1), Rejected, "runs from 1 to i"),
    (sp.Eq(sp.Sum(P.array[i], (i, n, 1)), 1), Rejected, "runs from n to 1"),
    (sp.Eq(sp.Sum(P.array[i], (i, 2, n)), 1), Rejected, "runs from 2 to n"),
    (sp.Eq(sp.Sum(sp.IndexedBase("x")[i] * P.array[i], (i, 1, n)), 1), Rejected, "has no shape"),
    (sp.Eq(P.array[i], 1), ParameterError, "the index i is bound by no sum"),
    (sp.Eq(KL(Joint("s", ("n", "m")), P), 0), Rejected, "different spaces"),
    (sp.Eq(sp.Sum(sp.log(P.array[i]), (i, 1, n)), 0), Rejected, "condition on a bound variable"),
)


@pytest.mark.parametrize(("statement", "error", "says"), MEANINGLESS, ids=str)
def test_meaningless(statement, error, says):
    with pytest.raises(error, match=says):
        si.prove(statement, laws=[P])


def test_sums_over_entries():
    assert si.prove(sp.Eq(sp.Sum(P.array[i], (i, 1, n)), 1), laws=[P]).status == "proved"
    assert si.prove(sp.Eq(sp.Sum(P.array[i] * Q.array[j], (i, 1, n), (j, 1, n)), 1), laws=[P, Q]).status == "proved"
    assert si.prove(sp.Eq(sp.Sum(1, (i, 1, n)), n), laws=[P]).status == "proved"


def test_a_false_equation_has_no_proof():
    with pytest.raises(NoClosedForm):
        identity(MutualInformation(J), Entropy(X) + Entropy(Y))
    with pytest.raises(Rejected, match="does not vanish"):
        Script(KL(P, Q)).combine(KL(P, Q), "=", CrossEntropy(P, Q), {})


def test_random_combinations_of_entropies():
    """True by construction, and false by one edit: no wrong verdict, nearly all decided."""
    chooser = random.Random(1)
    laws = [T.marginal(*axes) if len(axes) < 3 else T for axes in ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))]
    informations = [MutualInformation(T, a, b) for a, b in ((0, 1), (0, 2), (1, 2))] + [MutualInformation(T, 0, 1, given=2)]
    known = informations + [ConditionalEntropy(T, a, given=b) for a, b in ((0, 1), (1, 2), (2, (0, 1)))]
    decided = 0
    for _ in range(12):
        left = sum(chooser.randint(1, 3) * q for q in chooser.sample(known, 2))
        gap = sum(chooser.randint(0, 2) * q for q in chooser.sample(informations, 2))
        assert si.prove(sp.Le(left - gap, left, evaluate=False)).status == "proved"
        wrong = si.prove(sp.Le(left + Entropy(chooser.choice(laws)), left, evaluate=False))
        assert wrong.status != "proved"
        decided += wrong.status == "refuted"
    assert decided >= 11


def test_the_points_are_the_same_every_time():
    first, second = ([point.named() for point in _points((KL(P, Q),))] for _ in range(2))
    assert first == second
