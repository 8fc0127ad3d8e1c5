"""Expectations as sums of known integrals: every check of the rule has its refusal, and attacks on it fail."""

import pytest
from kernel_worlds import (
    CAUCHY,
    HALF,
    ONE,
    POSITIVE_LINE,
    THIRD,
    ZERO,
    Sheet,
    density,
    exponential,
    given,
    normal,
    poisson,
    refused,
    u,
    uniform,
    x,
)

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, PI, add, div, exp, log, mul, neg, power, rat, sub, sym
from symbolic_info.rules.pieces import MAX_PIECES

a, c, k = sym("a"), sym("c"), sym("k")
TWO, SQUARE = rat(2), power(x, rat(2))
LOGISTIC = density(POSITIVE_LINE, mul(rat(-2), log(add(ONE, x))))  # of e^X, X logistic
MEAN_X, MEAN_LOG = (ONE, "lemma", "euler_beta", (TWO, ONE), ()), (ONE, "lemma", "euler_beta", (ONE, ONE), (0,))
POISSON = (div(ONE, PI), "integral", "poisson_kernel", (ZERO, ONE, ZERO, ONE), ())
LAWS = {
    "U": uniform(),
    "V": uniform(ZERO, rat(3)),
    "E": exponential(),
    "C": CAUCHY,
    "K": poisson(),
    "N": normal(),
    "L": LOGISTIC,
    "P": given("p", POSITIVE_LINE),
}


def sheet(*positive, **witness):
    return Sheet.of(LAWS, positive, **witness)


def shape(s, *js, factor=ONE):
    """factor u^(s - 1) e^-u, differentiated."""
    return factor, "lemma", "euler_gamma", (s, ONE), js


class TestFound:
    CASES = (
        ("U", add(x, log(x)), u, x, (MEAN_X, MEAN_LOG), (), rat(-1, 2)),
        ("C", log(add(ONE, SQUARE)), u, x, (POISSON,), (), log(rat(4))),
        ("L", log(add(ONE, mul(TWO, x))), u, x, ((ONE, "integral", "logistic_log", (TWO,), ()),), (), mul(TWO, log(TWO))),
        ("E", mul(x, x), mul(TWO, u), div(x, TWO), ((rat(8), "lemma", "euler_gamma", (rat(3), TWO), ()),), (), TWO),
        ("V", x, u, x, ((rat(1, 3), "lemma", "power_segment", (TWO, ONE, TWO), ()),), (ONE, TWO), HALF),
        ("K", x, u, x, ((exp(rat(-1)), "lemma", "exponential_series", (ZERO,), (0,)),), (), ONE),
    )

    @pytest.mark.parametrize(("law", "f", "phi", "psi", "known", "ends", "value"), CASES, ids=range(len(CASES)))
    def test_value(self, law, f, phi, psi, known, ends, value):
        s = sheet()
        statement = s.said("pieces", [], law, f, phi, psi, known, *ends)
        assert statement.left == (("part", "_x", f, law, *ends) if ends else ("mean", "_x", f, law))
        assert s.world.normal().same(statement.right, value)
        assert not statement.conditions


