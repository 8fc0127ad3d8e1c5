"""Divergences that close where two supports are one, and are infinite where that of Q leaves out a part of P's.  Untrusted.

What lies between, P inside the support of Q, is left open.
"""

import dataclasses
from collections.abc import Callable, Iterator

import sympy as sp

from symbolic_info.core.errors import MissingAssumption, NoClosedForm, ParameterError, Rejected
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.derive.branches import Branch, branch_of
from symbolic_info.derive.search import Search, is_on_the_line
from symbolic_info.proof.bridge import QUANTITY_KEYS


def meeting(p: Distribution, q: Distribution) -> dict[sp.Symbol, sp.Expr]:
    """Values of parameters of Q at which its support is that of P; {} where none are seen."""
    own = sorted(q.free_symbols - p.free_symbols, key=lambda s: s.name)
    found: dict[sp.Symbol, sp.Expr] = {}
    for mine, theirs in ((p.support.lo, q.support.lo), (p.support.hi, q.support.hi)):
        gap = sp.S.Zero if mine == theirs else sp.expand((theirs - mine).subs(list(found.items())))
        if not gap.free_symbols:
            continue
        linear = (s for s in own if s not in found and gap.coeff(s) != 0 and not gap.diff(s).free_symbols)
        symbol = next(linear, None)
        if symbol is None:
            return {}
        value = sp.expand(symbol - gap / gap.coeff(symbol))
        found = {s: sp.expand(e.subs(symbol, value)) for s, e in found.items()} | {symbol: value}
    return found


def in_part(quantity: sp.Expr, budget: float, derived: Callable[[sp.Expr], tuple[Branch, ...]]) -> tuple[Branch, ...]:
    """Branches where the supports are one, some of them finite, and where Q leaves out a part; () where either is not to be had."""
    if not isinstance(quantity, Quantity) or quantity.key not in QUANTITY_KEYS or len(quantity.distributions) != 2:
        return ()
    if not all(map(is_on_the_line, quantity.distributions)):
        return ()
    at = meeting(*quantity.distributions)
    if not at:
        return ()
    try:
        equations = tuple(sp.Eq(s, value) for s, value in at.items())
        inside = [dataclasses.replace(b, conditions=(*equations, *b.conditions)) for b in derived(quantity.subs(list(at.items())))]
        outside = tuple(_uncovered(quantity, budget))
    except (NoClosedForm, MissingAssumption, ParameterError, Rejected):
        return ()
    return (*inside, *outside) if outside and any(b.result != sp.oo for b in inside) else ()


def _uncovered(quantity: sp.Expr, budget: float) -> Iterator[Branch]:
    search = Search(quantity, budget)
    yield from (branch_of(search, case) for case in search.uncovered())
