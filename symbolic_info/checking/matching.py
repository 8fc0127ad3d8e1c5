"""Whose symbol is whose: the names of a formula matched to the parameters of a quantity.

By ``where`` first, then by name (``sigma1`` is ``sigma_1``, ``lambda`` is ``lam``; ``e`` is Euler's number where no parameter has that
name), then by assumption: what the other names can stand for.  Where that leaves a choice, the choice is the user's.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, permutations
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.language.formula import parse_formula

ALIASES = {"lambda": "lam", "lamda": "lam"}
CONSTANTS = {"e": sp.E, "euler_gamma": sp.EulerGamma, "eulergamma": sp.EulerGamma}
"""What a name means that is neither a parameter nor told."""
NEED_POSITIVE = (sp.log, sp.loggamma, sp.gamma, sp.polygamma)
MAX_LEFT = 6
SHOWN = 6

Matching = dict[sp.Symbol, sp.Expr]


def matching(formula: sp.Expr, quantity: sp.Expr, depends: frozenset[sp.Symbol], where: Mapping[Any, Any]) -> Matching:
    """What every symbol of ``formula`` stands for.

    Args:
        formula: Its symbols are the names that somebody wrote.
        quantity: Its symbols are the parameters.
        depends: The parameters that the value of the quantity depends on, as far as is known.
        where: Name in the formula -> parameter, or an expression in parameters.

    Raises:
        ParameterError: A name stands for no parameter, or for one of several: the message lists the choices.
    """
    written = sorted(_symbols(formula), key=lambda s: s.name)
    parameters = {s.name: s for s in sorted(_symbols(quantity), key=lambda s: s.name)}
    found: Matching = _told(where, written, parameters)
    by_spelling = {_spelling(name): symbol for name, symbol in parameters.items()}
    for symbol in written:
        own = parameters.get(symbol.name, by_spelling.get(_spelling(symbol.name)))
        meant = CONSTANTS.get(symbol.name) if own is None else own
        if meant is not None:
            found.setdefault(symbol, meant)
    left = [s for s in written if s not in found]
    taken = frozenset().union(*(value.free_symbols for value in found.values()))
    free = [s for s in parameters.values() if s not in taken]
    return found | (_by_assumption(left, free, depends, formula, quantity) if left else {})


def _symbols(expression: sp.Expr) -> set[sp.Symbol]:
    return {s for s in expression.free_symbols if isinstance(s, sp.Symbol)}


def _spelling(name: str) -> str:
    parts = name.split("_")
    return "".join([ALIASES.get(parts[0], parts[0]), *parts[1:]])


def _told(where: Mapping[Any, Any], written: list[sp.Symbol], parameters: dict[str, sp.Symbol]) -> Matching:
    names = {s.name: s for s in written}
    found: Matching = {}
    for name, value in where.items():
        if str(name) not in names:
            raise ParameterError(f"where {name}={value}: the formula has no {name}; its names: {', '.join(sorted(names)) or 'none'}")
        found[names[str(name)]] = parse_formula(value, parameters) if isinstance(value, str) else sp.sympify(value, strict=True)
    return found


def _by_assumption(
    left: list[sp.Symbol], free: list[sp.Symbol], depends: frozenset[sp.Symbol], formula: sp.Expr, quantity: sp.Expr
) -> Matching:
    """The one way to give each name left a parameter left, which it can stand for and which the value depends on."""
    useful = [s for s in free if s in depends]
    pool = useful if len(useful) >= len(left) else free
    ways = list(islice(_ways(left[:MAX_LEFT], pool, formula), SHOWN + 1)) if len(left) <= MAX_LEFT else []
    if len(ways) == 1:
        return ways[0]
    named = ", ".join(s.name for s in left)
    if not ways:
        known = ", ".join(sorted(s.name for s in _symbols(quantity))) or "none"
        hint = "; gamma is a parameter here, Euler's constant is EulerGamma" if "gamma" in named.split(", ") else ""
        raise ParameterError(
            f"{named} of the formula is no parameter of {quantity}; its parameters: {known}; say where name=parameter{hint}"
        )
    choices = " or ".join(f"where {', '.join(f'{s.name}={way[s]}' for s in left)}" for way in ways[:SHOWN])
    more = " or ..." if len(ways) > SHOWN else ""
    raise ParameterError(f"{named} of the formula may stand for several parameters of {quantity}; say {choices}{more}")


def _ways(left: list[sp.Symbol], pool: list[sp.Symbol], formula: sp.Expr) -> Iterator[Matching]:
    positive = {s: _needs_positive(formula, s) for s in left}
    for chosen in permutations(pool, len(left)):
        if all(_can_be(s, value, positive[s]) for s, value in zip(left, chosen, strict=True)):
            yield dict(zip(left, chosen, strict=True))


def _can_be(written: sp.Symbol, parameter: sp.Symbol, positive: bool) -> bool:
    """Whether what is known of ``written`` holds of ``parameter``."""
    wanted = ["positive"] * positive + [fact for fact in ("positive", "integer") if getattr(written, f"is_{fact}")]
    return all(getattr(parameter, f"is_{fact}") for fact in wanted)


def _needs_positive(formula: sp.Expr, symbol: sp.Symbol) -> bool:
    """Whether the symbol stands alone under a logarithm or a gamma function."""
    return any(f.args[-1] == symbol for f in formula.atoms(*NEED_POSITIVE))
