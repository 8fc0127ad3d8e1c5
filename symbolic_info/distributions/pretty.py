"""Two-dimensional printing: a name applied to arguments, each behind its keyword if it has one."""

from collections.abc import Iterable
from typing import Any

import sympy as sp
from sympy.printing.pretty.stringpict import prettyForm, stringPict


def pretty_call(printer: Any, name: str, arguments: Iterable[tuple[str, sp.Basic]]) -> prettyForm:
    """``Gamma(k, rate=lam)`` from ``[("", k), ("rate=", lam)]``."""
    parts: list[stringPict] = []
    for word, value in arguments:
        parts += [stringPict(", ")] if parts else []
        parts.append(prettyForm(*stringPict.next(stringPict(word), printer._print(value))))
    inside = prettyForm(*stringPict.next(*parts)).parens()
    return prettyForm(*stringPict.next(stringPict(name), prettyForm(*inside)))
