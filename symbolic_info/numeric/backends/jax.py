"""The back end of JAX: arrays on whatever device they are; ``jit``, ``grad`` and ``vmap`` apply.

JAX computes in float32 unless ``jax_enable_x64`` is set.
"""

from collections.abc import Callable
from typing import Any

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.program import Program
from symbolic_info.numeric.tensor_modules import KERNELS, tensor_module


def write(program: Program) -> str:
    """The text of a module with one public function, ``program.name``."""
    return tensor_module(program, "from jax import numpy as xp\nfrom jax.scipy import special", "jax")


def call(function: Callable, values: tuple[Any, ...]) -> Any:
    """Runs ``function`` on arrays, traced ones too; numbers become arrays of the type beside them.

    Narrower types are computed in float64 where ``jax_enable_x64`` is set, so that terms that cancel leave all digits of the type given
    back.

    Raises:
        ParameterError: An argument is no real number and no array of them, or the shapes do not broadcast.
    """
    from jax import numpy

    arrays, kind = _arrays(values)
    try:
        numpy.broadcast_shapes(*(a.shape for a in arrays))
    except ValueError:
        raise _no_broadcast(arrays) from None
    wide = numpy.promote_types(kind, numpy.result_type(float))
    return _typed(function(*(a.astype(wide) for a in arrays)), kind)


def call_arrays(function: Callable, values: tuple[Any, ...]) -> Any:
    """The same for vectors and matrices, in the type that they have: whether a matrix is symmetric is asked in its own rounding."""
    arrays, kind = _arrays(values)
    try:
        return _typed(function(*(a.astype(kind) for a in arrays)), kind)
    except (TypeError, ValueError) as problem:
        if type(problem).__module__.startswith("jax"):
            raise
        raise _no_broadcast(arrays) from None


def _arrays(values: tuple[Any, ...]) -> tuple[list[Any], Any]:
    """The arguments as arrays, and the type of the result: that of the arrays, since numbers fit themselves to those.

    Raises:
        ParameterError: An argument is no real number and no array of them.
    """
    from jax import numpy

    try:
        arrays = [numpy.asarray(v) for v in values]
        kind = numpy.result_type(*arrays, float)
    except (TypeError, ValueError) as problem:
        raise ParameterError(f"{values!r} are not all numbers or arrays of real numbers: {problem}") from None
    if numpy.issubdtype(kind, numpy.complexfloating):
        raise ParameterError(f"{values!r} are not all numbers or arrays of real numbers: one holds {kind}; give real parts")
    return arrays, kind


def _no_broadcast(arrays: list[Any]) -> ParameterError:
    shapes = ", ".join(str(a.shape) for a in arrays)
    return ParameterError(f"shapes {shapes} do not broadcast; give arrays of one shape, or with axes of length 1")


def _typed(result: Any, kind: Any) -> Any:
    """A value in the type of the arguments; what is true or false stays so."""
    from jax import numpy

    found = numpy.asarray(result, dtype=kind) if isinstance(result, float) else result
    return found.astype(kind) if hasattr(found, "dtype") and numpy.issubdtype(found.dtype, numpy.floating) else found


def notes(program: Program) -> tuple[str, ...]:
    """How values come about here, in words."""
    return (*program.notes, "Differentiable by grad and jvp, on the diagonal and where a mass is zero too; runs under jit and vmap.")


JAX = Backend(
    key="jax",
    name="JAX",
    requires=("jax",),
    extra="jax",
    reserved=("xp", "jax", *KERNELS),
    write=write,
    call=call,
    call_arrays=call_arrays,
    notes=notes,
)
