"""``si.check``: right formulas are proved, wrong ones refuted at an exact point, and told what is wrong with them."""

import time

import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.checking import check as checking
from symbolic_info.checking.diagnosis import Case, mistake
from symbolic_info.checking.edits import edits
from symbolic_info.checking.matching import matching
from symbolic_info.checking.values import differ, quick, trial_points
from symbolic_info.core.errors import ParameterError, ParseError
from symbolic_info.language.formula import parse_formula

GAMMA = "Entropy(Gamma(a, rate=b))"
NORMAL = "Entropy(Normal(mu, sigma))"
NORMALS = "KL(Normal(mu_1, sigma_1), Normal(mu_2, sigma_2))"
KL_NORMALS = r"\ln\frac{\sigma_2}{\sigma_1} + \frac{\sigma_1^2 + (\mu_1-\mu_2)^2}{2\sigma_2^2} - \frac12"

RIGHT = (
    ("a - log(b) + loggamma(a) + (1 - a)*digamma(a)", GAMMA),
    (r"h(X) = a - \ln b + \ln\Gamma(a) + (1-a)\,\psi(a)", GAMMA),
    (r"\frac{1}{2} \ln(2 \pi e \sigma^2)", NORMAL),
    (r"\frac12\left(1 + \ln(2\pi) + 2\ln\sigma\right)", NORMAL),
    (r"\frac12\log_2(2\pi e\sigma^2)", "Entropy(Normal(mu, sigma), base=2)"),
    (KL_NORMALS, NORMALS),
    ("(exp(v_1 - v_2) + (m_1 - m_2)^2*exp(-v_2) - 1 + v_2 - v_1)/2", "KL(Normal(m_1, log_variance=v_1), Normal(m_2, log_variance=v_2))"),
    ("-p*log(p) - (1-p)*log(1-p)", "Entropy(Bernoulli(p))"),
    ("-p*log(p, 2) - (1-p)*log(1-p, 2)", "Entropy(Bernoulli(p), base=2)"),
    (r"\gamma(1-1/k) + \ln\frac{\lambda}{k} + 1", "Entropy(Weibull(k, lam))"),
    (r"\lambda_1\ln\frac{\lambda_1}{\lambda_2} + \lambda_2 - \lambda_1", "KL(Poisson(lam_1), Poisson(lam_2))"),
    ("log((d - c)/(b - a))", "KL(Uniform(a, b), Uniform(c, d))"),
    ("oo", "KL(Normal(m, s), Exponential(rate=r))"),
    ("log(2)/2 - 3/8", "KL(Normal(0, 1), Normal(0, 2)) - log(2)/2"),
)


@pytest.mark.parametrize(("formula", "asked"), RIGHT)
def test_right_formulas_are_proved(formula: str, asked: str) -> None:
    checked = si.check(formula, asked)
    assert (checked.status, checked.mistake, checked.witness) == ("proved", None, {}), str(checked)
    if checked.formula != sp.oo:
        assert sp.simplify(checked.theorem.claim.rhs - checked.formula) == 0
    assert checked.theorem.recheck()


