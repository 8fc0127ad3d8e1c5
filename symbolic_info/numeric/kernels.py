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
    value = np.where((ratio > 0.5) & (ratio < 2), np.log1p(d / b), np.log(ratio))
    extreme = ~((ratio > 1e-290) & (ratio < 1e290))
    return np.where(extreme, np.log(a) - np.log(b), value) if np.any(extreme) else value


def quotient(over: tuple, under: tuple) -> Array:
    """The product of ``over`` divided by that of ``under``: overflows or vanishes only where that does."""
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

    s = w / (2 + w)
    z = s * s
    tail = np.zeros_like(z)  # (atanh(s)/s - 1)/z for |s| <= 1/3
    for n in range(35, 1, -2):
        tail = tail * z + 1 / n
    return np.where((w > -0.5) & (w < 1), cw * s * (1 - 2 * s * tail / (2 + w)), cw - c * log_v)


def relative_entropy(a: Array, b: Array, d: Array) -> Array:
    """a log(a/b) - a + b >= 0 for a, b >= 0, where d = b - a: b at a = 0, inf at b = 0 < a, 0 where both are 0."""
    import numpy as np

    log = log_ratio(b, a, d)
    value = np.where(abs(d) < 0.5 * a, phi_times(a, d / a, d, log), d - a * log)
    return np.where(a == 0, b, np.where(b == 0, np.inf, value))


def chi(c: Array, z: Array, e: Array, cz: Array) -> Array:
    """c (exp(z) - 1 - z) >= 0, where e = exp(z) - 1 and cz = c z."""
    import numpy as np

    tail = np.ones_like(z)
    for n in range(20, 2, -1):
        tail = tail * z / n + 1
    return np.where(abs(z) < 1, tail * z * cz / 2, c * e - cz)


def guarded(product: Array, logarithm: Array) -> Array:
    """``product``; through its logarithm where a factor of it overflows or vanishes."""
    import numpy as np

    return np.where((product > 1e-290) & (product < 1e290), product, np.exp(logarithm))


def stirling_remainder(a: Array, b: Array, d: Array) -> Array:
    """S(b) - S(a) - d S'(a) >= 0 for a, b > 0, d = b - a and Binet's S(x) = loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2.

    By Stirling's series, where needed after eight shifts up; directly where b is far below a.
    """
    import numpy as np

    a, b, d = np.broadcast_arrays(a, b, d)
    shifted = stirling_series(a + 8, b + 8, d)
    for k in range(7, -1, -1):
        x, y = a + k, b + k
        w = -(d / y) / (x + 1)
        log_v = np.where(w < -0.5, np.log(x / (x + 1)) - np.log(y / (y + 1)), np.log1p(w))
        shifted = shifted + (d / x) * (d / y) / (2 * (x + 1)) - (y + 0.5) * phi(w, log_v)
    direct = binet(b) - binet(a) - d * binet_slope(a)
    return np.where(np.minimum(a, b) >= 8, stirling_series(a, b, d), np.where(d < -0.9 * a, direct, shifted))


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
    """The same for a, b >= 8, from S(x) = sum of c_n x^(1 - 2 n): each power has an explicit remainder d^2/(a b) times a positive sum."""
    bernoulli = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400, 43867 / 244188, -174611 / 125400)
    p, q = 1 / a, 1 / b
    total = 0 * d
    power, factor, remainder = q, p + q, p
    for c in bernoulli:
        total = total + c * remainder
        for _ in range(2):
            remainder, power, factor = p * (remainder + factor), power * q, p * factor + power * q
    return (d * p) * (d * q) * total


def loggamma_remainder(a: Array, b: Array, d: Array) -> Array:
    """loggamma(b) - loggamma(a) - d digamma(a) >= 0 for a, b > 0 and d = b - a."""
    forward, backward = log_ratio(b, a, d), log_ratio(a, b, -d)
    return b * phi(-d / b, backward) + 0.5 * phi(d / a, forward) + stirling_remainder(a, b, d)


def loggamma1p(x: Array, d: Array) -> Array:
    """loggamma(1 + x) for x > 0, to a few u also near its zero x = 1, where d = x - 1."""
    import numpy as np
    from scipy import special

    tail = np.zeros_like(d)
    near = np.where(abs(d) < 0.25, d, 0.0)
    for n in range(26, 1, -1):  # loggamma(2 + d) = (1 - euler) d + sum of (-1)^n (zeta(n) - 1) d^n / n
        tail = tail * near + (-1) ** n * special.zetac(n) / n
    return np.where(abs(d) < 0.25, near * ((1 - np.euler_gamma) + near * tail), special.gammaln(1 + x))


def times_log(c: Array, v: Array) -> Array:
    """c log(v), and 0 where c = 0."""
    import numpy as np

    return np.where(c == 0, 0.0, c * np.log(v))


def times_log1p(c: Array, v: Array) -> Array:
    """c log(1 + v), and 0 where c = 0."""
    import numpy as np

    return np.where(c == 0, 0.0, c * np.log1p(v))
