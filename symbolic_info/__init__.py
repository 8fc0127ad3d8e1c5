"""Symbolic information theory on SymPy: state distributions; derive, prove, print and compute what follows.

The names here are the public ones; families, quantities and distributions are found in their folders and loaded when asked for.
"""

from typing import Any

from symbolic_info.core.doors import bind as _bind
from symbolic_info.opening import House as _House

__version__ = "0.1.0"

_bind(_House())


def __getattr__(name: str) -> Any:
    from symbolic_info.opening import public

    return public(name)


def __dir__() -> list[str]:
    from symbolic_info.opening import public_names

    return public_names()
