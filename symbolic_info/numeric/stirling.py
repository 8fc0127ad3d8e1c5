"""What is left of loggamma without Stirling's large parts, and its remainders: carried by generated modules."""

from typing import Any

from symbolic_info.numeric.kernels import far_log, near_phi_times, phi

Array = Any


def stirling_remainder(a: Array, b: Array, d: Array) -> Array:
    """S(b) - S(a) - d S'(a) >= 0 for a, b > 0, d = b - a and Binet's S(x) = loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2.

    As it stands where b is far from a, and neither is small; else by Stirling's series, where needed after five shifts up.
    """
    import numpy as np

    shape = np.broadcast_shapes(np.shape(a), np.shape(b), np.shape(d))
    a, b, d = (np.broadcast_to(v, shape).reshape(-1) for v in (a, b, d))
    near = np.flatnonzero(((d > -0.5 * a) & (d < a)) | ((np.minimum(a, b) < 0.25) & (d > -0.97 * a)))
    if near.size == d.size:
        return near_stirling_remainder(a, b, d).reshape(shape)[()]
    value = binet(b) - binet(a) - d * binet_slope(a)
    value[near] = near_stirling_remainder(a[near], b[near], d[near])
    return value.reshape(shape)[()]


def near_stirling_remainder(a: Array, b: Array, d: Array) -> Array:
    """The same where b is near a, or both are small."""
    import numpy as np

    small = np.minimum(a, b) < 5
    up = np.where(small, 5.0, 0.0)
    value = stirling_series(a + up, b + up, d)
    at = np.flatnonzero(small)
    value[at] += stirling_shifts(a[at], b[at], d[at])
    return value


def stirling_shifts(a: Array, b: Array, d: Array) -> Array:
    """What the same loses from a, b to a + 5, b + 5; a term for each step, S(x) - S(x + 1) = (x + 1/2) log(1 + 1/x) - 1."""
    import numpy as np

    steps = np.arange(5.0)[:, None]
    x, y = a + steps, b + steps
    up, fall = x + 1, d / y
    w = -fall / up
    bent = near_phi_times(w, w)
    at = np.flatnonzero(~((w[0] > -0.5) & (w[0] < 1)))  # only the first is ever far from 1
    if at.size:
        far = w[0, at]
        bent[0, at] = far - np.where(far < -0.5, np.log(a[at] / up[0, at]) - np.log(b[at] / (b[at] + 1)), np.log1p(far))
    y += 0.5
    bent *= y
    up *= 2
    fall /= up
    fall *= d / x
    fall -= bent
    return fall.sum(axis=0)


def binet(x: Array) -> Array:
    """loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2 for x > 0: by a rational function of 1/x from 1/4 on, fitted within 5e-17."""
    import numpy as np
    from scipy import special

    over = (
        1.9512224700347208e-06, 0.001313099479642505, 0.058589577506619826, 0.7597763958410755, 4.004423663800924, 10.368401445441956,
        15.486324425998502, 14.436183297737951, 8.662810308472535, 3.318127628580094, 0.7583594681261507, 0.08333333333333333,
    )  # fmt: skip
    under = (
        0.0007508741683681879, 0.06026461050642225, 1.3321859580176678, 12.058784452740651, 53.4325886148479, 129.86686795071117,
        189.22445869264683, 174.55303794149785, 104.25706748849737, 39.85086487630035, 9.100313617513779, 1.0,
    )  # fmt: skip
    small = np.flatnonzero(np.ravel(x) < 0.25)
    value = np.asarray(rational(1 / x, over, under) / x)
    if small.size:
        a = np.ravel(x)[small]
        value.reshape(-1)[small] = special.gammaln(a) - (a - 0.5) * np.log(a) + a - 0.5 * np.log(2 * np.pi)
    return value


def binet_slope(x: Array) -> Array:
    """digamma(x) - log(x) + 1/(2 x) for x > 0: in the same way, within 3e-16."""
    import numpy as np
    from scipy import special

    over = (
        1.0292744667237587e-06, 0.00732008591088331, 0.263438698715266, 2.698534505729905, 11.248574179459746, 23.454682784699358,
        29.030076189263387, 23.01850896296113, 12.012302137590462, 4.072206479560233, 0.8362509592422538, 0.08333333333333333,
    )  # fmt: skip
    under = (
        0.015025660162329058, 0.6480922528230133, 8.704232222115731, 52.087811089499716, 164.81200259118947, 307.2816138032834,
        362.3981665234009, 281.07113639715624, 145.15112679932065, 48.96647775475957, 10.035011510906871, 1.0,
    )  # fmt: skip
    small = np.flatnonzero(np.ravel(x) < 0.25)
    value = np.asarray(-rational(1 / x, over, under) / x / x)
    if small.size:
        a = np.ravel(x)[small]
        value.reshape(-1)[small] = special.digamma(a) - np.log(a) + 0.5 / a
    return value


def rational(y: Array, over: tuple, under: tuple) -> Array:
    """A quotient of polynomials, highest power first; no coefficient is negative, so that nothing cancels."""
    import numpy as np

    high, low = np.multiply(y, over[0]), np.multiply(y, under[0])
    for a, b in zip(over[1:-1], under[1:-1], strict=True):
        high += a
        high *= y
        low += b
        low *= y
    high += over[-1]
    low += under[-1]
    return high / low


def stirling_series(a: Array, b: Array, d: Array) -> Array:
    """The same for a, b >= 5, from S(x) = g(1/x^2)/x: an explicit factor d^2 times divided differences of g, found on Horner's way.

    g by Chebyshev's fit for x >= 5, within 5e-21 of 1/12.
    """
    import numpy as np

    p, q = 1 / a, 1 / b
    low, high = p * p, q * q
    value, slope, bend = (np.zeros(np.shape(d)) for _ in range(3))  # g(P), g[P, P], g[P, P, Q] for P = p^2, Q = q^2
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

    value = np.asarray(special.gammaln(1 + x))
    at = np.flatnonzero(np.broadcast_to(abs(d) < 0.25, value.shape))
    near = np.broadcast_to(d, value.shape).reshape(-1)[at]
    tail = np.zeros_like(near)
    for n in range(26, 1, -1) if at.size else ():  # loggamma(2 + d) = (1 - euler) d + sum of (-1)^n (zeta(n) - 1) d^n / n
        tail *= near
        tail += (-1) ** n * special.zetac(n) / n
    value.reshape(-1)[at] = near * ((1 - np.euler_gamma) + near * tail)
    return value
