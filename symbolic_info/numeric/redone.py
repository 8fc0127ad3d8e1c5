"""What becomes of values that float64 does not settle: carried by generated modules whose form may cancel.

A layer takes the arguments at the doubtful points and gives values, with a mask of those that it vouches for.
"""

from collections.abc import Callable
from typing import Any

from symbolic_info.numeric.doubled import Doubled, DoubledFunctions, doubled

Array = Any

DIGITS = ("settled_digits", "settled_number", "are_one_number", "zeta_of", "gammainc_of", "erfc_of", "erf_gap", "times_log_of")
"""The functions of this module that compute by mpmath."""


def redone(value: Array, doubtful: Array, layers: tuple, *arguments: Array) -> Array:
    """``value``, its doubtful entries by the first of ``layers`` that vouches for one; nan where none does."""
    import numpy as np

    if not np.any(doubtful):
        return value
    value, doubtful, *given = np.broadcast_arrays(value, doubtful, *arguments)
    value, given = np.array(value, dtype=float), [np.asarray(a).reshape(-1) for a in given]
    left = np.flatnonzero(doubtful)
    value.reshape(-1)[left] = np.nan
    for layer in layers:
        new, settled = layer(*(a[left] for a in given))
        value.reshape(-1)[left[settled]] = new[settled]
        left = left[~settled]
        if not left.size:
            break
    return value


def segment(derivative: Callable, order: int) -> Callable:
    """The layer of the integral remainder along the segment from P to Q: differentiation alone, nothing that cancels where Q is near P.

    derivative(t, *arguments) gives the derivative of that order at P + t (Q - P) along Q - P, and the size of its terms:

        D = integral of (1 - t)^(order - 1) D^(order)(t) over 0 < t < 1, by 10 and by 14 nodes of Gauss and Jacobi.

    Vouched for where both agree to 2e-15, no node is negative (order 2) and the terms are at most 32 times the value.
    """

    def layer(*arguments: Array) -> tuple[Array, Array]:
        import numpy as np
        from scipy import special

        totals, size, lowest = [], 0.0, np.inf
        for count in (10, 14):
            nodes, weights = special.roots_jacobi(count, order - 1, 0)
            total, size = 0.0, 0.0
            for t, w in zip((nodes + 1) / 2, weights / 2**order, strict=True):
                term, terms = derivative(t, *arguments)
                total, size, lowest = total + w * term, size + w * terms, np.minimum(lowest, term)
            totals.append(total)
        near = abs(totals[0] - totals[1]) <= 2e-15 * abs(totals[1])
        return totals[1], near & (size <= 32 * abs(totals[1])) & ((lowest >= 0) | (order == 1)) & are_moderate(*arguments)

    return layer


def are_moderate(*arguments: Array) -> Array:
    """Where squares and products of the arguments, and of their differences, neither overflow nor lose digits below 1e-308."""
    return sum((a != 0) & ((abs(a) < 1e-100) | (abs(a) > 1e100)) for a in arguments) == 0


def double_double(closed_form: Callable) -> Callable:
    """The layer of 31 digits: the closed form as it stands, vouched for where its terms cancel less than 12 digits."""

    def layer(*arguments: Array) -> tuple[Array, Array]:
        import numpy as np

        functions = DoubledFunctions()
        value, size = (doubled(v) for v in closed_form(functions, *map(Doubled, arguments)))
        found = value.high + value.low + 0 * arguments[0]
        return found, np.isfinite(found) & (size.high * 2.0**-40 <= abs(found)) & are_moderate(*arguments)

    return layer


def multiprecision(closed_form: Callable) -> Callable:
    """The last layer: the closed form by mpmath, the digits doubled until two values agree to 20 of them."""

    def layer(*arguments: Array) -> tuple[Array, Array]:
        import numpy as np

        found = np.array([settled_digits(closed_form, [float(a) for a in point]) for point in zip(*arguments, strict=True)])
        return found.astype(float), np.ones(found.shape, dtype=bool)

    return layer


def settled_digits(closed_form: Callable, point: list) -> float:
    """The value at one point as a float, nan after 20,000 digits."""
    try:
        return float(settled_number(closed_form, point, 20))
    except OverflowError:
        return float("inf")


def settled_number(closed_form: Callable, point: list, wanted: int) -> Any:
    """The value at a point, digits doubled until two values share ``wanted`` of them; nan after 20,000 (3,000 of gamma functions)."""
    import math

    from mpmath.ctx_mp import MPContext

    context = MPContext()
    context.ratio = lambda p, q: context.mpf(p) / q
    context.zeta, context.gammainc, context.erfc = zeta_of(context), gammainc_of(context), erfc_of(context)
    context.times_log = times_log_of(context)
    far = max((abs(round(math.log10(abs(float(v))))) for v in point if 0 < abs(float(v)) < math.inf), default=0)
    slow = {"loggamma", "digamma", "psi", "gamma"} & set(closed_form.__code__.co_names)
    digits = 20 + wanted + (far if slow else 2 * far)  # twice: what cancels in squares is held at the second precision
    most = max(3_000, 16 * wanted) if slow else 20_000
    before = None
    while digits < most:
        context.dps = digits
        try:
            now = closed_form(context, *map(context.mpf, point))[0]
        except (ZeroDivisionError, ValueError, OverflowError):
            if digits > 2_000:
                return context.nan
            before, digits = None, 2 * digits  # 1/(x - y), log(x - y): more digits may tell x from y
            continue
        if isinstance(now, context.mpc):
            return context.nan
        if before is not None and are_one_number(context, before, now, wanted, digits):
            return now
        if digits > 5_000 and abs(now) < context.mpf(10) ** (-0.9 * digits):
            return context.zero  # nothing but what rounding leaves
        before, digits = now, 2 * digits
    return context.nan


