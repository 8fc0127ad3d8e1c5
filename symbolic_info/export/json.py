"""Canonical JSON of a derivation's certificate: sorted keys, no blanks, ASCII, no floats; equal documents are equal bytes."""

import json
from typing import Any

from symbolic_info.core.errors import SymbolicInfoError
from symbolic_info.export.record import Exporter


def render(derivation: Any) -> str:
    """The certificate that ``derivation.to_document()`` states, as canonical JSON."""
    return canonical(derivation.to_document())


def canonical(document: Any) -> str:
    """``document`` as canonical JSON.

    Raises:
        SymbolicInfoError: It holds a float, a key that is no text, or an object that JSON has no word for.

    Examples:
        >>> canonical({"b": [1, None], "a": "x"})
        '{"a":"x","b":[1,null]}'
    """
    _refuse_inexact(document, "document")
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def _refuse_inexact(value: Any, where: str) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise SymbolicInfoError(f"{where} has the key {key!r}; keys of a certificate are text: write it as text")
            _refuse_inexact(inner, f"{where}[{key!r}]")
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            _refuse_inexact(inner, f"{where}[{i}]")
    elif not (value is None or isinstance(value, str | int)):
        raise SymbolicInfoError(
            f"{where} is {value!r}, a {type(value).__name__}; a certificate holds text, integers, lists and maps: write it exactly, as text"
        )


JSON = Exporter(key="json", name="JSON", render=render)
