"""Long arrays, block by block in the processor's cache: carried by generated modules."""

from collections.abc import Callable
from typing import Any

Array = Any


def in_threads(work: Callable, count: int, threads: int, step: int) -> None:
    """work(first, last) for the parts of range(count), each a multiple of ``step`` long but for the last; a part for each thread."""
    import concurrent.futures

    import numpy as np

    def quietly(first: int) -> None:
        with np.errstate(all="ignore"):  # each thread has its own
            work(first, min(first + length, count))

    parts = max(1, min(threads, -(-count // step)))
    length = -(-count // (parts * step)) * step
    starts = range(0, count, length) if count else ()
    if len(starts) < 2:
        for start in starts:
            quietly(start)
        return
    with concurrent.futures.ThreadPoolExecutor(len(starts)) as pool:
        list(pool.map(quietly, starts))


def by_blocks(rough: Callable, careful: Callable, threads: int, *arguments: Array) -> Array:
    """The values of ``careful``, those of ``rough`` where it vouches for them; 8,192 points at a time, so that scratch stays in the cache.

    rough(*block, spare) gives values, and where they are settled; ``spare`` is 32 arrays to write in.  Values depend neither on where
    blocks begin nor on the number of threads.
    """
    import numpy as np

    out = np.empty(np.broadcast_shapes(*(np.shape(a) for a in arguments)))
    whole = [a if np.size(a) == 1 else a.reshape(-1) if a.shape == out.shape else np.broadcast_to(a, out.shape).flat for a in arguments]
    flat = out.reshape(-1)

    def part(first: int, last: int) -> None:
        spare = list(np.empty((32, 8192)))
        left: list = []
        for i in range(first, last, 8192):
            here = flat[i : min(i + 8192, last)]
            block = [np.asarray(a if np.size(a) == 1 else a[i : i + len(here)], dtype=np.float64) for a in whole]
            value, settled = rough(*block, spare if len(here) == 8192 else [s[: len(here)] for s in spare])
            here[...] = value
            if not np.all(settled):
                at = np.flatnonzero(~np.broadcast_to(settled, here.shape))
                left.append((at + i, [b if b.size == 1 else b[at] for b in block]))
            if left and (sum(len(at) for at, _ in left) >= 4096 or i + 8192 >= last):
                at = np.concatenate([at for at, _ in left])
                flat[at] = careful(*(b[0] if b[0].size == 1 else np.concatenate(b) for b in zip(*(b for _, b in left), strict=True)))
                left = []

    in_threads(part, flat.size, threads, 8192)
    return out
