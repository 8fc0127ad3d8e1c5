"""Laws on spaces of matrices: records, scopes, sums of gamma functions, and the rules; every check has its refusal."""

import mpmath as mp
import pytest
from kernel_worlds import HALF, ONE, ZERO, Sheet, equation, refused
from test_matrices import entries, inv, product, record

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.terms import PI, X, add, lgamma, log, mul, neg, rat, sub, sym
from symbolic_info.rules.gaussian_vector import difference
from symbolic_info.rules.sphere import fisher_log_integral, power_log_integral, projection
from symbolic_info.rules.student_vector import bowl
from symbolic_info.rules.variates import form_of, normal_log_density
from symbolic_info.rules.wishart import log_det, wishart_log_density

n, p, a, k, nu = (sym(name) for name in ("n", "p", "a", "k", "nu"))
x = ("mat", X)
K, S, A, M, MU, ETA, B = (("mat", name) for name in ("K", "S", "A", "m", "mu", "eta", "B"))
COL = {"cols": ONE}
MATRICES = {
    "K": record(positive=1), "S": record(positive=1), "A": record(), "m": record(cols=ONE), "mu": record(cols=ONE), "eta": record(cols=ONE),
    "B": record(rows=p), "L": record(rows=p, cols=p, positive=1), "N": record(cols=p),
}  # fmt: skip
L, N = ("mat", "L"), ("mat", "N")
ENTROPY, KL = ("entropy", "P"), ("kl", "P", "Q")


def variate(space, logp, rows=n, cols=ONE, squares=()):
    return {"kind": "variate", "space": space, "rows": rows, "cols": cols, "logp": logp, "squares": squares}


def normal_matrix(m=N, u=K, v=L, space="full", cols=p):
    blank = variate(space, ZERO, cols=cols)
    return {**blank, "logp": normal_log_density(blank, m, u, v)}


def wishart(s=K, power=a, side="itself"):
    return variate("positive", wishart_log_density(n, power, s, side), cols=n)


def fisher(d=3, mu=MU):
    return variate("sphere", sub(mul(k, projection(mu)), fisher_log_integral(d, k)), rat(d))


def power(mu=MU):
    return variate("sphere", sub(mul(k, log(add(ONE, projection(mu)))), power_log_integral(n, k)), squares=((mu,),))


def student(m=M, s=K):
    rest = sub(a, mul(HALF, n))
    constant = add(lgamma(a), neg(lgamma(rest)), neg(mul(HALF, n, log(PI))), neg(mul(HALF, log(("det", s)))))
    return variate("full", sub(constant, mul(a, bowl(m, s))), squares=((m, inv(s)),))


KNOWN = (n, p, k, sub(n, ONE), sub(a, n))


def sheet(law, other=None, matrices=MATRICES, positive=KNOWN, **witness):
    laws = {**matrices, "P": law, "Q": other or law}
    return Sheet.of(laws, positive, **{"n": 3, "p": 2, "k": 1, "a": 9, **witness})


def on(d):
    """Vectors of d entries."""
    return {name: record(rows=rat(d), cols=ONE) for name in ("mu", "eta")}


