"""How many: the number of outcomes or of dimensions, a positive integer or a symbol that stands for one."""

from typing import Any

import sympy as sp

from symbolic_info.distributions.parameters import check_domain, exact, read_name, symbolic

POSITIVE_INTEGER = {"integer": True, "positive": True}


def size_of(value: Any, where: str) -> sp.Expr:
    """``value`` as a number of things; a name becomes a positive integer symbol.

    Raises:
        ParameterError: ``value`` is no positive integer.
    """
    size = exact(value, where, read_name, POSITIVE_INTEGER)
    check_domain(size, where, sp.Symbol(where.split()[-1], **POSITIVE_INTEGER))
    return size


def label(value: Any, where: str) -> sp.Expr:
    """A label 1, 2, ..., or a symbol for one; a name becomes an integer symbol.

    Raises:
        ParameterError: ``value`` is neither.
    """
    symbol = read_name(value) if isinstance(value, str) else value
    return sp.Symbol(symbol.name, integer=True) if isinstance(value, str) and isinstance(symbol, sp.Symbol) else symbolic(symbol, where)


def index(letters: str, used: set[str]) -> sp.Symbol:
    """An integer symbol named by the first letter that is not used."""
    free = [letter for letter in letters if letter not in used]
    name = free[0] if free else next(f"{letters[0]}_{k}" for k in range(1000) if f"{letters[0]}_{k}" not in used)
    return sp.Symbol(name, integer=True)