def test_a_right_formula_takes_a_second() -> None:
    """The typical one: the median of the table."""
    taken = []
    for formula, asked in RIGHT:
        start = time.process_time()
        si.check(formula, asked)
        taken.append(time.process_time() - start)
    assert sorted(taken)[len(taken) // 2] < 1


# formula, quantity, key of the mistake, a word of what is said, what is the closed form's counterpart of the repair
WRONG = (
    ("a + log(b) + loggamma(a) + (1 - a)*digamma(a)", GAMMA, ("scale_for_rate", "sign"), "b"),
    ("a - log(b) + loggamma(a) - (1 - a)*digamma(a)", GAMMA, ("sign",), "polygamma(0, a)"),
    (r"\frac{1}{2} \ln(2 \pi e \sigma)", NORMAL, ("variance_for_sigma", "square"), "sigma"),
    ("log(2*pi*E*sigma^2)", NORMAL, ("factor",), "1/2"),
    ("log(2*pi*E*sigma^2)/4", NORMAL, ("factor",), "2"),
    ("-log(2*pi*E*sigma^2)/2", NORMAL, ("negated",), "wrong sign"),
    (r"\frac12\log_2(2\pi e\sigma^2)", NORMAL, ("unit",), "bits"),
    (r"\frac12\ln(2\pi e\sigma^2)", "Entropy(Normal(mu, sigma), base=2)", ("unit",), "nats"),
    (r"\ln\frac{\sigma_1}{\sigma_2} + \frac{\sigma_2^2 + (\mu_1-\mu_2)^2}{2\sigma_1^2} - \frac12", NORMALS, ("reversed",), "swapped"),
    (r"\ln\frac{\sigma_2}{\sigma_1} + \frac{\sigma_1^2 + (\mu_1-\mu_2)^2}{\sigma_2^2} - \frac12", NORMALS, ("factor",), "1/2"),
    (r"\ln\frac{\sigma_2}{\sigma_1} + \frac{\sigma_1^2 + (\mu_1-\mu_2)^2}{2\sigma_2^2} + \frac12", NORMALS, ("sign",), "1/2"),
    (r"\ln\frac{\sigma_2}{\sigma_1} + \frac{\sigma_1^2 + (\mu_1+\mu_2)^2}{2\sigma_2^2} - \frac12", NORMALS, ("sign",), "mu_"),
    ("log(2*pi*sigma_2^2)/2 + (sigma_1^2 + (mu_1 - mu_2)^2)/(2*sigma_2^2)", NORMALS, ("other_quantity",), "cross-entropy"),
    ("p*log(p) + (1-p)*log(1-p)", "Entropy(Bernoulli(p))", ("negated",), "wrong sign"),
    ("lam_1*log(lam_1/lam_2) - lam_2 - lam_1", "KL(Poisson(lam_1), Poisson(lam_2))", ("sign",), "lam_2"),
    ("1 + log(lam)", "Entropy(Exponential(rate=lam))", ("scale_for_rate", "sign"), "lam"),
    ("a - log(b) + loggamma(a) + (2 - a)*digamma(a)", GAMMA, ("shift", "factor"), "1"),
    ("log(2*pi*sigma^2)/2", NORMAL, ("missing_term",), "1/2"),
    ("log(x_m/a) + 1 + 1/a", "Entropy(Pareto(a, x_m))", ("order",), "scale and shape of Pareto are exchanged"),
    ("a + loggamma(a) + (1 - a)*digamma(a)", GAMMA, ("missing_term",), "log(b)"),
    (r"\ln\frac{\sigma_2}{\sigma_1} + \frac{\sigma_1^2}{2\sigma_2^2} - \frac12", NORMALS, ("missing_term",), "(mu_1 - mu_2)**2"),
)


@pytest.mark.parametrize(("formula", "asked", "keys", "word"), WRONG)
def test_wrong_formulas_are_refuted_and_explained(formula: str, asked: str, keys: tuple[str, ...], word: str) -> None:
    checked = si.check(formula, asked)
    assert checked.status == "refuted"
    assert checked.mistake is not None
    assert checked.mistake.proved, "the mended statement has been proved"
    assert checked.mistake.key in keys, str(checked)
    assert word in checked.mistake.says


@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[0])
def test_a_witness_is_exact_and_a_witness(row: tuple) -> None:
    checked = si.check(row[0], row[1])
    assert all(number.is_Rational for number in checked.witness.values())
    assert set(checked.witness) == checked.quantity.free_symbols
    yours, true = (sp.N(e.xreplace(checked.witness), 30) for e in (checked.formula, checked.correct))
    assert abs(yours - true) > 1e-6
    assert abs(yours - sp.Float(checked.yours)) < 1e-8 * (1 + abs(yours))
    assert abs(true - sp.Float(checked.true)) < 1e-8 * (1 + abs(true))


