"""Divergences that are infinite by a tail, where the parameters decide, and laws on one point: each result with its theorem."""

import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info import (
    KL,
    BetaPrime,
    Cauchy,
    CrossEntropy,
    Degenerate,
    Exponential,
    Frechet,
    Gamma,
    Gompertz,
    GumbelMin,
    HalfCauchy,
    InverseGamma,
    Jeffreys,
    Laplace,
    Levy,
    LogNormal,
    Lomax,
    Normal,
    Pareto,
    Poisson,
    StudentT,
    Zipf,
)
from symbolic_info.proof.oracle import value

INFINITE = (
    KL(Cauchy("m", "c"), Normal("mu", "sigma")),
    KL(Cauchy("m", "c"), Laplace("mu", "b")),
    KL(Frechet("k", "s"), Gompertz("eta", "b")),
    KL(LogNormal("mu", "sigma"), GumbelMin("m", "s")),
    KL(Levy("m", "c"), Laplace("mu", "b")),
    KL(HalfCauchy("s"), Exponential(rate="r")),
    KL(StudentT(1, "m", "s"), Laplace("mu", "b")),
    KL(Pareto("x", 2), Normal("mu", "sigma")),
    CrossEntropy(Cauchy("m", "c"), Normal("mu", "sigma")),
    KL(Zipf(sp.Rational(3, 2)), Poisson("lam")),
)


@pytest.mark.parametrize("asked", INFINITE, ids=str)
def test_infinite(asked):
    found = si.derive(asked)
    assert (found.result, found.form, found.conditions) == (sp.oo, "infinite", ())
    assert "whose integral diverges" in found.reason
    assert found.theorem.recheck()
    assert si.Derivation.from_json(found.to_json()).result == sp.oo


def test_the_oracle_finds_it_infinite_too():
    assert si.derive(INFINITE[0]).check(points=1).steps[-1].evidence


def test_the_oracle_looks_beyond_a_cut_off():
    """exp(-10^7) is 0 to the oracle, where the integrand is largest."""
    for asked in (KL(LogNormal("-629/1000", "349/1000"), GumbelMin("271/100", "222/25")), KL(Gamma(2, rate=1), Gompertz(1, 3))):
        assert value(asked, {}, 15) == float("inf")


# (asked, finite where, infinite where)
DECIDED = (
    (KL(Pareto("x", "k"), Normal("mu", "sigma")), "k > 2", "k <= 2"),
    (KL(Lomax("s", "k"), Exponential(rate="r")), "k > 1", "k <= 1"),
    (KL(InverseGamma("k", scale="lam"), Exponential(rate="r")), "k > 1", "k <= 1"),
    (KL(BetaPrime("a", "b"), Normal("mu", "sigma")), "b > 2", "b <= 2"),
    (KL(StudentT("nu", "m", "s"), Normal("mu", "sigma")), "nu/2 > 1", "nu/2 <= 1"),
    (KL(Gamma("k", rate="r"), InverseGamma("a", scale="b")), "k > 1", "k <= 1"),
    (KL(Gamma("k", rate="r"), Gompertz("eta", "b")), "b < r", "r <= b"),
    (CrossEntropy(Pareto("x", "k"), Exponential(rate="r")), "k > 1", "k <= 1"),
)


@pytest.mark.parametrize(("asked", "finite", "infinite"), DECIDED, ids=str)
def test_parameters_decide(asked, finite, infinite):
    """Two theorems, and the edge is on the infinite side."""
    found = si.derive(asked)
    (value, where), (rest, otherwise) = found.result.args
    assert (rest, otherwise, str(where)) == (sp.oo, sp.true, finite)
    assert value.is_finite is not False
    assert [str(*b.conditions) for b in found.branches if b.result == sp.oo] == [infinite]
    assert all(b.theorem.recheck() for b in found.branches)


def test_a_case_that_is_not_known_is_not_called_infinite():
    """E log X! of a zeta law is shown to exist for s > 3 alone; it is finite for s > 2."""
    found = si.derive(KL(Zipf("s"), Poisson("lam")))
    assert not found.result.has(sp.Piecewise)
    assert found.conditions


