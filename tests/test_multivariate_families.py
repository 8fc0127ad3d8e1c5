"""Laws of several numbers and of matrices: entropies and divergences against SciPy and sampling, special cases, the surface.

Numbers: SciPy's entropies to 1e-9; divergences by quadrature (``check``, 7 digits) or by 40,000 samples within six standard errors.
"""

import dataclasses
import pickle

import numpy as np
import pytest
import sympy as sp
from scipy import stats

import symbolic_info as si
from symbolic_info import KL, CrossEntropy, Entropy
from symbolic_info.core.errors import NoClosedForm, NotNormalised, NotPositiveDefinite, ParameterError, Rejected, SupportError
from symbolic_info.proof.oracle import agree

R, S, U, V = [[1, "r"], ["r", 1]], [[2, 0], [0, 1]], [[2, 1], [1, 2]], [[3, 1], [1, 1]]
u, v = np.array(U, dtype=float), np.array(V, dtype=float)

PAIRS = {
    "dirichlet": (si.Dirichlet(["a", "b", "c"]), si.Dirichlet(["d", "e", "f"])),
    "generalized_dirichlet": (si.GeneralizedDirichlet(["a", "b"], ["c", "d"]), si.GeneralizedDirichlet(["e", "f"], ["g", "h"])),
    "multinomial": (si.Multinomial("m", ["p", "r", "1 - p - r"]), si.Multinomial("m", ["q", "s", "1 - q - s"])),
    "normal_gamma": (si.NormalGamma("m", "l", "a", "b"), si.NormalGamma("n", "k", "c", "d")),
    "normal_inverse_gamma": (si.NormalInverseGamma("m", "l", "a", "b"), si.NormalInverseGamma("n", "k", "c", "d")),
    "matrix_normal": (si.MatrixNormal("M", "U", "V", ("n", "p")), si.MatrixNormal("N", "K", "L", ("n", "p"))),
    "wishart": (si.Wishart("nu", "V", "n"), si.Wishart("mu", "W", "n")),
    "inverse_wishart": (si.InverseWishart("nu", "V", "n"), si.InverseWishart("mu", "W", "n")),
    "complex_normal": (si.ComplexNormal("m", "S", "d"), si.ComplexNormal("k", "L", "d")),
    "von_mises_fisher": (si.VonMisesFisher("mu", "k", 3), si.VonMisesFisher("eta", "l", 3)),
    "power_spherical": (si.PowerSpherical("mu", "k", "d"), si.PowerSpherical("mu", "l", "d")),
    "multivariate_t": (si.MultivariateT("nu", "m", "S", "d"), si.MultivariateT("nu", "m", "S", "d")),
}
# Slow to sample, or alike: the default run leaves these to `make wide`.
SLOW = {"inverse_wishart", "normal_inverse_gamma", "matrix_normal"}
ALIKE = SLOW | {"generalized_dirichlet", "normal_gamma", "multivariate_t", "power_spherical"}


def rows(aside):
    return [pytest.param(key, marks=[pytest.mark.wide] if key in aside else []) for key in sorted(PAIRS)]


CLOSED_ENTROPY = sorted(set(PAIRS) - {"multinomial"})


@pytest.mark.parametrize("key", sorted(PAIRS))
def test_the_table_holds_each_family(key):
    assert type(PAIRS[key][0]) is si.vector_families()[key]


@pytest.mark.parametrize("key", si.vector_families().keys())
def test_a_family_makes_laws_with_its_own_symbols(key):
    """A family newer than PAIRS, one file that edits no other, is derived too, or refused with what is left."""
    family = si.vector_families()[key]
    p, q = family.with_own_symbols("_1"), family.with_own_symbols("_2")
    assert type(p) is type(q) is family
    assert p != q
    assert p == pickle.loads(pickle.dumps(p))
    assert family.__name__ in str(p)
    if key not in PAIRS:
        assert derived_or_refused(Entropy(p)) != 0
        assert derived_or_refused(KL(p, p)) == 0


def derived_or_refused(quantity):
    """The result, replayed and held against numbers; the quantity itself where the rules do not close it."""
    try:
        return si.derive(quantity).check(points=1).result
    except NoClosedForm:
        return quantity