APPROXIMATIONS = (
    ("0.5772*(1 - 1/k) + log(s/k) + 1", "Entropy(Weibull(k, s))", "0.5772 stands for EulerGamma"),
    (r"0.577216(1-\frac1k) + \ln\frac{s}{k} + 1", "Entropy(Weibull(k, s))", "0.577216 stands for EulerGamma"),
    ("1.4189 + log(sigma)", NORMAL, "1.4189 stands for"),
    ("1.418938533204673 + log(sigma)", NORMAL, "1.418938533204673 stands for"),
    ("log(2*3.14159*sigma^2)/2 + 1/2", NORMAL, "stands for"),
    ("log(2*pi*2.718*sigma^2)/2", NORMAL, "stands for"),
    ("log(sigma) + log(sqrt(2*pi)) + 0.4999", NORMAL, "approximation"),
    ("a - log(b) + (a - 1/2)*log(a) - a + log(2*pi)/2 + (1 - a)*digamma(a)", GAMMA, "log-gamma"),
    ("a - log(b) + loggamma(a) + (1 - a)*(log(a) - 1/(2*a))", GAMMA, "digamma"),
    ("a - log(b) + loggamma(a) + (1 - a)*log(a)", GAMMA, "log(a) should be polygamma(0, a)"),
    ("a - log(b) + loggamma(a) + (1 - a)*(log(a) - 1/(2*a) - 1/(12*a^2))", GAMMA, "digamma"),
    ("log(2*pi*E*a/b^2)/2", GAMMA, "approximation"),
    ("log(2*pi*E*lam)/2", "Entropy(Poisson(lam))", "approximation"),
    ("log(2*pi*E*lam)/2 - 1/(12*lam)", "Entropy(Poisson(lam))", "approximation"),
    ("1.44269504*(1 - log(lam))", "Entropy(Exponential(rate=lam), base=2)", "stands for"),
    ("0.6931472 + log(s) + 1", "Entropy(Laplace(m, s))", "0.6931472 stands for log(2)"),
    ("1.7 + log(s)", "Entropy(Laplace(m, s))", ""),
)


@pytest.mark.parametrize(("formula", "asked", "says"), APPROXIMATIONS)
def test_an_approximation_is_no_equality(formula: str, asked: str, says: str) -> None:
    checked = si.check(formula, asked)
    assert checked.status == "refuted"
    assert checked.mistake is not None
    assert says in checked.mistake.says, str(checked)
    assert not says or checked.mistake.key in ("approximation", "function")


def test_there_are_17_of_them() -> None:
    assert len(APPROXIMATIONS) == 17


MATCHED = (
    ("log(2*pi*e*sigma^2)/2", NORMAL, None, {"e": "E"}),
    ("log(beta) + 1 + euler_gamma", "Entropy(Gumbel(mu, beta))", None, {"euler_gamma": "EulerGamma"}),
    ("1 - log(e)", "Entropy(Exponential(rate=e))", None, {}),
    ("log(2*pi*E*s^2)/2", NORMAL, None, {"s": "sigma"}),
    ("1 - log(x)", "Entropy(Exponential(rate=lam))", None, {"x": "lam"}),
    (r"1 - \ln\lambda", "Entropy(Exponential(rate=lam))", None, {}),
    ("1 - log(lambda_1)", "Entropy(Exponential(rate=lam1))", None, {"lambda_1": "lam1"}),
    ("log(sigma2/sigma1) + (sigma1^2 + (mu1 - mu2)^2)/(2*sigma2^2) - 1/2", NORMALS, None, dict.fromkeys((), "")),
    ("k - log(b) + loggamma(k) + (1 - k)*digamma(k)", GAMMA, {"k": "a"}, {"k": "a"}),
    ("k - log(b) + loggamma(k) + (1 - k)*digamma(k)", GAMMA, None, {"k": "a"}),
    ("log(2*pi*E*v)/2", NORMAL, {"v": "sigma^2"}, {"v": "sigma**2"}),
    ("x - log(y) + loggamma(x) + (1 - x)*digamma(x)", GAMMA, {"x": "a"}, {"x": "a", "y": "b"}),
)


