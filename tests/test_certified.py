"""Ball arithmetic: what it encloses, that tails are bounds, that false lemmas and formulas are refused, and what is no oracle."""

import random
import sys
import time
from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.balls import functions, integrals
from symbolic_info.balls.agreement import Contradiction, agree
from symbolic_info.balls.enclose import enclose
from symbolic_info.balls.library import NoOracle, flint, precision
from symbolic_info.balls.program import Program
from symbolic_info.balls.tails import Tail
from symbolic_info.checking import check as checking
from symbolic_info.checking.certified import certified_value
from symbolic_info.core.errors import MissingExtra, ParameterError
from symbolic_info.core.heads import Mean
from tools.certified_page import page
from tools.certify import Job, row_of
from tools.claims import Claim, claims_of, lemma_claim, lemmas, sampled

pytestmark = pytest.mark.certify
t = sp.Symbol("t", positive=True)
x = sp.Symbol("x", real=True)
k = sp.Symbol("k", integer=True)
third = sp.Rational(1, 3)


def no_bound(_: object) -> None:
    raise AssertionError("nothing is bound here")


# -- the translator -----------------------------------------------------------------------------------------------------

MOVING = (
    sp.log(t), sp.sqrt(t), t**third, sp.log(1 + t), sp.log(1 - sp.exp(-t)), 1 - sp.exp(-t), sp.Abs(t - 1),
    sp.exp(-2 * sp.Abs(sp.exp(t) - third)),
    sp.exp(t) - third, 1 - (1 - sp.exp(-t) / 2) ** sp.Rational(7, 5), sp.loggamma(t + 2), sp.gamma(t), sp.sin(t) + sp.cosh(t), sp.erf(t),
    2**t, t**t,
    functions.LogGammaDifference(t, third, sp.Integer(1)), sp.tanh(t),
)  # fmt: skip


@pytest.mark.parametrize("expression", MOVING, ids=str)
def test_a_program_computes_its_expression(expression: sp.Expr) -> None:
    choose = random.Random(str(expression))
    for _ in range(3):
        at = Fraction(choose.randint(1, 400), 100)
        plain = expression.replace(functions.LogGammaDifference, lambda z, a, b: sp.loggamma(z + a) - sp.loggamma(z + b))
        with precision(100):
            ball = Program(expression, t, no_bound)(flint().acb(flint().arb(flint().fmpq(at.numerator, at.denominator))), False)
        with mpmath.workdps(40):
            true = mpmath.mpf(sp.N(plain.xreplace({t: sp.Rational(at)}), 30)._to_mpmath(120))
            assert abs(mpmath.mpf(ball.real.str(25, radius=False)) - true) < 1e-18 * max(1, abs(true))


@pytest.mark.parametrize(
    "expression", [sp.log(t - 2), sp.sqrt(t - 2), (t - 2) ** third, sp.Abs(t - 2), sp.log(1 + (t - 3)), sp.loggamma(t - 2)]
)
def test_where_it_is_not_analytic_there_is_no_value(expression: sp.Expr) -> None:
    """The flag is handed on: a ball across a cut has a value for a fixed number, none for an integral."""
    ball = flint().acb(flint().arb(2, 0.1), flint().arb(0, 0.1))
    assert not Program(expression, t, no_bound)(ball, True).is_finite()


