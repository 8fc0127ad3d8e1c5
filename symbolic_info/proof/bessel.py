"""Modified Bessel functions of a positive argument in normal form: their orders are brought into a strip.  Trusted."""

from fractions import Fraction
from typing import TYPE_CHECKING

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ONE, UNIT, ZERO, Atom, Form, const, minus, of_atom, plus, product, scale, times

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal

MAX_SHIFT = 64
HALF = const(Fraction(1, 2))


def besseli(scope: "Normal", n: int, z: Form) -> Form:
    """I_n = I_(n-2) - 2 (n - 1) I_(n-1)/z  (DLMF 10.29.1), down to the orders 0 and 1."""
    scope.need_positive(z)
    below, here = (of_atom(Atom("besseli", order, z)) for order in (0, 1))
    for order in range(2, n + 1):
        below, here = here, minus(below, _over(scope, const(2 * order - 2), here, z))
    return here if n else below


def besselk(scope: "Normal", v: Form, z: Form) -> Form:
    """K_v = K_(v-2) + 2 (v - 1) K_(v-1)/z  (DLMF 10.29.1), and the other way; K_-v = K_v  (10.27.3).

    The rational part of the order comes to lie in [-1, 1) beside a symbolic part that leads with a plus; a number in [0, 1].
    """
    scope.need_positive(z)
    symbolic = minus(v, const(v.coefficient(UNIT)))
    lead = symbolic.terms[0][1] if symbolic.terms else v.coefficient(UNIT)
    v = scale(v, -1) if lead < 0 else v
    side, least = 1 if v.coefficient(UNIT) > 0 else -1, -1 if symbolic.terms else 0
    here, beyond = ONE, ZERO  # the coefficients of K_v and of K_(v - side)
    for _ in range(MAX_SHIFT):
        nearer = minus(v, const(side))
        if least <= v.coefficient(UNIT) < 1 or v == ONE:
            return plus(times(here, _in_strip(scope, v, z)), times(beyond, _in_strip(scope, nearer, z)) if beyond.terms else ZERO)
        here, beyond, v = plus(beyond, _over(scope, scale(nearer, 2 * side), here, z)), here, nearer
    raise Rejected(f"a shift of a Bessel function by more than {MAX_SHIFT}")


def _in_strip(scope: "Normal", v: Form, z: Form) -> Form:
    """K_1/2(z) = sqrt(pi/(2 z)) e^(-z)  (DLMF 10.39.2)."""
    v = scale(v, -1) if v.constant is not None and v.constant < 0 else v
    if v != HALF:
        return of_atom(Atom("besselk", v, z))
    root = scope.power(times(of_atom(Atom("pi")), scope.power(scale(z, 2), const(-1))), HALF)
    return times(root, scope.exp(scale(z, -1)))


def _over(scope: "Normal", factor: Form, value: Form, z: Form) -> Form:
    return product([factor, value, scope.power(z, const(-1))])