@pytest.mark.parametrize("key", rows(SLOW))
def test_a_divergence_is_derived_replayed_and_agrees_with_numbers(key):
    p, q = PAIRS[key]
    found = si.derive(KL(p, q)).check(points=1)
    assert found.form == "closed"
    assert found.theorem.grade == "proved"
    assert not found.result.has(si.Mean)
    assert si.derive(KL(p, p)).result == 0
    assert all(step.evidence.points == 1 for step in found.steps)


@pytest.mark.parametrize("key", CLOSED_ENTROPY)
def test_an_entropy_is_derived_and_the_cross_entropy_of_a_law_with_itself(key):
    p, _ = PAIRS[key]
    found = si.derive(Entropy(p))
    assert found.form == "closed"
    assert not found.result.has(si.Mean)
    gap = si.derive(CrossEntropy(p, p)).result - found.result
    assert sp.expand(gap, func=True) == 0 or sp.simplify(gap) == 0


ENTROPIES = [
    (si.Dirichlet(["1/2", 2, 3]), stats.dirichlet([0.5, 2, 3]).entropy()),
    (si.Dirichlet([4, 1, "5/2", "7/3"]), stats.dirichlet([4, 1, 2.5, 7 / 3]).entropy()),
    (si.Wishart("7/2", U), stats.wishart(3.5, u).entropy()),
    (si.Wishart(5, sp.diag(2, 3, 4)), stats.wishart(5, np.diag([2.0, 3, 4])).entropy()),
    (si.MatrixNormal([[1, 2], [3, 4]], U, V), stats.matrix_normal(np.array([[1.0, 2], [3, 4]]), u, v).entropy()),
    (si.MultivariateT("7/2", [1, 2], U), stats.multivariate_t([1, 2], u, 3.5).entropy()),
    (si.MultivariateT(3, 0, U), stats.multivariate_t([0, 0], u, 3).entropy()),
    (si.VonMisesFisher([0, 0, 1], "5/2"), stats.vonmises_fisher([0, 0, 1], 2.5).entropy()),
    (si.VonMisesFisher(["3/5", "4/5"], 2), stats.vonmises_fisher([0.6, 0.8], 2).entropy()),
    (si.VonMisesFisher([0, 0, 0, 1], "1/3"), stats.vonmises_fisher([0, 0, 0, 1], 1 / 3).entropy()),
    (si.Multinomial(5, ["1/4", "3/4"]), stats.multinomial(5, [0.25, 0.75]).entropy()),
    (si.ComplexNormal(0, U), stats.multivariate_normal([0] * 4, np.kron(np.eye(2), u) / 2).entropy()),
]


@pytest.mark.parametrize(("law", "value"), ENTROPIES, ids=lambda x: str(x)[:40])
def test_entropies_of_scipy(law, value):
    assert float(si.derive(Entropy(law)).result.doit().evalf(20)) == pytest.approx(float(value), abs=1e-9)


def test_scipy_and_the_entropy_of_an_inverse_wishart_law():
    """SciPy 1.17 is (n - 1) (n + 1)/2 log 2 above the mean of its own -logpdf."""
    law = stats.invwishart(4.5, u)
    surprise = -law.logpdf(np.moveaxis(law.rvs(4000, random_state=1), 0, -1))
    error = np.std(surprise) / 4000**0.5
    value = float(si.derive(Entropy(si.InverseWishart("9/2", U))).result.evalf(20))
    assert abs(value - np.mean(surprise)) < 4 * error < 0.2
    one = si.derive(Entropy(si.InverseWishart("9/2", [[3]]))).result.evalf(20)
    assert float(one) == pytest.approx(float(stats.invwishart(4.5, [[3.0]]).entropy()), abs=1e-9)


