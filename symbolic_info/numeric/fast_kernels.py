"""The kernels for Numba: one number at a time, without branches, so that a loop over them becomes vector instructions.

Needs Numba; imported only where the extra ``fast`` is asked for.  Generated modules carry the text of what they use.  Arguments lie
between 1e-100 and 1e100 in size (what calls them sees to that).  log and exp are fdlibm's polynomials without its branches: 0.8 ulp.
Nothing is summed in another order than written.

Source: Sun Microsystems (1993), fdlibm: e_log.c and e_exp.c.
"""

import math
from typing import Any

import numba
import numpy as np

compiled = numba.njit(error_model="numpy", fastmath={"contract", "nsz"}, cache=True, nogil=True, forceinline=True)
"""No ``reassoc``: it folds away the rounding to an integer in exp.  Division by zero is inf or nan, not an exception that bars vectors."""


@compiled
def bits(x: float) -> Any:
    """The 64 bits of a float."""
    return np.float64(x).view(np.int64)


@compiled
def of_bits(n: int) -> Any:
    """The float of 64 bits."""
    return np.int64(n).view(np.float64)


@compiled
def bare_log(x: float) -> float:
    """log(x) for normal positive numbers, and anything for others."""
    n = bits(x)
    k = (n - 0x3FE6A09E667F3BCD) >> 52  # so that the mantissa lies between sqrt(1/2) and sqrt(2)
    f = of_bits(n - (k << 52)) - 1.0
    e = of_bits(k + 0x4338000000000000) - 6755399441055744.0  # k as a float, by the mantissa of 3/2 2^52
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    odd = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
    even = z * (0.6666666666666735130 + w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)))
    half = 0.5 * f * f
    return e * 6.93147180369123816490e-01 - ((half - (s * (half + (odd + even)) + e * 1.90821492927058770002e-10)) - f)


@compiled
def fast_log(x: float) -> float:
    """log(x): nan below 0, -inf at 0."""
    is_small = x < 2.2250738585072014e-308
    value = bare_log(x * 18014398509481984.0 if is_small else x)  # 2^54
    value = value - 37.42994775023705 if is_small else value
    value = -math.inf if x == 0.0 else value
    value = x if x == math.inf else value
    return value if x >= 0.0 else math.nan


@compiled
def fast_exp(x: float) -> float:
    """exp(x)."""
    inside = min(max(x, -745.2), 709.8)
    t = inside * 1.4426950408889634 + 6755399441055744.0
    n = bits(t) - 0x4338000000000000
    k = t - 6755399441055744.0
    high, low = inside - k * 6.93147180369123816490e-01, k * 1.90821492927058770002e-10
    r = high - low
    z = r * r
    tail = -2.77777777770155933842e-03 + z * (
        6.61375632143793436117e-05 + z * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08)
    )
    c = r - z * (1.66666666666666019037e-01 + z * tail)
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    half = n >> 1
    y = y * of_bits((half + 1023) << 52) * of_bits((n - half + 1023) << 52)
    y = math.inf if x > 709.782712893384 else y
    y = 0.0 if x < -745.13 else y
    return y if x == x else x


@compiled
def fast_atanh_tail(z: float) -> float:
    """(atanh(s)/s - 1)/z for z = s^2 <= 1/9."""
    t = 0.05422589197440007 + z * (0.03746071897775383 + z * 0.07815288900461426)
    t = 0.07692271982430275 + z * (0.06667589315724629 + z * (0.05867139530651599 + z * t))
    t = 0.1428571428580005 + z * (0.11111111099118386 + z * (0.09090909948981357 + z * t))
    return 0.3333333333333333 + z * (0.19999999999999762 + z * t)


@compiled
def fast_log_ratio(a: float, b: float, d: float) -> float:
    """log(a/b) for a, b > 0 and d = a - b: 2 atanh(d/(a + b)) where they are near each other."""
    s = d / (a + b)
    z = s * s
    far = fast_log(a / b)
    return 2.0 * s * (1.0 + z * fast_atanh_tail(z)) if abs(s) < 0.3333 else far


@compiled
def fast_phi(w: float, log_v: float) -> float:
    """v - 1 - log(v) >= 0 for v > 0, where w = v - 1."""
    return fast_phi_times(1.0, w, w, log_v)


@compiled
def fast_phi_times(c: float, w: float, cw: float, log_v: float) -> float:
    """c (v - 1 - log(v)) >= 0 for c, v > 0, where w = v - 1 and cw = c w."""
    s = w / (2.0 + w)
    z = s * s
    near = cw * s * (1.0 - (s - z) * fast_atanh_tail(z))
    return near if (w > -0.5) & (w < 1.0) else cw - c * log_v


