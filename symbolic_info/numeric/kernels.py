"""NumPy functions that generated modules carry with them: their text is copied, so each stands alone and imports what it needs.

Those of the first part are sums of non-negative terms, so that nothing cancels where a divergence is small: each is given the
*difference* of its two points, formed before any rounding.  u = 2^-53.
"""

from collections.abc import Callable
from typing import Any

Array = Any


def within(value: Array, inside: Array) -> Array:
    """``value`` inside the domain, nan outside; + 0.0 turns -0.0 into 0.0."""
    import numpy as np

    if np.shape(inside) == np.shape(value) and np.all(inside):
        return value + 0.0
    return np.where(inside, value + 0.0, np.nan)


def closer(a: Array, b: Array, *terms: Array) -> Array:
    """a - b, which is the sum of ``terms`` too: by the one that is rounded less."""
    import numpy as np

    return np.where(sum(abs(t) for t in terms) < abs(a) + abs(b), sum(terms), a - b)


def log_ratio(a: Array, b: Array, d: Array) -> Array:
    """log(a/b) for a, b > 0 and d = a - b, to a few u, also where a is near b and where a/b overflows."""
    import numpy as np

    ratio = a / b
    value = np.array(np.log(ratio))
    np.log1p(d / b, out=value, where=(ratio > 0.5) & (ratio < 2))
    extreme = ~((ratio > 1e-290) & (ratio < 1e290))
    return np.where(extreme, np.log(a) - np.log(b), value) if np.any(extreme) else value


def far_log(a: Array, b: Array) -> Array:
    """The same where a/b is not near 1."""
    import numpy as np

    ratio = np.asarray(a / b)
    value = np.asarray(np.log(ratio))
    if ratio.size == 0 or (ratio.min() > 1e-290 and ratio.max() < 1e290):
        return value
    return np.where((ratio > 1e-290) & (ratio < 1e290), value, np.log(a) - np.log(b))


def quotient(over: tuple, under: tuple) -> Array:
    """The product of ``over`` divided by that of ``under``: overflows or vanishes only where that does."""
    import math

    import numpy as np

    try:
        with np.errstate(over="raise", under="raise"):
            value = math.prod(over)
            for x in under:
                value = value / x
            return value
    except FloatingPointError:
        return quotient_by_exponents(over, under)


def quotient_by_exponents(over: tuple, under: tuple) -> Array:
    """The same with the exponents added up apart; rounded alike."""
    import numpy as np

    return np.ldexp(*quotient_in_parts(over, under))


def quotient_in_parts(over: tuple, under: tuple) -> tuple[Array, Array]:
    """The same as a number of moderate size, and the power of 2 that it is multiplied with."""
    import numpy as np

    value, power = 1.0, 0
    for x in over:
        mantissa, exponent = np.frexp(x)
        value, power = value * mantissa, power + exponent
    for x in under:
        mantissa, exponent = np.frexp(x)
        value, power = value / mantissa, power - exponent
    return value, power


def log_of_quotient(over: tuple, under: tuple) -> Array:
    """The logarithm of the product of ``over`` divided by that of ``under``; nothing on the way overflows, or falls below 1e-308."""
    import math

    import numpy as np

    try:
        with np.errstate(over="raise", under="raise"):
            value = math.prod(over)
            for x in under:
                value = value / x
        return np.log(value)
    except FloatingPointError:
        pass
    mantissa, power = quotient_in_parts(over, under)
    value = np.ldexp(mantissa, np.clip(power, -64, 64))
    return np.log(value) + (power - np.clip(power, -64, 64)) * np.log(2.0)


def phi(w: Array, log_v: Array) -> Array:
    """v - 1 - log(v) >= 0 for v > 0, where w = v - 1."""
    import numpy as np

    value = np.asarray(w - log_v)
    near = np.flatnonzero(np.broadcast_to((w > -0.5) & (w < 1), value.shape))
    if near.size:
        at = np.broadcast_to(w, value.shape).reshape(-1)[near]
        value.reshape(-1)[near] = near_phi_times(at, at)
    return value


def phi_times(c: Array, w: Array, cw: Array, log_v: Array) -> Array:
    """c (v - 1 - log(v)) >= 0 for c, v > 0, where w = v - 1 and cw = c w."""
    import numpy as np

    value = np.asarray(cw - c * log_v)
    near = np.flatnonzero(np.broadcast_to((w > -0.5) & (w < 1), value.shape))
    if near.size:
        value.reshape(-1)[near] = near_phi_times(*(np.broadcast_to(x, value.shape).reshape(-1)[near] for x in (w, cw)))
    return value


def near_phi_times(w: Array, cw: Array) -> Array:
    """The same for -1/2 < w < 1, by v - 1 - log(v) = s (w - 2 s^2 (atanh(s)/s - 1)/s^2), s = w/(2 + w)."""
    s = w / (2 + w)
    z = s * s
    return cw * s * (1 - (s - z) * atanh_tail(z))