class TestSpecialCases:
    def test_two_shares_are_a_beta_law(self):
        pairs = [(si.Dirichlet(["a", "b"]), si.Beta("a", "b")), (si.Dirichlet(["c", "d"]), si.Beta("c", "d"))]
        for vector, number in ((Entropy(pairs[0][0]), Entropy(pairs[0][1])), (KL(pairs[0][0], pairs[1][0]), KL(pairs[0][1], pairs[1][1]))):
            assert sp.expand(vector.doit() - number.doit()) == 0

    def test_equal_sticks_are_a_dirichlet_law(self):
        a, b, c = sp.symbols("a b c", positive=True)
        wide, narrow = Entropy(si.GeneralizedDirichlet([a, b], [b + c, c])).doit(), Entropy(si.Dirichlet([a, b, c])).doit()
        assert sp.expand(wide - narrow) == 0

    def test_one_trial_is_a_categorical_law(self):
        p, q = ("p", "1 - p"), ("q", "1 - q")
        gap = KL(si.Multinomial(1, p), si.Multinomial(1, q)).doit() - KL(si.Categorical(p), si.Categorical(q)).doit()
        assert sp.expand(sp.expand_log(gap, force=True)) == 0

    def test_two_outcomes_are_a_binomial_law(self):
        gap = KL(si.Multinomial("m", ["p", "1 - p"]), si.Multinomial("m", ["q", "1 - q"])).doit()
        other = KL(si.Binomial("m", "p"), si.Binomial("m", "q")).doit()
        at = {"m": 3, "p": sp.Rational(1, 5), "q": sp.Rational(2, 3)}
        numbers = [e.xreplace({s: sp.sympify(at[s.name]) for s in e.free_symbols}).evalf(30) for e in (gap, other)]
        assert abs(numbers[0] - numbers[1]) < sp.Float(10) ** -28

    def test_order_one_is_a_gamma_law(self):
        nu, w = sp.symbols("nu w", positive=True)
        matrix, number = Entropy(si.Wishart(nu, [[w]])).doit(), Entropy(si.Gamma(nu / 2, scale=2 * w)).doit()
        assert sp.expand(sp.expand_log(matrix - number, force=True)) == 0
        inverse = Entropy(si.InverseWishart(nu, [[w]])).doit() - Entropy(si.InverseGamma(nu / 2, scale=w / 2)).doit()
        assert abs(inverse.subs({nu: 3, w: sp.Rational(2, 7)}).evalf(30)) < 1e-28

    def test_one_column_is_a_normal_vector(self):
        matrix = KL(si.MatrixNormal("m", "S", 1, ("n", 1)), si.MatrixNormal("k", "L", 1, ("n", 1))).doit()
        vector = KL(si.MultivariateNormal("m", "S", "n"), si.MultivariateNormal("k", "L", "n")).doit()
        n = sp.Symbol("n", integer=True, positive=True)
        put = {sp.MatrixSymbol("m", n, 1): sp.Matrix([1, 2]), sp.MatrixSymbol("k", n, 1): sp.Matrix([0, 3])}
        put |= {sp.MatrixSymbol("S", n, n): sp.Matrix(U), sp.MatrixSymbol("L", n, n): sp.Matrix(V), n: sp.Integer(2)}
        values = [
            sp.N(e.xreplace({k: m.as_immutable() if isinstance(m, sp.MatrixBase) else m for k, m in put.items()}).doit(), 30)
            for e in (matrix, vector)
        ]
        assert abs(values[0] - values[1]) < 1e-25

    @pytest.mark.parametrize("c", [sp.Symbol("c", positive=True), sp.Integer(1)], ids=["isotropic", "standard"])
    def test_multiples_of_the_identity(self, c):
        found = KL(si.MatrixNormal(0, c, 1, (2, 3)), si.MatrixNormal(0, 1, 1, (2, 3))).doit()
        assert sp.expand(found - 3 * (c - 1 - sp.log(c))) == 0

    def test_the_image_of_a_wishart_law_has_its_divergence(self):
        nu, w, s = sp.symbols("nu w s", positive=True)
        inverse = KL(si.InverseWishart(nu, [[w]]), si.InverseWishart(nu, [[s]])).doit()
        itself = KL(si.Wishart(nu, [[1 / w]]), si.Wishart(nu, [[1 / s]])).doit()
        assert sp.expand(sp.expand_log(inverse - itself, force=True)) == 0

    def test_a_great_concentration_on_the_circle_is_the_von_mises_law(self):
        kappa = sp.Symbol("kappa", positive=True)
        gap = Entropy(si.VonMisesFisher([1, 0], kappa)).doit() - Entropy(si.VonMises(0, kappa)).doit()
        assert abs(gap.subs(kappa, sp.Rational(7, 3)).evalf(30)) < 1e-25


