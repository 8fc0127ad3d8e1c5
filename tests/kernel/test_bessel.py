"""Modified Bessel functions and zeta in the kernel: normal forms, signs, derivatives, and what their lemmas refuse."""

from fractions import Fraction

import mpmath as mp
import pytest
import sympy as sp
from kernel_worlds import HALF, LINE, ONE, POSITIVE_LINE, ZERO, Sheet, density, equation, refused, u, world, x
from random_terms import agree, value

from symbolic_info.core.errors import Rejected
from symbolic_info.core.zeta import ZetaDerivative
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.forms import to_term
from symbolic_info.proof.terms import INFINITY, PI, add, check, diff, div, exp, lgamma, log, mul, neg, power, rat, sub, subst, sym
from symbolic_info.rules.expectation import mean

a, b, k, v = map(sym, "abkv")
TWO = rat(2)
AT = {"a": Fraction(13, 10), "b": Fraction(7, 10), "k": Fraction(11, 5), "v": Fraction(-3, 4)}
FACTS = (a, b, k)


def scope(*facts, **witness):
    return world(positive=(*FACTS, *facts), **{"a": 1, "b": 1, "k": 1, "v": 0, **witness}).normal()


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(60):
        yield


def bessel(order, z=a):
    return ("besselk", order, z)


ORDERS = [rat(n, 2) for n in range(-9, 10)] + [rat(n, 3) for n in (-7, -2, 1, 4, 8)]
ORDERS += [sub(k, rat(n, 2)) for n in (-5, -1, 0, 1, 4, 7)] + [sub(rat(9, 2), k), neg(v), sub(v, rat(10, 3)), add(k, v, rat(5))]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_orders_come_into_a_strip(order):
    here = scope()
    form = here.form(bessel(order))
    assert not here.conditions
    assert agree(value(bessel(order), AT), value(to_term(form), AT), 45)
    assert scope().form(to_term(form)) == form
    orders = [atom.args[0] for atom in form.atoms() if atom.head == "besselk"]
    assert len(orders) <= 2
    assert all(o.constant is None or 0 <= o.constant <= 1 for o in orders)


@pytest.mark.parametrize("n", range(17))
def test_whole_orders_come_down_to_two(n):
    form = scope().form(("besseli", n, a))
    assert agree(value(("besseli", n, a), AT), value(to_term(form), AT), 30)
    assert {atom.args[0] for atom in form.atoms() if atom.head == "besseli"} <= {0, 1}


EQUAL = [
    (bessel(neg(k)), bessel(k)),
    (bessel(HALF), mul(power(div(PI, mul(TWO, a)), HALF), exp(neg(a)))),
    (sub(bessel(add(k, ONE)), bessel(sub(k, ONE))), mul(div(mul(TWO, k), a), bessel(k))),
    (sub(("besseli", 1, a), ("besseli", 3, a)), mul(div(rat(4), a), ("besseli", 2, a))),
    (("zeta", 0, rat(2)), div(power(PI, TWO), rat(6))),
    (("zeta", 0, rat(12)), mul(rat(691, 638512875), power(PI, rat(12)))),
]
DIFFERENT = [
    (bessel(add(k, ONE)), bessel(k)),
    (bessel(ONE), bessel(ZERO)),
    (bessel(k, a), bessel(k, b)),
    (bessel(rat(1, 3)), bessel(HALF)),
    (("besseli", 1, a), ("besseli", 0, a)),
    (("zeta", 0, rat(3)), ("zeta", 0, rat(5))),
    (("zeta", 1, TWO), ("zeta", 0, TWO)),
]


@pytest.mark.parametrize(("left", "right"), EQUAL, ids=range(len(EQUAL)))
def test_equal_functions_have_one_form(left, right):
    assert scope().same(left, right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=range(len(DIFFERENT)))
def test_different_functions_have_two(left, right):
    assert not scope().same(left, right)


@pytest.mark.parametrize("n", [2, 4, 20, 40])
def test_zeta_at_even_numbers(n):
    assert agree(value(to_term(scope().form(("zeta", 0, rat(n)))), {}), mp.zeta(n), 45)


UNDEFINED = [
    (("besseli", 0, neg(a)), "> 0, which is refuted"),
    (bessel(k, neg(a)), "> 0, which is refuted"),
    (bessel(k, ZERO), "> 0, which is refuted"),
    (("zeta", 0, ONE), "> 0, which is refuted"),
    (("zeta", 0, HALF), "> 0, which is refuted"),
    (("zeta", 2, ZERO), "> 0, which is refuted"),
    (bessel(rat(500)), "a shift of a Bessel function"),
]


