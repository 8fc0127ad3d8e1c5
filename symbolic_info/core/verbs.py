"""Packages that can be called: ``si.derive(D)`` beside the folder ``derive/``, ``si.families()`` beside ``families/``.

The public verbs and the floors share names; a package that is called hands over to its verb, loaded at the first call.
"""

import sys
import types
from collections.abc import Callable
from typing import Any


class CallablePackage(types.ModuleType):
    """A package whose call is the verb that ``load`` returns."""

    load: Callable[[], Callable]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.load()(*args, **kwargs)

    @property
    def __wrapped__(self) -> Callable:
        """The verb itself, so that ``inspect.signature`` and ``help`` find it."""
        return self.load()


def make_callable(name: str, load: Callable[[], Callable]) -> None:
    """Let the package ``name`` be called."""
    package = sys.modules[name]
    package.__class__ = CallablePackage
    package.load = load  # type: ignore[attr-defined]