class TestRefused:
    BAD = (
        ("U", x, (), (), f"1 to {MAX_PIECES} pieces"),
        ("U", x, (MEAN_X,) * (MAX_PIECES + 1), (), f"1 to {MAX_PIECES} pieces"),
        ("U", x, ((ONE, "axiom", "euler_beta", (TWO, ONE), ()),), (), "a piece is a lemma's or an integral's"),
        ("U", x, ((ONE, "integral", "euler_beta", (TWO, ONE), ()),), (), "unknown integral 'euler_beta'"),
        ("C", x, ((ONE, "lemma", "poisson_kernel", (ZERO, ONE, ZERO, ONE), ()),), (), "unknown lemma 'poisson_kernel'"),
        ("C", x, ((ONE, "integral", "../poisson_kernel", (ZERO, ONE, ZERO, ONE), ()),), (), "not a name"),
        ("U", x, ((ONE, "lemma", "euler_beta", (TWO,), ()),), (), "as many values as there are parameters"),
        ("U", x, ((ONE, "lemma", "euler_beta", (TWO, ONE, ONE), ()),), (), "as many values as there are parameters"),
        ("U", x, (MEAN_LOG,), (), "the integrand is not the sum of the pieces"),
        ("U", x, (MEAN_X, MEAN_X), (), "the integrand is not the sum of the pieces"),
        ("P", x, (shape(TWO),), (), "the integrand is not the sum of the pieces"),
        ("C", log(add(ONE, SQUARE)), ((*POISSON[:4], (0,)),), (), "an integral is not differentiated"),
        ("U", log(x), ((*MEAN_LOG[:4], (2,)),), (), "the parameters to differentiate in"),
        ("U", log(x), ((*MEAN_LOG[:4], (True,)),), (), "the parameters to differentiate in"),
        ("E", x, (shape(TWO, factor=u),), (), "mentions the bound name _u"),  # a factor that is the variable of integration
        ("E", x, (shape(ONE, factor=x),), (), "mentions the bound name _x"),
        ("E", x, (shape(ONE, factor=("log",)),), (), "wrong number"),
        ("E", x, (shape(u),), (), "mentions the bound name _u"),
        ("E", x, (shape(sym("_s")),), (), "mentions the bound name _s"),
        ("E", x, (shape(("log",)),), (), "wrong number"),
        ("E", u, (shape(TWO),), (), "mentions the bound name _u"),
        ("E", ("log",), (shape(TWO),), (), "wrong number"),
        ("E", ("mean", "_x", x, "E"), (shape(TWO),), (), "inside a sum or an expectation"),
        ("E", add(x, mul(ZERO, log(sub(x, ONE)))), (shape(TWO),), (), "bound variable is not discharged"),
        ("V", x, ((rat(1, 3), "lemma", "power_segment", (TWO, ONE, TWO), ()),), (ONE,), "a part has two ends"),
        ("V", x, ((rat(1, 3), "lemma", "power_segment", (TWO, ONE, TWO), ()),), (ONE, rat(3)), "psi leaves the support"),
        ("V", x, ((rat(1, 3), "lemma", "power_segment", (TWO, ONE, TWO), ()),), (ONE, rat(3, 2)), "phi leaves the part asked for"),
        ("V", x, ((rat(1, 3), "lemma", "power_segment", (TWO, ONE, TWO), ()),), (u, TWO), "mentions the bound name _u"),
        ("V", x, ((rat(1, 3), "lemma", "power_segment", (TWO, ONE, TWO), ()),), (), "psi leaves the support"),
        ("K", x, (shape(TWO),), (), "a sum is compared with an integral"),
        ("K", x, ((exp(rat(-1)), "lemma", "exponential_series", (ZERO,), (0,)),), (ZERO, INFINITY), "a part of a law on the integers"),
    )

    @pytest.mark.parametrize(("law", "f", "known", "ends", "reason"), BAD, ids=range(len(BAD)))
    def test_refused(self, law, f, known, ends, reason):
        with refused(reason):
            sheet().do("pieces", [], law, f, u, x, known, *ends)

    MAPS = (
        (neg(u), neg(x), "phi leaves the support of the law"),
        (u, div(x, TWO), "psi(phi(u)) is not u"),
        (power(u, TWO), x, "psi(phi(u)) is not u"),
        (x, x, "mentions the bound name _x"),
        (u, u, "mentions the bound name _u"),
    )

    @pytest.mark.parametrize(("phi", "psi", "reason"), MAPS, ids=range(len(MAPS)))
    def test_maps(self, phi, psi, reason):
        with refused(reason):
            sheet().do("pieces", [], "E", x, phi, psi, (shape(TWO),))


class TestSupports:
    """Pieces over different supports do not add up, whichever of them the map fits."""

    def segment(self, lo, hi):
        return THIRD, "lemma", "power_segment", (ONE, lo, hi), ()

    PAIRS = (
        (("lemma", "power_segment", (ONE, ONE, TWO)), ("lemma", "power_segment", (ONE, ONE, rat(3)))),
        (("lemma", "power_segment", (ONE, ONE, TWO)), ("lemma", "power_segment", (ONE, HALF, TWO))),
        (("lemma", "euler_gamma", (ONE, ONE)), ("lemma", "gauss", (ZERO, ONE))),
        (("lemma", "euler_gamma", (ONE, ONE)), ("lemma", "beta_segment", (ONE, ONE, rat(10**9)))),
        (("lemma", "beta_segment", (ONE, ONE, rat(10**9))), ("lemma", "euler_gamma", (ONE, ONE))),
        (("lemma", "exponential_series", (ZERO,)), ("lemma", "euler_gamma", (ONE, ONE))),
        (("lemma", "euler_gamma", (ONE, ONE)), ("lemma", "geometric_series", (rat(-1),))),
        (("lemma", "gamma_tail", (ONE, ONE, ONE)), ("lemma", "gamma_tail", (ONE, ONE, a))),
    )

    @pytest.mark.parametrize(("first", "second"), PAIRS, ids=range(len(PAIRS)))
    def test_different(self, first, second):
        known = tuple((factor, *piece, ()) for factor, piece in ((ONE, first), (ZERO, second)))
        with refused("the pieces have different supports"):
            sheet(a, a=1).do("pieces", [], "E", ONE, u, x, known)

    def test_the_same_under_another_name(self):
        """Ends may be written differently."""
        known = ((rat(1, 6), *self.segment(ONE, TWO)[1:]), (rat(1, 6), *self.segment(div(a, a), add(ONE, ONE))[1:]))
        assert sheet(a, a=1).said("pieces", [], "V", ONE, u, x, known, ONE, TWO).right == rat(1, 3)

    def test_an_empty_segment(self):
        for lo, hi in ((TWO, ONE), (ONE, ONE)):
            with refused("> 0, which is refuted"):
                sheet().do("pieces", [], "V", ONE, u, x, (self.segment(lo, hi),), lo, hi)


