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
    """Runs ``function`` on arrays, traced ones too; numbers become arrays.

    Raises:
        ParameterError: An argument is no number and no array, or the shapes do not broadcast.
    """
    from jax import numpy

    try:
        arrays = [numpy.asarray(v, dtype=numpy.result_type(v, float)) for v in values]
        return function(*arrays)
    except (TypeError, ValueError) as problem:
        if type(problem).__module__.startswith("jax"):
            raise
        raise ParameterError(f"{values!r} are not all numbers or arrays of real numbers that broadcast: {problem}") from None


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
    call_arrays=call,
    notes=notes,
)
