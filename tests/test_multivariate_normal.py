"""The multivariate normal: what is derived for it against numbers, against one dimension, against products; its errors."""

import copy
import importlib
import math
import pickle
import time
from dataclasses import replace

import mpmath
import numpy as np
import pytest
import sympy as sp
from scipy import stats
from sympy.matrices.expressions.matexpr import MatrixElement

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, NotPositiveDefinite, ParameterError, Rejected, SupportError
from symbolic_info.derive.derivation import Derivation, derive
from symbolic_info.proof.oracle import agree
from symbolic_info.proof.vector_oracle import scalar

N = si.MultivariateNormal
P, Q = N("mu_1", "Sigma_1", "d"), N("mu_2", "Sigma_2", "d")
d, v = P.dimension, sp.Symbol("v", positive=True)
r = sp.Symbol("r", real=True)
CORRELATED = N([0, 0], [[1, r], [r, 1]])


def random_laws(sides: int, seed: int) -> tuple:
    """A mean and a covariance, rational, twice; as they are and as laws."""
    rng = np.random.default_rng(seed)
    out = []
    for _ in range(2):
        lower = sp.Matrix(
            sides, sides, lambda i, j: sp.Rational(int(rng.integers(1, 9)) if i == j else int(rng.integers(-9, 9)) * bool(i > j), 4)
        )
        out.append((sp.Matrix([sp.Rational(int(k), 4) for k in rng.integers(-9, 9, sides)]), lower * lower.T))
    return tuple(out)


def close(found: sp.Expr, expected: mpmath.mpf, digits: int = 30) -> bool:
    """Whether a number has these digits."""
    with mpmath.workdps(digits + 10):
        return mpmath.almosteq(mpmath.mpf(str(sp.N(found, digits + 10))), expected, rel_eps=mpmath.mpf(10) ** -digits)


def direct(m1, s1, m2, s2, digits: int = 40) -> mpmath.mpf:
    """The divergence by the formula of the textbooks, in mpmath alone."""
    with mpmath.workdps(digits + 10):
        a, b, x, y = (mpmath.matrix([[mpmath.mpf(e.p) / e.q for e in row] for row in m.tolist()]) for m in (s1, s2, m1, m2))
        inverse = b**-1
        trace = sum((inverse * a)[i, i] for i in range(a.rows))
        square = ((x - y).T * inverse * (x - y))[0]
        return (trace + square - a.rows + mpmath.log(mpmath.det(b) / mpmath.det(a))) / 2


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("sides", [1, 2, 3, 4])
def test_the_derived_divergence_is_the_formula_of_the_textbooks(sides, seed):
    (m1, s1), (m2, s2) = random_laws(sides, 10 * sides + seed)
    expected = direct(m1, s1, m2, s2)
    put = {d: sides, P.mean: m1, P.covariance: s1, Q.mean: m2, Q.covariance: s2}
    general = (
        si.KL(P, Q)
        .doit()
        .xreplace({k: sp.sympify(w).as_immutable() if hasattr(w, "as_immutable") else sp.Integer(w) for k, w in put.items()})
        .doit()
    )
    at_once = si.KL(N(m1, s1), N(m2, s2))
    for found in (general, at_once.doit(), at_once.evalf(40)):
        assert close(found, expected)


@pytest.mark.parametrize("sides", [1, 2, 3])
def test_entropy_against_scipy(sides):
    (m, s), _ = random_laws(sides, sides)
    reference = stats.multivariate_normal(np.array(m.tolist(), float).ravel(), np.array(s.tolist(), float)).entropy()
    assert math.isclose(float(si.Entropy(N(m, s)).doit()), reference, rel_tol=1e-12)
    assert math.isclose(float(si.Entropy(N(m, s)).evalf()), reference, rel_tol=1e-12)


def test_one_dimension_is_the_normal_law():
    m, w = sp.symbols("m w", real=True)
    s, t = sp.symbols("s t", positive=True)
    pairs = [(N([m], [[s**2]]), si.Normal(m, s)), (N([w], [[t**2]]), si.Normal(w, t))]
    for head in (si.KL, si.CrossEntropy):
        vector, line = (head(*laws).doit() for laws in zip(*pairs, strict=True))
        assert sp.simplify(sp.expand_log(vector - line)) == 0
    assert sp.simplify(sp.expand_log(si.Entropy(pairs[0][0]).doit() - si.Entropy(pairs[0][1]).doit())) == 0


