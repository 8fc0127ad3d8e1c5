"""Sums along rows for Numba: terms a block at a time, which becomes vector instructions, then each row's sum in a fixed order."""

import math
from typing import Any

from symbolic_info.numeric.fast_kernels import bare_log, compiled, fast_atanh_tail, fast_log

Array = Any


@compiled
def row_total(terms: Array, first: int, last: int) -> float:
    """The sum of terms[first:last], in four interleaved sums."""
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    whole = first + (last - first) // 4 * 4
    for i in range(first, whole, 4):
        a += terms[i]
        b += terms[i + 1]
        c += terms[i + 2]
        d += terms[i + 3]
    for i in range(whole, last):
        a += terms[i]
    return (a + b) + (c + d)


@compiled
def three_totals(terms: Array, here: int, p: Array, q: Array, at: int, columns: int) -> tuple[float, float, float]:
    """The sums of ``columns`` terms from ``here`` on, and of p and q from ``at`` on: side by side, each in two interleaved sums."""
    a, b, c, d, e, f = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    even = columns // 2 * 2
    for i in range(0, even, 2):
        a += terms[here + i]
        b += terms[here + i + 1]
        c += p[at + i]
        d += p[at + i + 1]
        e += q[at + i]
        f += q[at + i + 1]
    for i in range(even, columns):
        a += terms[here + i]
        c += p[at + i]
        e += q[at + i]
    return a + b, c + d, e + f


@compiled
def positive_term(p: float, q: float) -> float:
    """p log(p/q) - p + q >= 0: q at p = 0; nan for a negative mass, and for what is far from representable."""
    d = q - p
    w = d / p
    s = w / (2.0 + w)
    z = s * s
    near = d * s * (1.0 - (s - z) * fast_atanh_tail(z))
    ratio = q / p
    far = d - p * fast_log(ratio) if (ratio > 1e-290) & (ratio < 1e290) else math.nan
    value = near if (w > -0.5) & (w < 1.0) else far
    value = q if p == 0.0 else value
    return value if (p >= 0.0) & (q >= 0.0) else math.nan


@compiled
def divergence_rows(p: Array, q: Array, rounding: float, out: Array, terms: Array) -> None:
    """D(p || q) of rows of masses that total the same; rows that do not, or are not settled, become nan.

    ``terms`` is as long as ``step`` rows, or as one.
    """
    rows, columns = p.shape
    step = max(1, terms.size // columns)
    flat_p, flat_q = p.reshape(-1), q.reshape(-1)
    for first in range(0, rows, step):
        last = min(first + step, rows)
        base = first * columns
        for i in range((last - first) * columns):
            a, b = flat_p[base + i], flat_q[base + i]
            ratio = a / b
            t = a * bare_log(ratio)
            is_usual = (ratio >= 1e-300) & (ratio <= 1e300) & (b > 0.0)
            terms[i] = t if is_usual else 0.0 if (a == 0.0) & (b >= 0.0) else math.nan  # what is not usual is left to NumPy
        for r in range(first, last):
            at = r * columns
            plain, of_p, of_q = three_totals(terms, at - base, flat_p, flat_q, at, columns)
            value = plain + (of_q - of_p)
            is_equal = abs(of_q - of_p) <= rounding * of_p
            if is_equal & ~((value >= 0.25 * of_p) & (value < math.inf)):
                for i in range(columns):
                    terms[at - base + i] = positive_term(flat_p[at + i], flat_q[at + i])
                value = row_total(terms, at - base, at - base + columns)
            out[r] = value if is_equal else math.nan


@compiled
def cross_entropy_rows(p: Array, q: Array, out: Array, terms: Array) -> None:
    """-sum p log q of rows; nothing is added for p = 0."""
    rows, columns = p.shape
    step = max(1, terms.size // columns)
    flat_p, flat_q = p.reshape(-1), q.reshape(-1)
    for first in range(0, rows, step):
        last = min(first + step, rows)
        base = first * columns
        for i in range((last - first) * columns):
            a, b = flat_p[base + i], flat_q[base + i]
            t = a * fast_log(b)
            t = 0.0 if (a == 0.0) & (b >= 0.0) else t
            terms[i] = t if a >= 0.0 else math.nan
        for r in range(first, last):
            out[r] = 0.0 - row_total(terms, r * columns - base, r * columns - base + columns)
