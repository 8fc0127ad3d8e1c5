"""Every entropy and every ordered pair of the families, derived from the densities and held against independent numbers."""

import itertools
import json
import random
import time
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import mpmath
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info import KL, CrossEntropy, Density, Entropy, Exponential, Gamma, Laplace, Normal, Poisson, Uniform
from symbolic_info.core.errors import NoClosedForm, NotNormalised, OutOfTime, ParameterError, Rejected, SupportError
from symbolic_info.core.records import Step
from symbolic_info.derive import derivation
from symbolic_info.proof.oracle import Unverified, agree, points, value

FAMILIES = {f.key: f for f in si.families()}
KEYS = list(FAMILIES)
REFERENCE = json.loads((Path(__file__).parent / "data" / "reference_public.json").read_text())["entries"]
KINDS = {"entropy": Entropy, "kl": KL, "cross_entropy": CrossEntropy}
DIGITS, SAMPLE_DIGITS, SPARE = 25, 15, 5
NAMED = ("not derived", "out of time", "different kinds")
"""Outcomes that are an error with a reason."""

# benchmarks/catalogue.py writes what became of every row that it derived.
TABLE = json.loads((Path(__file__).parent / "data" / "catalogue.json").read_text())
OUTCOMES = {head: {tuple(keys.split()): what for what, rows in by.items() for keys in rows} for head, by in TABLE.items()}
ORIGINAL = ("bernoulli", "beta", "exponential", "gamma", "geometric", "laplace", "normal", "poisson", "uniform", "weibull")
CORE = [pair for pair in itertools.product(ORIGINAL, ORIGINAL) if pair in OUTCOMES["KL"]]
SIZES = {"closed": 30, "conditional": 12, "infinite": 10, "series": 3, "not derived": 5}
"""How many pairs of two further families the default run derives, by outcome."""


def sample() -> list[tuple[str, str]]:
    """A seeded choice of pairs of different families from each outcome."""
    chosen = []
    for what, size in SIZES.items():
        rows = sorted(pair for pair, found in OUTCOMES["KL"].items() if found == what and pair[0] != pair[1] and pair not in CORE)
        chosen += random.Random(what).sample(rows, min(size, len(rows)))
    return chosen


SAMPLE = sample()
WIDE = sorted(pair for pair in OUTCOMES["KL"] if pair not in CORE and pair not in SAMPLE and pair[0] != pair[1])


def pair(p: str, q: str, head):
    return head(FAMILIES[p].with_own_symbols("_1"), FAMILIES[q].with_own_symbols("_2"))


def agrees_with_definition(quantity, derivation, count=1, digits=DIGITS):
    """The result has the value of the definition at the first random points that its conditions admit and the oracle can do."""
    done = 0
    for point in points((quantity,), count=count + SPARE, seed=1, conditions=derivation.conditions):
        with suppress(Unverified):
            found, expected = value(derivation.result, point, digits), value(quantity, point, digits)
            assert found == expected or mpmath.almosteq(found, expected, rel_eps=mpmath.mpf(10) ** -(digits - 3)), point
            done += 1
        if done == count:
            return
    raise AssertionError(f"the definition of {quantity} has no number at any point")


def outcome(quantity, digits=DIGITS, count=1) -> str:
    """What becomes of a derivation, whose value is held against the definition."""
    try:
        derivation = si.derive(quantity, budget=20)
    except SupportError:
        return "different kinds"
    except OutOfTime:
        return "out of time"
    except NoClosedForm:
        return "not derived"
    agrees_with_definition(quantity, derivation, count, digits)
    return "conditional" if len(derivation.branches) > 1 and derivation.form == "closed" else derivation.form


@pytest.mark.parametrize("key", KEYS)
def test_entropy(key):
    found = outcome(Entropy(FAMILIES[key].with_own_symbols()), count=2 if key in ORIGINAL else 1)
    assert found == OUTCOMES["Entropy"].get((key,), found), "a family newer than the table need only be right"


@pytest.mark.parametrize(("p", "q"), CORE, ids=str)
def test_divergence(p, q):
    assert outcome(pair(p, q, KL)) == OUTCOMES["KL"][p, q]


IMAGES = {"log_laplace": "laplace", "logit_normal": "normal"}
"""Families that are others through a bijection, with the same parameters; tails as heavy as these the oracle does not vouch for."""


@pytest.mark.parametrize("key", IMAGES)
def test_a_bijection_changes_no_divergence(key):
    assert str(si.derive(pair(key, key, KL)).result) == str(si.derive(pair(IMAGES[key], IMAGES[key], KL)).result)


@pytest.mark.parametrize("key", [k for k in KEYS if k not in (*ORIGINAL, *IMAGES)])
def test_divergence_within_a_family(key):
    found = outcome(pair(key, key, KL), SAMPLE_DIGITS)
    assert found == OUTCOMES["KL"].get((key, key), found), "a family newer than the table need only be right"


@pytest.mark.parametrize(("p", "q"), SAMPLE, ids=str)
def test_divergence_between_families(p, q):
    assert outcome(pair(p, q, KL), SAMPLE_DIGITS) == OUTCOMES["KL"][p, q]


# Finite divergences that PyTorch computes, and X || Laplace, which it has for no X but Normal; those in CORE stand there.
OF_PYTORCH = {
    "beta": ("continuous_bernoulli",),
    "continuous_bernoulli": ("exponential", "laplace", "normal", "uniform"),
    "exponential": ("gumbel",),
    "gamma": ("gumbel",),
    "gumbel": ("laplace", "normal"),
    "normal": ("gumbel",),
    "pareto": ("exponential", "gamma", "laplace", "normal"),
    "uniform": ("continuous_bernoulli", "gumbel", "pareto"),
    # by the same integrals
    "gumbel_left": ("laplace",),
    "half_logistic": ("laplace",),
    "logistic": ("laplace",),
}


