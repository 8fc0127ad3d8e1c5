"""Cosines and sines in the kernel: normal forms, signs, derivatives, and what the lemmas of the circle refuse."""

import random
from fractions import Fraction

import mpmath as mp
import pytest
from kernel_worlds import ONE, ZERO, Sheet, density, equation, refused, u, world, x
from random_terms import agree, value

from symbolic_info.proof.forms import MAX_WAVES, const, of_atom, superposed, to_term
from symbolic_info.proof.terms import PI, add, diff, div, log, mul, neg, power, rat, sub, subst, sym
from symbolic_info.rules.expectation import mean as expectation

a, b, k, y, z = map(sym, "abkyz")
TWO = rat(2)
CIRCLE = ("interval", neg(PI), PI)


def cos(t):
    return ("cos", t)


def sin(t):
    return ("sin", t)


def turns(p, q=1):
    return mul(rat(p, q), PI)


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(60):
        yield


EQUAL = [
    (cos(neg(z)), cos(z)),
    (sin(neg(z)), neg(sin(z))),
    (cos(add(z, turns(2))), cos(z)),
    (sin(add(z, turns(-6))), sin(z)),
    (cos(add(z, turns(1))), neg(cos(z))),
    (cos(add(z, turns(1, 2))), neg(sin(z))),
    (sin(add(z, turns(3, 2))), neg(cos(z))),
    (sin(sub(turns(1), z)), sin(z)),
    (add(power(cos(z), TWO), power(sin(z), TWO)), ONE),
    (cos(sub(z, y)), add(mul(cos(z), cos(y)), mul(sin(z), sin(y)))),
    (sin(add(z, y)), add(mul(sin(z), cos(y)), mul(cos(z), sin(y)))),
    (cos(mul(TWO, z)), sub(mul(TWO, power(cos(z), TWO)), ONE)),
    (power(sin(z), rat(3)), mul(rat(1, 4), sub(mul(rat(3), sin(z)), sin(mul(rat(3), z))))),
    (power(add(power(mul(a, cos(z)), TWO), power(mul(a, sin(z)), TWO)), rat(1, 2)), a),
    (mul(cos(add(z, turns(1, 4))), cos(z), sin(y)), mul(sin(y), cos(z), cos(add(z, turns(1, 4))))),
    (cos(ZERO), ONE),
    (sin(turns(7, 6)), rat(-1, 2)),
    (cos(turns(1, 6)), mul(rat(1, 2), power(rat(3), rat(1, 2)))),
    (sin(turns(-3, 10)), neg(cos(turns(1, 5)))),
    (div(sin(z), sin(z)), ONE),
]
DIFFERENT = [
    (cos(sub(turns(1), z)), cos(z)),
    (sin(add(z, turns(1))), sin(z)),
    (cos(add(z, turns(2, 3))), cos(z)),
    (cos(mul(TWO, z)), mul(TWO, cos(z))),
    (power(cos(z), TWO), cos(z)),
    (cos(sub(z, y)), sub(mul(cos(z), cos(y)), mul(sin(z), sin(y)))),
    (mul(sin(z), cos(y)), mul(cos(z), sin(y))),
    (cos(turns(1, 5)), rat(1, 2)),
    (cos(add(z, TWO)), cos(z)),
]


@pytest.mark.parametrize(("left", "right"), EQUAL, ids=range(len(EQUAL)))
def test_equal_waves_have_one_form(left, right):
    assert world(positive=(a,), a=1).normal().same(left, right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=range(len(DIFFERENT)))
def test_different_waves_have_two(left, right):
    assert not world().normal().same(left, right)


def random_wave(choose: random.Random) -> tuple:
    parts = [mul(rat(choose.randint(-3, 3), choose.randint(1, 2)), sym(choose.choice("yz"))) for _ in range(2)]
    angle = add(*parts, turns(choose.randint(-30, 30), choose.choice((1, 2, 3, 4, 5, 6))))
    return power((choose.choice(("cos", "sin")), angle), rat(choose.randint(1, 3)))