class TestFalsifier:
    """The check of a step fails where the step is wrong."""

    @pytest.mark.parametrize("key", rows(SLOW))
    def test_a_wrong_value_is_seen(self, key):
        p, _ = PAIRS[key]
        found = si.derive(CrossEntropy(p, p) if key != "multinomial" else KL(*PAIRS[key]))
        fact = next(step for step in found.steps if not step.chain)
        wrong = dataclasses.replace(fact, after=fact.after + sp.Rational(1, 4))
        with pytest.raises(Rejected):
            agree(wrong, 1)

    @pytest.mark.parametrize("key", ["dirichlet", "wishart", "power_spherical"])
    def test_a_wrong_density_is_seen(self, key, monkeypatch):
        p, q = PAIRS[key]
        fact = next(step for step in si.derive(KL(p, q)).steps if not step.chain)
        right = type(p).log_density
        monkeypatch.setattr(type(p), "log_density", lambda law, x: right(law, x) + sp.Rational(1, 9))
        with pytest.raises(Rejected, match=r"not 1|to 1"):
            agree(fact, 1)


REFUSED = [
    (lambda: si.Dirichlet("abc"), ParameterError, "is not a list"),
    (lambda: si.Dirichlet([1]), ParameterError, "takes 2 to 8"),
    (lambda: si.Dirichlet([1, 0]), ParameterError, "is not positive"),
    (lambda: si.GeneralizedDirichlet([1, 2], [1]), ParameterError, "as many of both"),
    (lambda: si.Multinomial(3, ["1/2", "1/4"]), NotNormalised, "total 3/4"),
    (lambda: si.Multinomial(3, [1, 0]), ParameterError, "leave out outcomes"),
    (lambda: si.Multinomial(sp.Rational(1, 2), ["1/2", "1/2"]), ParameterError, "not integer"),
    (lambda: si.NormalGamma(0, 1, -1, 1), ParameterError, "is not positive"),
    (lambda: si.NormalInverseGamma(0, 0, 1, 1), ParameterError, "is not positive"),
    (lambda: si.Wishart(1, U), ParameterError, "is not more than 1"),
    (lambda: si.InverseWishart("1/2", U), ParameterError, "is not more than 1"),
    (lambda: si.Wishart(3, [[1, 2], [0, 1]]), NotPositiveDefinite, "is not symmetric"),
    (lambda: si.Wishart(3, [[1, 2], [2, 1]]), NotPositiveDefinite, "is not positive definite"),
    (lambda: si.Wishart(3, "V"), ParameterError, "nothing says how many"),
    (lambda: si.MatrixNormal([[1, 2, 3]], U, V), ParameterError, "not (2, 2)"),
    (lambda: si.MatrixNormal([[1, 2], [3]], U, V), ParameterError, "rows of different lengths"),
    (lambda: si.MatrixNormal(2, U, 1, (2, 3)), ParameterError, "is a number"),
    (lambda: si.MatrixNormal(0, U, -1, (2, 2)), NotPositiveDefinite, "is not positive definite"),
    (lambda: si.MultivariateT(0, 0, U), ParameterError, "is not positive"),
    (lambda: si.VonMisesFisher([1, 1], 2), ParameterError, "divide it by its length"),
    (lambda: si.VonMisesFisher("mu", 2, 5), ParameterError, "2, 3 and 4 dimensions"),
    (lambda: si.PowerSpherical([0, 0], 2), ParameterError, "divide it by its length"),
    (lambda: si.PowerSpherical([1], 2), ParameterError, "at least 2 dimensions"),
    (lambda: si.ComplexNormal(0, 0, 2), NotPositiveDefinite, "is not positive definite"),
    (lambda: si.Dirichlet(["a", "b"]).support, SupportError, "is a law of 1 numbers"),
    (lambda: si.Wishart("nu", "V", "n").support, SupportError, "not on the line"),
    (lambda: si.derive(KL(si.MultivariateT("nu", "m", "S", "d"), si.MultivariateT("tau", "m", "S", "d"))), NoClosedForm, "no rule gives"),
    (lambda: si.derive(KL(si.PowerSpherical("mu", "k", 3), si.PowerSpherical("eta", "k", 3))), NoClosedForm, "no rule gives"),
    (lambda: si.derive(KL(si.Wishart("nu", "V", "n"), si.InverseWishart("nu", "V", "n"))), NoClosedForm, "no rule compares"),
    (lambda: si.derive(KL(si.Dirichlet(["a", "b"]), si.Dirichlet(["a", "b", "c"]))), NoClosedForm, "different numbers"),
    (lambda: si.derive(KL(si.Multinomial(2, ["1/2", "1/2"]), si.Multinomial(3, ["1/2", "1/2"]))), NoClosedForm, "different supports"),
    (lambda: si.derive(KL(si.Dirichlet(["a", "b"]), si.Wishart("nu", "V", "n"))), SupportError, "different kinds"),
]


