"""How far log I_0 lies above its tangent, and the slope of that: carried by generated modules.

Nothing cancels: every term holds the square of the difference b - a as a factor.  Below 12, with s(x) = sqrt(x^2 + 23/4),

    log I_0(x) = s + H(y),    y = 32/(s + 11/2) - 3,
    remainder of s = (23/4)(b - a)^2 / (s(a) (s(a) s(b) + 23/4 + a b)),

and for x >= 12 likewise log I_0(x) = x - log(2 pi x)/2 + S(y), y = 24/x - 1, where that of -log(x)/2 is phi(b/a)/2.  H and S are
polynomials whose second derivatives are Chebyshev's fits, of 24 terms over 0 <= x^2 + 1/5, x <= 12.2 and of 20 over x >= 11.5, integrated
twice; their divided differences are found on Horner's way.  As y is K/(s + c) + ..., E = K/(s + c), the remainder of H(y) is

    (s(b) - s(a))^2 E(a)^2 E(b) (E(b) H[y(a), y(a), y(b)] + H'(y(a)))/K^2 - E(a)^2 H'(y(a)) (remainder of s)/K.

The singularities of log I_0, its zeros on the imaginary axis, are as far from both ranges of y as these maps allow.  The coefficients are
printed by ``tools/bessel_fits.py``.
"""

from collections.abc import Callable
from typing import Any

from symbolic_info.numeric.kernels import far_log, phi

Array = Any


def log_bessel_remainder(a: Array, b: Array, d: Array) -> Array:
    """log I_0(b) - log I_0(a) - d I_1(a)/I_0(a) >= 0 for a, b >= 0 and d = b - a, to 30 u.

    Where 12 lies between a and b, both parts are added, and the change of slope on one times the length of the other.
    """
    return in_pieces(log_bessel_piece, a, b, d)


def log_bessel_piece(a: Array, b: Array, d: Array) -> Array:
    """The same, at once."""
    import numpy as np

    low, high = np.minimum(a, b), np.maximum(a, b)
    if np.all(high <= 12):
        return near_bessel_remainder(a, b, d)
    shape = np.broadcast_shapes(np.shape(a), np.shape(b), np.shape(d))
    a, b, d, low, high = (np.broadcast_to(v, shape).reshape(-1) for v in (a, b, d, low, high))
    value = np.full(low.shape, np.nan)
    at = np.flatnonzero(high <= 12)
    value[at] = near_bessel_remainder(a[at], b[at], d[at])
    at = np.flatnonzero(low > 12)
    value[at] = far_bessel_remainder(a[at], b[at], d[at])
    for at, first, second in (
        (np.flatnonzero((a <= 12) & (b > 12)), near_bessel_remainder, far_bessel_remainder),
        (np.flatnonzero((a > 12) & (b <= 12)), far_bessel_remainder, near_bessel_remainder),
    ):
        x, y = a[at], b[at]
        there, back = first(x, 12.0, 12 - x), first(12.0, x, x - 12)
        ratio = np.divide(y - 12, 12 - x, out=np.zeros_like(x), where=x != 12)
        value[at] = there + second(12.0, y, y - 12) + (there + back) * ratio
    return value.reshape(shape)[()]


def near_bessel_remainder(a: Array, b: Array, d: Array) -> Array:
    """The same for 0 <= a, b <= 12."""
    import numpy as np

    s, r = np.sqrt(a * a + 5.75), np.sqrt(b * b + 5.75)
    p, q = 32 / (s + 5.5), 32 / (r + 5.5)
    slope, bend = slope_and_bend(near_bessel_fit(), p - 3, q - 3)
    gap = d * ((a + b) / (s + r))
    square = p * p
    curved = gap * gap * (square * q) * (q * bend + slope) / 1024
    return (1 - square * slope / 32) * (5.75 * d * d / (s * ((s * r + 5.75) + a * b))) + curved


def far_bessel_remainder(a: Array, b: Array, d: Array) -> Array:
    """The same for a, b >= 12."""
    p, q = 24 / a, 24 / b
    slope, bend = slope_and_bend(far_bessel_fit(), p - 1, q - 1)
    w = d / a
    return 0.5 * phi(w, far_log(b, a)) + w * w * q * (q * bend + slope)


def bessel_ratio(x: Array) -> Array:
    """I_1(x)/I_0(x) for x >= 0, to 5 u."""
    return in_pieces(bessel_ratio_piece, x)


