"""How functions of NumPy arrays are called: what the arguments may be, and of which type the result is."""

from collections.abc import Callable
from functools import partial
from typing import Any

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.lazy import by_chunks, is_lazy

LONG = 20_000
"""Arrays of so many numbers are converted block by block."""


def call(function: Callable, values: tuple[Any, ...]) -> Any:
    """Runs ``function`` in float64: numbers give a Python float, arrays an array, float32 arrays a float32 array.

    Raises:
        ParameterError: An argument is no real number and no array of them, or the shapes do not broadcast.
    """
    if is_lazy(*values):
        return by_chunks(partial(_call_blocks, function), *values)
    import numpy as np

    arrays = [_real(np, v) for v in values]
    try:
        np.broadcast_shapes(*(a.shape for a in arrays))
    except ValueError:
        shapes = ", ".join(str(a.shape) for a in arrays)
        raise ParameterError(f"shapes {shapes} do not broadcast; give arrays of one shape, or with axes of length 1") from None
    return _typed(function(*(a.astype(np.float64, copy=False) if a.size < LONG else a for a in arrays)), values)


def call_arrays(function: Callable, values: tuple[Any, ...]) -> Any:
    """The same for vectors and matrices, whose last axes belong to each.

    Raises:
        ParameterError: An argument is no array of real numbers, or the shapes do not belong together.
    """
    import numpy as np

    arrays = [_real(np, v) for v in values]
    try:
        return _typed(function(*(a.astype(np.float64, copy=False) for a in arrays)), values)
    except (ValueError, IndexError, np.linalg.LinAlgError):
        shapes = ", ".join(str(a.shape) for a in arrays)
        raise ParameterError(f"shapes {shapes} do not belong together; give vectors of (..., d) and matrices of (..., d, d)") from None


def _typed(found: Any, values: tuple[Any, ...]) -> Any:
    """A float, or an array; of the type of the arguments where all are arrays of narrow floats."""
    import numpy as np

    result = np.asarray(found, dtype=np.float64)
    typed = [v.dtype for v in values if isinstance(v, np.ndarray | np.generic) and not isinstance(v, float)]
    if not typed:
        return float(result) if result.ndim == 0 else result
    narrow = all(t.kind == "f" and t.itemsize < 8 for t in typed)
    return result.astype(np.result_type(*typed) if narrow else np.float64, copy=False)[()]


def _call_blocks(function: Callable, *blocks: Any) -> Any:
    return call(function, blocks)


def _real(np: Any, value: Any) -> Any:
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise ParameterError(f"{value!r} is not a real number or an array of real numbers; give floats")
    return array
