"""Riemann's zeta function and its derivatives in normal form.  Trusted."""

from fractions import Fraction
from math import comb, factorial
from typing import TYPE_CHECKING

from symbolic_info.proof.forms import ONE, Atom, Form, const, minus, of_atom, scale

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal

MAX_EVEN = 64


def zeta(scope: "Normal", times: int, s: Form) -> Form:
    """The derivative of order ``times`` of zeta at s > 1, where its series converges; at even numbers zeta itself is known."""
    scope.need_positive(minus(s, ONE))
    k = s.integer
    if times or k is None or k % 2 or k > MAX_EVEN:
        return of_atom(Atom("zeta", times, s))
    return scale(of_atom(Atom("pi"), const(k)), abs(_bernoulli(k)) * Fraction(2 ** (k - 1), factorial(k)))  # DLMF 25.6.2


def _bernoulli(n: int) -> Fraction:
    """B_n by its recurrence  (DLMF 24.5.3)."""
    found = [Fraction(1)]
    for m in range(1, n + 1):
        found.append(-sum((comb(m + 1, j) * b for j, b in enumerate(found)), Fraction(0)) / (m + 1))
    return found[n]