class TestRecord:
    @pytest.mark.parametrize(
        ("law", "reason"),
        [
            (variate("torus", ZERO), "a space of matrices is one of"),
            (variate("full", sym("_y")), "mentions the bound name _y"),
            (variate("full", ("sine", n)), "not a term"),
            (variate("full", ZERO, rows=("sine", n)), "not a term"),
            (variate("full", ZERO, rows=sym("_x")), "mentions the bound name _x"),
            (variate("sphere", ZERO, squares=((x,),)), "mentions the bound name _x"),
            (variate("full", ZERO, rows=HALF), "an integer at the witness"),
            (variate("full", ZERO, rows=ZERO), "which is refuted"),
            (variate("sphere", ZERO, cols=p), "a vector has one column"),
            (variate("complex", ZERO, cols=p), "a vector has one column"),
            (variate("positive", ZERO, cols=p), "a positive definite matrix is square"),
            (variate("full", ZERO, squares=((M, A),)), "not proved positive definite"),
            (variate("full", ZERO, squares=((K, inv(K)),)), "matrices of different shapes"),
        ],
        ids=str,
    )
    def test_refused(self, law, reason):
        with pytest.raises(Rejected, match=reason):
            sheet(law)

    def test_a_side_of_unknown_sign(self):
        with refused("a matrix needs conditions of its own"):
            sheet(variate("full", ZERO, rows=sym("b")), b=2)

    def test_complex_vectors_stand_alone(self):
        law = normal_matrix(M, K, ("eye", ONE), "complex", ONE)
        with refused("complex vectors beside real ones"):
            sheet(law, normal_matrix())
        with refused("complex vectors beside real ones"):
            sheet(law, {"kind": "vector", "dim": n, "logp": ZERO, "unknown": (), "moments": ()})

    def test_a_complex_determinant_needs_a_declared_matrix(self):
        s = sheet(normal_matrix(M, K, ("eye", ONE), "complex", ONE))
        s.world.normal().form(("det", K))
        with refused("the determinant of a complex matrix"):
            s.world.normal().form(("det", A))

    def test_a_positive_definite_value_is_symmetric_with_a_positive_determinant(self):
        here = sheet(wishart()).world
        inner = here.law_scope(here.normal(), "P")
        assert inner.same(("trace", ("mmul", A, ("transpose", x))), ("trace", ("mmul", A, x)))
        inner.form(log(("det", x)))
        assert not inner.conditions
        other = sheet(normal_matrix(A, K, K, cols=n)).world
        plain = other.law_scope(other.normal(), "P")
        assert not plain.same(("trace", ("mmul", A, ("transpose", x))), ("trace", ("mmul", A, x)))

    def test_squares_are_not_negative(self):
        here = sheet(student()).world
        inner = here.law_scope(here.normal(), "P")
        inner.form(bowl(M, K))
        assert not inner.conditions
        bare = sheet({**student(), "squares": ()}).world
        with refused("condition on a bound variable is not discharged"):
            outer = bare.normal()
            inner = bare.law_scope(outer, "P")
            inner.form(bowl(M, K))
            outer.merge(inner)


class TestDefinition:
    def test_the_expectations(self):
        law, other = wishart(), wishart(S)
        s = sheet(law, other)
        ones = [s.do("wishart_integral", [], "P", a, K, "itself"), s.do("wishart_integral", [], "Q", a, S, "itself")]
        assert s.said("variate_definition", ones, KL) == equation(KL, ("mean", X, sub(law["logp"], other["logp"]), "P"))
        assert s.said("variate_definition", ones[:1], ENTROPY).right[2] == neg(law["logp"])
        with refused("E[1] = 1 for each law"):
            s.do("variate_definition", ones[:1], KL)

    @pytest.mark.parametrize("other", [variate("full", ZERO, cols=n), variate("positive", ZERO, p, p)], ids=str)
    def test_other_spaces_are_refused(self, other):
        s = sheet(wishart(), other)
        ones = [s.do("wishart_integral", [], "P", a, K, "itself"), s.take(equation(("mean", X, ONE, "Q"), ONE))]
        with refused("laws on different spaces"):
            s.do("variate_definition", ones, KL)

    def test_other_laws_are_refused(self):
        s = sheet({"kind": "masses", "masses": (ONE,)})
        with refused("is no law on"):
            s.do("variate_definition", [s.take(equation(("mean", X, ONE, "P"), ONE))], ENTROPY)


