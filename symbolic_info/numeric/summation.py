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
    return series_and_bound(term, lo, hi, *parameters)[0]


def series_and_bound(term: Callable, lo: Array, hi: Array, *parameters: Array) -> tuple:
    """The same with a bound of its error: 16 u of the sum of |terms| and of their sizes, for what rounding and the tail may do."""
    import numpy as np

    def one(lo: float, hi: float, *given: float) -> tuple:
        values = tuple(map(np.float64, given))  # which divide by 0 without raising
        total, size, rounded, start, length = 0.0, 0.0, 0.0, lo, 64
        while start <= hi and start - lo < 1e8:
            found = term(np.arange(start, min(start + length, hi + 1)), *values)
            terms, sizes = found if isinstance(found, tuple) else (found, abs(found))
            total, size, rounded = total + terms.sum(), size + abs(terms).sum(), rounded + sizes.sum()
            if not np.isfinite(total) or (size > 0 and has_settled(terms, 1e-17 * size)):
                return total, 2.0**-49 * (size + rounded)
            start, length = start + length, min(2 * length, 65536)
        return (total, 2.0**-49 * (size + rounded)) if start > hi else (np.nan, np.nan)

    return np.vectorize(one, otypes=[float, float])(lo, hi, *parameters)


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

    By blocks, until the tail is below 1e-17 of the sum, then divided by the total of the masses: what rounding did to all p alike
    drops out.  nan unless that total is 1 within 1e-9.
    """
    return mean_of_masses_and_bound(parts, lo, hi, *parameters)[0]


def mean_of_masses_and_bound(parts: Callable, lo: Array, hi: Array, *parameters: Array) -> tuple:
    """The same with a bound of its error: what rounding and the tail may do; see ``rounding``."""
    import numpy as np

    def terms(k: Array, *values: float) -> tuple:
        log_p, f, *sizes = (np.broadcast_to(v, k.shape) for v in parts(k, *values))
        p = np.exp(log_p)
        return p, np.where(p > 0, p * f, 0.0), rounding(p, log_p, f, sizes)

    def one(lo: float, hi: float, *given: float) -> tuple:
        values = tuple(map(np.float64, given))  # which divide by 0 without raising
        mass, (total, size), (_, rounded) = summed(lambda k: terms(k, *values), lo, hi)
        return (total / mass, 2.0**-49 * (size + rounded)) if abs(mass - 1) < 1e-9 or np.isinf(total) else (np.nan, np.nan)

    return np.vectorize(one, otypes=[float, float])(lo, hi, *parameters)


def summed(terms: Callable, lo: float, hi: float) -> tuple:
    """The totals over k = lo, ..., hi of terms(k) = (p, t, ...), each of t, ... with that of |t|; outward from 0 if lo = -inf.

    By blocks, until the masses total more than 1/2 and the tails of p and of each t are below 1e-17 of what is there.
    """
    import numpy as np

    two_sided = np.isinf(lo)
    start, length, mass = 0.0 if two_sided else lo, 64, 0.0
    totals: Array = 0.0
    while start <= hi and start - (0 if two_sided else lo) < 1e8:
        k = np.arange(start, min(start + length, hi + 1))
        runs = [terms(run) for run in ((k, -1 - k) if two_sided else (k,))]
        for p, *others in runs:
            mass, totals = mass + p.sum(), totals + np.array([[t.sum(), abs(t).sum()] for t in others])
        done = all(has_settled(p, 1e-17) and all(map(has_settled, rest, 1e-17 * totals[:, 1])) for p, *rest in runs)
        if not (np.isfinite(totals).all() and np.isfinite(mass)) or (mass > 0.5 and done):
            break
        start, length = start + length, min(2 * length, 65536)
    return mass, *totals


def divergence_of_masses(parts: Callable, along: Callable | None, lo: Array, hi: Array, *parameters: Array) -> Array:
    """D(P || Q) of masses on k = lo, ..., hi, where parts(k, *parameters) gives log p and log q - log p; see ``divergence_terms``."""
    return divergence_of_masses_and_bound(parts, along, lo, hi, *parameters)[0]


def divergence_of_masses_and_bound(parts: Callable, along: Callable | None, lo: Array, hi: Array, *parameters: Array) -> tuple:
    """The same with a bound of its error, as for a mean of f = log p - log q."""
    import numpy as np

    def one(lo: float, hi: float, *given: float) -> tuple:
        values = tuple(map(np.float64, given))  # which divide by 0 without raising

        def terms(k: Array) -> tuple:
            log_p, gap, *sizes = (np.broadcast_to(v, k.shape) for v in parts(k, *values))
            gap = gap_of(gap, along, (k,), values)
            plain, excess, p, q = divergence_terms(log_p, gap, 1.0)
            return p, plain, excess, q, rounding(p, log_p, gap, sizes)

        mass, (plain, size), (excess, _), (other, _), (_, rounded) = summed(terms, lo, hi)
        if np.isinf(plain):
            return plain, 0.0
        if abs(mass - 1) >= 1e-9 or (size > 16 * abs(plain) and abs(other - 1) >= 1e-9):
            return np.nan, np.nan
        near = size > 16 * abs(plain)
        return (excess if near else plain) / mass, 2.0**-49 * (size + excess + (0.0 if near else rounded))

    return np.vectorize(one, otypes=[float, float])(lo, hi, *parameters)


def divergence_terms(log_p: Array, gap: Array, weight: Array) -> tuple:
    """-p l and p (exp(l) - 1 - l) >= 0 for l = log q - log p, then p and q, all by ``weight``.

    Both total D(P || Q), the second as far as P and Q total the same: its terms do not cancel.
    """
    import numpy as np

    p, q = weighted(log_p, weight), weighted(log_p + gap, weight)
    near = np.where(abs(gap) < 1, gap, 0.0)
    tail = np.ones_like(near)
    for n in range(20, 2, -1):
        tail = tail * near / n + 1
    excess = np.where(abs(gap) < 1, p * near * near * tail / 2, q - p - np.where(p > 0, p * gap, 0.0))
    return np.where(p > 0, -p * gap, 0.0), np.maximum(excess, 0.0), p, q


def rounding(p: Array, log_p: Array, f: Array, sizes: list) -> Array:
    """What rounding may do to p f, in u: by the size of the terms in log p and f where that is told, else by their values.

    A size is nan where its formula divides by a zero of f: one node, which counts for nothing.
    """
    import numpy as np

    found = p * (sizes[0] if sizes else abs(f) * (1 + abs(log_p)))
    return np.where((p > 0) & ~np.isnan(found), found, 0.0)


def weighted(log_p: Array, weight: Array) -> Array:
    """p times a weight, through the sum of their logarithms where p overflows; 0 where it has no value."""
    import numpy as np

    p = np.exp(log_p) * weight
    p = np.where(np.isinf(p), np.exp(log_p + np.log(weight)), p)
    return np.where((weight > 0) & ~np.isnan(p), p, 0.0)


def gap_of(gap: Array, along: Callable | None, at: tuple, values: tuple) -> Array:
    """log q - log p; where Q is near P not as a difference, but as the integral over 0 < t < 1 of along(t, *at, *values).

    That is the derivative of log q at the place t between P and Q, by 7 nodes of Gauss and Legendre and by 5 of Lobatto, which must agree:
    those hold both ends, so that no kink beside an end goes unseen.  What they differ by is the error of the 5, which is far larger.
    """
    import numpy as np

    known = abs(gap)[~np.isnan(gap)]
    if along is None or not known.size or not np.percentile(known, 10) < 0.05:
        return gap
    lobatto = (-1, -((3 / 7) ** 0.5), 0, (3 / 7) ** 0.5, 1), (0.1, 49 / 90, 32 / 45, 49 / 90, 0.1)
    rules = (lobatto, np.polynomial.legendre.leggauss(7))
    few, many = (sum(w / 2 * along((1 + t) / 2, *at, *values) for t, w in zip(*rule, strict=True)) for rule in rules)
    sizes = abs(many)[abs(many) < 0.5]
    usual = np.median(sizes) if sizes.size else np.nan
    return np.where((abs(few - many) <= 1e-10 * (usual + abs(many))) & (abs(gap) < 0.5), many, gap)


def mean_of_density(parts: Callable, breaks: Callable, *parameters: Array) -> Array:
    """The integral of p f over the support, by the double exponential rule on panels.

    breaks(*parameters) gives the ends of the support with further points between them (those outside do not count); parts(y, end,
    *parameters) gives log p and f at the distance y from the lower (end = -1) or the upper (end = 1) end of the support, or at x = y
    (end = 0).  The step is halved until two results agree to 1e-11 of the integral of |p f|; nan unless they do and p totals 1 within 1e-9.

    Source: Takahasi & Mori (1974), Double exponential formulas for numerical integration, Publ. RIMS 9.
    """
    return mean_of_density_and_bound(parts, breaks, *parameters)[0]


def mean_of_density_and_bound(parts: Callable, breaks: Callable, *parameters: Array) -> tuple:
    """The same with a bound of its error: what the last step changed, and what rounding may do; see ``rounding``."""
    import numpy as np

    def one(*given: float) -> tuple:
        values = tuple(map(np.float64, given))  # which divide by 0 without raising

        def terms(y: Array, end: int, weight: Array) -> tuple:
            log_p, f, *sizes = (np.broadcast_to(v, y.shape) for v in parts(y, end, *values))
            p = weighted(log_p, weight)
            inside = np.where(p > 0, p * f, 0.0)
            return inside, abs(inside), p, rounding(p, log_p, f, sizes)

        before, changed, points = np.nan, np.nan, ordered_points(breaks(*values))
        for level in range(2, 10):
            now, size, mass, rounded = double_exponential(terms, points, level)
            if np.isinf(now) and abs(mass - 1) < 1e-9:  # else it is P's density that overflows
                return now, 0.0
            change = abs(now - before)
            if abs(mass - 1) < 1e-9 and has_converged(change, changed, size, level == 9):
                return now, change + 2.0**-49 * (size + rounded)
            before, changed = now, change
        return np.nan, np.nan

    return np.vectorize(one, otypes=[float, float])(*parameters)


def divergence_of_density(parts: Callable, along: Callable | None, breaks: Callable, *parameters: Array) -> Array:
    """D(P || Q) of densities on one support, where parts gives log p and log q - log p; otherwise as ``mean_of_density``.

    The mean of -l, l = log q - log p, where that does not cancel, else that of exp(l) - 1 - l >= 0; see ``divergence_terms``.
    """
    return divergence_of_density_and_bound(parts, along, breaks, *parameters)[0]


def divergence_of_density_and_bound(parts: Callable, along: Callable | None, breaks: Callable, *parameters: Array) -> tuple:
    """The same with a bound of its error, as for a mean of f = log p - log q."""
    import numpy as np

    def one(*given: float) -> tuple:
        values = tuple(map(np.float64, given))  # which divide by 0 without raising

        def terms(y: Array, end: int, weight: Array) -> tuple:
            log_p, gap, *sizes = (np.broadcast_to(v, y.shape) for v in parts(y, end, *values))
            gap = gap_of(gap, along, (y, end), values)
            plain, excess, p, q = divergence_terms(log_p, gap, weight)
            return plain, excess, abs(plain), p, q, rounding(p, log_p, gap, sizes)

        before, changed, points = np.full(2, np.nan), np.nan, ordered_points(breaks(*values))
        for level in range(2, 10):
            plain, excess, size, mass, other, rounded = double_exponential(terms, points, level)
            if plain == np.inf and abs(mass - 1) < 1e-9:  # else it is P's density that overflows; no divergence is -inf
                return plain, 0.0
            cancels = size > 16 * abs(plain)
            now, then, scale = (excess, before[1], excess) if cancels else (plain, before[0], size)
            change, total = abs(now - then), abs(mass - 1) < 1e-9 and not (cancels and abs(other - 1) >= 1e-9)
            if total and has_converged(change, changed, scale, level == 9):
                return now, change + 2.0**-49 * (size + excess + (0.0 if cancels else rounded))
            before, changed = np.array([plain, excess]), change
        return np.nan, np.nan

    return np.vectorize(one, otypes=[float, float])(*parameters)


def has_converged(change: float, before: float, scale: float, last: bool) -> bool:
    """Whether a total is settled to 1e-11 of ``scale``, and another step would change no digit, or no more than rounding does."""
    return change <= 1e-11 * scale and (last or change <= 1e-14 * scale or change > before / 8)


def ordered_points(breaks: tuple) -> list:
    """The ends of the support, and the break points between them, in order."""
    lo, *inner, hi = (float(b) for b in breaks)
    return sorted({lo, *(b for b in inner if lo < b < hi), hi})


def double_exponential(terms: Callable, points: list, level: int) -> tuple:
    """The totals of terms(y, end, weight) over nodes with steps of 2^-level."""
    import itertools

    import numpy as np

    totals: Array = 0.0
    half = (np.arange(6 * 2**level) + 0.5) / 2**level
    for a, b in itertools.pairwise(points):
        for s in (-half, half):
            totals = totals + np.array([t.sum() for t in terms(*panel_nodes(a, b, points, s))])
    return tuple((totals / 2**level).tolist())


def log_sum(*logs: Array) -> Array:
    """log(exp(a) + exp(b) + ...), which overflows nowhere."""
    import numpy as np

    total = logs[0]
    for log in logs[1:]:
        total = np.logaddexp(total, log)
    return total


def log_one_minus(z: Array, log: Array) -> Array:
    """log(1 - exp(z)) for z < 0, near 0 as far below it; log = log(-z), which is the value where z underflows."""
    import numpy as np

    near = np.where(z > -1e-290, log, np.log(-np.expm1(z)))
    return np.where(z > -0.7, near, np.log1p(-np.exp(z)))


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
        near_lo = np.isfinite(lo) and not (np.isfinite(hi) and hi - a < a - lo)
        return ((a - lo) + y, -1, weight) if near_lo else ((hi - a) - y, 1, weight) if np.isfinite(hi) else (a + y, 0, weight)
    near_hi = np.isfinite(hi) and not (np.isfinite(lo) and b - lo < hi - b)
    return ((hi - b) + y, 1, weight) if near_hi else ((b - lo) - y, -1, weight) if np.isfinite(lo) else (b - y, 0, weight)
