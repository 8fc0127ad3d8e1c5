"""The way to python-flint, an extra: the module, a precision for a while, exact numbers as balls, and what an enclosure can refuse.

FLINT's precision belongs to the whole process: one thread at a time may work here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sympy as sp

from symbolic_info.core.errors import MissingExtra, SymbolicInfoError


class NoOracle(SymbolicInfoError):
    """Nothing here encloses this number: a function without balls, a tail that no rule bounds, or too much work."""


def flint() -> Any:
    """The module.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        import flint as module
    except ImportError:
        raise MissingExtra('certified numbers need python-flint: pip install "symbolic-info[certify]"') from None
    return module


def is_available() -> bool:
    """Whether python-flint is installed."""
    try:
        flint()
    except MissingExtra:
        return False
    return True


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Ball arithmetic at ``bits`` bits."""
    context = flint().ctx
    before = context.prec
    context.prec = bits
    try:
        yield
    finally:
        context.prec = before


def rational(number: sp.Rational) -> Any:
    """An exact rational as a ball."""
    return flint().arb(flint().fmpq(int(number.p), int(number.q)))


def decimal_digits(ball: Any) -> int:
    """How many decimal digits of the number the ball vouches for; digits after the point where it holds 0."""
    if not ball.is_finite():
        return 0
    if ball.contains(0):
        radius = ball.abs_upper()
        return 10**6 if radius == 0 else max(int(-float((radius.log() / flint().arb(10).log()).mid())), 0)
    return max(int(ball.rel_accuracy_bits() * 0.30103), 0)
