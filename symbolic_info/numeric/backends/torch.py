"""The back end of PyTorch: tensors on whatever device they are, gradients by autograd."""

from collections.abc import Callable
from functools import reduce
from typing import Any

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.program import Program
from symbolic_info.numeric.tensor_modules import KERNELS, tensor_module


def write(program: Program) -> str:
    """The text of a module with one public function, ``program.name``."""
    return tensor_module(program, "import torch as xp\nfrom torch import special", "torch")


def call(function: Callable, values: tuple[Any, ...]) -> Any:
    """Runs ``function`` on tensors; numbers become tensors of float64, or of the type and on the device of the tensors beside them.

    Narrower types are computed in float64, where the device has it, so that terms that cancel leave all digits of the type given back.

    Raises:
        ParameterError: An argument is no real number and no tensor of them, or the shapes do not broadcast.
    """
    import torch

    tensors, kind = _tensors(values)
    is_narrow = any(t.device.type == "mps" for t in tensors)  # Apple's GPUs have no float64
    wide = kind if is_narrow else torch.promote_types(kind, torch.float64)
    return _typed(_named(function, [t.to(wide) for t in tensors]), kind)


def call_arrays(function: Callable, values: tuple[Any, ...]) -> Any:
    """The same for vectors and matrices, in the type that they have: whether a matrix is symmetric is asked in its own rounding."""
    tensors, kind = _tensors(values)
    return _typed(_named(function, tensors), kind)


def _tensors(values: tuple[Any, ...]) -> tuple[list[Any], Any]:
    """The arguments as tensors of one type, and the type.

    Raises:
        ParameterError: An argument is no real number and no tensor of them.
    """
    import torch

    try:
        given = [torch.as_tensor(v) for v in values if isinstance(v, torch.Tensor) or (hasattr(v, "dtype") and v.ndim)]
        kinds = [t.dtype for t in given if t.dtype.is_floating_point or t.dtype.is_complex] or [torch.float64]
        kind = reduce(torch.promote_types, kinds)
        tensors = [torch.as_tensor(v, dtype=kind, device=given[0].device if given else None) for v in values]
    except (TypeError, ValueError) as problem:
        raise ParameterError(f"{values!r} are not all numbers or tensors of real numbers: {problem}") from None
    if kind.is_complex:
        raise ParameterError(f"{values!r} are not all numbers or tensors of real numbers: one holds {kind}; give real parts")
    return tensors, kind


def _named(function: Callable, tensors: list[Any]) -> Any:
    """The value of ``function``, whose tensors broadcast.

    Raises:
        ParameterError: They do not.
    """
    try:
        return function(*tensors)
    except RuntimeError as problem:
        if "must match" not in str(problem):
            raise
        shapes = ", ".join(str(tuple(t.shape)) for t in tensors)
        raise ParameterError(f"shapes {shapes} do not broadcast; give tensors of one shape, or with axes of length 1") from None


def _typed(result: Any, kind: Any) -> Any:
    """A value in the type of the arguments; what is true or false stays so."""
    import torch

    found = torch.tensor(result, dtype=kind) if isinstance(result, float) else result
    return found.to(kind) if getattr(found, "is_floating_point", bool)() else found


def notes(program: Program) -> tuple[str, ...]:
    """How values come about here, in words."""
    return (*program.notes, "Differentiable by autograd, on the diagonal and where a mass is zero too.")


TORCH = Backend(
    key="torch",
    name="PyTorch",
    requires=("torch",),
    extra="torch",
    reserved=("xp", "torch", *KERNELS),
    write=write,
    call=call,
    call_arrays=call_arrays,
    notes=notes,
)
