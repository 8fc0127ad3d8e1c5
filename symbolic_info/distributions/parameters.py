"""Values for parameters: made exact, given a domain where they are names in text, held against the domain.

A float becomes the decimal that it prints as (0.1 is 1/10).  Text goes through the reader that the caller hands in.  A symbol
whose sign is unknown is accepted: its constraint then stands as a condition on every result.
"""

import decimal
import numbers
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError

NAME = re.compile(r"[A-Za-z](_?[A-Za-z0-9]){0,39}\Z")
Reader = Callable[[str], sp.Expr]


def exact(value: Any, where: str, read: Reader, domain: dict[str, bool]) -> sp.Expr:
    """``value`` as an exact SymPy expression; a name in text becomes a symbol with the assumptions ``domain``.

    Raises:
        ParameterError: ``value`` is not one finite real number or expression.
    """
    if isinstance(value, str):
        return from_text(read(value), domain)
    if isinstance(value, sp.Basic):
        return exact_expression(value, where)
    return exact_number(value, where)


def from_text(expression: sp.Expr, domain: dict[str, bool]) -> sp.Expr:
    """An expression read from text: a bare name gets ``domain``, names inside a formula are real."""
    if isinstance(expression, sp.Symbol):
        return sp.Symbol(expression.name, **domain)
    return expression.xreplace({s: sp.Symbol(s.name, real=True) for s in expression.free_symbols})


def read_name(text: str) -> sp.Symbol:
    """A reader for names alone.

    Raises:
        ParameterError: ``text`` is no name.
    """
    if not NAME.match(text):
        raise ParameterError(f"{text[:40]!r} is not a name; write a letter, then letters, digits and single underscores")
    return sp.Symbol(text)


def exact_number(value: Any, where: str) -> sp.Rational:
    """A Python or NumPy number as an exact one: a float is the decimal that it prints as.

    Raises:
        ParameterError: ``value`` is no finite real number.
    """
    if isinstance(value, bool) or not isinstance(value, (numbers.Number, decimal.Decimal)):
        raise ParameterError(f"{where} = {value!r} is not a number; give a number, a SymPy expression or a name in quotes")
    if isinstance(value, numbers.Integral):
        return sp.Integer(int(value))
    if isinstance(value, Fraction):
        return sp.Rational(value.numerator, value.denominator)
    if isinstance(value, numbers.Complex) and not isinstance(value, numbers.Real):
        raise ParameterError(f"{where} = {value} is complex; parameters are real, so give its real part or its modulus")
    text = str(value)
    if text.lstrip("+-").lower() in ("nan", "inf", "infinity", "snan"):
        raise ParameterError(f"{where} = {text} is not finite; give a finite number, or take a limit of the result")
    return sp.Rational(text)


def symbolic(value: Any, where: str) -> sp.Basic:
    """A SymPy object as it is, a number made exact; text is refused: whoever takes text reads it first."""
    return value if isinstance(value, sp.Basic) else exact_number(value, where)


def exact_expression(value: sp.Basic, where: str) -> sp.Expr:
    """``value`` with each float as the decimal that it prints as; refused where it is random or not finite."""
    if not isinstance(value, sp.Expr):
        raise ParameterError(f"{where} = {value} is not an expression; give a number, a SymPy expression or a name in quotes")
    if any(hasattr(symbol, "pspace") for symbol in value.free_symbols):
        raise ParameterError(f"{where} = {value} is random; a parameter is a number or a symbol, so condition on it first")
    if value.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        raise ParameterError(f"{where} = {value} is not finite; give a finite number, or take a limit of the result")
    return value.xreplace({f: sp.Rational(str(f)) for f in value.atoms(sp.Float)})


def check_domain(value: sp.Expr, where: str, own: sp.Symbol) -> None:
    """Refuse ``value`` where it is known to lie outside the domain of the family's own symbol ``own``.

    Raises:
        ParameterError: The value contradicts the domain; a value of unknown sign passes.
    """
    if value.is_finite is False or value.has(sp.nan, sp.zoo):
        raise ParameterError(f"{where} = {value} is not finite; give a finite number, or take a limit of the result")
    for fact in ("real", "integer", "positive", "nonnegative"):
        if own.assumptions0.get(fact) and getattr(value, f"is_{fact}") is False:
            name = where.split()[-1]
            raise ParameterError(f"{where} = {value} is not {fact}; {name} must be, so give such a number, or a name such as {name!r}")