@compiled
def fast_relative_entropy(a: float, b: float, d: float) -> float:
    """a log(a/b) - a + b >= 0 for a, b > 0, where d = b - a."""
    far = d - a * fast_log(b / a)
    return fast_phi_times(a, d / a, d, 0.0) if (d > -0.5 * a) & (d < a) else far


@compiled
def fast_chi(c: float, z: float, e: float, cz: float) -> float:
    """c (exp(z) - 1 - z) >= 0, where e = exp(z) - 1 and cz = c z."""
    tail = 9.676794981660217e-14
    for k in (
        1.5506579818122603e-12, 2.2939720167498006e-11, 3.2114897038026675e-10, 4.175352751703927e-09, 5.01042411690459e-08,
        5.511463839254656e-07, 5.511463834810311e-06, 4.960317460329103e-05, 0.0003968253968274948, 0.002777777777777767,
        0.016666666666666472, 0.08333333333333333, 0.3333333333333333, 1.0,
    ):  # fmt: skip
        tail = tail * z + k
    return tail * z * cz / 2.0 if abs(z) < 1.0 else c * e - cz


@compiled
def fast_closer(a: float, b: float, *terms: float) -> float:
    """a - b, which is the sum of ``terms`` too: by the one that is rounded less."""
    total, size = 0.0, 0.0
    for t in terms:
        total += t
        size += abs(t)
    return total if size < abs(a) + abs(b) else a - b


@compiled
def fast_quotient(over: tuple, under: tuple) -> float:
    """The product of ``over`` divided by that of ``under``."""
    value = 1.0
    for x in over:
        value *= x
    for x in under:
        value /= x
    return value


@compiled
def fast_stirling_series(a: float, b: float, d: float) -> float:
    """S(b) - S(a) - d S'(a) >= 0 for a, b >= 5, d = b - a and Binet's function S: see ``kernels``."""
    p, q = 1.0 / a, 1.0 / b
    low, high = p * p, q * q
    value, slope, bend = 0.0, 0.0, 0.0
    for c in (
        2.0170566708062387, -0.7242304465680537, 0.1515019895812825, -0.028733212527123308, 0.006394181415283613, -0.0019173178441879788,
        0.0008417491154353933, -0.0005952380868198809, 0.0007936507936295489, -0.0027777777777777566, 0.08333333333333333,
    ):  # fmt: skip
        bend, slope, value = bend * high + slope, slope * low + value, value * low + c
    both = p + q
    mixed = slope + (q - p) * both * bend
    total = value + q * both * mixed + p * (both * mixed + p * (mixed + 2.0 * p * both * bend))
    return (d * p) * (d * q) * (p * total)


@compiled
def fast_stirling_remainder(a: float, b: float, d: float) -> float:
    """The same for a, b > 0."""
    is_small = min(a, b) < 5.0
    up = 5.0 if is_small else 0.0
    total = 0.0
    for k in range(5):
        x, y = a + k, b + k
        fall = d / y
        w = -fall / (x + 1.0)
        log_v = fast_log(x / (x + 1.0)) - fast_log(y / (y + 1.0)) if k == 0 else 0.0
        near = (d / x) * fall / (2.0 * (x + 1.0)) - (y + 0.5) * fast_phi_times(1.0, w, w, log_v)
        far = (y + 0.5) * log_v + d * (x + 0.5) / (x * (x + 1.0))  # the same, for b far below a
        total += far if (k == 0) & (d < -0.9 * a) else near
    return fast_stirling_series(a + up, b + up, d) + (total if is_small else 0.0)


@compiled
def fast_loggamma_remainder(a: float, b: float, d: float) -> float:
    """loggamma(b) - loggamma(a) - d fast_digamma(a) >= 0 for a, b > 0 and d = b - a."""
    return fast_relative_entropy(b, a, -d) + 0.5 * fast_relative_entropy(a, b, d) / a + fast_stirling_remainder(a, b, d)


@compiled
def fast_digamma(x: float) -> float:
    """The derivative of loggamma(x) for x > 0, by seven shifts and Stirling's series."""
    steps = 0.0
    for k in range(7):
        steps += 1.0 / (x + k)
    y = x + 7.0
    p = 1.0 / (y * y)
    tail = 1 / 240 - p * (1 / 132 - p * (691 / 32760 - p * (1 / 12 - p * (3617 / 8160 - p * (43867 / 14364)))))
    return fast_log(y) - 0.5 / y - p * (1 / 12 - p * (1 / 120 - p * (1 / 252 - p * tail))) - steps