@pytest.mark.parametrize("sides", [1, 2, 3])
def test_a_diagonal_covariance_is_a_product_of_normal_laws(sides):
    m, w = (sp.symbols(f"{name}:{sides}", real=True) for name in "mw")
    s, t = (sp.symbols(f"{name}:{sides}", positive=True) for name in "st")
    vectors = [N(list(a), sp.diag(*(e**2 for e in b))) for a, b in ((m, s), (w, t))]
    products = [si.Product(*map(si.Normal, a, b)) for a, b in ((m, s), (w, t))]
    assert sp.simplify(sp.expand_log(si.KL(*vectors).doit() - si.KL(*products).doit())) == 0
    assert sp.simplify(sp.expand_log(si.Entropy(vectors[0]).doit() - si.Entropy(products[0]).doit())) == 0


FORMS = {
    si.Entropy(P): d * sp.log(2 * sp.pi) / 2 + d / 2 + sp.log(sp.Determinant(P.covariance)) / 2,
    si.KL(P, P): sp.Integer(0),
    si.KL(P, N(0, 1, "d")): (sp.Trace(P.covariance) + MatrixElement(P.mean.T * P.mean, 0, 0) - d - sp.log(sp.Determinant(P.covariance)))
    / 2,
    si.KL(N(0, v, "d"), N(0, 1, "d")): d * (v - 1) / 2 - d * sp.log(v) / 2,
    si.KL(N("m", v, "d"), N("m", 3 * v, "d")): d * sp.log(3) / 2 - d / 3,
    si.Entropy(CORRELATED): sp.log(4 * sp.pi**2 * (1 - r**2)) / 2 + 1,
    si.KL(CORRELATED, N(0, 1, 2)): -sp.log(1 - r**2) / 2,
    si.KL(N([1, 2], [[2, 1], [1, 3]]), N(0, [[1, 0], [0, 4]])): sp.log(sp.Rational(4, 5)) / 2 + sp.Rational(11, 8),
}


@pytest.mark.parametrize("asked", FORMS, ids=str)
def test_forms(asked):
    found = derive(asked)
    assert found.result == FORMS[asked]
    assert found.conditions == ()
    assert found.theorem.recheck().claim.rhs == found.result


def test_a_combination_keeps_its_squares_complete():
    value = derive(si.Entropy(P) - 2 * si.KL(P, Q)).result
    assert len(value.atoms(MatrixElement)) == 1
    assert derive(si.CrossEntropy(P, Q) - si.Entropy(P)).result == si.KL(P, Q).doit()


def test_bits():
    nats, bits = si.KL(P, Q).doit(), si.KL(P, Q, base=2).doit()
    assert bits == nats / sp.log(2)


def test_names_beside_entries():
    value = si.KL(N("m", [[1, r], [r, 1]]), N([1, 0], "S")).doit()
    put = {
        sp.MatrixSymbol("m", 2, 1): sp.ImmutableMatrix([1, 3]),
        sp.MatrixSymbol("S", 2, 2): sp.ImmutableMatrix([[2, 1], [1, 2]]),
        r: sp.Rational(1, 2),
    }
    expected = direct(
        sp.Matrix([1, 3]), sp.Matrix([[1, r], [r, 1]]).subs(r, sp.Rational(1, 2)), sp.Matrix([1, 0]), sp.Matrix([[2, 1], [1, 2]])
    )
    assert close(value.xreplace(put).doit(), expected)


def test_the_factor_of_the_identity_is_a_constraint_where_nothing_declares_it():
    c = sp.Symbol("c")
    law = N(0, c, "d")
    assert law.constraints == (c,)
    assert derive(si.Entropy(law)).result == d * sp.log(2 * sp.pi * c) / 2 + d / 2


DECLARED = {  # other covariances are taken as declared, each a matrix of its own
    "precision": (P.covariance.I, sp.log(sp.Determinant(P.covariance.I)) / 2),
    "multiple": (2 * P.covariance, sp.log(sp.Determinant(2 * P.covariance)) / 2),
    "sum": (P.covariance + Q.covariance, sp.log(sp.Determinant(P.covariance + Q.covariance)) / 2),
}


@pytest.mark.parametrize("key", DECLARED)
def test_covariances_of_other_forms(key):
    covariance, half = DECLARED[key]
    law = N(2 * P.mean + Q.mean, covariance)
    assert derive(si.Entropy(law)).result == d * sp.log(2 * sp.pi) / 2 + d / 2 + half
    assert derive(si.KL(law, law)).result == 0
    square = MatrixElement(sp.MatMul(sp.Transpose(law.mean), law.mean), 0, 0)
    assert derive(si.CrossEntropy(law, N(0, 1, "d"))).result.has(square)


