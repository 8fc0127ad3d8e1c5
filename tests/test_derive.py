"""Every entropy and every ordered pair of the families, derived from the densities and held against independent numbers."""

import itertools
import json
from fractions import Fraction
from pathlib import Path

import mpmath
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info import KL, CrossEntropy, Density, Entropy, Exponential, Gamma, Laplace, Normal, Poisson, Uniform
from symbolic_info.core.errors import NoClosedForm, NotNormalised, OutOfTime, ParameterError, Rejected
from symbolic_info.core.records import Step
from symbolic_info.proof.oracle import agree, points, value

FAMILIES = list(si.families())
PAIRS = [(p, q) for p, q in itertools.product(FAMILIES, FAMILIES) if p.support.is_discrete == q.support.is_discrete]
REFERENCE = json.loads((Path(__file__).parent / "data" / "reference_public.json").read_text())["entries"]
KINDS = {"entropy": Entropy, "kl": KL, "cross_entropy": CrossEntropy}
DIGITS = 25

# What the rules do not close: the expectation that is left, or the series, is the answer.
SERIES = {("poisson",), ("geometric", "poisson")}
OPEN = {("beta", "laplace")}


def pair(p, q, head):
    return head(p.with_own_symbols("_1"), q.with_own_symbols("_2"))


def agrees_with_definition(quantity, derivation, count=1):
    """The result has the value of the definition at random admissible points, to 25 digits."""
    for point in points((quantity,), count=count, seed=1):
        assert mpmath.almosteq(
            value(derivation.result, point, DIGITS), value(quantity, point, DIGITS), rel_eps=mpmath.mpf(10) ** -(DIGITS - 3)
        ) or (value(derivation.result, point, DIGITS) == value(quantity, point, DIGITS)), point


def test_entropy(family):
    quantity = Entropy(family.with_own_symbols())
    derivation = si.derive(quantity)
    assert derivation.form == ("series" if (family.key,) in SERIES else "closed")
    assert derivation.conditions == ()
    agrees_with_definition(quantity, derivation, count=2)


@pytest.mark.parametrize(("p", "q"), PAIRS, ids=lambda f: f.key)
def test_divergence(p, q):
    quantity = pair(p, q, KL)
    if (p.key, q.key) in OPEN:
        with pytest.raises(NoClosedForm) as refusal:
            si.derive(quantity)
        assert refusal.value.left
        return
    derivation = si.derive(quantity)
    assert (derivation.form == "series") is ((p.key, q.key) in SERIES)
    agrees_with_definition(quantity, derivation)


def test_divergence_from_itself_is_zero(family):
    law = family.with_own_symbols()
    assert si.derive(KL(law, law)).result == 0


def test_cross_entropy_is_entropy_plus_divergence(family):
    p, q = family.with_own_symbols("_1"), family.with_own_symbols("_2")
    derivation = si.derive(CrossEntropy(p, q) - Entropy(p) - KL(p, q)) if family.support.lo.is_number else None
    if derivation is not None:
        assert derivation.result == 0


def test_every_step_is_true(family):
    """Both sides of every step agree at 40 digits."""
    checked = si.derive(Entropy(family.with_own_symbols())).check(points=1)
    assert all(step.evidence and step.evidence.digits == 40 for step in checked.steps)


def test_a_wrong_step_is_refused():
    step = si.derive(Entropy(Normal("mu", "sigma"))).steps[-1]
    with pytest.raises(Rejected):
        agree(Step(step.before, step.after + sp.Rational(1, 10**9), step.rule, step.reason))


def reference_rows():
    keys = {f.key: f for f in FAMILIES}
    return [e for e in REFERENCE if e["kind"] in KINDS and all(k in keys for k in e["families"])]