class TestNormal:
    def test_it_integrates_to_one(self):
        assert sheet(normal_matrix()).said("normal_matrix", [], "P", N, K, L) == equation(("mean", X, ONE, "P"), ONE)

    def test_a_square(self):
        said = sheet(normal_matrix()).said("normal_matrix_square", [], "P", N, K, L, ("zeros", n, p), S, ("eye", p))
        zero = ("zeros", n, p)
        assert said.left == ("mean", X, form_of(difference(x, zero), S, ("eye", p)), "P")
        assert said.right[1] == mul(("trace", ("mmul", S, K)), ("trace", ("mmul", ("eye", p), L)))

    def test_a_complex_one_has_no_half(self):
        law = normal_matrix(M, K, ("eye", ONE), "complex", ONE)
        s = sheet(law)
        assert s.said("normal_matrix", [], "P", M, K, ("eye", ONE)).right == ONE
        with refused("not proved positive definite"):
            s.do("normal_matrix_square", [], "P", M, K, ("eye", ONE), M, A, ("eye", ONE))
        real = {**law, "space": "full"}
        with refused("not this density"):
            sheet(real).do("normal_matrix", [], "P", M, K, ("eye", ONE))

    @pytest.mark.parametrize(
        ("law", "m", "u", "v", "reason"),
        [
            (normal_matrix(), N, S, L, "not this density"),
            (normal_matrix(("zeros", n, p)), N, K, L, "not this density"),
            ({**normal_matrix(), "logp": add(ONE, normal_matrix()["logp"])}, N, K, L, "not this density"),
            (normal_matrix(u=A), N, A, L, "not proved positive definite"),
            (normal_matrix(u=product(K, S)), N, product(K, S), L, "not proved positive definite"),
            (normal_matrix(), M, K, L, "a matrix of another shape"),
            (normal_matrix(), N, L, L, "a matrix of another shape"),
            (normal_matrix(), N, K, K, "a matrix of another shape"),
            (normal_matrix(), x, K, L, "mentions the bound name _x"),
            ({**normal_matrix(), "space": "sphere", "cols": ONE}, N, K, L, "is no law on full or complex"),
        ],
        ids=str,
    )
    def test_refused(self, law, m, u, v, reason):
        for rule, more in (("normal_matrix", ()), ("normal_matrix_square", (N, S, L))):
            with refused(reason):
                sheet(law).do(rule, [], "P", m, u, v, *more)

    @pytest.mark.parametrize(("at", "left", "right"), [(M, S, L), (N, L, L), (N, S, S), (N, B, L)], ids=str)
    def test_a_square_of_another_shape(self, at, left, right):
        with refused("a matrix of another shape"):
            sheet(normal_matrix()).do("normal_matrix_square", [], "P", N, K, L, at, left, right)


class TestWishart:
    def test_its_means(self):
        for side in ("itself", "inverse"):
            s = sheet(wishart(side=side))
            assert s.said("wishart_integral", [], "P", a, K, side) == equation(("mean", X, ONE, "P"), ONE)
            said = s.said("wishart_log_det", [], "P", a, K, side)
            assert said == equation(("mean", X, log_det(side), "P"), sub(("polygammas", 0, a, n), log(("det", K))))
            assert s.said("wishart_trace", [], "P", a, K, side, S).right == mul(a, ("trace", ("mmul", S, inv(K))))

    def test_order_one_is_eulers_integral(self):
        """At n = 1 the density is the gamma one, which a scalar lemma knows."""
        one = {"K": {**record(ONE, ONE, 1, entries((rat(2),)))}}
        logp = wishart_log_density(ONE, a, K, "itself")
        here = sheet(variate("positive", logp, ONE, ONE), matrices=one, positive=(a,))
        assert here.said("wishart_integral", [], "P", a, K, "itself").right == ONE
        with mp.workdps(20):
            total = mp.quad(lambda y: mp.exp((mp.mpf(3) - 1) * mp.log(y) - 2 * y - mp.loggamma(3) + 3 * mp.log(2)), [0, 1, 5, mp.inf])
            assert mp.almosteq(total, 1, 1e-12)

    @pytest.mark.parametrize(
        ("law", "power", "s", "side", "reason"),
        [
            (wishart(), a, S, "itself", "not this density"),
            (wishart(), add(a, ONE), K, "itself", "not this density"),
            (wishart(), a, K, "inverse", "not this density"),
            (wishart(side="inverse"), a, K, "itself", "not this density"),
            (wishart(), a, K, "transpose", "the value itself, or of its inverse"),
            (wishart(A), a, A, "itself", "not proved positive definite|needs"),
            (wishart(), a, L, "itself", "a matrix of another shape"),
            (wishart(), log_det("itself"), K, "itself", "mentions the bound name _x"),
            ({**wishart(), "space": "full"}, a, K, "itself", "is no law on positive|condition on a bound"),
            (wishart(power=mul(HALF, sub(n, ONE))), mul(HALF, sub(n, ONE)), K, "itself", "which is refuted"),
        ],
        ids=str,
    )
    def test_refused(self, law, power, s, side, reason):
        for rule, more in (("wishart_integral", ()), ("wishart_log_det", ()), ("wishart_trace", (K,))):
            with pytest.raises(Rejected, match=reason):
                sheet(law).do(rule, [], "P", power, s, side, *more)

    def test_a_weight_of_another_shape(self):
        with refused("a matrix of another shape"):
            sheet(wishart()).do("wishart_trace", [], "P", a, K, "itself", L)

    def test_the_power_is_a_condition_where_nothing_declares_it(self):
        said = sheet(wishart(), positive=(n, p, k)).said("wishart_integral", [], "P", a, K, "itself")
        assert any(kind == "positive" and "a" in str(t) for kind, t in said.conditions)


