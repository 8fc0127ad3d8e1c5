"""Formulas one edit away from what somebody wrote: a sign, a factor 1/2, a square, an index, a shift by one, a missing term."""

from collections.abc import Iterator

import sympy as sp

from symbolic_info.checking.candidates import Candidate

ORDER = ("negated", "sign", "factor", "square", "unit", "reciprocal", "symbol", "extra_term", "shift", "function")
MAX_EDITS = 1200
HALF = sp.Rational(1, 2)
GAMMAS = (sp.gamma, sp.loggamma, sp.polygamma)


def edits(formula: sp.Expr) -> list[Candidate]:
    """Mended formulas, likely mistakes first, shallow ones before deep ones."""
    symbols = sorted(formula.free_symbols, key=lambda s: s.name)
    found: dict[sp.Expr, Candidate] = {}
    for candidate in [*_whole(formula), *_within(formula, symbols), *_expanded(formula)]:
        if candidate.formula is not None and candidate.formula != formula:
            found.setdefault(candidate.formula, candidate)
    return sorted(found.values(), key=lambda c: ORDER.index(c.key))[:MAX_EDITS]


def _whole(formula: sp.Expr) -> Iterator[Candidate]:
    yield Candidate("negated", "the whole formula has the wrong sign", -formula)
    yield Candidate("factor", "the whole formula needs the factor 1/2", formula / 2)
    yield Candidate("factor", "the whole formula needs the factor 2", 2 * formula)


def _expanded(formula: sp.Expr) -> Iterator[Candidate]:
    """Edits of the terms that multiplying out gives."""
    expanded = sp.expand(formula, log=False, power_base=False, power_exp=False)
    if expanded != formula and expanded.is_Add:
        yield from _terms(expanded)


def _within(e: sp.Expr, symbols: list[sp.Symbol]) -> Iterator[Candidate]:
    """Edits of ``e`` at its root, then those of its parts put back."""
    yield from _at_root(e, symbols)
    for i, part in enumerate(e.args):
        for key, says, new, *_ in _within(part, symbols):
            rebuilt = _rebuilt(e, i, new)
            if rebuilt is not None:
                yield Candidate(key, says, rebuilt)


def _rebuilt(e: sp.Expr, i: int, new: sp.Expr | None) -> sp.Expr | None:
    try:
        found = e.func(*e.args[:i], new, *e.args[i + 1 :])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return None if found.has(sp.zoo, sp.nan, sp.I) else found


def _at_root(e: sp.Expr, symbols: list[sp.Symbol]) -> Iterator[Candidate]:
    if e.is_Add:
        yield from _terms(e)
    elif e.is_Mul and e.free_symbols:
        yield Candidate("factor", f"{e} needs the factor 1/2", e / 2)
        yield Candidate("factor", f"{e} needs the factor 2", 2 * e)
        for f in e.args:
            if f.is_Add:
                yield Candidate("reciprocal", f"{e} should be divided by {f}, not multiplied", e / f**2)
    elif e.is_Pow:
        if e.exp == 2:
            yield Candidate("square", f"{e.base} stands squared where it should not", e.base)
        yield Candidate("reciprocal", f"{e} should be {1 / e}", 1 / e)
    elif e.is_Symbol:
        yield from _symbol(e, symbols)
    elif isinstance(e, sp.log):
        yield Candidate("function", f"{e} should be {sp.digamma(e.args[0])}", sp.digamma(e.args[0]))
        yield Candidate("unit", f"{e} is in nats and should be in bits", e / sp.log(2))
        yield Candidate("reciprocal", f"{e} is the logarithm of the reciprocal", -e)
    if e.is_Integer and abs(e) > 1:
        for other in (e - 1, e + 1, e / 2, 2 * e):
            yield Candidate("shift", f"{e} should be {other}", other)
    if isinstance(e, GAMMAS):
        *order, z = e.args
        for function in (sp.loggamma, sp.digamma, sp.gamma, sp.log):
            yield Candidate("function", f"{e} should be {function(z)}", function(z))
        for shift in (1, -1):
            yield Candidate("shift", f"the argument of {e} should be {z + shift}", e.func(*order, z + shift))


def _terms(e: sp.Expr) -> Iterator[Candidate]:
    for t in e.args:
        yield Candidate("sign", f"the sign of {t}", e - 2 * t)
        yield Candidate("extra_term", f"{t} has no place here", e - t)
        if t.is_Rational:
            for other in (t + 1, t - 1, t / 2, 2 * t):
                yield Candidate("shift", f"{t} should be {other}", e - t + other)
        else:
            yield Candidate("factor", f"{t} needs the factor 1/2", e - t * HALF)
            yield Candidate("factor", f"{t} needs the factor 2", e + t)


def _symbol(e: sp.Symbol, symbols: list[sp.Symbol]) -> Iterator[Candidate]:
    yield Candidate("square", f"{e} should be squared", e**2)
    yield Candidate("reciprocal", f"{e} should be 1/{e}", 1 / e)
    yield Candidate("factor", f"{e} needs the factor 1/2", e / 2)
    yield Candidate("factor", f"{e} needs the factor 2", 2 * e)
    for other in symbols:
        if other != e:
            yield Candidate("symbol", f"{e} should be {other}", other)