@pytest.mark.parametrize(("formula", "asked", "where", "matched"), MATCHED)
def test_names_are_matched(formula: str, asked: str, where: dict | None, matched: dict) -> None:
    checked = si.check(formula, asked, where=where)
    assert checked.status == "proved"
    assert {
        name: meant for name, meant in checked.matched.items() if "mu" not in name and "sigma1" not in name and "sigma2" not in name
    } == matched


REFUSED = (
    ("x - log(y) + loggamma(x)", GAMMA, None, ParameterError, "where x=a, y=b or where x=b, y=a"),
    ("log(s) + c + d", NORMAL, None, ParameterError, "is no parameter of"),
    ("log(s)", NORMAL, {"t": "sigma"}, ParameterError, "the formula has no t"),
    ("log(s)", NORMAL, {"s": "tau"}, ParseError, "'tau' is not a name here"),
    ("gamma + log(b)", "Entropy(Uniform(0, b))", None, ParameterError, "Euler's constant is EulerGamma"),
    ("log(", NORMAL, None, ParseError, "column"),
    ("x = y = z", NORMAL, None, ParseError, "column"),
    ("Entropy(Normal(0, 1))", NORMAL, None, ParseError, "not a function here"),
    ("log(sigma)", "Normal(mu, sigma)", None, ParameterError, "holds no quantity"),
    ("log(sigma)", "1 + 1", None, ParameterError, "holds no quantity"),
    (3, NORMAL, None, ParameterError, "is no formula"),
)


@pytest.mark.parametrize(("formula", "asked", "where", "kind", "says"), REFUSED)
def test_what_cannot_be_matched_or_read_is_refused(formula: object, asked: str, where: dict | None, kind: type, says: str) -> None:
    with pytest.raises(kind) as refusal:
        si.check(formula, asked, where=where)
    assert says in str(refusal.value)


def test_assumptions_choose_between_parameters() -> None:
    """A positive symbol cannot be a location; two positive ones can be either of two scales."""
    quantity = si.read(NORMAL)
    formula = sp.log(sp.Symbol("s", positive=True))
    assert matching(formula, quantity, frozenset(), {}) == {sp.Symbol("s", positive=True): quantity["sigma"]}
    with pytest.raises(ParameterError, match="where s=mu or where s=sigma"):
        matching(sp.Symbol("s") ** 2, quantity, frozenset(), {})


def test_sympy_formulas_are_taken() -> None:
    sigma = sp.Symbol("sigma", positive=True)
    assert si.check(sp.log(2 * sp.pi * sp.E * sigma**2) / 2, si.Entropy(si.Normal("mu", sigma))).status == "proved"
    assert si.check(sp.Eq(sp.Symbol("h"), sp.log(sigma)), si.Entropy(si.Normal("mu", sigma))).status == "refuted"
    assert si.check(sp.Float("0.5") + sp.log(2 * sp.pi * sigma**2) / 2, si.Entropy(si.Normal("mu", sigma))).status == "proved"


def test_a_condition_of_the_formula_is_told() -> None:
    """Right where one uniform law covers the other; elsewhere the divergence is infinite."""
    checked = si.check("log((d - c)/(b - a))", "KL(Uniform(a, b), Uniform(c, d))")
    assert "elsewhere the quantity is oo" in checked.verdict.reason
    assert {str(c) for c in checked.conditions} == {"c <= a", "b <= d"}


