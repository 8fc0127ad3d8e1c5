"""The kernels for tensors, over a library ``xp`` (torch, or jax.numpy) with its ``special`` functions: carried by written modules.

The formulas are those of ``kernels``.  Each branch is given arguments at which it is finite, so that no gradient is 0 times infinity: the
gradients are right on the diagonal, near it, and where a mass is zero.
"""

from typing import Any

xp: Any = None  # in a written module: torch or jax.numpy
special: Any = None

Tensor = Any


def masked(value: Tensor, inside: Tensor, like: Tensor) -> Tensor:
    """``value``, in the type of ``like`` where it is a number; nan where it is not ``inside``, and there the gradients are nan too."""
    ones = xp.ones_like(value if hasattr(value, "dtype") else like)
    return value * xp.where(inside, ones, float("nan"))


def closer(a: Tensor, b: Tensor, *terms: Tensor) -> Tensor:
    """a - b, which is the sum of ``terms`` too: by the one that is rounded less."""
    return xp.where(sum(abs(t) for t in terms) < abs(a) + abs(b), sum(terms), a - b)


def quotient(over: tuple, under: tuple) -> Tensor:
    """The product of ``over`` divided by that of ``under``, factor by factor."""
    value = 1.0
    for i in range(max(len(over), len(under))):
        value = value * (over[i] if i < len(over) else 1.0)
        value = value / (under[i] if i < len(under) else 1.0)
    return value


def log_ratio(a: Tensor, b: Tensor, d: Tensor) -> Tensor:
    """log(a/b) for a, b > 0 and d = a - b."""
    ratio = a / b
    near = (ratio > 0.5) & (ratio < 2)
    return xp.where(near, xp.log1p(xp.where(near, d / b, 0.0)), xp.log(xp.where(near, 1.0, ratio)))


def atanh_tail(z: Tensor) -> Tensor:
    """(atanh(s)/s - 1)/z for z = s^2 <= 1/9."""
    tail = 0.0 * z
    for n in range(35, 1, -2):
        tail = tail * z + 1 / n
    return tail


def phi(w: Tensor, log_v: Tensor) -> Tensor:
    """v - 1 - log(v) >= 0 for v > 0, where w = v - 1."""
    return phi_times(1.0, w, w, log_v)


def phi_times(c: Tensor, w: Tensor, cw: Tensor, log_v: Tensor) -> Tensor:
    """c (v - 1 - log(v)) >= 0 for c, v > 0, where w = v - 1 and cw = c w."""
    near = (w > -0.5) & (w < 1)
    x = xp.where(near, w, 0.0)
    s = x / (2 + x)
    z = s * s
    return xp.where(near, c * s * (x - 2 * z * atanh_tail(z)), cw - c * log_v)


def relative_entropy(a: Tensor, b: Tensor, d: Tensor) -> Tensor:
    """a log(a/b) - a + b >= 0 for a, b >= 0, where d = b - a: b at a = 0, inf at b = 0 < a, 0 where both are 0."""
    both = (a > 0) & (b > 0)
    a1, b1, d1 = xp.where(both, a, 1.0 + 0 * d), xp.where(both, b, 1.0 + 0 * d), xp.where(both, d, 0.0)
    c = enlarging(a1 + b1)
    a1, b1, d1 = c * a1, c * b1, c * d1
    close, distant = abs(d1) < 2 * a1, b1 > 1e9 * a1
    w = xp.where(close, xp.where(close, d1, 0.0) / xp.where(close, a1, 1.0), 2.0)
    log = log_ratio(xp.where(distant, 1.0, b1), xp.where(distant, 1.0, a1), xp.where(distant, 0.0, d1))
    log = xp.where(distant, xp.log(xp.where(distant, b1, 1.0)) - xp.log(xp.where(distant, a1, 1.0)), log)
    value = phi_times(a1, w, d1, log) / c
    outside = (a < 0) | (b < 0) | (a != a) | (b != b)
    edge = xp.where(a == 0, b, float("inf")) + 0 * a + 0 * b  # a nan in the gradient reaches both
    return xp.where(both, value, edge) * xp.where(outside, float("nan"), xp.ones_like(d1))


def enlarging(m: Tensor) -> Tensor:
    """A power of 2 that makes small masses m large: gradients of quotients square them."""
    c = 1.0 + 0 * m
    largest = float(xp.finfo(m.dtype).max)
    for edge, power in ((1e-5, 40), (1e-18, 83), (1e-30, 110), (1e-140, 600)):
        c = xp.where(m < edge, 2.0**power + 0 * m, c) if 2.0**power < largest else c
    return c


