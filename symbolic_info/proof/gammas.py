"""Gamma functions in normal form: their arguments are shifted into a strip of width one.  Trusted."""

from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ONE, UNIT, ZERO, Atom, Form, const, minus, of_atom, plus, product, scale, times

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal

MAX_SHIFT = 64
AT_ONE = {1: Fraction(1, 6), 3: Fraction(1, 15)}
"""order n -> psi_n(1)/pi^(n + 1)."""
HALF_LOG_PI = scale(of_atom(Atom("log", of_atom(Atom("pi")))), Fraction(1, 2))


def lgamma(scope: "Normal", form: Form) -> Form:
    """log Gamma, its argument shifted into the strip: log Gamma(z + 1) = log Gamma(z) + log z."""
    form, passed = _into_strip(scope, form)
    value = {ONE: ZERO, const(Fraction(1, 2)): HALF_LOG_PI}.get(form) or of_atom(Atom("lgamma", form))
    return plus(value, *(scale(scope.log(z), side) for z, side in passed))


def polygamma(scope: "Normal", order: int, form: Form) -> Form:
    """psi_n(z + 1) = psi_n(z) + (-1)^n n! z^(-n-1)  (DLMF 5.15.5)."""
    form, passed = _into_strip(scope, form)
    factor = (-1) ** order * factorial(order)
    steps = (scale(scope.power(z, const(-order - 1)), side * factor) for z, side in passed)
    return plus(_in_strip(order, form), *steps)


def _in_strip(order: int, z: Form) -> Form:
    """psi_n(1/2) by psi_n(1)  (DLMF 5.4.13, 5.15.2, 5.15.3); psi_1(1) = pi^2/6, psi_3(1) = pi^4/15  (25.6.1)."""
    if z == const(Fraction(1, 2)):
        whole = scale(_in_strip(order, ONE), 2 ** (order + 1) - 1)
        return whole if order else minus(whole, scale(of_atom(Atom("log", const(2))), 2))
    if z == ONE and order in AT_ONE:
        return scale(of_atom(Atom("pi"), const(order + 1)), AT_ONE[order])
    return of_atom(Atom("polygamma", order, z))


def ugamma(scope: "Normal", s: Form, z: Form) -> Form:
    """Gamma(s + 1, z) = s Gamma(s, z) + z^s e^(-z)  (DLMF 8.8.2) down to the strip, and Gamma(1, z) = e^(-z)."""
    if s.terms:  # Gamma(0, z) = E_1(z)
        scope.need_positive(s)
    scope.need_positive(z)
    end = scope.exp(scale(z, -1))
    out: list[Form] = []
    factor = ONE
    for _ in range(MAX_SHIFT):
        lower = minus(s, ONE)
        if s == ONE:
            return plus(*out, times(factor, end))
        if s.coefficient(UNIT) < 1 or not scope.signs.is_positive(lower):
            return plus(*out, times(factor, of_atom(Atom("ugamma", s, z))))
        s = lower
        out.append(product([factor, scope.power(z, s), end]))
        factor = times(factor, s)
    raise Rejected(f"a shift of an incomplete gamma function by more than {MAX_SHIFT}")


def _into_strip(scope: "Normal", form: Form) -> tuple[Form, list[tuple[Form, int]]]:
    """A positive argument shifted until its rational part lies in [0, 1), where the signs allow it.

    With it each z from which a step leads to z + 1, and 1 where the step was taken down to z, -1 where up from z.
    """
    scope.need_positive(form)
    passed: list[tuple[Form, int]] = []
    for _ in range(MAX_SHIFT):
        offset, lower = form.coefficient(UNIT), minus(form, ONE)
        if offset >= 1 and scope.signs.is_positive(lower):
            form = lower
            passed.append((form, 1))
        elif offset < 0:
            passed.append((form, -1))
            form = plus(form, ONE)
        else:
            return form, passed
    raise Rejected(f"a shift of a gamma function by more than {MAX_SHIFT}")
