"""The sign prover: what it finds, and what it must not find."""

from fractions import Fraction

import mpmath
import pytest
from kernel_worlds import HALF, ONE, world

from symbolic_info.proof.signs import plus_signs, times_signs
from symbolic_info.proof.terms import PI, add, div, exp, log, mul, neg, power, rat, sub, sym

a, b, k, z = sym("a"), sym("b"), sym("k"), sym("z")


def sign(t, positive=(), under=(), **witness):
    scope = world({}, positive, **witness).normal(under)
    return scope.signs.sign(scope.form(t))


# term, constraints, witness, sign: 2 (> 0), 1 (>= 0), 0 (not known), -1, -2
with mpmath.workdps(90):
    LOG_2 = mpmath.log(2)
    NEAR_LOG_2 = int(mpmath.nint(LOG_2 * 2**200))
FOUND = [
    (sub(k, rat(1, 2)), (sub(k, ONE),), {"k": 2}, 2),
    (sub(b, a), (sub(b, a),), {"a": 0, "b": 1}, 2),
    (sub(a, b), (sub(b, a),), {"a": 0, "b": 1}, -2),
    (mul(sub(a, b), z), (sub(b, a), neg(z)), {"a": 0, "b": 1, "z": -1}, 2),
    (add(mul(z, z), a), (a,), {"a": 1}, 2),
    (mul(z, z), (), {}, 1),
    (neg(mul(z, z)), (), {}, -1),
    (log(add(ONE, a)), (a,), {"a": 1}, 2),
    (log(a), (a, sub(ONE, a)), {"a": Fraction(1, 2)}, -2),
    (sub(exp(a), ONE), (a,), {"a": 1}, 2),
    (sub(ONE, power(a, k)), (a, k, sub(ONE, a)), {"a": Fraction(1, 2), "k": 1}, 2),
    (sub(log(b), log(a)), (a, sub(b, a)), {"a": 1, "b": 2}, 2),
    (sub(div(a, add(a, b)), ONE), (a, b), {"a": 1, "b": 1}, -2),
    (("polygamma", 1, a), (a,), {"a": 1}, 2),
    (("polygamma", 2, a), (a,), {"a": 1}, -2),
    (("erf", neg(a)), (a,), {"a": 1}, -2),
    (("ugamma", a, a), (a,), {"a": 1}, 2),
    (("abs", sub(a, b)), (sub(b, a),), {"a": 0, "b": 1}, 2),
    (("abs", z), (), {}, 1),
    (PI, (), {}, 2),
    (sub(PI, rat(3)), (), {}, 2),
    (sub(log(rat(2)), rat(7, 10)), (), {}, -2),
    (sub(log(rat(2)), rat(69, 100)), (), {}, 2),
    (sub(log(PI), mul(rat(Fraction(57, 50)), ONE)), (), {}, 2),
    (sub(mul(rat(3), log(rat(2))), mul(rat(2), log(rat(3)))), (), {}, -2),
    (sub(mul(rat(1, 3), log(rat(5, 7))), neg(log(rat(9, 8)))), (), {}, 2),
    (sub(mul(a, b), ONE), (sub(a, ONE), sub(b, ONE)), {"a": 2, "b": 2}, 2),
    (sub(mul(a, b), mul(a, z)), (a, sub(b, z)), {"a": 1, "b": 1, "z": 0}, 2),
    (sub(log(power(z, rat(2))), log(power(b, rat(2)))), (sub(power(z, rat(2)), power(b, rat(2))),), {"z": 2, "b": 1}, 2),
    # erf is odd and increasing
    (sub(("erf", z), ("erf", k)), (sub(z, k),), {"z": 0, "k": -1}, 2),
    (sub(("erf", k), ("erf", z)), (sub(z, k),), {"z": 0, "k": -1}, -2),
    (add(("erf", z), ("erf", k)), (add(z, k),), {"z": 2, "k": -1}, 2),
    # a quadratic polynomial without real zeros
    (add(mul(z, z), z, ONE), (), {}, 2),
    (add(mul(z, z), mul(rat(2), z), ONE), (), {}, 1),
    (add(mul(a, z, z), mul(b, z), k), (a, sub(mul(rat(4), a, k), mul(b, b))), {"a": 1, "b": 1, "k": 1}, 2),
]
NOT_FOUND = [
    (add(log(a), log(b), neg(log(k))), (a, b, k), {"a": 1, "b": 1, "k": 1}),
    (z, (), {}),
    (add(z, ONE), (), {}),
    (sub(a, b), (a, b), {"a": 1, "b": 1}),
    (log(a), (a,), {"a": 1}),
    (("polygamma", 0, a), (a,), {"a": 1}),
    (sub(PI, rat(Fraction(314159265358979, 10**14) + Fraction(1, 10**15))), (), {}),  # closer to pi than its bounds
    (sub(log(rat(2)), rat(Fraction(NEAR_LOG_2, 2**200))), (), {}),
    (sub(log(rat(2**61 - 1)), mul(rat(2), log(PI), log(PI))), (), {}),
    (sub(ONE, power(a, k)), (a, sub(ONE, a)), {"a": Fraction(1, 2)}),
    # Traps: both monomials are positive, their atoms are not, so that their logarithms say nothing.
    (sub(mul(a, a), ONE), (neg(a),), {"a": -1}),
    (sub(ONE, mul(a, a)), (neg(a),), {"a": -1}),
    (sub(mul(a, b), ONE), (neg(a), neg(b)), {"a": -1, "b": -1}),
    # a b > 1 with both negative: log a + log b is not there to be positive
    (add(a, neg(b)), (neg(a), neg(b), sub(mul(a, b), ONE)), {"a": -2, "b": -1}),
    # log terms that are not two bare logarithms
    (sub(mul(rat(2), log(a)), log(b)), (a, b, sub(a, b)), {"a": 2, "b": 1}),
    (sub(mul(z, log(a)), log(b)), (a, b, sub(a, b)), {"a": 2, "b": 1}),
    (sub(power(log(a), rat(2)), log(b)), (a, b, sub(a, b)), {"a": 2, "b": 1}),
    (sub(exp(a), log(b)), (b,), {"b": 1}),
    (add(log(a), log(b)), (a, b, sub(a, b)), {"a": 2, "b": 1}),
    (add(power(a, k), z), (a,), {"a": 1}),
    (sub(add(power(a, k), power(a, z)), ONE), (a,), {"a": 1}),
    (power(add(z, a), rat(-1)), (a,), {"a": 1}),
    # Sums of erfs that are not erf a + erf b or erf a - erf b: erf 1 < 2 erf 0.45, erf(1)^2 < erf 0.9
    (sub(("erf", b), mul(rat(2), ("erf", a))), (a, sub(b, mul(rat(2), a))), {"a": Fraction(9, 20), "b": 1}),
    (sub(("erf", k), add(("erf", a), ("erf", b))), (a, b, sub(k, add(a, b))), {"a": 1, "b": 1, "k": 3}),
    (sub(power(("erf", a), rat(2)), ("erf", b)), (b, sub(a, b)), {"a": 1, "b": Fraction(9, 10)}),
    (sub(mul(z, ("erf", a)), ("erf", b)), (z, b, sub(a, b)), {"a": 1, "b": Fraction(9, 10), "z": 1}),
    (sub(("erf", a), log(b)), (a, b, sub(a, b)), {"a": 2, "b": 1}),
    (sub(("erf", z), ("erf", k)), (), {}),
    # Polynomials that may vanish, or are no quadratic ones
    (add(mul(z, z), mul(rat(3), z), ONE), (), {}),
    (add(mul(z, z), z), (), {}),
    (add(mul(k, z, z), z, ONE), (), {}),
    (add(mul(z, z), z, ONE, power(z, rat(3))), (), {}),
    (add(mul(z, z), z, ONE, neg(power(z, rat(-1)))), (), {}),
    (sub(add(mul(a, a), a, ONE), mul(rat(9), power(a, HALF))), (a,), {"a": 1}),
    (neg(add(mul(k, z, z), z, ONE)), (k, sub(ONE, mul(rat(4), k))), {"k": Fraction(1, 8)}),
]


