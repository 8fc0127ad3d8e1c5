"""Vectors: definitions, the Gaussian lemma in d dimensions, given moments, entries; every check has its refusal."""

from typing import ClassVar

import pytest
from kernel_worlds import HALF, ONE, ZERO, Sheet, equation, exponential, normal, refused
from test_matrices import INSIDE, MINUS, entries, inv, product, record, vector

from symbolic_info.proof.terms import INFINITY, X, add, log, mul, neg, power, rat, sub, sym
from symbolic_info.rules.gaussian_vector import difference, log_density, quadratic

n, r, c = sym("n"), sym("r"), sym("c")
M, K, S, A, V = (("mat", name) for name in ("m", "K", "S", "A", "v"))
x = ("mat", X)
KL, CROSS, H = ("kl", "P", "Q"), ("cross", "P", "Q"), ("entropy", "P")
MATRICES = {"K": record(positive=1), "S": record(positive=1), "A": record(), "m": record(cols=ONE), "v": record(cols=ONE)}
FREE = ("value", "f", x)


def gaussian(m, s, dim=n):
    return vector(log_density(dim, m, s), dim)


def given(moments=(M, K)):
    return vector(log(FREE), unknown=("f",), moments=moments)


def sheet(p, q=None, **more):
    return Sheet.of({**MATRICES, "P": p, "Q": q or gaussian(V, S), **more})


def pair():
    """A sheet with two Gaussian vectors, and both normalised."""
    s = sheet(gaussian(M, K))
    return s, [s.do("gaussian_integral", [], "P", M, K), s.do("gaussian_integral", [], "Q", V, S)]