@pytest.mark.parametrize(("t", "reason"), UNDEFINED, ids=range(len(UNDEFINED)))
def test_where_there_is_no_value(t, reason):
    with refused(reason):
        scope().form(t)


@pytest.mark.parametrize("t", [("besseli", 0, v), bessel(k, v), ("zeta", 0, v)], ids=str)
def test_an_argument_of_unknown_sign_is_a_condition(t):
    here = scope()
    here.form(t)
    assert here.conditions == {("positive", to_term(here.form(sub(v, ONE) if t[0] == "zeta" else v)))}


SIGNS = [
    (("besseli", 0, a), (), 2),
    (("besseli", 1, a), (), 2),
    (bessel(v), (), 2),
    (("zeta", 0, add(ONE, a)), (), 2),
    (("zeta", 1, add(ONE, a)), (), -2),
    (("zeta", 2, add(ONE, a)), (), 2),
    (sub(("besseli", 0, a), ONE), (), 0),
    (sub(bessel(k), ONE), (), 0),
]


@pytest.mark.parametrize(("t", "facts", "sign"), SIGNS, ids=range(len(SIGNS)))
def test_signs(t, facts, sign):
    here = scope(*facts)
    assert here.signs.sign(here.form(t)) == sign


def test_no_sign_where_there_is_none():
    """K and I at an argument that may be 0, zeta at one that may be 1."""
    weak = scope(add(ONE, v))
    for t in (("besseli", 1, add(TWO, v)), bessel(k, add(TWO, v)), ("zeta", 0, add(rat(3), v))):
        inner = weak.form(t)
        assert weak.signs.sign(inner) == 2
    for t in (("besseli", 1, v), bessel(k, v), ("zeta", 0, v)):
        assert weak.signs.sign(weak.form(t)) == 0


SLOPES = [
    ("besseli", 0, a),
    ("besseli", 2, mul(a, a)),
    bessel(k, power(a, TWO)),
    bessel(ZERO, a),
    ("zeta", 0, add(ONE, a)),
    ("zeta", 1, add(ONE, a)),
]


@pytest.mark.parametrize("t", SLOPES, ids=range(len(SLOPES)))
def test_derivatives(t):
    slope = subst(diff(subst(t, {"a": sym("_a")}), "_a"), {"_a": a})
    assert agree(value(slope, AT), mp.diff(lambda at: value(t, {**AT, "a": at}), mp.mpf(13) / 10), 25)


def test_no_derivative_in_the_order():
    with refused("no derivative of the modified Bessel function in its order"):
        diff(bessel(sym("_s"), a), "_s")


Z, ORDER, HALF_ORDER = sp.Symbol("z", positive=True), sp.Symbol("n", integer=True), sp.Rational(1, 2)
WHOLE = [("besseli", -1, a), ("besseli", True, a), ("besseli", ONE, a), ("zeta", 17, a), ("zeta", ONE, a), ("besselk", 1, a), ("cos", a, a)]


@pytest.mark.parametrize("t", WHOLE, ids=str)
def test_malformed(t):
    with pytest.raises(Rejected):
        check(t)


@pytest.mark.parametrize(
    "e", [sp.besseli(HALF_ORDER, Z), sp.besseli(ORDER, Z), ZetaDerivative(ORDER, Z), sp.zeta(Z, 2), sp.besselj(0, Z)], ids=str
)
def test_what_does_not_cross(e):
    with pytest.raises(Rejected):
        Bridge([Z, ORDER]).term(e)


BOTH_WAYS = [
    (sp.besseli, 2),
    (sp.besselk, sp.Rational(1, 3)),
    (ZetaDerivative, 2),
]


@pytest.mark.parametrize(("head", "order"), BOTH_WAYS, ids=str)
def test_over_the_bridge(head, order):
    z = sp.Symbol("z", positive=True)
    bridge = Bridge([z])
    for e in (head(order, z), sp.zeta(z), sp.cos(z) + sp.sin(z)):
        assert bridge.expr(bridge.term(e)) == e