@pytest.mark.parametrize("entry", reference_rows(), ids=lambda e: e["id"])
def test_reference_values(entry):
    """The derived form has the reference value (17 digits, from quadrature) at the reference's own points."""
    by_key = {f.key: f for f in FAMILIES}
    suffixes = ("",) if entry["kind"] == "entropy" else ("_p", "_q")
    laws = [by_key[k].with_own_symbols(s) for k, s in zip(entry["families"], suffixes, strict=True)]
    quantity = KINDS[entry["kind"]](*laws)
    result = si.derive(quantity).result
    for check in entry["check_points"]:
        names = {s.name: s for s in quantity.free_symbols}
        point = {names[n]: sp.Rational(v) for n, v in check["params"].items() if n in names}
        got = value(result, point, 20)
        assert abs(got - mpmath.mpf(check["value"])) <= mpmath.mpf(10) ** -14 * max(1, abs(got)), (check, got)


TEXTBOOK = {
    KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2")): "log(sigma_2/sigma_1) - 1/2 + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2)",
    KL(Exponential(rate="a"), Exponential(rate="b")): "log(a/b) - 1 + b/a",
    KL(Gamma("k", rate="a"), Gamma("l", rate="b")): "-k + l*log(a/b) + (k - l)*polygamma(0, k) - loggamma(k) + loggamma(l) + b*k/a",
    KL(Laplace("m", "s"), Laplace("n", "t")): "s*exp(-Abs(m - n)/s)/t + log(t/s) - 1 + Abs(m - n)/t",
    KL(si.Weibull("k", "s"), si.Weibull("l", "t")): "l*log(t/s) + (s/t)**l*gamma(1 + l/k) + log(k/l) - 1 - EulerGamma + EulerGamma*l/k",
    KL(Uniform("a", "b"), Uniform("c", "d")): "Piecewise((log((-c + d)/(-a + b)), (b <= d) & (c <= a)), (oo, True))",
    KL(si.Bernoulli("p"), si.Bernoulli("q")): "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))",
    KL(Poisson("a"), Poisson("b")): "a*log(a/b) - a + b",
    KL(si.Geometric("p"), si.Geometric("q")): "log(p/q) + (1 - p)*log((1 - p)/(1 - q))/p",
    Entropy(Normal("mu", "sigma")): "log(2*pi*sigma**2)/2 + 1/2",
    Entropy(Exponential(rate="lam")): "1 - log(lam)",
    Entropy(Laplace("mu", "s")): "log(2*s) + 1",
    Entropy(Uniform("a", "b")): "log(-a + b)",
    Entropy(Poisson("lam")): "-lam*log(lam) + lam + exp(-lam)*Sum(lam**k*log(factorial(k))/factorial(k), (k, 0, oo))",
}


@pytest.mark.parametrize("asked", TEXTBOOK, ids=str)
def test_textbook_form(asked):
    assert str(si.derive(asked).result) == TEXTBOOK[asked]


def test_parameters_decide():
    """A real location beside a half-line: two cases, each with its own theorem."""
    derivation = si.derive(KL(Exponential(rate="lam"), Laplace("m", "s")))
    assert len(derivation.branches) == 2
    m = next(s for s in derivation.quantity.free_symbols if s.name == "m")
    assert {str(c) for b in derivation.branches for c in b.conditions} == {"m > 0", "0 <= -m"} or derivation.result.has(m)


def test_edges_of_a_region_are_derived_too():
    """A uniform law that begins at 0 has no a log a: derived with the parameter put there."""
    derivation = si.derive(KL(Uniform("a", "b"), Gamma("k", rate="r")))
    at_edge = si.derive(KL(Uniform(0, "b"), Gamma("k", rate="r"))).result
    b, k, r = (derivation.quantity[n] for n in "bkr")
    values = {b: 2, k: 3, r: sp.Rational(1, 2)}
    assert derivation.result.subs({derivation.quantity["a"]: 0}).subs(values) == at_edge.subs(
        {s: values[derivation.quantity[s.name]] for s in at_edge.free_symbols}
    )
    assert derivation.result.subs({derivation.quantity["a"]: -1}).subs(values) == sp.oo
    assert derivation.check(points=1)