class TestKept:
    """What a matrix needs of its factor is a condition of every conclusion about it."""

    C = ("positive", sym("c"))

    def test_of_a_normal_matrix(self):
        u = ("mscale", sym("c"), K)
        s = sheet(normal_matrix(u=u))
        for rule, more in (("normal_matrix", ()), ("normal_matrix_square", (N, S, L))):
            assert self.C in s.said(rule, [], "P", N, u, L, *more).conditions
        with refused("not proved positive definite"):
            s.do("normal_matrix", [], "P", N, ("madd", K, S), L)

    def test_of_a_wishart_law(self):
        rate = ("mscale", sym("c"), K)
        s = sheet(wishart(rate))
        for rule, more in (("wishart_integral", ()), ("wishart_log_det", ()), ("wishart_trace", (S,))):
            assert self.C in s.said(rule, [], "P", a, rate, "itself", *more).conditions

    def test_of_a_t_law(self):
        scale = ("mscale", sym("c"), K)
        s = sheet(student(s=scale))
        for rule in ("student_vector", "student_vector_log"):
            assert self.C in s.said(rule, [], "P", a, M, scale).conditions

    def test_of_the_weights_of_a_complex_square(self):
        s = sheet(normal_matrix(M, K, ("eye", ONE), "complex", ONE), matrices={**MATRICES, "w": record(ONE, ONE)})
        with refused("not proved positive definite"):
            s.do("normal_matrix_square", [], "P", M, K, ("eye", ONE), M, S, ("mat", "w"))


class TestStudent:
    def test_its_mean(self):
        s = sheet(student())
        assert s.said("student_vector", [], "P", a, M, K) == equation(("mean", X, ONE, "P"), ONE)
        said = s.said("student_vector_log", [], "P", a, M, K)
        assert said.right == sub(("polygamma", 0, a), ("polygamma", 0, sub(a, mul(HALF, n))))

    @pytest.mark.parametrize(
        ("law", "power", "m", "s", "reason"),
        [
            (student(), add(a, ONE), M, K, "not this density"),
            (student(), a, MU, K, "condition on a bound|not this density"),
            (student(), a, M, S, "condition on a bound|not this density"),
            (student(), a, N, K, "a matrix of another shape"),
            (student(), a, M, L, "a matrix of another shape"),
            (student(), a, M, A, "not proved positive definite"),
            (student(), mul(HALF, n), M, K, "which is refuted"),
            (fisher(), a, M, K, "is no law on full"),
        ],
        ids=str,
    )
    def test_refused(self, law, power, m, s, reason):
        for rule in ("student_vector", "student_vector_log"):
            with pytest.raises(Rejected, match=reason):
                sheet(law).do(rule, [], "P", power, m, s)


