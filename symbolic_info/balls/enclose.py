"""``enclose``: a ball that is proved to hold the number of an expression at a point, by the definitions of what stands in it.

The precision is raised until the digits asked for are reached (Ziv), or the work allowed is done.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.balls.integrals import ROUNDING, Work, integral, series, written
from symbolic_info.balls.library import NoOracle, decimal_digits, flint, precision
from symbolic_info.balls.program import Program
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import LogDensity, Mean, Quantity, Score
from symbolic_info.core.supports import Support

MOST_BITS = 1_000
"""Highest precision of an integral or a sum."""
MOST_BITS_OF_NUMBERS = 80_000
"""Highest precision of functions of numbers."""


@dataclass(frozen=True)
class Enclosure:
    """A proved enclosure.

    Attributes:
        ball: The ball, of python-flint.
        digits: How many decimal digits it vouches for; where it holds 0, digits after the point.
        bits: The precision at which it was reached.
    """

    ball: Any
    digits: int
    bits: int

    def __str__(self) -> str:
        return self.ball.str(self.digits + 2)

    def contradicts(self, other: "Enclosure") -> bool:
        """Whether no number lies in both."""
        return not self.ball.overlaps(other.ball)


def enclose(expression: sp.Expr, point: Mapping[sp.Symbol, Any], digits: int = 30, *, seconds: float = 20.0, scale: Any = 1) -> Enclosure:
    r"""Enclose ``expression`` at ``point``: quantities and means are integrated by their definitions, never by a closed form.

    Args:
        expression: Holds quantities, means, sums, integrals and functions of numbers.
        point: An exact number for every free symbol.
        digits: Decimal digits asked for.
        seconds: Time after which it gives up.
        scale: About how large the number is, where that is known: errors are allowed in proportion.

    Raises:
        NoOracle: A function without balls, a tail that is not bounded, too much work, an infinite value.
        ParameterError: A symbol without an exact value.
        MissingExtra: python-flint is not installed.

    Examples:
        >>> from symbolic_info import KL, Normal
        >>> print(enclose(KL(Normal(0, 1), Normal(1, 2)), {}, 20))
        [0.4431471805599453094172... +/- ...]
    """
    exact = {symbol: _exact(symbol, value) for symbol, value in point.items()}
    defined = inserted(unfolded(expression).xreplace(exact))
    if defined.free_symbols:
        raise ParameterError(f"no value for {', '.join(sorted(map(str, defined.free_symbols)))}; give an exact number for every symbol")
    deadline = time.monotonic() + seconds
    bits = int(digits * 3.3220) + ROUNDING + 24
    most = MOST_BITS if defined.has(Mean, sp.Sum, sp.Integral) else MOST_BITS_OF_NUMBERS
    while bits <= most:
        with precision(bits):
            ball = flint().arb(_Balls(bits, scale, deadline).ball(defined))
        if decimal_digits(ball) >= digits:
            return Enclosure(ball, min(decimal_digits(ball), 2 * digits), bits)
        if time.monotonic() > deadline:
            break
        bits *= 2
    raise NoOracle(f"{expression} is not enclosed to {digits} digits with {most} bits and {seconds} s: {ball.str(5)}")


def unfolded(expression: sp.Expr) -> sp.Expr:
    """Quantities as what defines them, scores as derivatives; what else stands there is left as it is."""
    while expression.has(Quantity):
        found = {q: q.unfold() for q in expression.atoms(Quantity)}
        expression = expression.xreplace(found)
    return expression.replace(Score, lambda law, theta, at: law.log_density(at).diff(theta))


def inserted(expression: sp.Expr) -> sp.Expr:
    """Log-densities inserted, where they are read on their own supports only: outside, their formulas mean nothing.

    Raises:
        NoOracle: An expectation runs over places that a density in it does not reach.
    """
    for mean in sorted(expression.atoms(Mean), key=sp.default_sort_key):
        for density in sorted(mean.integrand.atoms(LogDensity), key=sp.default_sort_key):
            if not hasattr(mean.law, "shape") and not _covers(density.args[0].support, *mean.ends):
                raise NoOracle(f"{mean.law} has mass where {density.args[0]} may have none; balls enclose finite values only")
    return expression.replace(LogDensity, lambda law, at: law.log_density(at))


def _covers(support: Support, lo: sp.Expr, hi: sp.Expr) -> bool:
    below = support.lo == -sp.oo or (lo != -sp.oo and (lo - support.lo).is_nonnegative)
    above = support.hi == sp.oo or (hi != sp.oo and (support.hi - hi).is_nonnegative)
    return bool(below and above)


def _exact(symbol: sp.Symbol, value: Any) -> sp.Expr:
    number = value if isinstance(value, sp.Expr) else sp.Rational(value) if isinstance(value, int) else None
    if number is None or isinstance(number, sp.Float) or not number.is_number:
        raise ParameterError(f"{symbol} = {value!r} is no exact number; give a rational such as Rational(1, 3)")
    return number


class _Balls:
    """The balls of means, sums and integrals at one precision."""

    def __init__(self, bits: int, scale: Any, deadline: float) -> None:
        self.work = Work(bits, scale, deadline, self.bound)

    def ball(self, e: sp.Expr) -> Any:
        return Program(e, None, self.bound).fixed

    def bound(self, e: Any) -> Any:
        if isinstance(e, Mean):
            return self._mean(e)
        if len(e.limits) != 1 or len(e.limits[0]) != 3:
            raise NoOracle(f"{e} runs over several variables, or has no ends")
        (x, *ends) = e.limits[0]
        if isinstance(e, sp.Sum):
            return series(sp.S.Zero, e.function, x, tuple(ends), self.work)
        number, power, rest = written(e.function, x)
        return integral(power, number * rest, x, tuple(ends), sp.S.Zero, self.work)

    def _mean(self, e: Mean) -> Any:
        law, x = e.law, e.variable
        if hasattr(law, "shape"):
            return self.ball(e.rewrite(sp.Sum))
        if law.is_discrete:
            return series(law.log_density(x), e.integrand, x, e.ends, self.work)
        return integral(law.log_density(x), e.integrand, x, e.ends, _centre(law), self.work)


def _centre(law: Any) -> sp.Expr:
    """A rational point where the mass is."""
    panels = [p for p in law.panels() if p.is_finite]
    middle = panels[len(panels) // 2] if panels else sp.S.Zero
    return middle if middle.is_Rational else sp.Rational(f"{float(middle):.3g}")
