"""Sums along rows, by blocks that stay in the processor's cache: no more memory than a few blocks beyond input and output.

Rows are summed alike whatever the block, so that results depend neither on it nor on the number of threads.
"""

from collections.abc import Callable, Iterator
from typing import Any

Array = Any
Terms = Callable[..., tuple]

BLOCK = 32_768
"""Elements of a block: three arrays of it fill less than a megabyte."""
SETTLED = 0.25
"""Divergences above this share of the total are right as sum p log(p/q): their terms are at most a few times as large."""


def row_sums(terms: Terms, count: int, *arrays: Array) -> Array:
    """``count`` sums over the last axis of equally shaped arrays; ``terms`` gives them for blocks of two axes, in float64."""
    import numpy as np

    shape = arrays[0].shape
    sums = np.zeros((count, int(np.prod(shape[:-1], dtype=np.int64))))
    for start, rows in _pieces(arrays):
        into = sums[:, start : start + len(rows[0])]
        high = max(1, BLOCK // max(1, shape[-1]))
        for i in range(0, len(rows[0]), high):
            for j in range(0, shape[-1], BLOCK):
                block = [np.asarray(a[i : i + high, j : j + BLOCK], dtype=np.float64) for a in rows]
                for total, part in zip(into, terms(*block), strict=True):
                    total[i : i + high] += part
    return sums.reshape((count, *shape[:-1]))


def _pieces(arrays: tuple[Array, ...]) -> Iterator[tuple[int, list[Array]]]:
    """Pieces of two axes with the number of their first row: views where the memory allows it, else copies of a block at most."""
    shape = arrays[0].shape
    if len(shape) == 1:
        yield 0, [a[None] for a in arrays]
        return
    if len(shape) == 2 or all(a.flags.c_contiguous for a in arrays):
        yield 0, [a.reshape(-1, shape[-1]) for a in arrays]
        return
    inner = 1
    for n in shape[1:-1]:
        inner *= n
    if inner * shape[-1] > BLOCK:
        for i in range(shape[0]):
            for start, rows in _pieces(tuple(a[i] for a in arrays)):
                yield i * inner + start, rows
        return
    step = max(1, BLOCK // max(1, inner * shape[-1]))
    for i in range(0, shape[0], step):
        yield i * inner, [a[i : i + step].reshape(-1, shape[-1]) for a in arrays]


def log_terms(p: Array, q: Array) -> tuple[Array]:
    """sum p log q, where nothing is added for p = 0."""
    import numpy as np

    logs = np.array(q)
    zero = p == 0
    if zero.any():
        np.copyto(logs, 1.0, where=zero)
    np.log(logs, out=logs)
    return (np.vecdot(p, logs),)


def divergence_terms(p: Array, q: Array) -> tuple[Array, Array, Array]:
    """sum p log(p/q), sum p, sum q."""
    import numpy as np

    ratio = np.divide(p, q)
    zero = p == 0
    if zero.any():
        np.copyto(ratio, 1.0, where=zero)
    np.log(ratio, out=ratio)
    ones = np.ones(p.shape[-1])
    return np.vecdot(p, ratio), p @ ones, q @ ones


def middle_terms(p: Array, q: Array) -> tuple[Array]:
    """sum of p phi(m/p)/2 + q phi(m/q)/2, m = (p + q)/2: none of it negative."""
    from symbolic_info.numeric.kernels import relative_entropy

    middle, half = (p + q) / 2, (q - p) / 2
    return ((relative_entropy(p, middle, half) + relative_entropy(q, middle, -half)).sum(axis=-1) / 2,)


def near_terms(p: Array, q: Array) -> tuple[Array]:
    """sum p phi(q/p) with q at p = 0: none of it negative."""
    from symbolic_info.numeric.kernels import relative_entropy

    return (relative_entropy(p, q, q - p).sum(axis=-1),)


def exact_terms(p: Array, q: Array) -> tuple[Array]:
    """sum p log(p/q) without overflow."""
    from scipy import special

    return (special.rel_entr(p, q).sum(axis=-1),)


def divergence(p: Array, q: Array, rounding: float) -> Array:
    """sum p log(p/q) along the last axis: plus sum q - sum p where the totals agree but for ``rounding``, and then never negative."""
    import numpy as np

    if p.ndim == 1:
        return divergence(p[None], q[None], rounding)[0]
    plain, of_p, of_q = row_sums(divergence_terms, 3, p, q)
    equal = ~(abs(of_p - of_q) > rounding * of_p)
    value = np.where(equal, plain + (of_q - of_p), plain)
    doubtful = ~((value >= SETTLED * of_p) & (value < np.inf))
    for terms, rows in ((near_terms, doubtful & equal), (exact_terms, doubtful & ~equal)):
        if rows.any():
            value[rows] = _again(terms, p, q, np.nonzero(rows))
    return value


def _again(terms: Terms, p: Array, q: Array, at: tuple) -> Array:
    """One sum of the rows ``at``, gathered a block at a time."""
    import numpy as np

    found = np.empty(len(at[0]))
    step = BLOCK // max(1, p.shape[-1])
    if step < 2:  # long rows: one by one, as views
        return np.array([row_sums(terms, 1, p[row], q[row])[0] for row in zip(*at, strict=True)])
    for i in range(0, len(found), step):
        here = tuple(index[i : i + step] for index in at)
        found[i : i + step] = row_sums(terms, 1, p[here], q[here])[0]
    return found
