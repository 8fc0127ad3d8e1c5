"""Powers and gamma functions of quotients, right to a few u however large the exponent: carried by generated modules.

A quotient is rounded once, and a large exponent, or the slope of the gamma function, makes much of that.  What was rounded away is a float
itself, found by Dekker's product; the first derivative puts it back.  Arguments lie between 1e-100 and 1e100 in size.

Source: Dekker (1971), A floating-point technique for extending the available precision, Numerische Mathematik 18, 224-242.
"""

from typing import Any

import sympy as sp

Array = Any


class PowerOfQuotient(sp.Function):
    """(a/b)^e of a, b > 0 and e."""

    nargs = 3
    is_positive = True


class GammaOnePlus(sp.Function):
    """Gamma(1 + p/q) of p, q > 0."""

    nargs = 2
    is_positive = True


def with_quotients(expression: sp.Expr) -> sp.Expr:
    """``expression`` with these heads where (a/b)^e and Gamma(1 + p/q) of symbols stand in it."""
    opened = expression.replace(lambda e: isinstance(e, sp.gamma) and _is_quotient(e.args[0] - 1), lambda e: _gamma(e.args[0] - 1))
    joined = opened.replace(lambda e: isinstance(e, sp.Mul), _joined)
    return joined.replace(lambda e: e.is_Pow and e.exp.is_Symbol and _is_quotient(e.base), lambda e: _power(e.base, e.exp))


def _is_quotient(x: sp.Expr) -> bool:
    return all(part.is_Symbol for part in sp.fraction(x))


def _gamma(x: sp.Expr) -> sp.Expr:
    return GammaOnePlus(*sp.fraction(x))


def _power(base: sp.Expr, e: sp.Symbol) -> sp.Expr:
    return PowerOfQuotient(*sp.fraction(base), e)


def _joined(product: sp.Mul) -> sp.Expr:
    """a^e b^-e as (a/b)^e."""
    powers = {f.exp: f.base for f in product.args if f.is_Pow and f.base.is_Symbol and f.exp.free_symbols}
    for e, a in powers.items():
        if e.is_Symbol and -e in powers:
            others = sp.Mul(*(f for f in product.args if not f.is_Pow or f.exp not in (e, -e)))
            return others * _power(a / powers[-e], e)
    return product


def rounded_away(a: Array, b: Array, ratio: Array) -> Array:
    """a - ratio b, exactly, where ``ratio`` is a/b rounded."""
    product = ratio * b
    up = ratio * 134217729.0  # 2^27 + 1
    high = up - (up - ratio)
    low = ratio - high
    up = b * 134217729.0
    large = up - (up - b)
    small = b - large
    return (a - product) - (((high * large - product) + high * small + low * large) + low * small)


def power_of_quotient(a: Array, b: Array, e: Array) -> Array:
    """(a/b)^e for a, b > 0."""
    ratio = a / b
    return ratio**e * (1 + e * (rounded_away(a, b, ratio) / a))


def gamma_one_plus(p: Array, q: Array) -> Array:
    """Gamma(1 + p/q) for p, q > 0."""
    import numpy as np
    from scipy import special

    y = p / q
    x = 1 + y
    back = x - 1
    left = (1 - (x - back)) + (y - back) + rounded_away(p, q, y) / q
    slope = np.log(x) - (0.5 + 1 / (12 * x)) / x  # digamma(x) to two digits, as many as what was rounded away asks for
    return special.gamma(x) * (1 + slope * left)