def test_only_the_mean_and_the_covariance_of_a_density_count():
    unknown = si.VectorDensity("f", "mu_1", "Sigma_1", "d")
    assert derive(si.CrossEntropy(unknown, Q)).result == si.CrossEntropy(P, Q).doit()
    for asked in (si.Entropy(unknown), si.KL(unknown, Q), si.KL(Q, unknown)):
        with pytest.raises(NoClosedForm):
            derive(asked)


# -- trust -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked", [si.KL(P, Q), si.CrossEntropy(P, Q), si.Entropy(P, base=2), si.Entropy(CORRELATED), si.KL(N("m", v, "d"), Q)], ids=str
)
def test_it_checks(asked):
    checked = derive(asked).check()
    assert all(step.evidence.points == 2 for step in checked.steps)


def test_a_wrong_step_is_found():
    for step in derive(si.KL(P, Q)).steps:
        assert agree(step, 1).points == 1
        with pytest.raises(Rejected, match="differ"):
            agree(replace(step, after=step.after + d / 1000), 1)


def test_an_expectation_of_no_polynomial_has_no_sum():
    x = CORRELATED.variable()
    with pytest.raises(ParameterError, match="no polynomial of degree 3"):
        scalar(si.Mean(MatrixElement(x.T * x, 0, 0) ** 2, x, CORRELATED))
    with pytest.raises(ParameterError, match="unknown density"):
        scalar(si.Entropy(si.VectorDensity("f", "m", "K", 2)))


@pytest.mark.parametrize("asked", [si.KL(P, Q), si.Entropy(CORRELATED), si.KL(P, N(0, v, "d"))], ids=str)
def test_json(asked):
    found = derive(asked)
    text = found.to_json()
    assert Derivation.from_json(text).result == found.result
    wrong = text.replace('"rat",-1,2]', '"rat",-1,3]', 1)
    assert wrong != text
    with pytest.raises(Rejected):
        Derivation.from_json(wrong)


def test_it_prints_as_on_paper():
    text = derive(si.KL(P, Q)).to_latex()
    assert r"\frac{1}{2} \ln\frac{\det \Sigma_{2}}{\det \Sigma_{1}}" in text
    assert r"(\mu_{1} - \mu_{2})^{T} \Sigma_{2}^{-1} (\mu_{1} - \mu_{2})" in text
    assert "_{0,0}" not in text


# -- the law -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "law", [P, CORRELATED, N(0, 1, "d"), N("m", v, 3), N("m", [[2, 1], [1, 2]]), si.VectorDensity("f", "m", "K", "n")], ids=str
)
def test_it_is_an_ordinary_sympy_object(law):
    assert law.func(*law.args) == law
    assert pickle.loads(pickle.dumps(law)) == law == copy.deepcopy(law)
    assert not law.is_discrete
    assert sp.latex(law)
    assert sp.pretty(law)
    assert law.variable().shape == (law.dimension, 1)


def test_substitution():
    two = P.subs(d, 2)
    assert two.dimension == 2
    known = two.subs({two.covariance: sp.ImmutableMatrix([[2, 1], [1, 2]]), two.mean: sp.ImmutableMatrix([0, 1])})
    assert known == N([0, 1], [[2, 1], [1, 2]])
    assert CORRELATED.subs(r, 0.5) == N([0, 0], [[1, "1/2"], ["1/2", 1]])
    with pytest.raises(NotPositiveDefinite):
        CORRELATED.subs(r, 1)


def test_many_dimensions():
    rng = np.random.default_rng(0)
    lower = sp.Matrix(30, 30, lambda i, j: sp.Integer(int(rng.integers(-3, 4))) if i > j else int(bool(i == j)))
    begun = time.process_time()
    law = N([0] * 30, lower * lower.T)
    entropy = derive(si.Entropy(law)).result
    assert time.process_time() - begun < 5
    assert close(entropy.doit(), mpmath.mpf(15) * (1 + mpmath.log(2 * mpmath.pi)), 12)
    with pytest.raises(NotPositiveDefinite, match=r"leading minor of order 30 is 0"):
        N([0] * 30, lower * sp.diag(*[1] * 29, 0) * lower.T)
    symbols = sp.Matrix(8, 8, lambda i, j: sp.Symbol(f"k_{min(i, j)}_{max(i, j)}", real=True))
    assert N([0] * 8, symbols).constraints == ()
    assert derive(si.Entropy(N([0] * 8, symbols))).result.has(sp.Determinant)


def test_marginals():
    law = N([1, 2, 3], [[2, 1, 0], [1, 2, 0], [0, 0, 5]])
    assert law.marginal(0, 2) == N([1, 3], [[2, 0], [0, 5]])
    assert law.marginal(1) == N([2], [[2]])


