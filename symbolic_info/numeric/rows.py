"""Sums along rows, by blocks that stay in the processor's cache: no more memory than a few blocks beyond input and output.

Each row is summed by itself and in one order, so that results depend neither on the block nor on the number of threads.
"""

from collections.abc import Callable, Iterator
from typing import Any

from symbolic_info.numeric.blocks import in_threads
from symbolic_info.numeric.kernels import atanh_tail

Array = Any
Terms = Callable[..., tuple]

BLOCK = 131_072
"""Elements of a block: three arrays of it stay in a processor's last cache, and the time to call NumPy on them hardly counts."""
SETTLED = 0.25
"""Divergences above this share of the total are right as sum p log(p/q): their terms are at most a few times as large."""
WIDE = 64
"""Rows from this length on are summed pairwise; shorter ones by one loop, which costs less to start."""
LONG = 4096
"""Up to this length products are summed by BLAS, in a fixed number of strands; of longer rows pairwise, so that errors do not pile up."""


def row_sums(terms: Terms, count: int, *arrays: Array, threads: int = 1) -> Array:
    """``count`` sums over the last axis of equally shaped arrays; ``terms(spare, *block)`` gives them for blocks of two axes, in float64.

    ``spare`` is four arrays of the block's shape to write in.
    """
    import numpy as np

    shape = arrays[0].shape
    sums = np.zeros((count, int(np.prod(shape[:-1], dtype=np.int64))))
    for start, rows in pieces(arrays):
        into = sums[:, start : start + len(rows[0])]
        high = max(1, BLOCK // max(1, shape[-1]))

        def part(first: int, last: int, rows: list = rows, into: Array = into, high: int = high) -> None:
            space = np.empty(4 * high * min(BLOCK, shape[-1]))
            for i in range(first, last, high):
                for j in range(0, shape[-1], BLOCK):
                    here = slice(i, min(i + high, last))
                    block = [np.asarray(a[here, j : j + BLOCK], dtype=np.float64) for a in rows]
                    spare = space[: 4 * block[0].size].reshape(4, *block[0].shape)
                    for total, found in zip(into, terms(spare, *block), strict=True):
                        total[here] += found

        in_threads(part, len(rows[0]), threads, high)
    return sums.reshape((count, *shape[:-1]))


def pieces(arrays: tuple[Array, ...]) -> Iterator[tuple[int, list[Array]]]:
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
            for start, rows in pieces(tuple(a[i] for a in arrays)):
                yield i * inner + start, rows
        return
    step = max(1, BLOCK // max(1, inner * shape[-1]))
    for i in range(0, shape[0], step):
        yield i * inner, [a[i : i + step].reshape(-1, shape[-1]) for a in arrays]


def _total(terms: Array) -> Array:
    """The sum of each row."""
    import numpy as np

    return np.einsum("ij->i", terms) if terms.shape[-1] < WIDE else np.add.reduce(terms, axis=-1)


def _products(weights: Array, logs: Array) -> Array:
    """The sum of the products of each row; ``logs`` may be written over."""
    import numpy as np

    length = logs.shape[-1]
    if length < WIDE:
        return np.einsum("ij,ij->i", weights, logs)
    return np.vecdot(weights, logs) if length <= LONG else _total(np.multiply(weights, logs, out=logs))


def own_log_terms(spare: Array, p: Array) -> tuple[Array]:
    """sum p log p; nan where a mass is negative."""
    import numpy as np

    found = _products(p, np.log(p, out=spare[0]))
    return log_terms(spare, p, p) if np.isnan(np.add.reduce(found)) else (found,)


def log_terms(spare: Array, p: Array, q: Array) -> tuple[Array]:
    """sum p log q, where nothing is added for p = 0."""
    import numpy as np

    found = _products(p, np.log(q, out=spare[0]))
    if not np.isnan(np.add.reduce(found)):
        return (_or_nan(found, p),)
    np.copyto(spare[0], q)
    np.copyto(spare[0], 1.0, where=(p == 0) & (q == q))  # nan passes through
    return (_or_nan(_products(p, np.log(spare[0], out=spare[0])), p, q),)


def divergence_terms(spare: Array, p: Array, q: Array) -> tuple[Array, Array, Array]:
    """sum p log(p/q), sum p, sum q."""
    import numpy as np

    ratio = np.divide(p, q, out=spare[0])
    is_positive = np.fmin.reduce(p, axis=None, initial=1.0) > 0  # a negative q then makes a logarithm nan
    if not is_positive:
        np.copyto(ratio, 1.0, where=p == 0)
    found = _products(p, np.log(ratio, out=ratio))
    return found if is_positive else _or_nan(found, p, q), _total(p), _total(q)


def _or_nan(found: Array, *masses: Array) -> Array:
    """``found``, and nan where one of the masses is negative: the caller then looks for it and says which."""
    import numpy as np

    if any(np.fmin.reduce(m, axis=None, initial=0.0) < 0 for m in masses):
        return np.full_like(found, np.nan)
    return found


def middle_terms(spare: Array, p: Array, q: Array) -> tuple[Array]:
    """sum of p phi(m/p)/2 + q phi(m/q)/2, m = (p + q)/2: none of it negative."""
    import numpy as np

    middle = np.multiply(np.add(p, q, out=spare[3]), 0.5, out=spare[3])
    first = _total(_positive(spare, p, middle, (q - p) / 2))
    return (_or_nan((first + _total(_positive(spare, q, middle, (p - q) / 2))) / 2, p, q),)


def near_terms(spare: Array, p: Array, q: Array) -> tuple[Array]:
    """sum p phi(q/p) with q at p = 0: none of it negative."""
    import numpy as np

    return (_or_nan(_total(_positive(spare, p, q, np.subtract(q, p, out=spare[3]))), p, q),)


def _positive(spare: Array, p: Array, q: Array, d: Array) -> Array:
    """p phi(q/p) with q at p = 0, where d = q - p; in spare[0], and the first three of ``spare`` are written over.

    p phi(1 + w) = s d (1 - (s - z) tail), s = w/(2 + w), z = s^2, tail = (atanh(s)/s - 1)/z, where -1/2 < w = d/p < 1; else d - p log(q/p).
    """
    import numpy as np

    w, z, tail = spare[:3]
    np.divide(d, p, out=w)
    far = np.flatnonzero(~(abs(np.subtract(w, 0.25, out=z)) < 0.75))
    np.divide(w, np.add(w, 2.0, out=z), out=w)  # s
    np.multiply(w, w, out=z)
    atanh_tail(z, out=tail)
    np.multiply(tail, np.subtract(w, z, out=z), out=tail)
    np.multiply(np.subtract(1.0, tail, out=tail), d, out=tail)
    value = np.multiply(w, tail, out=w)
    if far.size:
        value.reshape(-1)[far] = _far(*(a.reshape(-1)[far] for a in (p, q, d)))
    return value


def _far(p: Array, q: Array, d: Array) -> Array:
    """The same where q/p is not near 1."""
    import numpy as np

    ratio = q / p
    log = np.log(ratio)
    extreme = ~((ratio > 1e-290) & (ratio < 1e290))
    if extreme.any():
        log = np.where(extreme, np.log(q) - np.log(p), log)
    return np.where(p == 0, q, np.where(q == 0, np.inf, d - p * log))


def exact_terms(spare: Array, p: Array, q: Array) -> tuple[Array]:
    """sum p log(p/q) without overflow."""
    from scipy import special

    return (_or_nan(_total(special.rel_entr(p, q, out=spare[0])), p, q),)


def divergence(p: Array, q: Array, rounding: float, threads: int = 1) -> Array:
    """sum p log(p/q) along the last axis: plus sum q - sum p where the totals agree but for ``rounding``, and then never negative.

    A negative mass makes the value of its row nan, and those of rows beside it.
    """
    import numpy as np

    def quick(spare: Array, p: Array, q: Array) -> tuple[Array]:
        return (_settled(*divergence_terms(spare, p, q), rounding),)

    def careful(spare: Array, p: Array, q: Array) -> tuple[Array]:
        return (_carefully(spare, p, q, rounding),)

    if p.ndim == 1:
        return divergence(p[None], q[None], rounding)[0]
    if p.shape[-1] > BLOCK:
        return _of_long_rows(p, q, rounding, threads)
    value = row_sums(quick, 1, p, q, threads=threads)[0]
    left = np.nonzero(np.isnan(value))
    if left[0].size:
        value[left] = _again(careful, p, q, left, threads)
    return value


def _settled(plain: Array, of_p: Array, of_q: Array, rounding: float) -> Array:
    """The divergence of each row from its sums, nan where that would cost digits."""
    import numpy as np

    gap = of_q - of_p
    unequal = abs(gap) > rounding * of_p
    value = np.where(unequal, plain, plain + gap) if unequal.any() else plain + gap
    value[~((value >= SETTLED * of_p) & (value < np.inf))] = np.nan
    return value


def _carefully(spare: Array, p: Array, q: Array, rounding: float) -> Array:
    """The divergence of each row in terms that are not negative, or without overflow where the totals differ."""
    import numpy as np

    of_p = _total(p)
    unequal = abs(_total(q) - of_p) > rounding * of_p
    value = near_terms(spare, p, q)[0]
    return np.where(unequal, exact_terms(spare, p, q)[0], value) if unequal.any() else value


def _again(terms: Terms, p: Array, q: Array, at: tuple, threads: int) -> Array:
    """One sum of the rows ``at``, gathered a block at a time."""
    import numpy as np

    found, step = np.empty(len(at[0])), max(1, BLOCK // p.shape[-1])

    def part(first: int, last: int) -> None:
        for i in range(first, last, step):
            here = tuple(index[i : min(i + step, last)] for index in at)
            found[i : min(i + step, last)] = row_sums(terms, 1, p[here], q[here])[0]

    in_threads(part, len(found), threads, step)
    return found


def _of_long_rows(p: Array, q: Array, rounding: float, threads: int) -> Array:
    """The same for rows longer than a block, of which all sums are taken before one is judged: those in doubt again, one by one."""
    import numpy as np

    plain, of_p, of_q = row_sums(divergence_terms, 3, p, q, threads=threads)
    value = _settled(plain, of_p, of_q, rounding)
    for row in zip(*np.nonzero(np.isnan(value)), strict=True):
        terms = exact_terms if abs(of_q[row] - of_p[row]) > rounding * of_p[row] else near_terms
        value[row] = row_sums(terms, 1, p[row], q[row])[0]
    return value
