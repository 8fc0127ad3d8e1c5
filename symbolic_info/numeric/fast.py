"""The extra ``fast``: rows by loops that Numba compiles, the first time for each machine, and keeps on disk."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from symbolic_info.core.errors import MissingExtra, ParameterError
from symbolic_info.numeric import rows
from symbolic_info.numeric.blocks import in_threads

Array = Any
SPACE = 4096
"""Terms that wait to be summed: they stay in the nearest cache."""


def is_fast(backend: str) -> bool:
    """Whether ``backend`` asks for compiled loops.

    Raises:
        ParameterError: It is neither "numpy" nor "numba".
        MissingExtra: Numba is not installed.
    """
    if backend not in ("numpy", "numba"):
        raise ParameterError(f'backend={backend!r} has no rows; give "numpy" or "numba"')
    if backend == "numba" and find_spec("numba") is None:
        raise MissingExtra("the back end Numba needs numba: pip install symbolic-info[fast]")
    return backend == "numba"


def divergence(p: Array, q: Array, rounding: float, threads: int = 1) -> Array:
    """The same as ``rows.divergence``; what the loop does not settle goes there."""
    import numpy as np

    from symbolic_info.numeric.fast_rows import divergence_rows

    if p.ndim == 1:
        return divergence(p[None], q[None], rounding)[0]
    value = _by_loop(lambda p, q, out, terms: divergence_rows(p, q, rounding, out, terms), p, q, threads)
    left = np.nonzero(np.isnan(value))
    if left[0].size:
        value[left] = rows.divergence(p[left], q[left], rounding, threads)
    return value


def cross_entropy(p: Array, q: Array, threads: int = 1) -> Array:
    """-sum p log q along the last axis; nan for a negative mass."""
    from symbolic_info.numeric.fast_rows import cross_entropy_rows

    return cross_entropy(p[None], q[None])[0] if p.ndim == 1 else _by_loop(cross_entropy_rows, p, q, threads)


def _by_loop(loop: Callable, p: Array, q: Array, threads: int) -> Array:
    """loop(p, q, out, terms) over pieces of two axes: whole where they lie in memory as they should, else copied a block at a time."""
    import numpy as np

    columns, out = p.shape[-1], np.zeros(p.shape[:-1])
    for start, pair in rows.pieces((p, q)) if columns else ():
        _piece(loop, pair, out.reshape(-1)[start : start + len(pair[0])], threads)
    return out


def _piece(loop: Callable, pair: list, out: Array, threads: int) -> None:
    import numpy as np

    columns = pair[0].shape[1]
    is_plain = all(a.dtype == np.float64 and a.flags.c_contiguous and a.flags.writeable for a in pair)
    high = max(1, rows.BLOCK // columns)
    step = len(out) if is_plain else high

    def part(first: int, last: int) -> None:
        terms = np.empty(max(SPACE, columns))
        for i in range(first, last, step):
            here = slice(i, min(i + step, last))
            loop(*(a[here] if is_plain else np.array(a[here], dtype=np.float64, order="C") for a in pair), out[here], terms)

    in_threads(part, len(out), threads, high)