@pytest.mark.parametrize(("build", "error", "says"), REFUSED, ids=lambda x: x if isinstance(x, str) else "")
def test_what_is_refused(build, error, says):
    import re

    with pytest.raises(error, match=re.escape(says)):
        build()


@pytest.mark.parametrize("key", rows(ALIKE))
def test_the_surface(key):
    p, q = PAIRS[key]
    quantity = KL(p, q)
    assert pickle.loads(pickle.dumps(p)) == p
    assert str(p).startswith(type(p).__name__)
    assert sp.pretty(p)
    assert type(p).__name__ in sp.latex(p)
    found = si.derive(quantity)
    assert "\\begin{align" in found.to_latex()
    assert found.to_markdown()
    assert "D_KL(P || " in found.to_text()
    assert si.Derivation.from_json(found.to_json()).result == found.result
    assert found.theorem.ledger
    assert found.theorem.recheck()
    assert p.func(*p.args) == p


def test_functions_of_explicit_sizes():
    f = si.lambdify(Entropy(si.Dirichlet(["a", "b", "c"])))
    assert f(0.5, 2, 3) == pytest.approx(stats.dirichlet([0.5, 2, 3]).entropy(), rel=1e-12)
    g = si.lambdify(Entropy(si.Wishart("nu", R)))
    assert g(nu=4.5, r=0.25) == pytest.approx(stats.wishart(4.5, [[1, 0.25], [0.25, 1]]).entropy(), rel=1e-12)
    h = si.lambdify(KL(si.Multinomial("m", ["p", "1 - p"]), si.Multinomial("m", ["q", "1 - q"])))
    assert h(3, 0.2, 0.4) == pytest.approx(3 * si.kl([0.2, 0.8], [0.4, 0.6]), rel=1e-12)


def test_text_reads_and_the_definition_is_written_out():
    assert si.read("KL(Dirichlet([a, b]), Dirichlet([c, d]))") == KL(si.Dirichlet(["a", "b"]), si.Dirichlet(["c", "d"]))
    written = Entropy(si.Dirichlet([2, 1, 1])).rewrite(sp.Integral)
    x = [symbol for symbol, *_ in written.atoms(sp.Integral).pop().limits]
    assert [s.name for s in x] == ["x_2", "x_1"]


def test_a_length_that_is_not_1_is_a_condition():
    found = si.derive(Entropy(si.VonMisesFisher("mu", "kappa", 3)))
    assert any("mu" in str(c) and isinstance(c, sp.Eq) for c in found.conditions)
    assert not si.derive(Entropy(si.VonMisesFisher([0, 0, 1], "kappa"))).conditions


def test_the_ledger_names_the_lemmas_of_the_layers():
    assert set(si.derive(Entropy(si.NormalGamma("m", "l", "a", "b"))).theorem.proven.lemmas) == {"euler_gamma", "gauss"}