def test_without_the_flag_an_integral_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why the flag is always set: an absolute value that does not heed it gives an enclosure without the number, 8.5."""
    ends = flint().acb(0), flint().acb(5)
    assert flint().acb.integral(Program(sp.Abs(t - 1), t, no_bound), *ends).real.contains(8.5)
    monkeypatch.setitem(functions.MOVING, sp.Abs, lambda analytic, z: z.real_abs())
    assert not flint().acb.integral(Program(sp.Abs(t - 1), t, no_bound), *ends).real.contains(8.5)


def test_a_program_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(analytic: bool, z: object) -> object:
        raise RuntimeError("inside a callback")

    monkeypatch.setitem(functions.MOVING, sp.exp, broken)
    assert not Program(sp.exp(t), t, no_bound)(flint().acb(1), True).is_finite()
    with pytest.raises(NoOracle, match="not enclosed"):
        enclose(sp.Integral(sp.exp(-x), (x, 0, sp.oo)), {})


def test_functions_without_balls_are_named() -> None:
    with pytest.raises(NoOracle, match="LambertW"):
        enclose(sp.Integral(sp.LambertW(x) * sp.exp(-x), (x, 0, sp.oo)), {})


# -- tails --------------------------------------------------------------------------------------------------------------

TAILS = (
    (sp.exp(-t), 5), (t**3 * sp.exp(-t / 2), 60), (sp.exp(-sp.exp(t) + 7 * t), 3), (sp.log(t) ** 2 * sp.exp(-t), 9),
    (sp.exp(-t) * (t - 3) ** 3, 30),
    (sp.exp(-((t - 2) ** 2)), 6), (sp.exp(-2 * t) / (1 - sp.exp(-t)), 2), (sp.log(1 + sp.exp(-t)) * t, 12),
    (sp.Abs(t - 5) * sp.exp(-t), 20),
    (sp.exp(-t) * sp.cos(t), 4), (sp.sin(sp.exp(-t)), 3), (sp.log(1 - sp.exp(-t)), 4), ((1 - (1 - sp.exp(-t)) ** 3) * t, 40),
)  # fmt: skip


@pytest.mark.parametrize(("f", "start"), TAILS, ids=str)
def test_a_tail_is_bounded_from_above(f: sp.Expr, start: int) -> None:
    with precision(64):
        bound = Tail(t, start, lambda e: Program(e, None, no_bound).fixed).integral(f)
    true = mpmath.quad(sp.lambdify(t, sp.Abs(f), "mpmath"), [start, start + 3, start + 10, start + 40, start + 400])
    assert true <= mpmath.mpf(bound.str(20, radius=False)) < mpmath.inf


@pytest.mark.parametrize("f", [sp.exp(t), sp.S.One, 1 / t, sp.exp(-t) * sp.exp(sp.exp(t)), sp.exp(-t) + 1, t])
def test_what_does_not_fall_has_no_bound(f: sp.Expr) -> None:
    with precision(64):
        assert not Tail(t, 50, lambda e: Program(e, None, no_bound).fixed).integral(f).is_finite()


def test_random_tails_hold() -> None:
    """Bounds of random products and sums against the function itself, far out."""
    for seed in range(40):
        choose = random.Random(seed)
        pool = [
            t,
            sp.exp(-t),
            sp.exp(t / 3),
            sp.log(t),
            sp.Integer(choose.randint(-5, 5)),
            sp.log(1 + sp.exp(-t)),
            1 / t,
            sp.Abs(t - 7),
            1 - sp.exp(-t),
        ]
        f = sp.Add(*(sp.Mul(*choose.choices(pool, k=choose.randint(1, 3))) * choose.randint(-3, 3) for _ in range(choose.randint(1, 3))))
        with precision(64):
            reach = Tail(t, 20, lambda e: Program(e, None, no_bound).fixed).reach(f) if f.has(t) else None
        for u in (0, 0.5, 3, 40, 700) if reach else ():
            here = mpmath.mpf(sp.N(f.xreplace({t: 20 + sp.Rational(u)}), 30, maxn=2000)._to_mpmath(120))
            lines = {name: (edge.at, edge.slope) for name in ("lo", "hi", "small", "big") if (edge := getattr(reach, name)) is not None}
            value = {name: mpmath.mpf(a.str(20, radius=False)) + mpmath.mpf(b.str(20, radius=False)) * u for name, (a, b) in lines.items()}
            slack = mpmath.mpf(10) ** -12 * (1 + abs(here))
            assert value.get("lo", -mpmath.inf) <= here + slack, (seed, f, u)
            assert value.get("hi", mpmath.inf) >= here - slack, (seed, f, u)
            if here == 0:
                continue
            size = mpmath.log(abs(here))
            assert value.get("big", mpmath.inf) >= size - 1e-9, (seed, f, u)
            assert value.get("small", -mpmath.inf) <= size + 1e-9, (seed, f, u)
            assert reach.sign * here >= 0, (seed, f, u)


def test_without_its_tail_an_integral_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate whose tails are left out contradicts E[1] = 1."""
    monkeypatch.setattr(integrals, "_cut", lambda *arguments: (3, flint().arb(0)))
    law = si.Exponential(rate=third)
    with pytest.raises(Contradiction):
        agree(Mean(sp.S.One, x, law), sp.S.One, [{}])


