"""Symbols with a domain: the parameters and variables that family files declare.

SymPy's assumptions say ``real``, ``positive``, ``integer``; what they cannot say (p < 1, a < b) a family
states as ``constraints``: expressions that must be positive.
"""

import sympy as sp

from symbolic_info.core.errors import ParameterError


def parameter(name: str, **assumptions: bool) -> sp.Symbol:
    """A parameter's symbol with its domain, e.g. ``parameter("sigma", positive=True)``."""
    return sp.Symbol(name, **assumptions)


def variable(name: str, **assumptions: bool) -> sp.Symbol:
    """The variable of a density; only its name and type matter."""
    return sp.Symbol(name, **assumptions)


def declared(symbol: sp.Symbol) -> dict[str, bool]:
    """What was said when ``symbol`` was made, without what SymPy inferred from it."""
    return {k: v for k, v in symbol._assumptions_orig.items() if v is not None}


def intersect(name: str, symbols: list[sp.Symbol]) -> sp.Symbol:
    """One symbol for all uses of ``name``: the domains intersected.

    Raises:
        ParameterError: The domains exclude each other.
    """
    merged: dict[str, bool] = {}
    for symbol in symbols:
        merged.update(declared(symbol))
    try:
        both = sp.Symbol(name, **merged)
        if any(symbol.assumptions0.get(k) not in (None, v) for symbol in symbols for k, v in both.assumptions0.items()):
            raise sp.core.facts.InconsistentAssumptions(name)
    except sp.core.facts.InconsistentAssumptions:
        domains = ", ".join(sorted(str(declared(symbol)) for symbol in symbols))
        raise ParameterError(f"{name!r} is used with domains that exclude each other ({domains}); use two names") from None
    return both


def one_symbol_per_name(expressions: tuple[sp.Basic, ...]) -> dict[sp.Symbol, sp.Symbol]:
    """The replacements that make one symbol of all free symbols that share a name."""
    by_name: dict[str, set[sp.Symbol]] = {}
    for expression in expressions:
        # Dummies are told apart by more than their name: SymPy's simultaneous subs stands in several called "subs_d".
        for symbol in expression.free_symbols - expression.atoms(sp.Dummy, sp.MatrixSymbol):
            by_name.setdefault(symbol.name, set()).add(symbol)
    replacements: dict[sp.Symbol, sp.Symbol] = {}
    for name in sorted(by_name):
        if len(by_name[name]) > 1:
            ordered = sorted(by_name[name], key=lambda s: sorted(declared(s).items()))
            replacements |= {symbol: intersect(name, ordered) for symbol in ordered}
    return replacements
