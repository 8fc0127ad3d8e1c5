"""NumPy functions that generated modules carry with them: their text is copied, so each stands alone and imports what it needs.

Those of the first part are sums of non-negative terms, so that nothing cancels where a divergence is small: each is given the
*difference* of its two points, formed before any rounding.  u = 2^-53.
"""

from typing import Any

Array = Any


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

    value, power = 1.0, 0
    for x in over:
        mantissa, exponent = np.frexp(x)
        value, power = value * mantissa, power + exponent
    for x in under:
        mantissa, exponent = np.frexp(x)
        value, power = value / mantissa, power - exponent
    return np.ldexp(value, power)


def phi(w: Array, log_v: Array) -> Array:
    """v - 1 - log(v) >= 0 for v > 0, where w = v - 1."""
    return phi_times(1.0, w, w, log_v)


def phi_times(c: Array, w: Array, cw: Array, log_v: Array) -> Array:
    """c (v - 1 - log(v)) >= 0 for c, v > 0, where w = v - 1 and cw = c w."""
    import numpy as np

    return np.where((w > -0.5) & (w < 1), near_phi_times(w, cw), cw - c * log_v)


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

    value = np.where(abs(d) < 0.5 * a, near_phi_times(d / a, d), d - a * far_log(b, a))
    return np.where(a == 0, b, np.where(b == 0, np.inf, value))


def chi(c: Array, z: Array, e: Array, cz: Array) -> Array:
    """c (exp(z) - 1 - z) >= 0, where e = exp(z) - 1 and cz = c z."""
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
    return np.where(abs(z) < 1, tail * z * cz / 2, c * e - cz)


def guarded(product: Array, logarithm: Array) -> Array:
    """``product``; through its logarithm where a factor of it overflows or vanishes."""
    import numpy as np

    return np.where((product > 1e-290) & (product < 1e290), product, np.exp(logarithm))


def stirling_remainder(a: Array, b: Array, d: Array) -> Array:
    """S(b) - S(a) - d S'(a) >= 0 for a, b > 0, d = b - a and Binet's S(x) = loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2.

    By Stirling's series, where needed after five shifts up; directly where b is far below a.
    """
    import numpy as np

    shape = np.broadcast_shapes(np.shape(a), np.shape(b), np.shape(d))
    a, b, d = (np.broadcast_to(v, shape).reshape(-1) for v in (a, b, d))
    small = np.minimum(a, b) < 5
    up = np.where(small, 5.0, 0.0)
    value = stirling_series(a + up, b + up, d)
    at = np.flatnonzero(small)
    value[at] += stirling_shifts(a[at], b[at], d[at])
    far = np.flatnonzero(small & (d < -0.97 * a))
    value[far] = binet(b[far]) - binet(a[far]) - d[far] * binet_slope(a[far])
    return value.reshape(shape)[()]


def stirling_shifts(a: Array, b: Array, d: Array) -> Array:
    """What the same loses from a, b to a + 5, b + 5; a term for each step, S(x) - S(x + 1) = (x + 1/2) log(1 + 1/x) - 1."""
    import numpy as np

    total = np.zeros_like(d)
    for k in range(5):
        x, y = a + k, b + k
        up, fall = x + 1, d / y
        w = -fall / up
        bent = near_phi_times(w, w)
        if k == 0:  # only the first is ever far from 1
            at = np.flatnonzero(~((w > -0.5) & (w < 1)))
            log_v = np.where(w[at] < -0.5, np.log(a[at] / up[at]) - np.log(b[at] / (b[at] + 1)), np.log1p(w[at]))
            bent[at] = w[at] - log_v
        y += 0.5
        y *= bent
        total += d / x * fall / (2 * up) - y
    return total


def binet(x: Array) -> Array:
    """loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2 for x > 0."""
    import numpy as np
    from scipy import special

    total = np.zeros_like(x)
    for c in (-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12):
        total = total / (x * x) + c
    return np.where(x > 8, total / x, special.gammaln(x) - (x - 0.5) * np.log(x) + x - 0.5 * np.log(2 * np.pi))


def binet_slope(x: Array) -> Array:
    """digamma(x) - log(x) + 1/(2 x) for x > 0."""
    import numpy as np
    from scipy import special

    total = np.zeros_like(x)
    for c in (3617 / 8160, -1 / 12, 691 / 32760, -1 / 132, 1 / 240, -1 / 252, 1 / 120, -1 / 12):
        total = total / (x * x) + c
    return np.where(x > 8, total / (x * x), special.digamma(x) - np.log(x) + 0.5 / x)


def stirling_series(a: Array, b: Array, d: Array) -> Array:
    """The same for a, b >= 5, from S(x) = g(1/x^2)/x: an explicit factor d^2 times divided differences of g, found on Horner's way.

    g by Chebyshev's fit for x >= 5, within 5e-21 of 1/12.
    """
    import numpy as np

    p, q = 1 / a, 1 / b
    low, high = p * p, q * q
    value, slope, bend = np.zeros((3, *np.shape(d)))  # g(P), g[P, P], g[P, P, Q] for P = p^2, Q = q^2
    for c in (
        2.0170566708062387, -0.7242304465680537, 0.1515019895812825, -0.028733212527123308, 0.006394181415283613, -0.0019173178441879788,
        0.0008417491154353933, -0.0005952380868198809, 0.0007936507936295489, -0.0027777777777777566, 0.08333333333333333,
    ):  # fmt: skip
        bend *= high
        bend += slope
        slope *= low
        slope += value
        value *= low
        value += c
    both = p + q
    bend *= both
    mixed = slope + (q - p) * bend  # g[P, Q]
    total = value + (q + p) * both * mixed + low * (mixed + 2 * p * bend)
    return (d * p) * (d * q) * (p * total)


def loggamma_remainder(a: Array, b: Array, d: Array) -> Array:
    """loggamma(b) - loggamma(a) - d digamma(a) >= 0 for a, b > 0 and d = b - a."""
    return b * phi(-d / b, far_log(a, b)) + 0.5 * phi(d / a, far_log(b, a)) + stirling_remainder(a, b, d)


def loggamma1p(x: Array, d: Array) -> Array:
    """loggamma(1 + x) for x > 0, to a few u also near its zero x = 1, where d = x - 1."""
    import numpy as np
    from scipy import special

    tail = np.zeros_like(d)
    near = np.where(abs(d) < 0.25, d, 0.0)
    for n in range(26, 1, -1):  # loggamma(2 + d) = (1 - euler) d + sum of (-1)^n (zeta(n) - 1) d^n / n
        tail = tail * near + (-1) ** n * special.zetac(n) / n
    return np.where(abs(d) < 0.25, near * ((1 - np.euler_gamma) + near * tail), special.gammaln(1 + x))


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