def chi(c: Tensor, z: Tensor, e: Tensor, cz: Tensor) -> Tensor:
    """c (exp(z) - 1 - z) >= 0, where e = exp(z) - 1 and cz = c z."""
    near = abs(z) < 1
    x = xp.where(near, z, 0.0)
    tail = 0.0 * x + 1.0
    for n in range(20, 2, -1):
        tail = tail * x / n + 1
    return xp.where(near, tail * x * c * x / 2, c * e - cz)


def stirling_remainder(a: Tensor, b: Tensor, d: Tensor) -> Tensor:
    """S(b) - S(a) - d S'(a) >= 0 for a, b > 0, d = b - a and Binet's S(x) = loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2."""
    a, b = a + 0 * d, b + 0 * d  # tensors, where numbers were given
    large, far = (a >= 8) & (b >= 8), d < -0.97 * a
    a1, b1, d1 = xp.where(large, a, 8.0), xp.where(large, b, 8.0), xp.where(large, d, 0.0)
    a2, b2 = xp.where(far, a, 2.0), xp.where(far, b, 1.0)
    other = large | far
    first, second, gap = xp.where(other, 1.0, a), xp.where(other, 1.0, b), xp.where(other, 0.0, d)
    x, y, g = (xp.stack([start + step * n for n in range(8)], -1) for start, step in ((first, 1), (second, 1), (gap, 0)))
    w = -(g / y) / (x + 1)
    log_v = log_ratio(x, x + 1, -1.0 + 0 * x) - log_ratio(y, y + 1, -1.0 + 0 * y)
    steps = (g / x) * (g / y) / (2 * (x + 1)) - (y + 0.5) * phi(w, log_v)
    shifted = stirling_series(first + 8, second + 8, gap) + xp.sum(steps, -1)
    direct = binet(b2) - binet(a2) - (b2 - a2) * binet_slope(a2)
    return xp.where(large, stirling_series(a1, b1, d1), xp.where(far, direct, shifted))


def stirling_series(a: Tensor, b: Tensor, d: Tensor) -> Tensor:
    """The same for a, b >= 8."""
    bernoulli = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400, 43867 / 244188, -174611 / 125400)
    p, q = 1 / a, 1 / b
    total = 0 * d
    power, factor, remainder = q, p + q, p
    for c in bernoulli:
        total = total + c * remainder
        for _ in range(2):
            remainder, power, factor = p * (remainder + factor), power * q, p * factor + power * q
    return (d * p) * (d * q) * total


def binet(x: Tensor) -> Tensor:
    """loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2 for x > 0."""
    y, small = xp.where(x > 8, x, 9.0), xp.where(x > 8, 1.0, x)
    return xp.where(x > 8, binet_series(y), loggamma(small) - (small - 0.5) * xp.log(small) + small - 0.9189385332046728)


def binet_series(y: Tensor) -> Tensor:
    """The same for y > 8."""
    total = 0 * y
    for c in (-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12):
        total = total / (y * y) + c
    return total / y


def binet_slope(x: Tensor) -> Tensor:
    """digamma(x) - log(x) + 1/(2 x) for x > 0."""
    y, small = xp.where(x > 8, x, 9.0), xp.where(x > 8, 1.0, x)
    return xp.where(x > 8, binet_slope_series(y), digamma(small) - xp.log(small) + 0.5 / small)


def binet_slope_series(y: Tensor) -> Tensor:
    """The same for y > 8."""
    total = 0 * y
    for c in (3617 / 8160, -1 / 12, 691 / 32760, -1 / 132, 1 / 240, -1 / 252, 1 / 120, -1 / 12):
        total = total / (y * y) + c
    return total / (y * y)


def held(x: Tensor) -> Tensor:
    """``x`` as a number that nothing is differentiated by."""
    if hasattr(x, "detach"):
        return x.detach()
    from jax.lax import stop_gradient

    return stop_gradient(x)


def loggamma(x: Tensor) -> Tensor:
    """loggamma(x) for x > 0, with the derivatives of Stirling's series at x + 8: a library's trigamma has 9 digits."""
    near = x < 1e5
    z = xp.where(near, x, 1.0)
    y = z + 8
    own = (y - 0.5) * xp.log(y) - y + binet_series(y) - xp.sum(xp.log(xp.stack([z + n for n in range(8)], -1)), -1)
    return xp.where(near, held(special.gammaln(z)) + (own - held(own)), special.gammaln(xp.where(near, 1e5, x)))