def test_two_conditions_make_three_infinite_cases():
    """J(P, Q) = D(P || Q) + D(Q || P) is finite where both are; one that is infinite says nothing before the other is known."""
    found = si.derive(Jeffreys(Gamma("k", rate="r"), InverseGamma("a", scale="b")))
    k, a = (found.quantity[n] for n in "ka")
    infinite = [{str(c) for c in b.conditions} for b in found.branches if b.result == sp.oo]
    assert sorted(map(sorted, infinite)) == [["a <= 1", "k <= 1"], ["a <= 1", "k > 1"], ["a > 1", "k <= 1"]]
    assert found.result.subs({k: sp.Rational(1, 2), a: 3}) == sp.oo
    assert found.result.subs({k: 2, a: 3}).is_finite is not False


def test_numbers():
    f = si.lambdify(KL(Pareto("x", "k"), Normal("mu", "sigma")))
    assert f(1.0, 1.5, 0.0, 1.0) == f(1.0, 2.0, 0.0, 1.0) == float("inf")
    assert f(1.0, 3.0, 0.0, 1.0) == pytest.approx(float(sp.Rational(1, 6) + sp.log(18 * sp.pi) / 2), rel=1e-14)


def test_one_point():
    found = si.derive(KL(Degenerate("c"), Degenerate("d")))
    c, d = (found.quantity[n] for n in "cd")
    assert found.result == sp.Piecewise((0, sp.Eq(c, d)), (sp.oo, True))
    assert len(found.branches) == 3
    found = si.derive(KL(Degenerate("c"), Poisson("lam")))
    assert str(found.result) == "Piecewise((-c*log(lam) + lam + loggamma(c + 1), c >= 0), (oo, True))"
    assert found.check(points=1)


# Divergences that close where the supports are one: (family, the equations)
MEETING = (
    (si.Levy, {"mu_2 = mu_1"}),
    (si.PearsonIII, {"mu_2 = mu_1"}),
    (si.Beta4, {"lo_2 = lo_1", "hi_2 = hi_1"}),
    (si.GEV, {"mu_2 = mu_1 - s_1/xi_1 + s_2/xi_2"}),
    (si.RaisedCosine, {"mu_2 = mu_1", "s_2 = s_1"}),
    (si.UQuadratic, {"a_2 = a_1", "b_2 = b_1"}),
)


@pytest.mark.parametrize(("law", "equations"), MEETING, ids=lambda v: getattr(v, "key", ""))
def test_supports_that_meet(law, equations):
    """Closed where Q has the support of P, infinite where it leaves out a part; what lies between is left open, and said to be."""
    found = si.derive(KL(*(law.with_own_symbols(suffix) for suffix in ("_1", "_2"))))
    *finite, (rest, where) = found.result.args
    assert [{f"{e.lhs} = {e.rhs}" for e in condition.atoms(sp.Eq)} for _, condition in finite] == [equations]
    assert (rest, where.has(sp.Eq), found.complete) == (sp.oo, False, False)
    assert found.conditions[-1] == sp.Or(finite[0][1], where)
    assert all(b.theorem.recheck() for b in found.branches)


def test_what_is_left_open_is_integrated():
    f = si.lambdify(KL(Levy("m", "c"), Levy("n", "d")))
    assert f(0.0, 1.0, 0.0, 2.0) == pytest.approx(0.5 - float(sp.log(2)) / 2, rel=1e-12)
    assert f(0.0, 1.0, 1.0, 2.0) == float("inf")
    assert f(1.0, 1.0, 0.0, 2.0) == pytest.approx(0.2979266370674311, rel=1e-12)


def test_infinite_where_supports_meet_is_no_answer_for_the_rest():
    """D(Exponential || Levy) is oo for a location >= 0 and finite below."""
    with pytest.raises(si.core.errors.NoClosedForm):
        si.derive(KL(Exponential(rate="r"), Levy("m", "c")))
