"""Whole powers of sums multiplied out, and sums that are squares of positive sums.  Trusted."""

import itertools
from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

from symbolic_info.proof.factors import power_of
from symbolic_info.proof.forms import Form, Monomial, plus, product, scale, single, superposed, times

if TYPE_CHECKING:
    from symbolic_info.proof.signs import Signs

MAX_POWER = 12
MAX_ROOTS = 4


def as_square(signs: "Signs", form: Form) -> tuple[Fraction, Form] | None:
    """(c, r) with ``form`` = c r^2, c > 0 and r > 0, where r is a combination of roots of terms; None where none is found."""
    if not 2 < len(form.terms) <= MAX_ROOTS * (MAX_ROOTS + 1) // 2:
        return None
    for c in sorted({c for _, c in form.terms if c > 0}):
        root = _positive_root(signs, scale(form, 1 / c))
        if root is not None:
            return c, root
    return None


def _positive_root(signs: "Signs", form: Form) -> Form | None:
    roots = [r for r in (_root(m, c) for m, c in form.terms) if r is not None]
    if not 1 < len(roots) <= MAX_ROOTS:
        return None
    for sides in itertools.product((1, -1), repeat=len(roots) - 1):
        root = plus(roots[0], *(scale(r, side) for r, side in zip(roots[1:], sides, strict=True)))
        if times(root, root) == form:
            return next((r for r in (root, scale(root, -1)) if signs.is_positive(r)), None)
    return None


def _root(monomial: Monomial, c: Fraction) -> Form | None:
    """The root of a term whose coefficient is a square and whose exponents are even integers."""
    up, down = isqrt(max(c.numerator, 0)), isqrt(c.denominator)
    halves = [(a, scale(e, Fraction(1, 2))) for a, e in monomial.factors]
    if up * up != c.numerator or down * down != c.denominator or any(e.integer is None for _, e in halves):
        return None
    return single(Monomial(halves), Fraction(up, down))


def expanded(monomial: Monomial) -> Form:
    """``monomial`` with whole powers of sums and of waves multiplied out."""
    whole = [(a, k) for a, e in monomial.factors if a.head == "poly" and (k := e.integer) is not None and 0 < k <= MAX_POWER]
    rest = Monomial((a, e) for a, e in monomial.factors if all(a != b for b, _ in whole))
    return superposed(product([single(rest), *(power_of(a.args[0], k) for a, k in whole)]))