class TestExistence:
    """Each piece has to exist, or the sum of them says nothing."""

    def test_pieces_that_do_not_exist_and_cancel(self):
        """1 = 1/x - 1/x + 1 under an exponential law: E[1/X] is infinite."""
        for s in (ZERO, rat(-1)):
            with refused("> 0, which is refuted"):
                sheet().do("pieces", [], "E", ONE, u, x, (shape(s), shape(s, factor=rat(-1)), shape(ONE)))

    def test_pieces_that_may_not_exist_and_cancel(self):
        """The condition that they exist is kept, although nothing of them is left."""
        statement = sheet().said("pieces", [], "E", ONE, u, x, (shape(k), shape(k, factor=rat(-1)), shape(ONE)))
        assert statement.right == ONE
        assert ("positive", k) in statement.conditions

    def test_a_factor_of_zero_saves_nothing(self):
        with refused("> 0, which is refuted"):
            sheet().do("pieces", [], "E", ONE, u, x, (shape(ONE), shape(rat(-1), factor=ZERO)))

    def test_what_must_not_vanish(self):
        """c log(c)/(c - 1) is 0/0 at c = 1."""
        with refused("division by zero"):
            sheet().do("pieces", [], "L", log(add(ONE, x)), u, x, ((ONE, "integral", "logistic_log", (ONE,), ()),))
        known = ((ONE, "integral", "logistic_log", (c,), ()),)
        statement = sheet(c, c=2).said("pieces", [], "L", log(add(ONE, mul(c, x))), u, x, known)
        assert ("nonzero", add(rat(-1), c)) in statement.conditions

    def test_what_must_not_vanish_in_a_lemma(self):
        """The integral of e^(-s u) over (0, 1) is (1 - e^-s)/s, but for s = 0."""
        piece = (ONE, "lemma", "exponential_segment", (c, ONE), ())
        statement = sheet().said("pieces", [], "U", exp(neg(mul(c, x))), u, x, (piece,))
        assert ("nonzero", c) in statement.conditions
        for factor in (ONE, ZERO):
            with refused("division by zero"):
                sheet().do("pieces", [], "U", factor, u, x, ((factor, *piece[1:3], (ZERO, ONE), ()),))

    def test_conditions_of_factors(self):
        statement = sheet().said("pieces", [], "E", mul(log(a), x), u, x, (shape(TWO, factor=log(a)),))
        assert ("positive", a) in statement.conditions

    def test_a_sign_that_decides_the_map(self):
        """u -> a u needs the sign of a."""
        known = ((ONE, "lemma", "euler_gamma", (ONE, a), ()),)
        with refused("phi leaves the support of the law"):
            sheet().do("pieces", [], "E", ONE, mul(a, u), div(x, a), known)


def test_the_half_line_is_not_the_line():
    """Half of Poisson's integral is not Poisson's integral."""
    piece = (div(ONE, PI), "integral", "poisson_half", (ONE,), ())
    with refused("psi leaves the support of the lemma"):
        sheet().do("pieces", [], "C", log(add(ONE, SQUARE)), u, x, (piece,))
    assert sheet().said("pieces", [], "C", log(add(ONE, SQUARE)), u, x, (piece,), ZERO, INFINITY).right == log(TWO)
    with refused("psi leaves the support of the lemma"):
        sheet().do("pieces", [], "C", log(add(ONE, SQUARE)), u, x, (piece,), MINUS_INFINITY, INFINITY)
