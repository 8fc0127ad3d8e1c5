"""Long arrays, block by block in the processor's cache: carried by generated modules."""

from collections.abc import Callable
from typing import Any

Array = Any


def by_blocks(rough: Callable, careful: Callable, *arguments: Array) -> Array:
    """The values of ``careful``, those of ``rough`` where it vouches for them; 16,384 points at a time, so that scratch stays in the cache.

    rough(*block) gives values, and where they are settled.  Neither depends on where blocks begin.
    """
    import numpy as np

    out = np.empty(np.broadcast_shapes(*(np.shape(a) for a in arguments)))
    whole = [a if np.size(a) == 1 else a.reshape(-1) if a.shape == out.shape else np.broadcast_to(a, out.shape).flat for a in arguments]
    flat = out.reshape(-1)
    with np.errstate(all="ignore"):
        for i in range(0, flat.size, 16_384):
            block = [np.asarray(a if np.size(a) == 1 else a[i : i + 16_384], dtype=np.float64) for a in whole]
            value, settled = rough(*block)
            here = flat[i : i + 16_384]
            here[...] = value
            if not np.all(settled):
                at = np.flatnonzero(~np.broadcast_to(settled, here.shape))
                here[at] = careful(*(b if b.size == 1 else b[at] for b in block))
    return out