def digamma(x: Tensor) -> Tensor:
    """digamma(x) for x > 0, with derivatives made the same way."""
    near = x < 1e5
    z = xp.where(near, x, 1.0)
    y = z + 8
    own = xp.log(y) - 0.5 / y + binet_slope_series(y) - xp.sum(1 / xp.stack([z + n for n in range(8)], -1), -1)
    return xp.where(near, held(special.digamma(z)) + (own - held(own)), special.digamma(xp.where(near, 1e5, x)))


def polygamma(n: int, x: Tensor) -> Tensor:
    """The derivative of order n > 0 of digamma for x > 0: the sum of (-1)^(n + 1) n!/(x + k)^(n + 1), its tail by Euler and Maclaurin.

    Source: NIST Digital Library of Mathematical Functions, section 5.15.
    """
    from math import factorial

    y = x + 12
    bernoulli = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798, -174611 / 330)
    tail = factorial(n - 1) / y**n + factorial(n) / 2 / y ** (n + 1)
    for k in range(10, 0, -1):
        tail = tail + bernoulli[k - 1] * factorial(2 * k + n - 1) / factorial(2 * k) / y ** (2 * k + n)
    terms = xp.stack([x + k for k in range(12)], -1) ** -(n + 1)
    return (-1) ** (n + 1) * (factorial(n) * xp.sum(terms, -1) + tail)


def loggamma_remainder(a: Tensor, b: Tensor, d: Tensor) -> Tensor:
    """loggamma(b) - loggamma(a) - d digamma(a) >= 0 for a, b > 0 and d = b - a."""
    forward, backward = log_ratio(b, a, d), log_ratio(a, b, -d)
    return b * phi(-d / b, backward) + 0.5 * phi(d / a, forward) + stirling_remainder(a, b, d)


def loggamma1p(x: Tensor, d: Tensor) -> Tensor:
    """loggamma(1 + x) for x > 0, where d = x - 1: near its zero by its series, whose coefficients are (-1)^n (zeta(n) - 1)/n."""
    near = abs(d) < 0.25
    y = xp.where(near, d, 0.0)
    zeta = (
        *(0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914, 0.008349277381922827),
        *(0.004077356197944339, 0.002008392826082214, 0.0009945751278180853, 0.0004941886041194646, 0.0002460865533080483),
        *(0.0001227133475784891, 6.124813505870483e-05, 3.058823630702049e-05, 1.528225940865187e-05, 7.637197637899762e-06),
        *(3.817293264999840e-06, 1.908212716553939e-06, 9.539620338727961e-07, 4.769329867878065e-07, 2.384505027277329e-07),
        *(1.192199259653111e-07, 5.960818905125948e-08, 2.980350351465228e-08, 1.490155482836504e-08),
    )
    tail = 0.0 * y
    for n in range(26, 1, -1):
        tail = tail * y + (-1) ** n * zeta[n - 2] / n
    return xp.where(near, y * (0.42278433509846713 + y * tail), loggamma(xp.where(near, 2.0, 1 + x)))


def times_log(c: Tensor, v: Tensor) -> Tensor:
    """c log(v), and 0 where c = 0; its derivative by c is log(v) there too, and 0 where that is infinite."""
    zero = (c == 0) & ~((v > 0) & (v < float("inf")))
    return xp.where(zero, 0.0, c * xp.log(xp.where(zero, 1.0, v)))


def x_log_x(x: Tensor, d: Tensor) -> Tensor:
    """x log(x), where d = x - 1; 0 where x is 0, or below it by rounding."""
    zero, low = x <= 0, x < 0.5
    log = xp.where(low, xp.log(xp.where(low & ~zero, x, 1.0)), xp.log1p(xp.where(low, 0.0, d)))
    return xp.where(zero, 0.0, x * log)


def times_log1p(c: Tensor, v: Tensor) -> Tensor:
    """c log(1 + v), and 0 where c = 0."""
    zero = (c == 0) & ~((v > -1) & (v < float("inf")))
    return xp.where(zero, 0.0, c * xp.log1p(xp.where(zero, 0.0, v)))


def expm1(z: Tensor) -> Tensor:
    """exp(z) - 1, whose derivative exp(z) keeps its digits far below 0."""
    near = abs(z) < 1
    return xp.where(near, xp.expm1(xp.where(near, z, 0.0)), xp.exp(xp.where(near, 0.0, z)) - 1)
