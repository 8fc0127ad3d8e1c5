"""What a back end prints: a function of named arguments, the domain it holds on, and one expression to compute."""

from collections.abc import Iterable
from dataclasses import dataclass

import sympy as sp
from sympy.logic.boolalg import Boolean

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.numeric.layers import Layers

ROUNDING = sp.Rational(1, 2**50)
"""How far a mass that is 1 less others may be below 0: 1 - 0.9 - 0.1 is, in float64."""


@dataclass(frozen=True)
class Program:
    """A numeric function before it is code.

    Args:
        name: Of the function.
        title: What it computes, in one line.
        arguments: Symbols in calling order, with their identifiers.
        domain: Booleans that the arguments satisfy; elsewhere the value is nan.
        expression: What is computed; sums, integrals and stable atoms are heads in it.
        unit: The unit of the result.
        method: "closed form", "series", "summation" or "quadrature".
        rows: The arguments that are rows: arrays with the outcomes on the last axis.
        matrices: The arguments that are symmetric positive definite matrices, on the last two axes.
        notes: More lines for the docstring.
        same: Pairs of arguments; where the two of each are equal the value is exactly 0.
        least: What the value is never below: 0 for divergences.
        layers: What serves values whose terms cancel; None where they do not.
        threads: How many threads long arrays are shared out to.
        closed: The closed form, where one smooth expression in finite numbers holds on the whole domain; else None.
    """

    name: str
    title: str
    arguments: dict[sp.Symbol, str]
    domain: tuple[sp.Basic, ...]
    expression: sp.Expr
    unit: str
    method: str
    rows: frozenset[sp.Symbol] = frozenset()
    matrices: frozenset[sp.Symbol] = frozenset()
    notes: tuple[str, ...] = ()
    same: tuple[tuple[sp.Expr, sp.Expr], ...] = ()
    least: sp.Expr = -sp.oo
    layers: Layers | None = None
    closed: sp.Expr | None = None
    threads: int = 1


def laws_of(expression: sp.Basic) -> list[Distribution]:
    """The distributions in ``expression``, in the order of writing: P before Q."""
    return list(dict.fromkeys(node for node in sp.preorder_traversal(expression) if isinstance(node, Distribution)))


def arguments_of(asked: sp.Expr, expression: sp.Expr) -> list[sp.Symbol]:
    """The symbols in calling order: those of P's parameters, then of Q's, then the others by name."""
    by_law = [s for law in laws_of(asked) for p in law.parameters for s in sorted(p.free_symbols, key=sp.default_sort_key)]
    others = sorted(asked.free_symbols | expression.free_symbols, key=sp.default_sort_key)
    return [s for s in dict.fromkeys([*by_law, *others]) if isinstance(s, sp.Symbol) and s in asked.free_symbols | expression.free_symbols]


def ordered(symbols: list[sp.Symbol], wanted: Iterable[sp.Symbol | str] | None) -> list[sp.Symbol]:
    """``symbols`` in the order ``wanted``, a sequence of symbols or of their names; more may be listed than are used.

    Raises:
        ParameterError: One is left out, or a name belongs to none.
    """
    if wanted is None:
        return symbols
    by_name = {s.name: s for s in symbols}
    listed = [by_name.get(w, w) if isinstance(w, str) else w for w in ([wanted] if isinstance(wanted, str | sp.Symbol) else wanted)]
    unknown = [w for w in listed if not isinstance(w, sp.Symbol)]
    missing = [s for s in symbols if s not in listed]
    if unknown or missing:
        raise ParameterError(f"args must list {', '.join(s.name for s in symbols) or 'nothing'}; {_complaint(unknown, missing)}")
    return list(dict.fromkeys(listed))


def _complaint(unknown: list, missing: list[sp.Symbol]) -> str:
    parts = [f"unknown: {', '.join(map(str, unknown))}"] if unknown else []
    return "; ".join([*parts, f"missing: {', '.join(map(str, missing))}"] if missing else parts)


def domain_of(asked: sp.Expr, symbols: list[sp.Symbol], conditions: Iterable[sp.Basic] = ()) -> tuple[sp.Basic, ...]:
    """Where the function is defined: the constraints of the laws, the symbols' own assumptions, and ``conditions``.

    Probabilities of finitely many outcomes may be 0 or 1.
    """
    strict: dict[sp.Expr, bool] = {}
    for law in laws_of(asked):
        for constraint in law.constraints:
            strict[constraint] = strict.get(constraint, False) or not _may_vanish(constraint, law)
    for symbol in symbols:
        if symbol.is_nonnegative:
            strict.setdefault(symbol, bool(symbol.is_positive))
    bounds = [_bound(c, sp.Gt if strict[c] else sp.Ge) for c in sorted(strict, key=sp.default_sort_key)]
    return tuple(dict.fromkeys([*bounds, *(without_monotone(c) for c in conditions if _is_checkable(c, symbols))]))


def _may_vanish(constraint: sp.Expr, law: Distribution) -> bool:
    """Whether ``constraint`` is a probability of a law with finitely many outcomes: a mass, or a parameter between 0 and 1."""
    masses = not hasattr(law, "family") and not hasattr(law, "factors")
    return is_finite(law) and (masses or any(sp.expand(constraint + other) == 1 for other in law.constraints))


def without_monotone(condition: sp.Basic) -> sp.Basic:
    """f(a) < f(b) as b - a > 0 for an increasing f, less positive factors: far out f(a) and f(b) are one number in float64."""
    if not isinstance(condition, sp.Lt | sp.Gt):
        return condition
    (c, left), (d, right) = (side.as_coeff_Mul() for side in (condition.lts, condition.gts))
    increasing = c == d and c.is_positive and type(left) is type(right) and isinstance(left, sp.erf | sp.exp | sp.log | sp.atan)
    if not increasing:
        return condition
    number, rest = sp.factor(right.args[0] - left.args[0]).as_coeff_Mul()
    unsure = sp.Mul(*(f for f in sp.Mul.make_args(rest) if not f.is_positive))
    return sp.Gt(sp.expand(unsure if number.is_positive else -unsure), 0, evaluate=False)


def _is_checkable(condition: sp.Basic, symbols: list[sp.Symbol]) -> bool:
    """Whether numbers for the symbols decide ``condition``; that an expectation exists is no such thing."""
    known = condition.free_symbols <= set(symbols) and not condition.has(Mean, Quantity, LogDensity)
    return isinstance(condition, Boolean) and condition not in (sp.true, sp.false) and known


def _bound(expression: sp.Expr, relation: type[sp.Rel]) -> sp.Rel:
    """``expression > 0`` or ``>= 0``, unevaluated: a positive symbol is no promise that the number given for it is positive."""
    rounded = relation is sp.Ge and isinstance(expression, sp.Add) and len(expression.free_symbols) > 1
    return relation(expression, -ROUNDING if rounded else 0, evaluate=False)


def is_finite(law: Distribution) -> bool:
    """Whether ``law`` has finitely many outcomes."""
    if hasattr(law, "flat"):
        return True
    if hasattr(law, "factors"):
        return all(is_finite(part) for part, _ in law.factors)
    return law.is_discrete and not hasattr(law, "ranges") and sp.oo not in (law.support.hi, -law.support.lo)
