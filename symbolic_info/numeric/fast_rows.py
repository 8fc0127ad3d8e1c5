"""Sums along rows for Numba: terms a block at a time, which becomes vector instructions, then each row's sum in a fixed order.

Places in arrays are unsigned: of others Numba asks at each step whether they count from the end, which bars vectors.
"""

import math
from typing import Any

import numpy as np

from symbolic_info.numeric.fast_kernels import compiled, fast_log, fast_phi, kept

Array = Any


@compiled
def row_total(terms: Array, first: Any, last: Any) -> float:
    """The sum of terms[first:last], in four interleaved sums; the places are unsigned."""
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    i = first
    while i < first + ((last - first) & ~np.uint64(3)):
        a += terms[i]
        b += terms[i + np.uint64(1)]
        c += terms[i + np.uint64(2)]
        d += terms[i + np.uint64(3)]
        i += np.uint64(4)
    while i < last:
        a += terms[i]
        i += np.uint64(1)
    return (a + b) + (c + d)


@compiled
def positive_term(p: float, q: float) -> float:
    """p log(p/q) - p + q >= 0: q at p = 0; nan for a negative mass, and for what is far from representable."""
    value = q if p == 0.0 else p * fast_phi((q - p) / p, q / p)
    return value if (p >= 0.0) & (q >= 0.0) else math.nan


@kept
def divergence_rows(p: Array, q: Array, rounding: float, out: Array, terms: Array) -> None:
    """D(p || q) of rows of masses that total the same; rows that do not, or are not settled, become nan.

    ``terms`` is as long as ``step`` rows, or as one.
    """
    rows, columns = p.shape
    step = max(1, terms.size // columns)
    flat_p, flat_q, width = p.reshape(-1), q.reshape(-1), np.uint64(columns)
    for first in range(0, rows, step):
        last = min(first + step, rows)
        some_p, some_q = flat_p[first * columns : last * columns], flat_q[first * columns : last * columns]
        for i in range(some_p.size):
            a, b = some_p[i], some_q[i]
            t = a * fast_log(a / b) if b > 0.0 else math.nan  # what is not usual is left to NumPy
            terms[i] = 0.0 if (a == 0.0) & (b >= 0.0) else t
        at = np.uint64(0)
        for r in range(first, last):
            end = at + width
            of_p, of_q = row_total(some_p, at, end), row_total(some_q, at, end)
            value = row_total(terms, at, end) + (of_q - of_p)
            is_equal = abs(of_q - of_p) <= rounding * of_p
            if is_equal & ~((value >= 0.25 * of_p) & (value < math.inf)):
                for i in range(columns):
                    k = at + np.uint64(i)
                    terms[k] = positive_term(some_p[k], some_q[k])
                value = row_total(terms, at, end)
            out[r] = value if is_equal else math.nan
            at = end


@kept
def cross_entropy_rows(p: Array, q: Array, out: Array, terms: Array) -> None:
    """-sum p log q of rows; nothing is added for p = 0."""
    rows, columns = p.shape
    step = max(1, terms.size // columns)
    flat_p, flat_q, width = p.reshape(-1), q.reshape(-1), np.uint64(columns)
    for first in range(0, rows, step):
        last = min(first + step, rows)
        some_p, some_q = flat_p[first * columns : last * columns], flat_q[first * columns : last * columns]
        for i in range(some_p.size):
            a, b = some_p[i], some_q[i]
            is_small = b < 2.2250738585072014e-308
            log = fast_log(b * 18014398509481984.0 if is_small else b) - (37.42994775023705 if is_small else 0.0)  # 2^54
            t = a * (-math.inf if b == 0.0 else log)
            t = 0.0 if (a == 0.0) & (b >= 0.0) else t
            terms[i] = t if a >= 0.0 else math.nan
        at = np.uint64(0)
        for r in range(first, last):
            end = at + width
            out[r] = 0.0 - row_total(terms, at, end)
            at = end