ERRORS = [
    (([0, 0], [[1, 2], [2, 1]]), NotPositiveDefinite, "leading minor of order 2 is -3"),
    (([0, 0], [[0, 0], [0, 1]]), NotPositiveDefinite, "leading minor of order 1 is 0"),
    (([0, 0], [[1, r], [r, r**2]]), NotPositiveDefinite, "leading minor of order 2 is 0"),
    (([0, 0], [[1, 2], [0, 5]]), NotPositiveDefinite, "is not symmetric"),
    (("m", -1, 2), NotPositiveDefinite, "-1 times the identity"),
    (("m", 0, 2), NotPositiveDefinite, "0 times the identity"),
    (("m", -2 * sp.Identity(2)), NotPositiveDefinite, "-2 times the identity"),
    (("m", sp.ZeroMatrix(2, 2)), NotPositiveDefinite, "0 times the identity"),
    (([0, 0, 0], [[1, 0], [0, 1]]), ParameterError, r"mean has the shape \(3, 1\), not \(2, 1\)"),
    (([[1, 2]], [[1, 0], [0, 1]]), ParameterError, "give a column"),
    (([0, 0], [[1, 0, 0], [0, 1, 0]]), ParameterError, "give a square matrix"),
    (([0, 0], [[1, 0], [1]]), ParameterError, "rows of different lengths"),
    (("m", "S"), ParameterError, "how many dimensions"),
    ((3, "S", 2), ParameterError, "mean = 3 is one number"),
    (("m", "S", 0), ParameterError, "dimension"),
    (("m", "a b", 2), ParameterError, "is not a name"),
    (([0, sp.oo], [[1, 0], [0, 1]]), ParameterError, "is not finite"),
    (([0, 0], [[1, 1j], [1, 1]]), ParameterError, "is complex"),
]


@pytest.mark.parametrize(("arguments", "kind", "reason"), ERRORS, ids=str)
def test_errors(arguments, kind, reason):
    with pytest.raises(kind, match=reason):
        N(*arguments)


@pytest.mark.parametrize("axes", [(), (0, 0), (2,)], ids=str)
def test_no_such_marginal(axes):
    with pytest.raises(ParameterError, match="are no coordinates"):
        CORRELATED.marginal(*axes)
    with pytest.raises(ParameterError, match="has no entries"):
        P.marginal(0)


TEXTS = {
    "Entropy(MultivariateNormal(mu_1, Sigma_1, d))": si.Entropy(P),
    "KL(MultivariateNormal(mu_1, Sigma_1, d), MultivariateNormal(mu_2, Sigma_2, d))": si.KL(P, Q),
    "Entropy(MultivariateNormal([0, 0], [[1, r], [r, 1]]))": si.Entropy(CORRELATED),
    "KL(MultivariateNormal(mu_1, Sigma_1, d), MultivariateNormal(0, 1, d))": si.KL(P, N(0, 1, "d")),
}


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_read_from_text(text):
    assert si.read(text) == TEXTS[text]


def test_what_needs_entries_or_a_line_says_so():
    with pytest.raises(SupportError, match="not on the line"):
        si.KL(P, Q).rewrite(sp.Integral)
    for law in (P, P.subs(d, 2)):
        with pytest.raises(ParameterError, match="has no entries, so no number"):
            scalar(si.Entropy(law))


def test_vectors_of_different_dimensions():
    with pytest.raises(NoClosedForm, match="vectors of different dimensions"):
        derive(si.KL(N(0, 1, 2), N(0, 1, 3)))


def test_vectors_beside_numbers():
    with pytest.raises(SupportError):
        derive(si.KL(P, si.Normal(0, 1)))


# -- theorems ----------------------------------------------------------------------------------------------------------

FILES = ("divergence", "entropy", "hadamard", "maximum_entropy", "moment_matching", "mutual_information")


@pytest.mark.parametrize("name", FILES)
def test_theorems(name):
    module = importlib.import_module(f"derivations.gaussian.{name}")
    begun = time.process_time()
    found = module.main()
    assert time.process_time() - begun < 2
    for theorem in found if isinstance(found, tuple) else (found,):
        assert theorem.grade == "proved"
        theorem.recheck()


def test_hadamard_at_random_matrices():
    rng = np.random.default_rng(0)
    for n in range(1, 6):
        a = rng.standard_normal((n, n))
        k = a @ a.T + 0.1 * np.eye(n)
        assert np.linalg.det(k) <= np.prod(np.diag(k)) * (1 + 1e-12)
