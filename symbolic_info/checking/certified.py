"""The grade between proved and numeric: both sides enclosed by ball arithmetic at a few points, where python-flint is installed."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

import mpmath
import sympy as sp

from symbolic_info.balls.agreement import Agreement, Contradiction, agree_at
from symbolic_info.balls.enclose import Enclosure, enclose
from symbolic_info.balls.library import NoOracle, is_available
from symbolic_info.core.errors import SymbolicInfoError

DIGITS = 30
FEWEST = 2
SECONDS = 4.0
"""For one point."""


def certified_value(expression: sp.Expr, point: Mapping[sp.Symbol, Any], digits: int = DIGITS) -> str:
    """The number of an expression by its definition, in decimals that are proved: "[0.4431471805599453094172... +/- 3.1e-38]".

    Args:
        expression: Quantities, expectations, sums and integrals are enclosed by their definitions, never by a closed form.
        point: An exact number for every free symbol.
        digits: Decimal digits to vouch for.

    Raises:
        SymbolicInfoError: Nothing encloses it (a function without balls, a tail that is not bounded, an infinite value).
        MissingExtra: python-flint is not installed.

    Examples:
        >>> from symbolic_info import Entropy, Gumbel
        >>> certified_value(Entropy(Gumbel(0, 1)), {}, 20)
        '[1.57721566490153286060... +/- ...]'
    """
    return str(enclose(expression, point, digits))


def certified(quantity: sp.Expr, formula: sp.Expr, points: Iterable[Mapping[sp.Symbol, Any]], deadline: float) -> Agreement | None:
    """At how many of ``points`` the definition and the formula are enclosed and agree; None where that says too little.

    Points where nothing encloses a side (an infinite value, a function without balls) do not count.

    Raises:
        Contradiction: They differ at a point: that is proved.
    """
    if not is_available():
        return None
    reached: list[int] = []
    for point in points:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            reached.append(agree_at(quantity, formula, point, DIGITS, min(left, SECONDS)))
        except Contradiction:
            raise
        except (NoOracle, SymbolicInfoError, ArithmeticError, TypeError, ValueError):
            continue
    enough = len(reached) >= FEWEST or (reached and not quantity.free_symbols)
    return Agreement(len(reached), min(reached)) if enough else None


def number(enclosure: Enclosure) -> mpmath.mpf:
    """The middle of a ball."""
    return mpmath.mpf(enclosure.ball.mid().str(DIGITS, radius=False))
