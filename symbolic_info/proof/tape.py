"""Numbers of SymPy expressions by mpmath: a straight list of operations, each shared value computed once.

Plain on purpose: one table says which mpmath function stands for which SymPy head.  A head that is not in the table is refused.  What
is no real number (the logarithm of a negative one, a division by zero) becomes nan, so that a branch not taken does no harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import add, attrgetter, mul
from typing import Any

import sympy as sp
from mpmath.ctx_mp import MPContext

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import LogDensity, Mean, Quantity
from symbolic_info.core.zeta import ZetaDerivative

Binder = Callable[[sp.Expr, Any], Any]
"""Gives the number of such a head at a value of the variable."""

BINDERS = (Mean, LogDensity, Quantity, sp.Sum, sp.Integral)
"""Heads whose number is not a function of their arguments' numbers."""

NUMBERS: dict[Any, Callable[[Any], Any]] = {
    sp.pi: lambda c: +c.pi,
    sp.E: lambda c: +c.e,
    sp.EulerGamma: lambda c: +c.euler,
    sp.Catalan: lambda c: +c.catalan,
    sp.GoldenRatio: lambda c: +c.phi,
    sp.oo: lambda c: c.inf,
    -sp.oo: lambda c: -c.inf,
    sp.nan: lambda c: c.nan,
    sp.true: lambda c: True,
    sp.false: lambda c: False,
}

SAME_NAME = (
    *("exp", "log", "gamma", "loggamma", "beta", "factorial", "binomial", "harmonic", "zeta", "polylog", "expint", "floor", "sign"),
    *("erf", "erfc", "erfi", "erfinv", "besseli", "besselk", "besselj", "bessely"),
    *("sin", "cos", "tan", "cot", "asin", "acos", "atan", "sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh"),
)
"""Functions that SymPy and mpmath call alike and define alike."""


def _functions() -> dict[type, Callable[[Any], Callable]]:
    table: dict[type, Callable[[Any], Callable]] = {getattr(sp, name): attrgetter(name) for name in SAME_NAME}
    return (
        table
        | {
            sp.Add: lambda c: lambda a, b, *more: reduce(add, more, a + b),
            sp.Mul: lambda c: lambda a, b, *more: reduce(mul, more, a * b),
            sp.Pow: lambda c: lambda b, e: b**e,
            sp.exp: lambda c: lambda x: c.zero if x < -(10**7) else c.exp(x),  # exp(-exp(10^6)) has no number of digits to speak of
            sp.Abs: lambda c: abs,
            sp.Max: lambda c: max,
            sp.Min: lambda c: min,
            sp.ceiling: lambda c: c.ceil,
            sp.polygamma: lambda c: lambda n, x: c.psi(int(n), x),
            sp.digamma: lambda c: lambda x: c.psi(0, x),
            sp.uppergamma: lambda c: lambda s, x: c.gammainc(s, a=x),
            sp.lowergamma: lambda c: lambda s, x: c.gammainc(s, a=0, b=x),
            sp.Ei: lambda c: c.ei,
            ZetaDerivative: lambda c: lambda n, s: c.zeta(s, 1, int(n)),
            sp.Si: lambda c: c.si,
            sp.Ci: lambda c: c.ci,
            sp.LambertW: lambda c: c.lambertw,
            sp.Lt: lambda c: lambda a, b: a < b,
            sp.Le: lambda c: lambda a, b: a <= b,
            sp.Gt: lambda c: lambda a, b: a > b,
            sp.Ge: lambda c: lambda a, b: a >= b,
            sp.Eq: lambda c: lambda a, b: a == b,
            sp.Ne: lambda c: lambda a, b: a != b,
            sp.And: lambda c: lambda *a: all(a),
            sp.Or: lambda c: lambda *a: any(a),
            sp.Not: lambda c: lambda a: not a,
            sp.Indexed: lambda c: lambda i, *entries: entries[int(i)] if 0 <= i < len(entries) else c.nan,
            sp.Piecewise: lambda c: lambda *a: next((v for v, holds in zip(a[::2], a[1::2], strict=True) if holds), c.nan),
        }
    )


FUNCTIONS = _functions()
CONDITIONS = (sp.Lt, sp.Le, sp.Gt, sp.Ge, sp.Eq, sp.Ne, sp.And, sp.Or, sp.Not)


@dataclass(frozen=True)
class Tape:
    """``start`` holds the constants, ``moving`` what is done for each value of the variable: (slot, function, slots of arguments)."""

    start: tuple[Any, ...]
    moving: tuple[tuple[int, Callable, tuple[int, ...]], ...]
    results: tuple[int, ...]

    def __call__(self, x: Any = None) -> tuple[Any, ...]:
        """The numbers of the expressions where the variable is ``x``."""
        slots = list(self.start)
        slots[0] = x
        for slot, function, arguments in self.moving:
            slots[slot] = function(*[slots[a] for a in arguments])
        return tuple(slots[r] for r in self.results)