@pytest.mark.parametrize("seed", range(60))
def test_forms_keep_values(seed):
    """Products of powers of waves; their form, read again, is itself."""
    choose = random.Random(seed)
    t = mul(*(random_wave(choose) for _ in range(choose.randint(2, 4))))
    here = world().normal()
    form = here.form(t)
    at = {"y": Fraction(choose.randint(-40, 40), 7), "z": Fraction(choose.randint(-40, 40), 11)}
    assert not here.conditions
    assert agree(value(t, at), value(to_term(form), at), 45), t
    assert world().normal().form(to_term(form)) == form
    assert all(sum(atom.head in ("cos", "sin") for atom, _ in m.factors) <= 1 for m, _ in form.terms)


def test_a_power_with_many_waves_stays():
    """It would have as many terms as its exponent, which may have a thousand digits."""
    here = world().normal()
    wave = here.form(cos(z)).terms[0][0].factors[0][0]
    assert len(superposed(of_atom(wave, const(MAX_WAVES))).terms) > 1
    for exponent in (MAX_WAVES + 1, 10**1000):
        assert superposed(of_atom(wave, const(exponent))) == of_atom(wave, const(exponent))


HALF_TURN = (add(z, turns(1, 2)), sub(turns(1, 2), z))
TURN = (add(z, PI), sub(PI, z))
SIGNS = [
    (cos(z), HALF_TURN, {}, 2),
    (cos(mul(TWO, z)), (add(z, turns(1, 4)), sub(turns(1, 4), z)), {}, 2),
    (cos(div(z, a)), (a, add(z, mul(turns(1, 2), a)), sub(mul(turns(1, 2), a), z)), {"a": 1}, 2),
    (sin(z), (z, sub(PI, z)), {"z": 1}, 2),
    (add(ONE, cos(z)), TURN, {}, 2),
    (sub(ONE, cos(z)), (z, sub(turns(2), z)), {"z": 1}, 2),
    (add(ONE, sin(z)), (add(z, turns(1, 2)), sub(turns(3, 2), z)), {}, 2),
    (sub(ONE, sin(z)), (add(z, turns(3, 2)), sub(turns(1, 2), z)), {}, 2),
    (sub(cos(z), ONE), (), {}, -1),
    (sub(mul(a, cos(z)), a), (a, z, sub(turns(2), z)), {"a": 1, "z": 1}, -2),
    (add(ONE, mul(TWO, k, cos(z))), (k, sub(ONE, mul(TWO, k))), {"k": Fraction(1, 4)}, 2),
    (sub(ONE, mul(TWO, k, cos(z))), (k, sub(ONE, mul(TWO, k))), {"k": Fraction(1, 4)}, 2),
    (add(ONE, power(k, TWO), mul(rat(-2), k, cos(z))), (k, sub(ONE, k)), {"k": Fraction(1, 4)}, 2),
    (
        add(ONE, power(mul(a, b), TWO), mul(TWO, a, b, cos(z))),
        (a, b, sub(ONE, a), sub(ONE, b)),
        {"a": Fraction(1, 2), "b": Fraction(1, 2)},
        2,
    ),
    (add(ONE, mul(TWO, k, cos(sub(z, turns(1, 4))))), (k, sub(ONE, mul(TWO, k))), {"k": Fraction(1, 4)}, 2),
    (add(ONE, mul(TWO, k, cos(sub(z, turns(1, 3))))), (k, sub(ONE, mul(TWO, k))), {"k": Fraction(1, 4)}, 2),
    (add(a, mul(a, cos(z)), mul(a, sin(z))), (a,), {"a": 1}, 0),
    (add(mul(TWO, a), mul(a, cos(z)), mul(a, sin(z))), (a,), {"a": 1}, 1),  # the root of 2 a^2 is not taken
    (add(ONE, mul(k, cos(sub(z, turns(1, 4))))), (sub(ONE, k),), {"k": -2}, 0),
    (sub(ONE, mul(k, cos(sub(z, turns(1, 4))))), (sub(ONE, k),), {"k": -2}, 0),
    # no more than >=: the wave may reach its amplitude
    (add(ONE, cos(z)), (), {}, 1),
    (add(ONE, cos(z)), (add(z, turns(2)), sub(turns(2), z)), {}, 1),
    (add(ONE, cos(z)), (z, sub(turns(2), z)), {"z": 1}, 1),
    (sub(ONE, cos(z)), TURN, {}, 1),
    (add(ONE, sin(z)), TURN, {}, 1),
    (sub(ONE, sin(z)), (add(z, turns(1, 2)), sub(turns(3, 2), z)), {}, 1),
    (add(power(k, TWO), mul(rat(-2), k, a), power(a, TWO)), (a, k), {"a": 1, "k": 1}, 1),
    # not at all
    (cos(z), TURN, {}, 0),
    (cos(z), (add(z, turns(1, 2)),), {}, 0),
    (cos(z), (sub(turns(1, 2), z),), {}, 0),
    (sin(z), (z,), {"z": 1}, 0),
    (sin(z), HALF_TURN, {}, 0),
    (cos(sub(z, y)), HALF_TURN, {"y": 0}, 0),
    (add(ONE, mul(rat(3), k, cos(z))), (k, sub(ONE, mul(TWO, k))), {"k": Fraction(1, 4)}, 0),
    (add(ONE, mul(k, cos(z))), (sub(ONE, k),), {"k": 0}, 0),
    (add(ONE, cos(z), cos(y)), TURN, {"y": 0}, 0),
    (add(cos(z), cos(y)), (), {}, 0),
    (add(TWO, power(cos(z), rat(-1))), (), {}, 0),  # 1/cos has no bound
    (sin(div(z, y)), (z, sub(mul(PI, y), z)), {"z": 1, "y": 1}, 0),  # the sign of y is not declared
    (add(mul(y, y), mul(y, y, cos(z))), TURN, {"y": 0}, 1),  # y may be 0
]