@pytest.mark.parametrize(("t", "positive", "witness", "found"), FOUND, ids=str)
def test_found(t, positive, witness, found):
    assert sign(t, positive, **witness) == found


@pytest.mark.parametrize(("t", "positive", "witness"), NOT_FOUND, ids=str)
def test_not_found(t, positive, witness):
    assert sign(t, positive, **witness) == 0


def test_a_weak_assumption_is_weak():
    assert sign(z, under=(("nonnegative", z),)) == 1
    assert sign(neg(z), under=(("nonnegative", z),)) == -1
    assert sign(add(z, ONE), under=(("nonnegative", z),)) == 2
    assert sign(mul(z, a), (a,), (("nonnegative", z),), a=1) == 1
    assert sign(power(z, rat(-1)), under=(("nonnegative", z),)) == 1


def test_erf_of_a_weak_sum():
    assert sign(add(("erf", z), ("erf", k)), under=(("nonnegative", add(z, k)),)) == 1
    assert sign(sub(("erf", z), ("erf", k)), under=(("nonnegative", sub(k, z)),)) == -1


def test_the_exponential_integral():
    """Gamma(0, z) = E_1(z) > 0 for z > 0."""
    assert sign(("ugamma", rat(0), a), (a,), a=1) == 2


def test_strength_of_products_and_sums():
    assert times_signs(2, 1) == 1
    assert times_signs(-2, -1) == 1
    assert times_signs(2, 0) == 0
    assert times_signs() == 2
    assert plus_signs([1, 2]) == 2
    assert plus_signs([1, 1]) == 1
    assert plus_signs([-1, -2]) == -2
    assert plus_signs([-1, -1]) == -1
    assert plus_signs([2, -1]) == 0


def test_a_power_that_is_no_integer_of_an_unknown_sign():
    """It exists only over a positive base; the prover says nothing of it before that is proved."""
    assert sign(mul(power(z, k), a), (a,), a=1) == 0
    assert sign(power(z, rat(1, 3))) == 0


def test_a_deep_search_ends():
    t = z
    for _ in range(12):
        t = log(add(ONE, mul(t, t)))
    assert sign(sub(t, a)) == 0