class _Builder:
    """Places each distinct expression in one slot; slot 0 is the variable's."""

    def __init__(self, ctx: MPContext, variable: sp.Symbol | None, binder: Binder, values: dict[sp.Symbol, Any]) -> None:
        self.values = values
        self.ctx = ctx
        self.variable = variable
        self.binder = binder
        self.slots: list[Any] = [None]
        self.index: dict[sp.Basic, int] = {} if variable is None else {variable: 0}
        self.moving: list[tuple[int, Callable, tuple[int, ...]]] = []
        self.moves: set[int] = {0}

    def place(self, expression: sp.Basic) -> int:
        if expression not in self.index:
            self.index[expression] = self._new(expression)
        return self.index[expression]

    def _new(self, expression: sp.Basic) -> int:
        if isinstance(expression, BINDERS):
            depends = self.variable in expression.free_symbols
            return self._operation(lambda *x: self.binder(expression, x[0] if x else None), (0,) if depends else ())
        number = self.values[expression] if expression in self.values else _leaf(self.ctx, expression)
        if number is not None:
            return self._constant(number)
        if isinstance(expression, sp.Add) and (exponent := _of_one_less(expression)) is not None:
            return self._operation(_real(self.ctx, lambda u: -self.ctx.expm1(u)), (self.place(exponent),))
        make = FUNCTIONS.get(expression.func)
        if make is None:
            raise ParameterError(_no_number(expression))
        arguments = tuple(self.place(a) for a in _operands(expression))
        function = make(self.ctx)
        total = isinstance(expression, (sp.Add, sp.Mul, sp.exp, *CONDITIONS))
        return self._operation(function if total else _real(self.ctx, function), arguments)

    def _operation(self, function: Callable, arguments: tuple[int, ...]) -> int:
        if not self.moves.intersection(arguments):
            return self._constant(function(*[self.slots[a] for a in arguments]))
        slot = self._constant(None)
        self.moves.add(slot)
        self.moving.append((slot, function, arguments))
        return slot

    def _constant(self, value: Any) -> int:
        self.slots.append(value)
        return len(self.slots) - 1


def tape(
    ctx: MPContext,
    expressions: tuple[sp.Basic, ...],
    variable: sp.Symbol | None,
    binder: Binder,
    values: dict[sp.Symbol, Any] | None = None,
) -> Tape:
    """The operations that give the numbers of ``expressions`` at the precision of ``ctx``.

    Args:
        ctx: The mpmath context; its precision at this moment is used for the constants.
        expressions: Free of symbols but ``variable`` and those in ``values``.
        variable: The symbol that moves.
        binder: Gives the number of a mean, a sum or an integral, at a value of the variable.
        values: Numbers of further symbols.

    Raises:
        ParameterError: A symbol without a value, or a head without a number.
    """
    builder = _Builder(ctx, variable, binder, values or {})
    results = tuple(builder.place(e) for e in expressions)
    return Tape(tuple(builder.slots), tuple(builder.moving), results)


def _leaf(ctx: MPContext, expression: sp.Basic) -> Any:
    if isinstance(expression, sp.Rational):
        return ctx.mpf(expression.p) / expression.q
    if isinstance(expression, sp.Float):
        return ctx.make_mpf(expression._mpf_)
    make = NUMBERS.get(expression)
    return None if make is None else make(ctx)


def _of_one_less(expression: sp.Add) -> sp.Expr | None:
    """u of 1 - exp(u), which has no digits left near u = 0 unless it is taken at once."""
    one, other = expression.args[0], -expression.args[-1]
    return other.exp if one == 1 and len(expression.args) == 2 and isinstance(other, sp.exp) else None


def _operands(expression: sp.Basic) -> tuple[sp.Basic, ...]:
    if isinstance(expression, sp.Piecewise):
        return tuple(part for pair in expression.args for part in pair.args)
    if isinstance(expression, sp.Indexed) and isinstance(expression.base, sp.Tuple) and len(expression.indices) == 1:
        return (expression.indices[0], *expression.base)
    return expression.args


def _no_number(expression: sp.Basic) -> str:
    if isinstance(expression, sp.Symbol):
        return f"{expression} has no value; give one for every symbol"
    return f"{expression} has no number: the oracle does not know {type(expression).__name__}; write it with functions of one point"


def _real(ctx: MPContext, function: Callable) -> Callable:
    """``function`` with nan for what is not a real number."""

    def real(*arguments: Any) -> Any:
        try:
            value = function(*arguments)
        except (ZeroDivisionError, ValueError, OverflowError):
            return ctx.nan
        return value if isinstance(value, ctx.mpf) else ctx.nan if isinstance(value, ctx.mpc) else ctx.convert(value)

    return real
