"""Arrays past one machine: Dask arrays are not loaded but mapped, chunk by chunk, when somebody computes them.

The functions are those of ordinary arrays, and reductions of the results (``f(...).sum()``) are Dask's own.
"""

from collections.abc import Callable
from typing import Any

Array = Any


def is_lazy(*values: Any) -> bool:
    """Whether one of ``values`` is a Dask array; asks without importing Dask."""
    return any(type(v).__module__.split(".")[0] == "dask" and hasattr(v, "map_blocks") for v in values)


def by_chunks(function: Callable[..., Array], *values: Any) -> Any:
    """The Dask array of function(*blocks), which gives their common shape; chunks are aligned as Dask does for arithmetic."""
    import dask.array as da
    import numpy as np

    kinds = [np.dtype(v.dtype) for v in values if hasattr(v, "dtype")]
    narrow = bool(kinds) and all(k.kind == "f" and k.itemsize < 8 for k in kinds)
    kind = np.result_type(*kinds) if narrow else np.dtype(np.float64)
    arrays = da.broadcast_arrays(*(da.asarray(v) for v in values))
    _, aligned = da.unify_chunks(*(part for a in arrays for part in (a, tuple(range(a.ndim)))))
    return da.map_blocks(function, *aligned, dtype=kind, meta=np.empty((0,) * arrays[0].ndim, dtype=kind))


def rows_by_chunks(function: Callable[..., Array], axis: int, *masses: Any) -> Any:
    """The Dask array of function(*blocks), which gives a number for each row along the last axis of arrays that broadcast.

    A row is never cut: its axis becomes one chunk.

    Raises:
        ParameterError: No such axis.
    """
    import dask.array as da

    from symbolic_info.core.errors import ParameterError

    together = da.broadcast_arrays(*masses) if len(masses) > 1 else [da.asarray(masses[0])]
    if not -together[0].ndim <= axis < together[0].ndim:
        raise ParameterError(f"axis={axis} is not an axis of masses of shape {together[0].shape}; give one that is, or a row of masses")
    turned = [da.moveaxis(a, axis, -1) for a in together]
    whole = [a.rechunk({a.ndim - 1: -1}) for a in turned]
    return by_chunks_without_last(function, whole)


def by_chunks_without_last(function: Callable[..., Array], arrays: list) -> Any:
    """The same for arrays of one shape whose last axis is one chunk."""
    import dask.array as da
    import numpy as np

    narrow = all(a.dtype.kind == "f" and a.dtype.itemsize < 8 for a in arrays)
    kind = np.result_type(*arrays) if narrow else np.dtype(np.float64)
    outer = tuple(range(arrays[0].ndim))
    pairs = [part for a in arrays for part in (a, outer)]
    nothing = np.empty((0,) * (len(outer) - 1), dtype=kind)
    return da.blockwise(_each(function), outer[:-1], *pairs, dtype=kind, concatenate=True, meta=nothing)


def _each(function: Callable[..., Array]) -> Callable[..., Array]:
    """``function`` with an array as its result, also for a single row."""

    def run(*blocks: Array) -> Array:
        import numpy as np

        return np.asarray(function(*blocks))

    return run