@pytest.mark.parametrize(("t", "facts", "witness", "sign"), SIGNS, ids=range(len(SIGNS)))
def test_signs(t, facts, witness, sign):
    here = world(positive=facts, **{"z": 0, **witness}).normal()
    assert here.signs.sign(here.form(t)) == sign


@pytest.mark.parametrize("t", [cos(mul(a, a)), sin(add(mul(TWO, a), b)), mul(cos(a), sin(a)), power(cos(a), rat(3))], ids=range(4))
def test_derivatives(t):
    slope = subst(diff(subst(t, {"a": sym("_a")}), "_a"), {"_a": a})
    at = {"a": Fraction(7, 5), "b": Fraction(2, 3)}
    assert agree(value(slope, at), mp.diff(lambda v: value(t, {**at, "a": v}), mp.mpf(7) / 5), 25)


def von_mises(where=CIRCLE):
    return density(where, sub(mul(k, cos(sub(x, z))), log(mul(TWO, PI, ("besseli", 0, k)))))


AT = (mul(k, cos(z)), mul(k, sin(z)))


def test_the_first_moments_of_a_von_mises_law():
    s = Sheet.of({"P": von_mises()}, (k,), k=1, z=0)
    assert s.said("moment", [], "P", "bessel_circle", u, x, AT, AT, ()) == equation(expectation("P", ONE), ONE)
    said = s.said("moment", [], "P", "bessel_circle", u, x, AT, AT, (0,))
    assert said.left == expectation("P", cos(x))
    assert s.world.normal().same(said.right, div(mul(cos(z), ("besseli", 1, k)), ("besseli", 0, k)))


REFUSED = [
    (von_mises(), (mul(k, cos(z)), mul(k, cos(z))), "the density is not the lemma's kernel"),
    (von_mises(), (mul(k, sin(z)), mul(k, cos(z))), "the density is not the lemma's kernel"),
    (von_mises(), (ZERO, ZERO), "refuted"),
    (von_mises(("interval", neg(PI), turns(1, 2))), AT, "psi(x)"),
    (von_mises(("interval", neg(PI), turns(2))), AT, "leaves"),
    (von_mises(("integers", rat(-3), rat(3))), AT, "a sum is compared with an integral"),
]


