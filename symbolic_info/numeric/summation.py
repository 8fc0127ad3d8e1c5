"""NumPy functions for what has no closed form, copied into generated modules: series, means over masses, means over densities.

Each works value by value and gives nan rather than digits that it could not settle.
"""

from collections.abc import Callable
from typing import Any

Array = Any


def series(term: Callable, lo: Array, hi: Array, *parameters: Array) -> Array:
    """The sum of term(k, *parameters) over k = lo, ..., hi, by blocks, until a geometric tail is below 1e-17 of the sum.

    A sum that is not done after 10^8 terms is nan.
    """
    import numpy as np

    def one(lo: float, hi: float, *values: float) -> float:
        total, size, start, length = 0.0, 0.0, lo, 64
        while start <= hi and start - lo < 1e8:
            terms = term(np.arange(start, min(start + length, hi + 1)), *values)
            total, size = total + terms.sum(), size + abs(terms).sum()
            if not np.isfinite(total) or (size > 0 and has_settled(terms, 1e-17 * size)):
                return float(total)
            start, length = start + length, min(2 * length, 65536)
        return float(total) if start > hi else np.nan

    return np.vectorize(one, otypes=[float])(lo, hi, *parameters)


def has_settled(terms: Array, tiny: float) -> bool:
    """Whether the last terms fall so that the geometric series they start stays below ``tiny``."""
    tail = abs(terms[-9:])
    if not tail.any():
        return True
    if len(tail) < 9 or not tail.all():
        return False
    ratio = (tail[1:] / tail[:-1]).max()
    return bool(ratio < 1 and tail[-1] * ratio / (1 - ratio) < tiny)


def mean_of_masses(parts: Callable, lo: Array, hi: Array, *parameters: Array) -> Array:
    """The sum of p(k) f(k) over k = lo, ..., hi, where parts(k, *parameters) gives log p and f; where p = 0 nothing is added.

    By blocks, until the tail is below 1e-17 of the sum; nan unless the masses then total 1 within 1e-9.
    """
    import numpy as np

    def one(lo: float, hi: float, *values: float) -> float:
        total, size, mass, start, length = 0.0, 0.0, 0.0, lo, 64
        while start <= hi and start - lo < 1e8:
            k = np.arange(start, min(start + length, hi + 1))
            log_p, f = (np.broadcast_to(v, k.shape) for v in parts(k, *values))
            p = np.exp(log_p)
            terms = np.where(p > 0, p * f, 0.0)
            total, size, mass = total + terms.sum(), size + abs(terms).sum(), mass + p.sum()
            if not np.isfinite(total) or (mass > 0.5 and has_settled(terms, 1e-17 * size) and has_settled(p, 1e-17)):
                break
            start, length = start + length, min(2 * length, 65536)
        return float(total) if abs(mass - 1) < 1e-9 or np.isinf(total) else np.nan

    return np.vectorize(one, otypes=[float])(lo, hi, *parameters)


def mean_of_density(parts: Callable, breaks: Callable, *parameters: Array) -> Array:
    """The integral of p f over the support, by the double exponential rule on panels.

    breaks(*parameters) gives the ends of the support with further points between them (those outside do not count); parts(y, end,
    *parameters) gives log p and f at the distance y from the lower (end = -1) or the upper (end = 1) end of the support, or at x = y
    (end = 0).  The step is halved until two results agree to 1e-11 of the integral of |p f|; nan unless they do and p totals 1 within 1e-9.

    Source: Takahasi & Mori (1974), Double exponential formulas for numerical integration, Publ. RIMS 9.
    """
    import numpy as np

    def one(*values: float) -> float:
        lo, *inner, hi = (float(b) for b in breaks(*values))
        points = sorted({lo, *(b for b in inner if lo < b < hi), hi})
        before, _, _ = double_exponential(parts, points, 2, values)
        for level in range(3, 10):
            now, size, mass = double_exponential(parts, points, level, values)
            if np.isinf(now) or (abs(now - before) <= 1e-11 * size and abs(mass - 1) < 1e-9):
                return now
            before = now
        return np.nan

    return np.vectorize(one, otypes=[float])(*parameters)


def double_exponential(parts: Callable, points: list, level: int, values: tuple) -> tuple[float, float, float]:
    """The integrals of p f, |p f| and p with steps of 2^-level."""
    import itertools

    import numpy as np

    totals = np.zeros(3)
    half = (np.arange(6 * 2**level) + 0.5) / 2**level
    for a, b in itertools.pairwise(points):
        for s in (-half, half):
            y, end, weight = panel_nodes(a, b, points, s)
            log_p, f = (np.broadcast_to(v, y.shape) for v in parts(y, end, *values))
            p = np.where(weight > 0, np.exp(log_p) * weight, 0.0)
            terms = np.where(p > 0, p * f, 0.0)
            totals += (terms.sum(), abs(terms).sum(), p.sum())
    total, size, mass = totals / 2**level
    return float(total), float(size), float(mass)


def panel_nodes(a: float, b: float, points: list, s: Array) -> tuple[Array, int, Array]:
    """Nodes of one half of the panel (a, b), as distances from an end of the support where that is finite: distances, end, weights."""
    import numpy as np

    lo, hi = points[0], points[-1]
    if np.isinf(a) and np.isinf(b):
        t = np.pi / 2 * np.sinh(s)
        return np.sinh(t), 0, np.pi / 2 * np.cosh(s) * np.cosh(t)
    if np.isfinite(a) and np.isfinite(b):
        e = np.exp(-np.pi * np.sinh(abs(s)))
        y = (b - a) * e / (1 + e)
        weight = np.pi * np.cosh(s) * y / (1 + e)
        from_a = s[0] < 0
    else:
        gaps = np.diff([p for p in points if np.isfinite(p)])
        y = (gaps.max() if gaps.size else 1.0) * np.exp(np.pi / 2 * np.sinh(s))
        weight = np.pi / 2 * np.cosh(s) * y
        from_a = np.isfinite(a)
    if from_a:
        return ((a - lo) + y, -1, weight) if np.isfinite(lo) else (a + y, 0, weight)
    return ((hi - b) + y, 1, weight) if np.isfinite(hi) else (b - y, 0, weight)