class TestDensity:
    @pytest.mark.parametrize(("m", "k"), [(M, K), (M, inv(K)), (("zeros", n, ONE), ("eye", n)), (V, ("mscale", rat(3), K))], ids=str)
    def test_it_integrates_to_one(self, m, k):
        said = sheet(gaussian(m, k)).said("gaussian_integral", [], "P", m, k)
        assert (said.left, said.right, said.conditions) == (("mean", X, ONE, "P"), ONE, frozenset())

    def test_the_factor_of_a_covariance_is_positive(self):
        k = ("mscale", c, ("eye", n))
        assert sheet(gaussian(M, k)).said("gaussian_integral", [], "P", M, k).conditions >= {("positive", c)}

    @pytest.mark.parametrize(
        ("law", "m", "k", "reason"),
        [
            (gaussian(M, K), V, K, "not the Gaussian density"),
            (gaussian(M, K), M, S, "not the Gaussian density"),
            (vector(add(ONE, log_density(n, M, K))), M, K, "not the Gaussian density"),
            (vector(mul(rat(2), log_density(n, M, K))), M, K, "not the Gaussian density"),
            (gaussian(M, A), M, A, "not proved positive definite"),
            (gaussian(M, K), M, ("madd", K, S), "not proved positive definite"),
            (gaussian(M, K), M, product(K, S), "not proved positive definite"),
            (gaussian(M, K), M, ("mscale", MINUS, K), "which is refuted"),
            (gaussian(M, K), K, K, "a matrix of another shape"),
            (gaussian(M, K), M, M, "a matrix of another shape"),
            (gaussian(M, K), ("zeros", rat(2), ONE), K, "a matrix of another shape"),
            (gaussian(M, K), x, K, "mentions the bound name _x"),
            (gaussian(M, K), M, n, "not a matrix"),
            (normal(), M, K, "'P' is no law on vectors"),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("rule", ["gaussian_integral", "gaussian_square", "gaussian_mean"])
    def test_refused(self, law, m, k, reason, rule):
        more = {"gaussian_integral": (), "gaussian_square": (M, K), "gaussian_mean": (M,)}[rule]
        with refused(reason):
            sheet(law).do(rule, [], "P", m, k, *more)


class TestMoments:
    def test_the_mean(self):
        said = sheet(gaussian(M, K)).said("gaussian_mean", [], "P", M, K, V)
        assert (said.left, said.right) == (
            ("mean", X, ("trace", product(("transpose", V), x)), "P"),
            ("trace", product(("transpose", V), M)),
        )

    def test_a_square(self):
        said = sheet(gaussian(M, K)).said("gaussian_square", [], "P", M, K, V, A)
        assert said.left == ("mean", X, quadratic(difference(x, V), A), "P")
        assert said.right == add(("trace", product(A, K)), quadratic(difference(M, V), A))

    @pytest.mark.parametrize(("a", "b"), [(K, A), (V, V), (V, ("eye", rat(2)))], ids=str)
    def test_shapes(self, a, b):
        with refused("a matrix of another shape"):
            sheet(gaussian(M, K)).do("gaussian_square", [], "P", M, K, a, b)
        with refused("a matrix of another shape"):
            sheet(given()).do("given_square", [], "P", a, b)

    def test_the_weight_does_not_hold_the_vector(self):
        weight = product(x, ("transpose", x))
        with refused("mentions the bound name _x"):
            sheet(gaussian(M, K)).do("gaussian_square", [], "P", M, K, V, weight)
        with refused("mentions the bound name _x"):
            sheet(gaussian(M, K)).do("gaussian_square", [], "P", M, K, x, A)
        with refused("mentions the bound name _x"):
            sheet(gaussian(M, K)).do("gaussian_mean", [], "P", M, K, x)

    def test_the_shape_of_a_linear_form(self):
        with refused("a matrix of another shape"):
            sheet(gaussian(M, K)).do("gaussian_mean", [], "P", M, K, K)

    def test_other_rules_know_no_vectors(self):
        s = sheet(gaussian(M, K))
        with refused("has no density on the line"):
            s.do("moment", [], "P", "gauss", sym("_u"), sym(X), (ZERO, HALF), (ZERO, HALF), ())
        with refused("has no density on the line"):
            s.do("given_density", [], "P")


class TestGiven:
    def test_it_integrates_to_one(self):
        said = sheet(given()).said("given_vector_density", [], "P")
        assert (said.left, said.right, said.conditions) == (("mean", X, ONE, "P"), ONE, frozenset())

    def test_only_a_density_taken_as_given(self):
        with refused("the density is not a function taken as given"):
            sheet(gaussian(M, K)).do("given_vector_density", [], "P")
        with refused("'P' is no law on vectors"):
            sheet(exponential()).do("given_vector_density", [], "P")

    def test_a_square(self):
        said = sheet(given()).said("given_square", [], "P", V, A)
        assert said.right == add(("trace", product(A, K)), quadratic(difference(M, V), A))

    def test_only_with_moments(self):
        for law in (given(()), gaussian(M, K)):
            with refused("the law is not given with moments"):
                sheet(law).do("given_square", [], "P", V, A)

    @pytest.mark.parametrize("moments", [(K, K), (M, M)], ids=str)
    def test_the_shape_of_the_moments(self, moments):
        with refused("a matrix of another shape"):
            sheet(given(moments)).do("given_square", [], "P", V, A)

    def test_its_density_is_positive_at_its_own_values_only(self):
        s = sheet(given(), vector(log(("value", "g", x)), unknown=("g",)))
        ones = [s.do("given_vector_density", [], law) for law in "PQ"]
        start = s.do("vector_definition", ones, CROSS)
        with refused("condition on a bound variable is not discharged"):
            s.do("linearity", ones[:1], "P", s.done[start].right[2], ())


class TestDefinition:
    def test_three_definitions(self):
        s, ones = pair()
        log_p, log_q = (s.world.laws[law]["logp"] for law in "PQ")
        assert s.said("vector_definition", ones, KL).right[2] == sub(log_p, log_q)
        assert s.said("vector_definition", ones, CROSS).right[2] == neg(log_q)
        assert s.said("vector_definition", ones[:1], H).right[2] == neg(log_p)

    @pytest.mark.parametrize("rule", ["vector_definition", "vector_divergence_sign"])
    def test_both_are_normalised(self, rule):
        s, ones = pair()
        for premises in ([], ones[:1], ones[:1] * 2, ones[::-1]):
            with refused("E[1] = 1"):
                s.do(rule, premises, KL)

    @pytest.mark.parametrize("rule", ["vector_definition", "vector_divergence_sign"])
    def test_of_one_dimension(self, rule):
        s = sheet(gaussian(M, K), gaussian(("zeros", rat(2), ONE), ("eye", rat(2)), rat(2)))
        ones = [s.do("gaussian_integral", [], "P", M, K), s.do("gaussian_integral", [], "Q", ("zeros", rat(2), ONE), ("eye", rat(2)))]
        with refused("vectors of different dimensions"):
            s.do(rule, ones, KL)

    @pytest.mark.parametrize("rule", ["vector_definition", "vector_divergence_sign"])
    def test_of_vectors(self, rule):
        s = sheet(gaussian(M, K), exponential())
        ones = [s.do("gaussian_integral", [], "P", M, K), s.one("Q")]
        with refused("'Q' is no law on vectors"):
            s.do(rule, ones, KL)

    def test_only_quantities(self):
        s, ones = pair()
        with refused("not a quantity"):
            s.do("vector_definition", ones, n)

    @pytest.mark.parametrize("rule", ["definition", "divergence_sign"])
    def test_the_rules_for_the_line_refuse_vectors(self, rule):
        s, ones = pair()
        with refused("has no density on the line"):
            s.do(rule, ones, KL)


class TestDivergence:
    def test_it_is_never_negative(self):
        s, ones = pair()
        said = s.said("vector_divergence_sign", ones, KL)
        assert (said.left, said.relation, said.right) == (ZERO, "<=", KL)

    def test_its_value_is_never_negative(self):
        s, ones = pair()
        said = s.said("vector_divergence_sign", [*ones, s.take(equation(KL, c))], KL)
        assert (said.left, said.relation, said.right) == (ZERO, "<=", c)

    def test_only_a_divergence(self):
        s, ones = pair()
        with refused("a divergence"):
            s.do("vector_divergence_sign", ones, CROSS)

    def test_the_value_of_this_divergence(self):
        s, ones = pair()
        with refused("the last premise is not the value of the divergence"):
            s.do("vector_divergence_sign", [*ones, s.take(equation(CROSS, c))], KL)

    def test_a_finite_value(self):
        s, ones = pair()
        with refused("a premise is infinite"):
            s.do("vector_divergence_sign", [*ones, s.take(equation(KL, INFINITY))], KL)

    def test_one_value(self):
        s, ones = pair()
        value = s.take(equation(KL, c))
        with refused("malformed"):
            s.do("vector_divergence_sign", [*ones, value, value], KL)


class TestEntries:
    LAWS: ClassVar = {"G": record(rat(2), rat(2), 1, entries((ONE, r), (r, ONE))), "K": record(positive=1)}

    def sheet(self, right):
        s = Sheet.of(self.LAWS, (INSIDE,), r=0)
        return s, s.take(equation(H, right))

    def test_computed(self):
        s, premise = self.sheet(log(("det", ("mat", "G"))))
        said = s.said("from_entries", [premise])
        assert (said.left, said.conditions) == (H, frozenset())
        assert s.world.normal().same(said.right, log(sub(ONE, power(r, rat(2)))))

    def test_every_matrix_needs_entries(self):
        s, premise = self.sheet(add(("trace", K), ("trace", ("mat", "G"))))
        with refused("'K' has no entries"):
            s.do("from_entries", [premise])

    def test_a_finite_value(self):
        s, premise = self.sheet(INFINITY)
        with refused("a premise is infinite"):
            s.do("from_entries", [premise])

    def test_shapes_are_checked_before(self):
        s, premise = self.sheet(("trace", ("madd", ("mat", "G"), ("zeros", ONE, ONE))))
        with refused("matrices of different shapes"):
            s.do("from_entries", [premise])


def test_a_divergence_from_its_definition():
    """D(P || Q) = (tr(S^-1 K) + (m - v)' S^-1 (m - v) - n + log det S - log det K)/2, replayed."""
    s, ones = pair()
    start = s.do("vector_definition", ones, KL)
    facts = [s.do("gaussian_square", [], "P", M, K, M, inv(K)), s.do("gaussian_square", [], "P", M, K, V, inv(S))]
    linear = s.do("linearity", [ones[0], *facts], "P", s.done[start].right[2], (rat(-1, 2), HALF))
    inserted = s.do("substitute", [s.do("chain", [start, linear]), *facts])
    trace, square = ("trace", product(inv(S), K)), quadratic(difference(M, V), inv(S))
    claim = mul(HALF, add(trace, square, neg(n), log(("det", S)), neg(log(("det", K)))))
    last = s.do("restate", [inserted], claim)
    proven = s.replayed(last)
    assert (proven.statement.right, proven.statement.conditions) == (claim, frozenset())
    with refused("not the same number"):
        s.do("restate", [inserted], add(claim, n))