def test_infinite_says_why():
    derivation = si.derive(KL(Normal("m", "s"), Exponential(rate="r")))
    assert derivation.form == "infinite"
    assert "below the support of Q" in derivation.reason


def test_unknown_sign_is_accepted_with_a_condition():
    s = sp.Symbol("s")
    assert si.derive(Entropy(Normal(0, s))).conditions == (s > 0,)


def test_density_of_the_users_own():
    x, b = sp.Symbol("x"), sp.Symbol("b", positive=True)
    derivation = si.derive(Entropy(Density(b**3 * x**2 * sp.exp(-b * x) / 2, x, (0, sp.oo))))
    assert sp.expand(derivation.result - si.derive(Entropy(Gamma(3, rate=b))).result) == 0


def test_density_that_does_not_total_one():
    x = sp.Symbol("x")
    with pytest.raises(NotNormalised, match="total mass 2"):
        si.derive(Entropy(Density(2 * sp.exp(-x), x, (0, sp.oo))))


def test_bits_are_nats_over_log_two():
    divergence = KL(Normal("m", "s"), Normal("n", "t"))
    assert sp.expand(si.derive(divergence.to("bits")).result * sp.log(2) - si.derive(divergence).result) == 0


@pytest.mark.parametrize("wrong", ["KL(P, Q)", sp.Symbol("x") + 1, 3.5])
def test_not_a_quantity(wrong):
    with pytest.raises(ParameterError, match="KL"):
        si.derive(wrong)


def test_budget():
    with pytest.raises(OutOfTime, match="budget"):
        si.derive(KL(Uniform("a", "b"), Laplace("m", "s")), budget=1e-6)


def test_no_closed_form_names_what_is_left():
    with pytest.raises(NoClosedForm, match=r"Mean\(Abs") as refusal:
        si.derive(KL(si.Beta("a", "b"), Laplace("m", "s")))
    assert refusal.value.left[0].law == si.Beta("a", "b")


def test_floats_are_the_decimals_they_print_as():
    assert si.derive(Entropy(Exponential(rate=0.1))).result == 1 + sp.log(10)
    assert Fraction(1, 10) == Fraction(str(Exponential(rate=0.1).parameters[0]))


class TestDocument:
    derivation = si.derive(KL(Gamma("k", rate="a"), Gamma("l", rate="b")))

    def test_round_trip(self):
        again = si.Derivation.from_json(self.derivation.to_json())
        assert again.result == self.derivation.result
        assert again.to_json() == self.derivation.to_json()

    @pytest.mark.parametrize(
        ("old", "new"), [('"rat",1,1', '"rat",2,1'), ('"euler_gamma"', '"gauss"'), ('"kl"', '"cross"'), ('"Gamma"', '"Weibull"')]
    )
    def test_an_edit_is_rejected(self, old, new):
        text = self.derivation.to_json()
        assert old in text
        with pytest.raises(Rejected):
            si.Derivation.from_json(text.replace(old, new, 1))

    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"format": 1}', "nan", '{"format":"symbolic_info.derivation","version":2,"quantity":{},"branches":[]}']
    )
    def test_not_a_document(self, text):
        with pytest.raises(Rejected):
            si.Derivation.from_json(text)


def test_a_reciprocal_parameter():
    """theta > 0 is known before 1/theta > 0 is read, whichever way the parameter is named."""
    theta = sp.Symbol("theta", positive=True)
    found = si.derive(si.Entropy(si.Gamma("k", scale="theta"))).result
    other = si.derive(si.Entropy(si.Gamma("k", rate="b"))).result
    b = next(s for s in other.free_symbols if s.name == "b")
    assert sp.expand(sp.expand_log(found - other.subs(b, 1 / theta))) == 0
