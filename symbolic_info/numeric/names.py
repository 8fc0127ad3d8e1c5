"""Names for generated code: whatever a symbol is called becomes a plain Python identifier, and no two the same."""

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable

import sympy as sp

LONGEST = 40


def identifier(text: str) -> str:
    """``text`` as an ASCII identifier: Greek letters by their name, every other foreign character as an underscore."""
    spelled = "".join(_ascii(c) for c in text)
    plain = re.sub(r"_+", "_", re.sub(r"[^0-9A-Za-z_]", "_", spelled)).strip("_")[:LONGEST]
    return plain if plain and not plain[0].isdigit() else f"x_{plain}".strip("_")


def identifiers(symbols: Iterable[sp.Symbol], reserved: Iterable[str] = ()) -> dict[sp.Symbol, str]:
    """One identifier for each symbol, in order; none is a keyword, a builtin or ``reserved``."""
    taken = {*reserved, *keyword.kwlist, *keyword.softkwlist, *dir(builtins)}
    names: dict[sp.Symbol, str] = {}
    for symbol in symbols:
        names[symbol] = fresh(identifier(symbol.name), taken)
        taken.add(names[symbol])
    return names


def fresh(name: str, taken: Iterable[str]) -> str:
    """``name``, with underscores or a number behind it until it is not ``taken``."""
    used = set(taken)
    if name not in used:
        return name
    candidates = [f"{name}_", *(f"{name}_{i}" for i in range(2, len(used) + 3))]
    return next(c for c in candidates if c not in used)


def harmless(text: str) -> str:
    """``text`` for a comment or a docstring: on one line, without quotation marks that could end it, or backslashes."""
    return "".join(c if c.isprintable() and c not in '"\\' else " " for c in text)


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    words = unicodedata.name(character, "").split()
    return words[-1].lower() if words[:2] == ["GREEK", "SMALL"] or words[:2] == ["GREEK", "CAPITAL"] else "_"
