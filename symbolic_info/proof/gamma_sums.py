"""Sums of gamma functions at half steps, as the multivariate gamma function is made of them.  Trusted.

    lgammas(a, n) = sum of log Gamma(a + (1 - k)/2),    polygammas(m, a, n) = sum of psi_m(a + (1 - k)/2),    k = 1, ..., n.

Gamma_n(a) = pi^(n (n - 1)/4) e^lgammas(a, n) (DLMF section 35.3).
"""

from fractions import Fraction
from typing import TYPE_CHECKING

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ONE, Atom, Form, const, minus, of_atom, plus, scale
from symbolic_info.proof.gammas import lgamma, polygamma

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal

MAX_TERMS = 64


def gammas(scope: "Normal", order: int, a: Form, n: Form) -> Form:
    """The sum of log Gamma (order -1) or of psi_order, written out where n is a number; needs n > 0 and a > (n - 1)/2."""
    scope.need_positive(n)
    scope.need_positive(minus(a, scale(minus(n, ONE), Fraction(1, 2))))
    if n.constant is None:
        return of_atom(Atom("lgammas", a, n) if order < 0 else Atom("polygammas", order, a, n))
    if n.integer is None or n.integer > MAX_TERMS:
        raise Rejected(f"a sum of {n.constant} gamma functions")
    places = [plus(a, const(Fraction(1 - k, 2))) for k in range(1, n.integer + 1)]
    return plus(*(lgamma(scope, z) if order < 0 else polygamma(scope, order, z) for z in places))
