"""Arguments taken together: ``args=[("a", "b", "c"), "m"]`` asks for an array whose last axis holds a, b and c, and for m.

As in ``sympy.lambdify``; the parameters of a Dirichlet, multinomial or categorical law with entries of their own come as one array each.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.names import harmless, identifier
from symbolic_info.numeric.program import Program

Array = Any
Groups = tuple[tuple[sp.Symbol, ...], ...]
BACKENDS = ("numpy", "numba", "torch", "jax")
"""Those that take arrays."""


def flattened(args: Iterable[Any] | None) -> tuple[list[Any] | None, list[tuple]]:
    """The arguments one by one, and as they are grouped: no groups where each stands alone."""
    listed = None if args is None else [args] if isinstance(args, str | sp.Symbol) else list(args)
    if listed is None or not any(isinstance(a, list | tuple | sp.Tuple) for a in listed):
        return listed, []
    groups = [tuple(a) if isinstance(a, list | tuple | sp.Tuple) else (a,) for a in listed]
    empty_or_twice = next((g for g in groups if not g or len({str(e) for e in g}) < len(g)), None)
    if empty_or_twice is not None or len({str(e) for g in groups for e in g}) < sum(map(len, groups)):
        raise ParameterError(f"args={listed} name an argument twice, or hold an empty group; name each once")
    return [e for g in groups for e in g], groups


def symbols_of(groups: Sequence[tuple], symbols: Sequence[sp.Symbol], backend: str) -> Groups:
    """The groups in symbols of the function.

    Raises:
        ParameterError: The back end takes no arrays.
    """
    if groups and backend not in BACKENDS:
        raise ParameterError(f"args={list(groups)} ask for arrays, which the back end {backend!r} does not take; use backend='numpy'")
    by_name = {s.name: s for s in symbols}
    return tuple(tuple(by_name[e] if isinstance(e, str) else e for e in g) for g in groups)


def names_of(program: Program, groups: Groups) -> tuple[str, ...]:
    """A name for each argument: what the names of a group begin with, or all of them."""
    names: list[str] = []
    for group in groups:
        own = [program.arguments[s] for s in group]
        start = _shared(own).rstrip("_0123456789") if len(own) > 1 else own[0]
        wanted = identifier(start or "_".join(own))
        names.append(wanted if wanted not in {*names, program.name} else f"{wanted}_{len(names)}")
    return tuple(names)


def _shared(words: list[str]) -> str:
    """What all words begin with."""
    return "".join(letters[0] for letters in takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False)))


def apart(program: Program, groups: Groups, values: tuple) -> tuple:
    """The entries of the arrays, one by one.

    Raises:
        ParameterError: The last axis of an array has another length than its group.
    """
    found: list[Any] = []
    for group, name, value in zip(groups, names_of(program, groups), values, strict=True):
        found += [value] if len(group) == 1 else _entries(value, group, name)
    return tuple(found)


def _entries(value: Any, group: tuple[sp.Symbol, ...], name: str) -> list[Array]:
    import numpy as np

    try:
        array = value if hasattr(value, "shape") else np.asarray(value)
    except ValueError:  # rows of several lengths
        raise ParameterError(f"{name} = {value!r} is no array; give one whose last axis holds {len(group)} numbers") from None
    if not array.shape or array.shape[-1] != len(group):
        shown = ", ".join(s.name for s in group)
        raise ParameterError(f"{name} has the shape {tuple(array.shape)}; give an array of shape (..., {len(group)}), which holds {shown}")
    return [array[..., i] for i in range(len(group))]


def together(parts: Sequence[Array], axis: int, backend: str) -> Array:
    """Arrays of one shape on one more axis."""
    if backend == "torch":
        import torch

        return torch.stack(list(parts), dim=axis)
    if backend == "jax":
        import jax.numpy as jnp

        return jnp.stack(list(parts), axis=axis)
    import numpy as np

    return np.stack(list(parts), axis=axis)


def diagonal(entries: Array, backend: str) -> Array:
    """Matrices with ``entries``, along the last axis, on their diagonals."""
    if backend == "torch":
        import torch

        return torch.diag_embed(entries)
    if backend == "jax":
        import jax.numpy as xp
    else:
        import numpy as xp
    return xp.where(xp.eye(entries.shape[-1], dtype=bool), entries[..., None], xp.zeros_like(entries)[..., None])


def text_of(program: Program, groups: Groups) -> str:
    """The function of arrays, for the end of a written module."""
    names = names_of(program, groups)
    entries = (f"*({n}[..., i] for i in range({len(g)}))" if len(g) > 1 else n for g, n in zip(groups, names, strict=True))
    body = f"return {program.name}({', '.join(entries)})"
    lines = [f"def {name_of(program)}({', '.join(names)}):", f'    """{described(program, groups)}"""', f"    {body}"]
    return "\n\n" + "\n".join(lines) + "\n"


def name_of(program: Program) -> str:
    return f"{program.name}_of_arrays"


def described(program: Program, groups: Groups) -> str:
    """The first line of the docstring, and the shapes."""
    arrays = [(n, g) for n, g in zip(names_of(program, groups), groups, strict=True) if len(g) > 1]
    shapes = "\n".join(
        f"    {n}: shape (..., {len(g)}), {', '.join(program.arguments[s] for s in g)} along the last axis." for n, g in arrays
    )
    rest = "The axes before the last broadcast against each other and against the other arguments; they are the shape of the result."
    return f"{harmless(program.title)}, in {program.unit}.\n\n{shapes}\n    {rest}\n    "