GIG = density(POSITIVE_LINE, add(mul(rat(-3, 2), log(x)), neg(mul(HALF, x)), neg(div(HALF, x)), ONE, neg(mul(HALF, log(mul(TWO, PI))))))
HYPERBOLIC = density(LINE, sub(neg(power(add(ONE, power(x, TWO)), HALF)), log(mul(TWO, ("besselk", ONE, ONE)))))
ZIPF = density(("integers", ONE, INFINITY), sub(mul(rat(-3), log(x)), log(("zeta", 0, rat(3)))))
MASS = add(neg(mul(HALF, x)), mul(sub(x, ONE), log(mul(HALF, x))), neg(lgamma(add(x, ONE))))
BOREL = density(("integers", ONE, INFINITY), MASS)
LEMMAS = [
    (GIG, "generalised_inverse_gauss", (rat(-1, 2), HALF, HALF), (HALF, HALF, HALF), (), x, ONE),
    (GIG, "generalised_inverse_gauss", (rat(-1, 2), HALF, HALF), (rat(3, 2), HALF, HALF), (), mul(x, x), TWO),
    (HYPERBOLIC, "hyperbola", (ZERO, ONE, ONE), (ZERO, ONE, ONE), (0,), x, ZERO),
    (ZIPF, "zeta_series", (rat(3),), (rat(3),), (0,), neg(log(x)), div(("zeta", 1, rat(3)), ("zeta", 0, rat(3)))),
    (ZIPF, "zeta_series", (rat(3),), (TWO,), (), x, div(("zeta", 0, TWO), ("zeta", 0, rat(3)))),
]


@pytest.mark.parametrize(("law", "lemma", "s0", "s1", "js", "f", "result"), LEMMAS, ids=range(len(LEMMAS)))
def test_moments(law, lemma, s0, s1, js, f, result):
    said = Sheet.of({"P": law}).said("moment", [], "P", lemma, u, x, s0, s1, js)
    scope = world().normal()
    assert not scope.conditions
    assert scope.same(said.right, result)
    inner = world({"P": law}).law_scope(world({"P": law}).normal(), "P")
    assert inner.same(said.left[2], f)


REFUSED = [
    (GIG, "generalised_inverse_gauss", (rat(-1, 2), HALF, HALF), (rat(-1, 2), HALF, HALF), (0,), "in its order"),
    (GIG, "generalised_inverse_gauss", (rat(-1, 2), HALF, HALF), (rat(-1, 2), ZERO, HALF), (), "refuted"),
    (GIG, "generalised_inverse_gauss", (rat(-1, 2), HALF, HALF), (rat(-1, 2), HALF, rat(-1)), (), "refuted"),
    (HYPERBOLIC, "hyperbola", (ZERO, ONE, ONE), (ONE, ONE, ONE), (), "refuted"),
    (HYPERBOLIC, "hyperbola", (ZERO, ONE, ONE), (rat(-1), ONE, ONE), (), "refuted"),
    (HYPERBOLIC, "hyperbola", (ZERO, ONE, ONE), (ZERO, ONE, TWO), (), "a fixed parameter of the lemma is moved"),
    (HYPERBOLIC, "hyperbola", (ZERO, ONE, rat(-1)), (ZERO, ONE, rat(-1)), (), "refuted"),
    (ZIPF, "zeta_series", (rat(3),), (ONE,), (), "refuted"),
]


@pytest.mark.parametrize(("law", "lemma", "s0", "s1", "js", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_lemmas_refuse(law, lemma, s0, s1, js, reason):
    with refused(reason):
        Sheet.of({"P": law}).do("moment", [], "P", lemma, u, x, s0, s1, js)


@pytest.mark.parametrize(("key", "f", "result"), [("borel", ONE, ONE), ("borel_mean", x, TWO), ("borel_square", mul(x, x), rat(8))])
def test_the_borel_law(key, f, result):
    s = Sheet.of({"P": BOREL})
    said = s.said("pieces", [], "P", f, u, x, ((ONE, "integral", key, (HALF,), ()),))
    assert said == equation(mean("P", f), result)


@pytest.mark.parametrize("m", [ONE, ZERO, rat(3, 2), rat(-1, 2)], ids=str)
def test_a_borel_law_has_less_than_one_child_on_average(m):
    with refused("refuted"):
        Sheet.of({"P": BOREL}).do("pieces", [], "P", ONE, u, x, ((ONE, "integral", "borel", (m,), ()),))


def test_x_log_x_exists_where_the_second_moment_does():
    """n log n <= n^2 from n = 1 on; at 0 it has no value."""
    f, square = mul(log(x), x), power(x, TWO)
    s = Sheet.of({"P": BOREL, "Q": density(("integers", ZERO, INFINITY), MASS)})
    known = [s.take(equation(mean(law, square), ONE)) for law in "PQ"]
    assert s.said("log_factorial", [known[0]], "P", f) == equation(mean("P", f), mean("P", f))
    with refused("the support reaches below the bound"):
        s.do("log_factorial", [known[1]], "Q", f)