@pytest.mark.parametrize(("p", "q"), [(p, q) for p, qs in OF_PYTORCH.items() for q in qs], ids=str)
def test_finite_divergences_of_pytorch(p, q):
    assert outcome(pair(p, q, KL), SAMPLE_DIGITS) in ("closed", "conditional")


@pytest.mark.wide
@pytest.mark.parametrize(("p", "q"), WIDE, ids=str)
def test_divergence_of_every_pair(p, q):
    assert outcome(pair(p, q, KL), SAMPLE_DIGITS) == OUTCOMES["KL"][p, q]


def test_the_table_holds_every_family_that_it_has_seen():
    """Nothing falls out of it; benchmarks/catalogue.py --table tests/data/catalogue.json puts newer families into it."""
    seen = {key for (key,) in OUTCOMES["Entropy"]}
    assert seen == {p for p, q in OUTCOMES["KL"] if p == q}
    assert seen <= set(KEYS)
    assert len(seen) >= 98
    assert len(CORE) == 58


def test_the_sample_holds_every_outcome():
    """The table is there, and what is derived outweighs what is not."""
    assert {OUTCOMES["KL"][pair] for pair in SAMPLE} >= {"closed", "conditional", "infinite", "not derived"}
    assert len(SAMPLE) >= 50
    assert not any(what.startswith("breaks") for by in TABLE.values() for what in by)


def split_by_cost(keys):
    """The first ten families in the default run, the others in the wide one."""
    return [pytest.param(key, marks=() if key in ORIGINAL else pytest.mark.wide) for key in keys]


def test_divergence_from_itself_is_zero(family):
    law = family.with_own_symbols()
    assert si.derive(KL(law, law)).result == 0


@pytest.mark.parametrize("key", split_by_cost(KEYS))
def test_cross_entropy_is_entropy_plus_divergence(key):
    p, q = FAMILIES[key].with_own_symbols("_1"), FAMILIES[key].with_own_symbols("_2")
    if FAMILIES[key].support.lo.is_number and (OUTCOMES["KL"].get((key, key)) or outcome(KL(p, q))) == "closed":
        assert si.derive(CrossEntropy(p, q) - Entropy(p) - KL(p, q)).result == 0


@pytest.mark.parametrize("key", split_by_cost(k for k in KEYS if OUTCOMES["Entropy"].get((k,)) not in NAMED))
def test_every_step_is_true(key):
    """Both sides of every step agree at 40 digits."""
    entropy = Entropy(FAMILIES[key].with_own_symbols())
    if (OUTCOMES["Entropy"].get((key,)) or outcome(entropy)) not in NAMED:
        checked = si.derive(entropy).check(points=1)
        assert all(step.evidence and step.evidence.digits == 40 for step in checked.steps)


def test_a_wrong_step_is_refused():
    step = si.derive(Entropy(Normal("mu", "sigma"))).steps[-1]
    with pytest.raises(Rejected):
        agree(Step(step.before, step.after + sp.Rational(1, 10**9), step.rule, step.reason))


def reference_rows():
    return [e for e in REFERENCE if e["kind"] in KINDS and all(k in FAMILIES for k in e["families"]) and derived(e)]


def derived(entry) -> bool:
    """Whether the table says that a row of the reference has an exact result; only divergences and entropies stand there."""
    head = {"entropy": "Entropy", "kl": "KL"}.get(entry["kind"])
    return OUTCOMES.get(head, {}).get(tuple(entry["families"])) not in NAMED


def test_the_rows_of_the_reference_that_are_not_derived():
    """A row that falls out is seen."""
    rows = [e for e in REFERENCE if e["kind"] in KINDS and all(k in FAMILIES for k in e["families"])]
    assert len(rows) - len(reference_rows()) <= 8


@pytest.mark.parametrize("entry", reference_rows(), ids=lambda e: e["id"])
def test_reference_values(entry):
    """The derived form has the reference value (17 digits, from quadrature) at the reference's own points."""
    suffixes = ("",) if entry["kind"] == "entropy" else ("_p", "_q")
    laws = [FAMILIES[k].with_own_symbols(s) for k, s in zip(entry["families"], suffixes, strict=True)]
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


def test_a_budget_is_processor_time(monkeypatch):
    """A clock on the wall that leaps changes nothing; one of this thread's processor time ends the search."""
    leaps, quantity = itertools.count(0, 1000), KL(Exponential(rate="a"), Exponential(rate="b"))
    with monkeypatch.context() as patched:
        for clock in ("monotonic", "perf_counter", "time"):
            patched.setattr(time, clock, lambda: float(next(leaps)))
        assert si.derive(quantity).form == "closed"
        patched.setattr(time, "thread_time", lambda: float(next(leaps)))
        with pytest.raises(OutOfTime, match="budget"):
            si.derive(quantity)


def test_edges_share_one_budget(monkeypatch):
    """What holds where a parameter stands at an edge is derived in the time that is left."""
    given, original = [], derivation.derive

    def spied(quantity, *, budget):
        given.append(budget)
        return original(quantity, budget=budget)

    monkeypatch.setattr(derivation, "derive", spied)
    found = original(KL(Uniform("a", "b"), si.Beta("p", "q")), budget=60)
    assert given
    assert all(60 > earlier > later > 0 for earlier, later in itertools.pairwise([*given, 1e-9]))
    with pytest.raises(OutOfTime, match="budget"):
        list(derivation._on_edges(found.branches, time.thread_time()))


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