def atanh_tail(z: Array, out: Array = None) -> Array:
    """(atanh(s)/s - 1)/z for z = s^2 <= 1/9: Chebyshev's fit, within 4e-18 of 1/3."""
    import numpy as np

    tail = np.multiply(z, 0.07815288900461426, out=out)
    for c in (
        0.03746071897775383, 0.05422589197440007, 0.05867139530651599, 0.06667589315724629, 0.07692271982430275,
        0.09090909948981357, 0.11111111099118386, 0.1428571428580005, 0.19999999999999762,
    ):  # fmt: skip
        tail += c
        tail *= z
    tail += 0.3333333333333333
    return tail


def relative_entropy(a: Array, b: Array, d: Array) -> Array:
    """a log(a/b) - a + b >= 0 for a, b >= 0, where d = b - a: b at a = 0, inf at b = 0 < a, 0 where both are 0."""
    import numpy as np

    value = np.asarray(d - a * far_log(b, a))
    near = np.flatnonzero(np.broadcast_to(abs(d) < 0.5 * a, value.shape))
    if near.size:
        at, gap = (np.broadcast_to(x, value.shape).reshape(-1)[near] for x in (a, d))
        value.reshape(-1)[near] = near_phi_times(gap / at, gap)
    if np.all(a != 0) and np.all(b != 0):
        return value
    return np.where(a == 0, b, np.where(b == 0, np.inf, value))


def chi(c: Array, z: Array, e: Array, cz: Array) -> Array:
    """c (exp(z) - 1 - z) >= 0, where e = exp(z) - 1 and cz = c z."""
    import numpy as np

    value = np.asarray(c * e - cz)
    near = np.flatnonzero(np.broadcast_to(abs(z) < 1, value.shape))
    if near.size:
        value.reshape(-1)[near] = near_chi(*(np.broadcast_to(x, value.shape).reshape(-1)[near] for x in (z, cz)))
    return value


def near_chi(z: Array, cz: Array) -> Array:
    """The same for |z| <= 1."""
    import numpy as np

    tail = np.multiply(z, 9.676794981660217e-14)  # (exp(z) - 1 - z)/(z^2/2) for |z| <= 1: Chebyshev's fit, within 5e-19
    for k in (
        1.5506579818122603e-12, 2.2939720167498006e-11, 3.2114897038026675e-10, 4.175352751703927e-09, 5.01042411690459e-08,
        5.511463839254656e-07, 5.511463834810311e-06, 4.960317460329103e-05, 0.0003968253968274948, 0.002777777777777767,
        0.016666666666666472, 0.08333333333333333, 0.3333333333333333,
    ):  # fmt: skip
        tail += k
        tail *= z
    tail += 1.0
    return tail * z * cz / 2


def guarded(product: Array, logarithm: Callable) -> Array:
    """``product``; through its logarithm, which is called for, where a factor of it overflows or vanishes."""
    import numpy as np

    holds = (product > 1e-290) & (product < 1e290)
    return product if np.all(holds) else np.where(holds, product, np.exp(logarithm()))


def bessel_i(n: Array, x: Array) -> Array:
    """The modified Bessel function I_n(x); orders 0 and 1 by polynomials, six times as fast."""
    import numpy as np
    from scipy import special

    quick = {0: special.i0, 1: special.i1}.get(n) if np.ndim(n) == 0 else None
    return special.iv(n, x) if quick is None else quick(x)


def times_log(c: Array, v: Array) -> Array:
    """c log(v), and 0 where c = 0."""
    import numpy as np

    return np.where(c == 0, 0.0, c * np.log(v))


def x_log_x(x: Array, d: Array) -> Array:
    """x log(x), where d = x - 1; 0 where x is 0, or below it by rounding."""
    import numpy as np

    return np.where(x <= 0, 0.0, x * np.where(x < 0.5, np.log(x), np.log1p(d)))


def times_log1p(c: Array, v: Array) -> Array:
    """c log(1 + v), and 0 where c = 0."""
    import numpy as np

    return np.where(c == 0, 0.0, c * np.log1p(v))


def zeta_derivative(n: int, s: Array) -> Array:
    """The derivative of zeta of order n = 0, 1, 2 at s > 1: the first terms, and Euler and Maclaurin's formula for the others.

    Each term of it is c s (s + 1) ... (s + k - 1) a^(-s - k + 1), or that over (s - 1); its logarithm is differentiated.
    """
    import numpy as np

    s = np.asarray(s, dtype=float)[..., np.newaxis]
    if n > 2:
        raise ArithmeticError("derivatives of zeta of order 0, 1 and 2")
    last = 16
    first = np.arange(1, last)
    total = np.sum((-np.log(first)) ** n * first**-s, axis=-1)
    bernoulli = (1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000, 1 / 74724249600)
    factors = [last ** (1 - s) / (s - 1), last**-s / 2]
    slopes = [(-1 / (s - 1) - np.log(last), 1 / (s - 1) ** 2), (-np.log(last) + 0 * s, 0 * s)]
    for j, c in enumerate(bernoulli):
        steps = s + np.arange(2 * j + 1)
        factors.append(c * np.prod(steps / last, axis=-1, keepdims=True) * last**-s)
        slopes.append((np.sum(1 / steps, axis=-1, keepdims=True) - np.log(last), -np.sum(1 / steps**2, axis=-1, keepdims=True)))
    for factor, (slope, bend) in zip(factors, slopes, strict=True):
        total = total + (factor * (1.0, slope, slope**2 + bend)[int(n)])[..., 0]
    return total