def bessel_ratio_piece(x: Array) -> Array:
    """The same, at once."""
    import numpy as np

    s = np.sqrt(x * x + 5.75)
    p = 32 / (s + 5.5)
    value = x / s * (1 - p * p * slope_of(near_bessel_fit(), p - 3) / 32)
    if np.all(x <= 12):
        return value
    p = 1 / np.where(x > 12, x, 12.0)
    return np.where(x > 12, 1 - p * (0.5 + 24 * p * slope_of(far_bessel_fit(), 24 * p - 1)), value)


def half_sine(a: Array, b: Array) -> Array:
    """sin((a - b)/2), to 3 u: what rounding takes from a - b is put back."""
    return in_pieces(half_sine_piece, a, b)


def half_sine_piece(a: Array, b: Array) -> Array:
    """The same, at once."""
    import numpy as np

    d = a - b
    other = d - a
    left = (a - (d - other)) - (b + other)
    sine, cosine = np.sin(d / 2), np.cos(d / 2)
    if np.all(abs(left) < 1e-9):
        return sine + cosine * (left / 2)
    return sine * np.cos(left / 2) + cosine * np.sin(left / 2)


def in_pieces(kernel: Callable, *arguments: Array) -> Array:
    """kernel(*arguments), 8,192 points at a time, so that what it writes on the way stays in the cache."""
    import numpy as np

    shape = np.broadcast_shapes(*map(np.shape, arguments))
    if np.prod(shape) <= 8192:
        return kernel(*arguments)
    flat = [np.broadcast_to(a, shape).reshape(-1) for a in arguments]
    out = np.empty(flat[0].size)
    for i in range(0, out.size, 8192):
        out[i : i + 8192] = kernel(*(a[i : i + 8192] for a in flat))
    return out.reshape(shape)


def slope_and_bend(fit: tuple, x: Array, y: Array) -> tuple[Array, Array]:
    """f'(x) and f[x, x, y] of the polynomial f with the coefficients ``fit``, from the highest to that of degree 1."""
    import numpy as np

    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    first, second, *others = fit
    value, slope, bend = x * first + second, np.full(np.shape(x), first), np.zeros(shape)
    for c in (*others, 0.0):
        bend *= y
        bend += slope
        slope *= x
        slope += value
        value *= x
        value += c
    return slope, bend


def slope_of(fit: tuple, x: Array) -> Array:
    """f'(x) of the same."""
    degree = len(fit)
    total = x * (degree * fit[0])
    for k in range(1, degree - 1):
        total += (degree - k) * fit[k]
        total *= x
    return total + fit[-1]


def near_bessel_fit() -> tuple:
    """H, from the coefficient of the highest power to that of the first."""
    return (
        2.7205830011004974e-13, 1.1129416814384894e-12, 7.638387525890998e-14, -1.0138517024049008e-11, -1.1897392785370648e-12,
        -1.1085944384427012e-11, -5.877271017624518e-11, 2.764793665203798e-11, -1.6241900046303103e-09, -1.0118720277485091e-08,
        6.284294500952107e-09, 6.532183989910059e-10, -3.048196044980714e-07, -8.766339884001264e-07, 5.047874803411617e-07,
        -3.241338892303805e-06, -2.680835271618797e-05, -8.607784643087806e-05, -5.5717511721682486e-05, -0.0004627656170599539,
        -0.0021392943697542653, -0.01251581452490943, -0.02722445298063656, -0.11108542637327641, 0.013001080301857506,
    )  # fmt: skip


def far_bessel_fit() -> tuple:
    """S likewise."""
    return (
        1.7400903368011796e-13, -1.9960039941651592e-13, -1.449985376824313e-12, 1.0867516960618928e-12, 5.887344381271758e-12,
        -9.111877553525658e-13, -1.3712994193701212e-11, -8.547993840815768e-12, 9.468841785150219e-12, 1.8895338176516896e-11,
        2.4789788349563838e-11, 4.722897745006049e-11, 1.1843264401204292e-10, 3.789922746168693e-10, 1.5596302061605471e-09,
        8.19005765333562e-09, 5.543428297445809e-08, 4.976689656470945e-07, 6.269798343638225e-06, 0.00012478685955373908,
        0.005440851664911896,
    )  # fmt: skip