class TestSphere:
    @pytest.mark.parametrize(("d", "surface"), [(2, 2), (3, 4), (4, 2)])
    def test_the_normaliser(self, d, surface):
        """Against the integral over t = mu' x of e^(k t) (1 - t^2)^((d - 3)/2) times the surface of a sphere of one dimension less."""
        from random_terms import value

        below = {2: 2, 3: 2 * mp.pi, 4: 4 * mp.pi}[d]
        for at in (mp.mpf(1) / 3, mp.mpf(3)):
            plain = below * mp.quad(lambda th, at=at: mp.exp(at * mp.cos(th)) * mp.sin(th) ** (d - 2), [0, mp.pi])
            known = fisher_log_integral(d, sym("k"))
            if d == 3:
                assert mp.almosteq(mp.exp(value(known, {"k": at})), plain, 1e-12)
            else:
                assert mp.almosteq(mp.besseli(d // 2 - 1, at) * (2 * mp.pi) ** (d // 2) * at ** (1 - d // 2), plain, 1e-12)
            tilted = below * mp.quad(lambda th, at=at: (1 + mp.cos(th)) ** at * mp.sin(th) ** (d - 2), [0, mp.pi])
            assert mp.almosteq(mp.exp(value(power_log_integral(rat(d), sym("k")), {"k": at})), tilted, 1e-9)

    def test_its_mean(self):
        s = sheet(fisher(), matrices=on(3))
        said = s.said("fisher_mean", [], "P", MU, k, ETA)
        unit = ("all", ("all", (), (), ("trace", ("mmul", ("transpose", MU), MU)), ONE))
        assert unit in said.conditions
        assert said.left == ("mean", X, projection(ETA), "P")
        assert s.said("fisher_mean", [], "P", MU, k, MU).right != said.right

    def test_entries_of_length_1_need_no_condition(self):
        matrices = {"mu": {**record(rat(3), ONE), "value": entries((rat(3, 5),), (ZERO,), (rat(4, 5),))}}
        assert not sheet(fisher(), matrices=matrices).said("fisher_integral", [], "P", MU, k).conditions
        longer = {"mu": {**record(rat(3), ONE), "value": entries((ONE,), (ONE,), (ZERO,))}}
        with refused("another length than 1"):
            sheet(fisher(), matrices=longer).do("fisher_integral", [], "P", MU, k)

    def test_the_power_law(self):
        s = sheet(power())
        said = s.said("power_log", [], "P", MU, k)
        assert {kind for kind, _ in said.conditions} == {"all"}
        assert s.said("power_integral", [], "P", MU, k).right == ONE

    @pytest.mark.parametrize(
        ("mu", "kappa", "reason"),
        [
            (ETA, k, "not this density|condition on a bound"),
            (MU, add(k, ONE), "not this density"),
            (MU, neg(k), "which is refuted|not this density"),
            (K, k, "a matrix of another shape"),
            (x, k, "mentions the bound name _x"),
            (MU, projection(MU), "mentions the bound name _x"),
        ],
        ids=str,
    )
    @pytest.mark.parametrize(
        ("law", "rules"), [(power(), ("power_integral", "power_log")), (fisher(), ("fisher_integral", "fisher_mean"))], ids=str
    )
    def test_refused(self, law, rules, mu, kappa, reason):
        matrices = MATRICES if law["rows"] == n else {**on(3), "K": record(rat(3), rat(3), 1)}
        for rule in rules:
            with pytest.raises(Rejected, match=reason):
                sheet(law, matrices=matrices).do(rule, [], "P", mu, kappa, *((mu,) if rule == "fisher_mean" else ()))

    def test_a_pole_that_is_no_direction(self):
        """That 1 + eta' x > 0 is a fact of the world only where eta has length 1, which is then a condition of all that uses it."""
        law = {**fisher(), "squares": ((ETA,),)}
        said = sheet(law, matrices=on(3)).said("fisher_integral", [], "P", MU, k)
        assert {t[3] for kind, t in said.conditions if kind == "all"} == {("trace", ("mmul", ("transpose", v), v)) for v in (MU, ETA)}
        longer = {"eta": {**record(rat(3), ONE), "value": entries((ONE,), (ONE,), (ZERO,))}, "mu": on(3)["mu"]}
        with refused("another length than 1"):
            sheet(law, matrices=longer)

    def test_other_dimensions(self):
        law = {**fisher(), "rows": rat(5)}
        with refused("2, 3 and 4 dimensions"):
            sheet(law, matrices=on(5)).do("fisher_integral", [], "P", MU, k)
        with refused("which is refuted"):
            one = variate("sphere", sub(mul(k, log(add(ONE, projection(MU)))), power_log_integral(ONE, k)), ONE, squares=((MU,),))
            sheet(one, matrices=on(1)).do("power_integral", [], "P", MU, k)

    def test_other_spaces(self):
        for rule in ("fisher_integral", "power_integral"):
            with refused("is no law on sphere"):
                sheet(normal_matrix()).do(rule, [], "P", MU, k)
