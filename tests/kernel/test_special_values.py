"""Digammas at 1/2 and 1, logarithms of negative factors and of products of sums, elementary functions as terms of logarithms."""

import mpmath
import pytest
import sympy as sp
from kernel_worlds import refused, world

import symbolic_info as si
from symbolic_info.core.errors import SymbolicInfoError
from symbolic_info.derive.identity import identity
from symbolic_info.proof.forms import const
from symbolic_info.proof.gammas import AT_ONE, polygamma
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.terms import PI, add, div, log, mul, neg, power, rat, sub, sym

a, b, z = sym("a"), sym("b"), sym("z")
A, B, Z = (*sp.symbols("a b", positive=True), sp.Symbol("z", real=True))


def scope() -> Normal:
    """0 < a < 1, b > 0; nothing is known of z."""
    return world((), (a, sub(rat(1), a), b), (), a=sp.Rational(1, 2), b=1).normal()


def psi(n: int, at: tuple) -> tuple:
    return ("polygamma", n, at)


@pytest.mark.parametrize("n", sorted(AT_ONE))
def test_the_table_is_what_mpmath_says(n: int) -> None:
    with mpmath.workdps(40):
        assert mpmath.almosteq(mpmath.polygamma(n, 1), mpmath.mpf(AT_ONE[n].numerator) / AT_ONE[n].denominator * mpmath.pi ** (n + 1))


@pytest.mark.parametrize("n", range(5))
def test_at_one_half(n: int) -> None:
    with mpmath.workdps(40):
        by_one = (2 ** (n + 1) - 1) * mpmath.polygamma(n, 1) - (2 * mpmath.log(2) if n == 0 else 0)
        assert mpmath.almosteq(mpmath.polygamma(n, mpmath.mpf(1) / 2), by_one)
    right = mul(rat(2 ** (n + 1) - 1), psi(n, rat(1)))
    right = right if n else sub(right, mul(rat(2), log(rat(2))))
    assert scope().same(psi(n, rat(1, 2)), right)
    assert not scope().same(psi(n, rat(1, 2)), psi(n, rat(1)))
    assert not scope().same(psi(n, rat(1, 3)), psi(n, rat(1)))


def test_numbers_that_are_known() -> None:
    assert scope().same(psi(1, rat(5, 2)), sub(div(power(PI, rat(2)), rat(2)), rat(40, 9)))
    assert scope().same(psi(3, rat(1)), div(power(PI, rat(4)), rat(15)))
    assert not scope().same(psi(2, rat(1)), mul(power(PI, rat(3)), rat(1, 6)))
    assert polygamma(scope(), 4, const(1)).constant is None


SPLIT = [
    (log(div(log(a), log(div(a, add(rat(1), b))))), sub(log(neg(log(a))), log(neg(log(div(a, add(rat(1), b))))))),
    (log(neg(mul(b, log(a)))), add(log(b), log(neg(log(a))))),
    (log(mul(add(rat(1), b), add(rat(2), b))), add(log(add(rat(1), b)), log(add(rat(2), b)))),
    (log(mul(log(a), log(a))), mul(rat(2), log(neg(log(a))))),
]


@pytest.mark.parametrize(("left", "right"), SPLIT, ids=repr)
def test_logarithms_that_split(left: tuple, right: tuple) -> None:
    assert scope().same(left, right)


def test_a_sign_too_many_is_refused() -> None:
    with refused("refuted"):
        scope().form(log(mul(b, log(a))))
    assert not scope().same(log(neg(mul(b, log(a)))), add(log(b), log(neg(log(b)))))


def test_a_product_of_sums_of_unknown_sign_is_not_split() -> None:
    normal = scope()
    assert not normal.same(log(mul(add(z, rat(1)), add(z, rat(2)))), add(log(add(z, rat(1))), log(add(z, rat(2)))))


ELEMENTARY = [
    (sp.tanh(A), (sp.exp(2 * A) - 1) / (sp.exp(2 * A) + 1)),
    (sp.coth(A), (sp.exp(2 * A) + 1) / (sp.exp(2 * A) - 1)),
    (sp.asinh(A), sp.log(A + sp.sqrt(A**2 + 1))),
    (sp.acosh(1 + A), sp.log(1 + A + sp.sqrt((1 + A) ** 2 - 1))),
    (sp.atanh(A / (1 + A)), sp.log(1 + 2 * A) / 2),
    (sp.expint(1, A), sp.uppergamma(0, A, evaluate=False)),
    (sp.Ei(-A), -sp.expint(1, A)),
    (sp.log(sp.tanh(A) / sp.tanh(B)), sp.log(sp.tanh(A)) - sp.log(sp.tanh(B))),
]


@pytest.mark.parametrize(("left", "right"), ELEMENTARY, ids=str)
def test_elementary_functions(left: sp.Expr, right: sp.Expr) -> None:
    assert identity(left, right).conditions == ()
    with pytest.raises(SymbolicInfoError):
        identity(left, right + A / 10**9)


def test_outside_the_domain_is_a_condition_or_refused() -> None:
    """atanh(z) is real for |z| < 1 only."""
    assert identity(sp.atanh(Z), sp.log((1 + Z) / (1 - Z)) / 2).conditions
    with pytest.raises(SymbolicInfoError):
        identity(sp.atanh(1 + A), sp.log(-1 - 2 / A) / 2)
    assert si.check("log(r) + log(pi) - Rational(1, 2)", "Entropy(Semicircle(r))").status == "proved"


SQUARES = [
    (power(add(mul(a, a), mul(rat(2), a, b), mul(b, b)), rat(1, 2)), add(a, b)),
    (power(add(mul(a, a), mul(rat(-2), a, rat(1)), rat(1)), rat(1, 2)), sub(rat(1), a)),
    (log(add(rat(1, 2), mul(rat(2), b), mul(rat(2), b, b))), sub(mul(rat(2), log(add(rat(1), mul(rat(2), b)))), log(rat(2)))),
    (power(add(mul(b, b), mul(rat(2), b), rat(1)), rat(-1)), power(add(b, rat(1)), rat(-2))),
]


@pytest.mark.parametrize(("left", "right"), SQUARES, ids=repr)
def test_squares_of_positive_sums(left: tuple, right: tuple) -> None:
    assert scope().same(left, right)


def test_a_root_of_unknown_sign_is_not_taken() -> None:
    """sqrt((z - 1)^2) is |z - 1|, and (z + 1)^2 - z is no square."""
    z_square = add(mul(z, z), mul(rat(-2), z), rat(1))
    assert not scope().same(power(z_square, rat(1, 2)), sub(z, rat(1)))
    assert not scope().same(power(z_square, rat(1, 2)), sub(rat(1), z))
    assert not scope().same(power(add(mul(b, b), b, rat(1)), rat(1, 2)), add(b, rat(1)))
