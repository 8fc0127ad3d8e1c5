"""The names that a written module defines, without writing and compiling what a call may never need.

The kernels that a module carries as text are those of this package, and are taken from it; a part that only some arguments need is
written, and compiled, at the first of them.  The text of the whole module comes from the same writers, when somebody asks for it.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from symbolic_info.numeric.function import loaded
from symbolic_info.numeric.printing import Writer


class Later:
    """A function, or a sequence, that is made when it is first called or walked."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def made(self) -> Any:
        return self._make()

    def __call__(self, *arguments: Any) -> Any:
        return self.made(*arguments)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.made)


def defined(text: str, writer: Writer, given: Mapping[str, Any]) -> dict[str, Any]:
    """The names after ``text`` has run with the constants of ``writer`` and with ``given``."""
    constants: dict[str, Any] = {name: number for name, number, _ in writer.constants}
    return loaded(text, None, **given, **constants)