# -- enclosures ---------------------------------------------------------------------------------------------------------

KNOWN = (
    (si.Entropy(si.Normal(0, 1)), (1 + sp.log(2 * sp.pi)) / 2),
    (si.KL(si.Gamma(sp.Rational(7, 3), rate=2), si.Gamma(3, rate=third)), None),
    (si.Entropy(si.Zipf(sp.Rational(5, 4))), None),
    (sp.Integral(sp.log(x) * sp.exp(-x), (x, 0, sp.oo)), -sp.EulerGamma),
    (sp.Integral(1 / (1 + x**2), (x, -sp.oo, sp.oo)), sp.pi),
    (sp.Integral(sp.Abs(x - third), (x, 0, 1)), sp.Rational(5, 18)),
    (sp.Sum(sp.Rational(1, 2) ** k * k, (k, 0, sp.oo)), sp.Integer(2)),
    (sp.Sum(1 / k**2, (k, 1, sp.oo)), sp.pi**2 / 6),
    (sp.Sum(third ** sp.Abs(k), (k, -sp.oo, sp.oo)), sp.Integer(2)),
    (sp.Piecewise((sp.log(2), sp.sqrt(2) < sp.Rational(3, 2)), (sp.S.Zero, True)), sp.log(2)),
)


@pytest.mark.parametrize(("left", "right"), KNOWN, ids=str)
def test_known_numbers(left: sp.Expr, right: sp.Expr | None) -> None:
    assert agree(left, left.doit() if right is None else right, [{}]).digits >= 30


def test_a_tiny_gap_is_a_contradiction() -> None:
    with pytest.raises(Contradiction, match="differ at"):
        agree(sp.Integral(sp.exp(-x), (x, 0, sp.oo)), 1 + sp.Rational(1, 10**25), [{}])


def test_points_are_exact() -> None:
    s = sp.Symbol("s", positive=True)
    for value in (0.1, sp.Float("0.1"), "1/3"):
        with pytest.raises(ParameterError, match="exact"):
            enclose(s, {s: value})
    with pytest.raises(ParameterError, match="no value for s"):
        enclose(s, {})


@pytest.mark.parametrize(
    "divergent", [sp.Integral(1 / x, (x, 1, sp.oo)), sp.Integral(1 / x, (x, 0, 1)), sp.Sum(1 / k, (k, 1, sp.oo))], ids=str
)
def test_what_diverges_has_no_enclosure(divergent: sp.Expr) -> None:
    with pytest.raises(NoOracle):
        enclose(divergent, {})


@pytest.mark.parametrize("other", [si.Triangular(0, 1, 2), si.Uniform(0, 2), si.Semicircle(2), si.Trapezoidal(0, 1, 2, 3)], ids=str)
def test_a_support_that_is_not_covered_has_no_enclosure(other: sp.Basic) -> None:
    """Outside its support a density's formula may be real all the same, and mean nothing: KL is infinite there."""
    with pytest.raises(NoOracle, match="may have none"):
        enclose(si.KL(si.Uniform(0, 4), other), {})


def test_sums_run_over_negative_integers_too() -> None:
    assert (
        agree(sp.Sum(sp.Abs(k) * third**k, (k, -5, sp.oo)), sum(-n * third**n for n in range(-5, 0)) + sp.Rational(3, 4), [{}]).digits >= 30
    )