def test_a_finite_formula_for_an_infinite_quantity() -> None:
    checked = si.check("log(s)", "KL(Normal(m, s), Exponential(rate=r))")
    assert (checked.status, checked.true) == ("refuted", "oo")
    assert "reaches beyond" in checked.verdict.reason


def test_a_formula_without_a_real_value_is_refuted() -> None:
    checked = si.check("log(mu) + log(2*pi*E*sigma^2)/2 - log(abs(mu))", NORMAL)
    assert checked.status == "refuted"
    assert checked.yours == "no real value"


def test_numbers_are_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the kernel does not accept a proof and there are no balls, numbers say "numeric", whatever the agreement."""
    monkeypatch.setattr(checking, "proved", lambda *arguments: None)
    monkeypatch.setattr("symbolic_info.checking.certified.is_available", lambda: False)
    checked = si.check("log(2*pi*E*sigma^2)/2", NORMAL, budget=60)
    assert checked.status == "numeric"
    assert checked.verdict.points == 3
    assert checked.verdict.digits >= 12
    assert checked.theorem is None


def test_without_a_closed_form_the_definition_decides() -> None:
    series = "lam - lam*log(lam) + exp(-lam)*lam^2*log(2)/2"
    assert si.check(series, "Entropy(Poisson(lam))").status == "refuted"


def test_out_of_time_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_derived", lambda *arguments: None)
    start = time.monotonic()
    checked = si.check("log(2*pi*E*sigma^2)/2", NORMAL, budget=1e-6)
    assert checked.status == "undecided"
    assert time.monotonic() - start < 5


def test_a_derivation_that_disagrees_with_the_definition_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    true = checking.derive

    def wrong(quantity: sp.Expr, **options: float) -> object:
        found = true(quantity, **options)
        branch = found.branches[0].__class__(**{**found.branches[0].__dict__, "result": found.result + 1})
        return found.__class__(**{**found.__dict__, "branches": (branch,)})

    monkeypatch.setattr(checking, "derive", wrong)
    with pytest.raises(si.Rejected, match="by definition"):
        si.check("log(2*pi*E*sigma^2)/2", NORMAL)


def test_a_mistake_is_only_told_where_it_mends_the_formula() -> None:
    quantity = si.read(GAMMA)
    points = tuple(trial_points(quantity))
    correct = quantity.doit()
    true = tuple(quick(correct, point) for point in points)
    nonsense = parse_formula("exp(a)*b^3", {s.name: s for s in quantity.free_symbols})
    assert mistake(Case(nonsense, quantity, correct, points, true, time.monotonic() + 20)) is None


def test_single_edits_are_single() -> None:
    """Each is another formula, none twice."""
    formula = parse_formula("a - log(b) + loggamma(a) + (1 - a)*digamma(a)")
    found = [candidate.formula for candidate in edits(formula)]
    assert len(found) == len(set(found)) > 40
    assert formula not in found


def test_numbers_that_are_not_computed_say_nothing() -> None:
    assert not differ(None, sp.Integer(1))
    assert quick(sp.Function("f")(1), {}) is None


def test_what_is_printed() -> None:
    said = str(si.check("a + log(b) + loggamma(a) + (1 - a)*digamma(a)", GAMMA)).splitlines()
    assert said[0].startswith("refuted: ")
    assert "differs by 2*log(b)" in said
    assert "at a = 2, b = 3: yours 2.675827954, true 0.4786033762" in said
    assert said[-1].startswith("correct: ")
    assert repr(si.check("1 - log(lam)", "Entropy(Exponential(rate=lam))")) == "<proved: Entropy(Exponential(rate=lam)) = 1 - log(lam)>"


def test_the_record_is_plain_data() -> None:
    document = si.check("a + log(b) + loggamma(a) + (1 - a)*digamma(a)", GAMMA).to_document()
    assert document["witness"] == {"a": "2", "b": "3"}
    assert document["difference"] == "2*log(b)"
    assert document["mistake"]["proved"] is True
