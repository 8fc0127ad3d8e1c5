"""The back end of PyTorch: tensors on whatever device they are, gradients by autograd."""

from collections.abc import Callable
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

    Raises:
        ParameterError: An argument is no number and no tensor, or the shapes do not broadcast.
    """
    import torch

    given = [v for v in values if isinstance(v, torch.Tensor)]
    floating = [t.dtype for t in given if t.dtype.is_floating_point]
    kind = floating[0] if floating else torch.float64
    for other in floating[1:]:
        kind = torch.promote_types(kind, other)
    try:
        tensors = [torch.as_tensor(v, dtype=kind, device=given[0].device if given else None) for v in values]
        return function(*tensors)
    except (TypeError, ValueError) as problem:
        raise ParameterError(f"{values!r} are not all numbers or tensors of real numbers: {problem}") from None
    except RuntimeError as problem:
        if "must match" not in str(problem):
            raise
        shapes = ", ".join(str(tuple(t.shape)) for t in tensors)
        raise ParameterError(f"shapes {shapes} do not broadcast; give tensors of one shape, or with axes of length 1") from None


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
    call_arrays=call,
    notes=notes,
)
