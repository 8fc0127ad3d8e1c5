"""The record of a format: a file of this package defines one and is found by it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Exporter:
    """A format for derivations.

    Args:
        key: The permanent key, ``latex``; what ``--format`` takes.
        name: What a reader calls it, ``LaTeX``.
        render: From a derivation to its text.
    """

    key: str
    name: str
    render: Callable[[Any], str]
