"""A back end: one language or array library that generated functions run in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from symbolic_info.numeric.program import Program


@dataclass(frozen=True)
class Backend:
    """A row of the table of back ends; its file owns the printer and the function table.

    Args:
        key: What ``lambdify(..., backend=key)`` asks for.
        name: For people.
        requires: Modules that must be installed.
        extra: The extra of this package that installs them; "" where they come with it.
        reserved: Names that arguments may not have.
        write: Prints a program as the text of a module that runs on its own.
        call: Runs a written function on what a user gave: converts arguments and the result.
        call_arrays: Runs one of vectors and matrices; None where there are none.
        notes: How its values come about, in words.
        place: Keeps the text of a module in a file, for compilers that remember by file, and gives its name; None where none does.
        load: The names of that module, loaded part by part when they are needed; None where its text is compiled as a whole.
        fast: Prints a program as a module for single floats that hands what it does not settle to ``otherwise``; None without such a path.
    """

    key: str
    name: str
    requires: tuple[str, ...]
    extra: str
    reserved: tuple[str, ...]
    write: Callable[[Program], str]
    call: Callable[[Callable, tuple[Any, ...]], Any]
    notes: Callable[[Program], tuple[str, ...]]
    fast: Callable[[Program], str] | None = None
    call_arrays: Callable[[Callable, tuple[Any, ...]], Any] | None = None
    place: Callable[[str], str] | None = None
    load: Callable[[Program], dict[str, Any]] | None = None
