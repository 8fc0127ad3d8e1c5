"""Logarithms of sums written so that no term overflows: log(e^a + e^b) from a and b, log(1 - e^z) from z."""

import sympy as sp

from symbolic_info.numeric.computed import is_exponential, log_of
from symbolic_info.numeric.heads import Expectation, Exponential, LogOneMinus, LogProduct, LogSum

MOST = 4
"""Largest power of a factor that is multiplied out."""


def without_overflow(expression: sp.Expr) -> sp.Expr:
    """``expression`` with the logarithms of sums of exponentials and symbolic powers from the logarithms of their terms."""
    return expression.replace(lambda e: isinstance(e, sp.log) and isinstance(e.args[0], sp.Add), lambda e: _log_of_sum(e.args[0]))


def one_minus_powers(expression: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """``expression`` with 1 - x^a, for 0 < x < 1, through its logarithm, which keeps its digits where x is near 1."""

    def exact(total: sp.Add) -> sp.Expr:
        (power,) = (-t for t in total.args if t != 1)
        z = power.exp * sp.log(x)
        return Exponential(LogOneMinus(z, sp.log(-z)))

    def is_one_minus_power(e: sp.Basic) -> bool:
        return isinstance(e, sp.Add) and len(e.args) == 2 and 1 in e.args and any((-t).is_Pow and (-t).base == x for t in e.args)

    return expression.replace(is_one_minus_power, exact)


def with_products(expression: sp.Expr) -> sp.Expr:
    """``expression`` with the logarithms of products of two factors and more in a form that no factor of any size spoils.

    What is integrated or added up stays as it is: there each call counts.
    """
    if expression.has(Expectation, sp.Sum):
        return expression
    return expression.replace(lambda e: isinstance(e, sp.log) and _is_product(e.args[0]), lambda e: LogProduct(e.args[0]))


def _is_product(v: sp.Expr) -> bool:
    powers = [f.as_base_exp() for f in sp.Mul.make_args(v) if f.free_symbols]
    return (
        not v.has(sp.exp)
        and sum(min(abs(e), MOST) if e.is_Integer else 1 for _, e in powers) > 1
        and all(e <= MOST for _, e in powers if e.is_Integer)
    )


def _log_of_sum(total: sp.Add) -> sp.Expr:
    terms = total.args
    if not any(_large(t) for t in terms):
        return sp.log(total)
    if all(_is_positive(t) for t in terms):
        return LogSum(*map(_log, terms))
    falling = [t for t in terms if t != 1]
    if len(terms) == 2 and len(falling) == 1 and _is_positive(-falling[0]):
        z = _log(-falling[0])
        return LogOneMinus(z, _log(-z) if _is_positive(-z) else sp.log(-z))
    return sp.log(total)


def _large(term: sp.Expr) -> bool:
    return any(is_exponential(f) for f in sp.Mul.make_args(term)) and bool(term.free_symbols)


def _is_positive(term: sp.Expr) -> bool:
    """A product of positive factors and of powers whose base is positive."""
    return all(f.is_positive or (isinstance(f, sp.exp) and f.args[0].is_extended_real) for f in sp.Mul.make_args(term))


def _log(term: sp.Expr) -> sp.Expr:
    """The logarithm of a positive product, factor by factor; what is in an exponent may hold such sums itself."""
    large = [f for f in sp.Mul.make_args(term) if is_exponential(f)]
    rest = sp.Mul(*(f for f in sp.Mul.make_args(term) if f not in large))
    logs = sp.Add(*(without_overflow(log_of(f)) for f in large))
    return logs + (sp.S.Zero if rest == 1 else sp.log(rest))