@pytest.mark.parametrize(("law", "at", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_von_mises_law(law, at, reason):
    s = Sheet.of({"P": law}, (k,), k=1, z=0)
    with refused("leaves" if reason == "psi(x)" else reason):
        s.do("moment", [], "P", "bessel_circle", u, x, at, at, ())


def cauchy(r=k):
    return density(CIRCLE, sub(log(div(sub(ONE, power(r, TWO)), turns(2))), log(add(ONE, power(r, TWO), mul(rat(-2), r, cos(x))))))


FLAT = density(CIRCLE, neg(log(turns(2))))
OVER = div(ONE, turns(2))
PIECES = [
    (cauchy(), ONE, "poisson_circle", (k, ZERO), OVER, ONE),
    (cauchy(), cos(sub(x, z)), "poisson_circle_wave", (k, ZERO, z), OVER, mul(k, cos(z))),
    (FLAT, ONE, "poisson_circle", (ZERO, ZERO), OVER, ONE),
    (FLAT, cos(x), "full_wave", (ONE, ZERO), OVER, ZERO),
]


@pytest.mark.parametrize(("law", "f", "key", "at", "c", "result"), PIECES, ids=range(len(PIECES)))
def test_known_integrals(law, f, key, at, c, result):
    s = Sheet.of({"P": law}, (k, sub(ONE, k)), k=Fraction(1, 2), z=0)
    said = s.said("pieces", [], "P", f, u, x, ((c, "integral", key, at, ()),))
    assert s.world.normal().same(said.right, result)
    assert said.left == expectation("P", f)


NO_PIECES = [
    (FLAT, ONE, "poisson_circle", (ONE, ZERO), "refuted"),
    (FLAT, ONE, "poisson_circle", (rat(-1), ZERO), "refuted"),
    (FLAT, ONE, "poisson_circle", (rat(3, 2), ZERO), "refuted"),
    (FLAT, ONE, "full_wave", (ZERO, ZERO), "division by zero"),
    (cauchy(), ONE, "poisson_circle", (k, z), "the integrand is not the sum of the pieces"),
    (cauchy(), cos(x), "poisson_circle", (k, ZERO), "the integrand is not the sum of the pieces"),
]


@pytest.mark.parametrize(("law", "f", "key", "at", "reason"), NO_PIECES, ids=range(len(NO_PIECES)))
def test_what_is_no_such_integral(law, f, key, at, reason):
    s = Sheet.of({"P": law}, (k, sub(ONE, k)), k=Fraction(1, 2), z=0)
    with refused(reason):
        s.do("pieces", [], "P", f, u, x, ((OVER, "integral", key, at, ()),))


OUTSIDE = [
    ("moment", "cosine_power", (rat(-1),)),
    ("moment", "raised_cosine_power", (rat(-1, 2),)),
    *(("pieces", "poisson_circle_wave", (c, ZERO, ZERO)) for c in (ONE, rat(-1))),
    *(
        ("pieces", "poisson_circle_log_centred", at)
        for at in ((ONE, ZERO, ZERO), (rat(-1), ZERO, ZERO), (ZERO, ZERO, ONE), (ZERO, ZERO, rat(-1)))
    ),
    *(("pieces", key, (c, ZERO, ZERO, ZERO)) for key in ("poisson_circle_log", "poisson_circle_log_root") for c in (ONE, rat(-1))),
    *(("pieces", key, (ZERO, ZERO, r, ZERO)) for key in ("poisson_circle_log", "poisson_circle_log_root") for r in (TWO, rat(-2))),
    *(("pieces", key, (r, ZERO, ZERO)) for key in ("circle_log_wave", "circle_log_root_wave") for r in (TWO, rat(-2))),
]


@pytest.mark.parametrize(("rule", "key", "at"), OUTSIDE, ids=range(len(OUTSIDE)))
def test_conditions_of_the_lemmas(rule, key, at):
    s = Sheet.of({"P": FLAT})
    with refused("> 0, which is refuted"):
        if rule == "moment":
            s.do("moment", [], "P", key, u, x, at, at, ())
        else:
            s.do("pieces", [], "P", ONE, u, x, ((ONE, "integral", key, at, ()),))


def test_a_wave_that_does_not_swing():
    s = Sheet.of({"P": FLAT})
    with refused("division by zero"):
        s.do("pieces", [], "P", ONE, u, x, ((ONE, "integral", "circle_log_root_wave", (ZERO, ZERO, ZERO), ()),))
