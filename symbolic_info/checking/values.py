"""Numbers for a check: points that are easy to read, quick values of closed forms, values by the definition."""

from collections.abc import Iterator, Mapping
from itertools import product

import mpmath
import sympy as sp

from symbolic_info.core.errors import ParameterError, SymbolicInfoError
from symbolic_info.proof.expectations import number
from symbolic_info.proof.oracle import check_admissible, points, same
from symbolic_info.proof.quadrature import precision_of
from symbolic_info.proof.sampling import holds

Point = dict[sp.Symbol, sp.Expr]
LARGE = tuple(sp.Integer(n) for n in (2, 3, 5, 7, 11, 13, 17, 19))
SMALL = tuple(sp.Rational(*n) for n in ((1, 3), (1, 4), (2, 5), (1, 5), (3, 7), (1, 7), (2, 9), (3, 8)))
MAX_SYMBOLS = 6
DIGITS = 20
RANDOM = 6


def trial_points(quantity: sp.Expr, conditions: tuple[sp.Basic, ...] = (), count: int = RANDOM, seed: int = 0) -> list[Point]:
    """Points where ``conditions`` hold: one with small numbers where there is one, then ``count`` random ones."""
    easy = next(_easy(quantity, conditions), None)
    drawn: list[Point] = points((quantity,), count, seed, conditions=conditions)
    return [*([] if easy is None else [easy]), *drawn]


def _easy(quantity: sp.Expr, conditions: tuple[sp.Basic, ...]) -> Iterator[Point]:
    """a = 2, b = 3; where that is not admissible, some of them 1/3, 1/4, ..."""
    symbols = sorted((s for s in quantity.free_symbols if isinstance(s, sp.Symbol)), key=lambda s: s.name)
    for choice in product((LARGE, SMALL), repeat=len(symbols)) if 0 < len(symbols) <= MAX_SYMBOLS else ():
        point = {s: pool[i] for i, (s, pool) in enumerate(zip(symbols, choice, strict=True))}
        if any(s.is_integer and not v.is_integer for s, v in point.items()) or not all(holds(c, point) for c in conditions):
            continue
        try:
            check_admissible(quantity, point)
        except ParameterError:
            continue
        yield point


PRECISION = (DIGITS + 15, DIGITS)


def quick(expression: sp.Expr, point: Mapping[sp.Symbol, sp.Expr]) -> mpmath.mpf | None:
    """The number of a closed form, computed once with figures to spare: nan where it has no real value, None where it is not computed."""
    return Place(point).quick(expression)


class Place:
    """A point whose numbers have been computed once, for many expressions."""

    def __init__(self, point: Mapping[sp.Symbol, sp.Expr]) -> None:
        self.precision = precision_of(*PRECISION)
        self.numbers = {s: number(self.precision, v, {}) for s, v in point.items()}

    def quick(self, expression: sp.Expr) -> mpmath.mpf | None:
        """As the function ``quick``."""
        try:
            found = number(self.precision, expression, self.numbers)
            return mpmath.mp.make_mpf(self.precision.ctx.convert(found)._mpf_)
        except (SymbolicInfoError, ArithmeticError, ValueError, TypeError, AttributeError):
            return None


def differ(one: mpmath.mpf | None, other: mpmath.mpf | None, digits: int = DIGITS - 4) -> bool:
    """Whether two numbers are known to differ in their first ``digits`` digits; nan differs from every number."""
    if one is None or other is None or (mpmath.isnan(one) and mpmath.isnan(other)):
        return False
    if not (mpmath.isfinite(one) and mpmath.isfinite(other)):
        return bool(one != other)
    return not same(one, other, digits) and not (abs(one) < 1 and abs(other) < 1 and abs(one - other) < mpmath.mpf(10) ** -digits)


def decimals(value: mpmath.mpf) -> str:
    """Ten figures of a value."""
    return "no real value" if mpmath.isnan(value) else mpmath.nstr(value, 10)
