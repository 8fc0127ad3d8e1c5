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


def by_blocks(rough: Callable | None, careful: Callable, again: Callable | None, threads: int, *arguments: Array, step: int = 0) -> Array:
    """The values of ``careful``, those of ``rough`` where it vouches for them; by blocks, so that scratch stays in the cache.

    rough(value, spare, *block) writes values, and gives where they are settled; ``spare`` is 32 arrays to write in.  careful(*points) gives
    values, and where they are doubtful: again(value, doubtful, *points) serves those, gathered from many blocks.  Values depend neither on
    where blocks begin nor on the number of threads.  ``step``: how long a block is; 0 for as long as suits NumPy.
    """
    import numpy as np

    out = np.empty(np.broadcast_shapes(*(np.shape(a) for a in arguments)))
    flat = out.reshape(-1)
    single = [np.asarray(a, dtype=np.float64) if np.size(a) == 1 else None for a in arguments]
    whole = [a.reshape(-1) if np.shape(a) == out.shape else np.broadcast_to(a, out.shape).flat for a in arguments]
    step = step or (65_536 if rough is None else 16_384)
    np.empty(2**20)  # freed at once: from here on glibc keeps what a block frees for the next one, which need not be mapped anew

    def taken(at: Any) -> list:
        return [np.asarray(a[at], dtype=np.float64) if s is None else s for a, s in zip(whole, single, strict=True)]

    def part(first: int, last: int) -> None:
        left: list = []
        late: list = []
        spare = list(np.empty((32, 0 if rough is None else step)))
        for i in range(first, last, step):
            end = min(i + step, last)
            if rough is None:
                flat[i:end], doubtful = careful(*taken(slice(i, end)))
                late += [np.flatnonzero(doubtful) + i] if np.any(doubtful) else []
            else:
                settled = rough(flat[i:end], spare if end - i == step else [s[: end - i] for s in spare], *taken(slice(i, end)))
                left += [] if settled.all() else [np.flatnonzero(~settled) + i]
            if left and (sum(map(len, left)) >= 4096 or end == last):
                at = np.concatenate(left)
                flat[at], doubtful = careful(*taken(at))
                late += [at[doubtful]] if np.any(doubtful) else []
                left = []
            if again and late and (sum(map(len, late)) >= 16_384 or end == last):
                at = np.concatenate(late)
                flat[at] = again(flat[at], np.True_, *taken(at)) + 0.0
                late = []

    in_threads(part, flat.size, threads, step)
    return out