def test_time_is_kept() -> None:
    start = time.monotonic()
    with pytest.raises(NoOracle):
        enclose(si.KL(si.Cauchy(0, 1), si.Normal(0, 1)), {}, seconds=1.0)
    assert time.monotonic() - start < 5


def test_precision_is_given_back() -> None:
    before = flint().ctx.prec
    enclose(si.Entropy(si.Exponential(rate=1)), {}, 50)
    assert flint().ctx.prec == before


def test_without_flint_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "flint", None)
    with pytest.raises(MissingExtra, match=r"symbolic-info\[certify\]"):
        enclose(sp.pi, {})


# -- lemmas and derived results -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", lemmas(), ids=lambda row: row.key)
def test_a_lemma_is_certified_and_a_wrong_one_is_not(row: object) -> None:
    claim = lemma_claim(row)
    (point,) = claim.points("usual", 1, seed=3)
    defined, stated = enclose(claim.left, point), enclose(claim.right, point)
    assert not defined.contradicts(stated)
    assert defined.contradicts(enclose(claim.right * (1 + sp.Rational(1, 10**25)), point))


SAMPLE: list = sampled(list(si.families()), 4, seed=1)


@pytest.mark.parametrize("chosen", SAMPLE, ids=lambda family: family.key)
def test_results_of_a_family_are_certified(chosen: object) -> None:
    law = chosen.with_own_symbols()
    assert row_of(Claim("mass", "", Mean(sp.S.One, law.variable(), law), sp.S.One, (law,)), 0.3)["digits"] >= 30
    try:
        derived = si.derive(si.Entropy(law))
    except si.NoClosedForm:
        return
    claim = next(iter(claims_of(derived, chosen.key, "entropy")))
    points = claim.points("usual", 1, seed=2)
    assert agree(claim.left, claim.right, points).digits >= 30
    with pytest.raises(Contradiction):
        agree(claim.left, claim.right + sp.Rational(1, 10**20), points)


def test_a_job_and_its_page() -> None:
    rows = [row_of(claim, 0.1) for claim in Job("lemma/gauss").claims()]
    wrong = row_of(Claim("lemma", "wrong", sp.Integral(sp.exp(-x), (x, 0, sp.oo)), sp.Integer(2), (x,)), 0.1)
    missing = row_of(Claim("pair", "missing", sp.Integral(1 / x, (x, 1, sp.oo)), sp.S.Zero, (x,)), 0.1)
    assert rows[0]["points"] == 2
    assert rows[0]["digits"] >= 30
    assert wrong["contradictions"]
    text = page([{"job": "lemma/gauss", "trouble": "", "rows": [*rows, wrong, missing]}])
    assert "| `gauss` | 2 |" in text
    assert "1 of 3 (33.3 %)" in text


# -- the grade in ``check`` -----------------------------------------------------------------------------------------------


@pytest.fixture
def unproved(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], object]:
    monkeypatch.setattr(checking, "proved", lambda *arguments: None)
    monkeypatch.setattr(checking, "_refuted", lambda *arguments: None)
    return si.check


def test_check_says_certified(unproved: Callable) -> None:
    checked = unproved("log(2*pi*E*sigma^2)/2", "Entropy(Normal(mu, sigma))", budget=60)
    assert checked.status == "certified"
    assert (checked.verdict.points, checked.verdict.digits >= 30) == (3, True)


def test_check_refutes_what_balls_tell_apart(unproved: Callable) -> None:
    """A difference in the 25th digit, which the quadrature of "numeric" does not see."""
    checked = unproved("log(2*pi*E*sigma^2)/2 + 1/10000000000000000000000000", "Entropy(Normal(mu, sigma))", budget=60)
    assert checked.status == "refuted"


def test_certified_value_is_text() -> None:
    assert certified_value(si.Entropy(si.Gumbel(0, 1)), {}, 20).startswith("[1.5772156649015328606")
