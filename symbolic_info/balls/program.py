"""The one translator: a SymPy expression of one variable becomes a program over balls, which an integral may call.

What does not move is computed once, with real balls.  What moves is complex, and every step gets the ``analytic`` flag.  A running
program never raises: FLINT cannot pass an exception on (some end the process), so what goes wrong is nan, an integral without value.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import sympy as sp

from symbolic_info.balls.functions import FIXED, MOVING, log1p, log_gap, nan
from symbolic_info.balls.library import NoOracle, flint, rational
from symbolic_info.core.heads import Mean

Bound = sp.Sum | sp.Integral | Mean
Binder = Callable[[Any], Any]
CONSTANTS = {sp.pi: "pi", sp.E: "const_e", sp.EulerGamma: "const_euler", sp.Catalan: "const_catalan"}


class Program:
    """The operations that give the ball of one expression; built at one precision and run at it."""

    def __init__(self, expression: sp.Expr, variable: sp.Symbol | None, binder: Binder) -> None:
        self.variable = variable
        self.binder = binder
        self.slots: list[Any] = []
        self.known: dict[sp.Basic, int] = {}
        self.moves: set[int] = set()
        self.steps: list[tuple[int, Callable[..., Any], tuple[int, ...]]] = []
        self.result = self._place(expression)

    @property
    def fixed(self) -> Any:
        """The ball of an expression without a variable."""
        return self.slots[self.result]

    def __call__(self, z: Any, analytic: bool) -> Any:
        """The ball over a complex ball; nan where something goes wrong."""
        try:
            slots = self.slots
            if self.variable is not None:
                slots[self.known[self.variable]] = z
            for slot, function, arguments in self.steps:
                slots[slot] = function(analytic, *[slots[a] for a in arguments])
            return flint().acb(slots[self.result])
        except Exception:
            return nan()

    def _place(self, expression: sp.Basic) -> int:
        if expression not in self.known:
            self.known[expression] = self._new(expression)
        return self.known[expression]

    def _new(self, e: sp.Basic) -> int:
        if e == self.variable:
            return self._store(None, moves=True)
        if isinstance(e, sp.Rational):
            return self._store(rational(e))
        if e in CONSTANTS:
            made = getattr(flint().arb, CONSTANTS[e])
            return self._store(made())
        if isinstance(e, Bound):
            return self._store(self.binder(e))
        if isinstance(e, sp.Piecewise):
            return self._place(self._case(e))
        if self.variable is not None and e.has(self.variable):
            return self._moving(e)
        return self._store(self._number(e))

    def _store(self, value: Any, *, moves: bool = False) -> int:
        self.slots.append(value)
        if moves:
            self.moves.add(len(self.slots) - 1)
        return len(self.slots) - 1

    # -- numbers -----------------------------------------------------------------------------------------------------

    def _number(self, e: sp.Basic) -> Any:
        if isinstance(e, sp.hyper):
            a, b = ([self._ball(v) for v in row] for row in e.args[:2])
            return FIXED[sp.hyper](a, b, self._ball(e.args[2]))
        arguments = [self._ball(a) for a in e.args]
        if isinstance(e, sp.Add):
            return sum(arguments, flint().arb(0))
        if isinstance(e, sp.Mul):
            return _product(arguments)
        if isinstance(e, sp.Pow):
            return arguments[0] ** int(e.exp) if e.exp.is_Integer else arguments[0] ** arguments[1]
        function = FIXED.get(type(e))
        if function is None or not arguments:
            raise NoOracle(f"{e} has no ball: {type(e).__name__} is not among the functions known here")
        return function(*arguments)

    def _ball(self, e: sp.Basic) -> Any:
        return self.slots[self._place(e)]

    def _case(self, e: sp.Piecewise) -> sp.Expr:
        for value, condition in e.args:
            if self._holds(condition):
                return value
        raise NoOracle(f"no case of {e} holds")

    def _holds(self, condition: sp.Basic) -> bool:
        if condition in (sp.true, sp.false):
            return bool(condition)
        if isinstance(condition, sp.And):
            return all(self._holds(c) for c in condition.args)
        if isinstance(condition, sp.Or):
            return any(self._holds(c) for c in condition.args)
        if isinstance(condition, sp.StrictGreaterThan | sp.StrictLessThan | sp.GreaterThan | sp.LessThan):
            gap = self._ball(condition.gts - condition.lts)
            if gap > 0 or gap < 0:
                return bool(gap > 0)
        if isinstance(condition, sp.Eq | sp.Ne) and not self._ball(condition.lhs - condition.rhs).contains(0):
            return isinstance(condition, sp.Ne)
        raise NoOracle(f"balls do not decide {condition}")

    # -- what moves --------------------------------------------------------------------------------------------------

    def _moving(self, e: sp.Basic) -> int:
        special = self._small(e)
        if special is not None:
            return special
        if isinstance(e, sp.Add):
            return self._chain(e.args, lambda _, a, b: a + b)
        if isinstance(e, sp.Mul):
            return self._chain(e.args, lambda _, a, b: a * b)
        if isinstance(e, sp.Pow):
            return self._power(e)
        function = MOVING.get(type(e))
        if function is None:
            raise NoOracle(f"{e} stands under an integral: no ball of {type(e).__name__} heeds where it is analytic")
        return self._step(function, tuple(self._place(a) for a in e.args))

    def _small(self, e: sp.Basic) -> int | None:
        """log(1 + z) and 1 - exp(z), which would lose the digits of a small z."""
        if isinstance(e, sp.log) and isinstance(e.args[0], sp.Add) and len(e.args[0].args) == 2:
            c, inside = exponential_gap(e.args[0])
            if inside is not None and c == 1:
                return self._step(log_gap, (self._place(inside),))
        if isinstance(e, sp.log) and isinstance(e.args[0], sp.Add) and sp.S.One in e.args[0].args:
            return self._step(lambda analytic, z: log1p(z, analytic), (self._place(e.args[0] - 1),))
        if isinstance(e, sp.Add) and len(e.args) == 2:
            c, inside = exponential_gap(e)
            if inside is not None:
                return self._chain((-c,), None, self._step(lambda _, z: z.expm1(), (self._place(inside),)))
        return None

    def _chain(self, terms: tuple[sp.Basic, ...], join: Any, start: int | None = None) -> int:
        join = join or (lambda _, a, b: a * b)
        places = [*([] if start is None else [start]), *(self._place(a) for a in sorted(terms, key=lambda a: a.has(self.variable)))]
        total = places[0]
        for _, place in pairwise(places):
            total = self._step(join, (total, place))
        return total

    def _power(self, e: sp.Pow) -> int:
        base = self._place(e.base)
        if e.exp.is_Integer:
            n = int(e.exp)
            return self._step(lambda _, z: flint().acb(z) ** n, (base,))
        if e.base == sp.E or e.exp.has(self.variable):
            return (
                self._place(sp.exp(e.exp * sp.log(e.base), evaluate=False))
                if e.base != sp.E
                else self._step(MOVING[sp.exp], (self._place(e.exp),))
            )
        return self._step(lambda analytic, z, n: z.pow(flint().acb(n), analytic), (base, self._place(e.exp)))

    def _step(self, function: Callable[..., Any], arguments: tuple[int, ...]) -> int:
        if not self.moves.intersection(arguments):
            return self._store(function(False, *[self.slots[a] for a in arguments]))
        slot = self._store(None, moves=True)
        self.steps.append((slot, function, arguments))
        return slot


def exponential_gap(e: sp.Add) -> tuple[sp.Expr, sp.Expr | None]:
    """(c, w) of c - c exp(w), also where exp(w) is written (1 + z)^n; w is None for another sum."""
    for c, other in (e.args, e.args[::-1]):
        if not c.is_number:
            continue
        ratio = -other / c
        if isinstance(ratio, sp.exp):
            return c, ratio.args[0]
        if isinstance(ratio, sp.Pow) and ratio.exp.is_number and isinstance(ratio.base, sp.Add) and sp.S.One in ratio.base.args:
            return c, ratio.exp * sp.log(ratio.base)
    return sp.S.Zero, None


def _product(numbers: list[Any]) -> Any:
    total = numbers[0]
    for number in numbers[1:]:
        total = total * number
    return total