def are_one_number(f: Any, before: Any, now: Any, wanted: int, digits: int) -> bool:
    """Whether two values share ``wanted`` digits, and terms of size 1 were held to as many of the value's: log(1 + x) is 0 for small x.

    Zero counts where nothing that float64 can hold could be left.
    """
    if now == 0:
        return bool(before == 0 and digits >= 330 + wanted)
    held = now * f.mpf(10) ** (digits - wanted)
    return bool(f.isinf(now) or (abs(now - before) <= abs(now) * f.mpf(10) ** -wanted and abs(held) >= 1)) and now * before > 0


def zeta_of(f: Any) -> Callable:
    """Riemann's zeta function and its derivatives for a context of mpmath, by the first two terms far out, where mpmath takes long."""
    near = f.zeta

    def zeta(s: Any, a: Any = 1, n: int = 0) -> Any:
        if s <= 6 * f.dps:
            return near(s, a, n)
        return (-f.log(2)) ** n * f.exp(-s * f.log(2)) + (1 if n == 0 else 0)

    return zeta


def times_log_of(f: Any) -> Callable:
    """c log(v) for a context of mpmath: 0 where c = 0, or where both are below it by rounding."""

    def times_log(c: Any, v: Any) -> Any:
        if c == 0 or (c < 0 and v < 0):
            return f.zero
        return c * f.log(v) if v else -c * f.inf

    return times_log


def erfc_of(f: Any) -> Callable:
    """The complementary error function for a context of mpmath, by exp(-x^2)/(x sqrt(pi)) (1 - 1/(2 x^2) + ...) where that of mpmath ends.

    Source: NIST Digital Library of Mathematical Functions, 7.12.1.
    """
    known = f.erfc

    def erfc(x: Any) -> Any:
        if x < 1000 + f.dps:
            return known(x)
        total = term = f.one
        for k in range(1, 2 * f.dps):
            term = -term * (2 * k - 1) / (2 * x * x)
            total = total + term
            if abs(term) < f.eps:
                break
        return f.exp(-x * x) / (x * f.sqrt(f.pi)) * total

    return erfc


def erf_gap(f: Any, u: Any, v: Any) -> Any:
    """erf(v) - erf(u) for numbers of mpmath; of their complements where both are on one side of 0, which hold digits far out."""
    if u > 0 and v > 0:
        return f.erfc(u) - f.erfc(v)
    return f.erfc(-v) - f.erfc(-u) if u < 0 and v < 0 else f.erf(v) - f.erf(u)


def gammainc_of(f: Any) -> Callable:
    """The incomplete gamma function for a context of mpmath, by its own series where those of mpmath do not end.

    With z > 0, s > 0: lower = z^s e^(-z) sum of z^k/(s (s + 1) ... (s + k)), which ends where z is below s/2 or below 1;
    upper = z^(s - 1) e^(-z) sum of (s - 1) ... (s - k)/z^k, to its smallest term, where z is far above s; the difference of both is
    Gamma(s), taken of Gamma(1 + s) - 1 where s is small.  Else nan beyond 10^6.

    Source: NIST Digital Library of Mathematical Functions, 8.7.1 and 8.11.2.
    """
    known = f.gammainc

    def total(ratio: Callable) -> Any:
        term = found = f.one
        for k in range(1, 40 * f.dps + 4000):
            term = term * ratio(k)
            found = found + term
            if abs(term) < abs(found) * f.eps:
                return found
        return f.nan

    def gammainc(s: Any, a: Any = 0, b: Any = None) -> Any:
        z = a if b is None else b
        if not (s > 0 and z > 0 and (max(s, z) > 10**6 or min(s, z) < f.mpf(10) ** -9)):
            return known(s, a) if b is None else known(s, a, b)
        with f.extraprec(64 + max(0, f.mag(s)) + (abs(f.mag(z)) if s > 1 else 0) + (3 * int(z) if z < 1000 else 0)):
            if z > 4 * (s + 2 * f.dps):
                upper = f.exp((s - 1) * f.log(z) - z) * total(lambda k: (s - k) / z)
                return upper if b is None else f.gamma(s) - upper
            if z > s / 2 and z > 1000:
                return f.nan
            rest, log = total(lambda k: z / (s + k)), s * f.log(z) - z
            if b is not None or s > 1:
                lower = f.exp(log) / s * rest
                return lower if b is not None else f.gamma(s) - lower
            tiny = s < f.mpf(10) ** (-f.dps / 2)  # log Gamma(1 + s) = -euler s + zeta(2) s^2/2 - ...
            gamma = f.expm1(s * (s * f.pi**2 / 12 - f.euler) if tiny else f.loggamma(1 + s))
            return (gamma - f.expm1(log) - f.exp(log) * (rest - 1)) / s

    return gammainc
