"""How a sum and a product are laid out on paper: which term comes first, what stands above the line and what below.

Nothing is computed here: a product is taken apart into sign, number, factors above and factors below; a sum is put into the
order of a formulary: quantities, logarithms, log-gamma, digamma, sums and means, the rest by degree, constants last.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.core.heads import LogDensity, Mean, Quantity

CONSTANTS = (sp.pi, sp.E, sp.EulerGamma, sp.I)
LONG_HEADS = (sp.Sum, sp.Integral, sp.Product, sp.Derivative)
LOGARITHMS = (sp.log, LogDensity)
# What stands behind a fraction and not in it: (1/2) log x, (a/b) psi(k).
MATRIX_SCALARS = (sp.Trace, MatrixElement)
REACHING = (sp.log, sp.loggamma, sp.polygamma, sp.exp, LogDensity, Mean, Quantity, sp.Piecewise, *MATRIX_SCALARS, *LONG_HEADS)
NEVER_IN_A_FRACTION = (Mean, Quantity, sp.exp, sp.Piecewise, *LONG_HEADS)


@dataclass(frozen=True)
class Factored:
    """One term: ``(-1)**negative * number * product(top) / product(bottom)``."""

    negative: bool
    number: sp.Expr
    top: tuple[sp.Expr, ...]
    bottom: tuple[sp.Expr, ...]


def take_apart(term: sp.Expr) -> Factored:
    """The sign, the number and the factors of ``term``."""
    number: sp.Expr = sp.S.One
    top, bottom = [], []
    negative = False
    for factor in _factors(term):
        if factor.is_Rational or factor.is_Float:
            number *= factor
        elif factor.is_Add and not term.is_Add and all(_is_negative(t) for t in factor.args):
            negative = not negative
            top.append(sp.Add(*(-t for t in factor.args)))
        elif isinstance(factor, (sp.Sum, sp.Integral)) and _is_negative(factor.function):
            negative = not negative
            top.append(factor.func(-factor.function, *factor.limits))
        elif factor.is_Pow and _is_negative(factor.exp):
            bottom.append(sp.Pow(factor.base, -factor.exp))
        elif factor.is_Pow and factor.base.is_Rational and factor.base.p == 1:
            bottom.append(sp.Pow(factor.base.q, factor.exp))
        else:
            top.append(factor)
    if number.is_negative:
        negative, number = not negative, -number
    number = _one_root(number, top, bottom)
    return Factored(negative, number, tuple(top), tuple(bottom))


def _one_root(number: sp.Expr, top: list[sp.Expr], bottom: list[sp.Expr]) -> sp.Expr:
    """Square roots of numbers brought together: sqrt(2)/2 is 1/sqrt(2), sqrt(2)/sqrt(pi) is sqrt(2/pi).  Returns the number left."""
    for root in [f for f in top if _is_root_of_a_number(f) and f.base.is_Integer and number.is_Rational]:
        if number.q % root.base == 0:
            top.remove(root)
            bottom.append(root)
            number *= root.base
    above, below = ([f for f in factors if _is_root_of_a_number(f)] for factors in (top, bottom))
    if above and below:
        top[:] = [f for f in top if f not in above]
        bottom[:] = [f for f in bottom if f not in below]
        quotient = sp.Mul(*(f.base for f in above)) / sp.Mul(*(f.base for f in below))
        top.append(sp.Pow(quotient, sp.S.Half, evaluate=False))
    return number


def _is_root_of_a_number(factor: sp.Expr) -> bool:
    return factor.is_Pow and factor.exp == sp.S.Half and bool(factor.base.is_number and factor.base.is_positive)


def _factors(term: sp.Expr) -> Iterable[sp.Expr]:
    if not term.is_Mul:
        return (term,)
    return (f for a in term.args for f in _factors(a))


def _is_negative(expression: sp.Expr) -> bool:
    """Whether a minus sign would be printed in front."""
    number = expression.as_coeff_Mul()[0]
    return bool(number.is_Rational or number.is_Float) and bool(number.is_negative)


def in_base(term: Factored) -> tuple[Factored, sp.Expr | None]:
    """``log(z)/log(2)`` as a logarithm to base 2: the term without the denominator, and the base."""
    bases = [f for f in term.bottom if isinstance(f, sp.log) and f.args[0].is_Integer]
    logarithms = [f for f in term.top if isinstance(f, (*LOGARITHMS, sp.loggamma))]
    if len(bases) != 1 or len(logarithms) != 1:
        return term, None
    return replace(term, bottom=tuple(f for f in term.bottom if f is not bases[0])), bases[0].args[0]


def behind_the_fraction(term: Factored) -> tuple[sp.Expr, ...]:
    """The factors that follow the fraction, as in ``(1/2) log x``; ``log(x)/x`` stays one fraction."""
    below_is_number = not term.bottom
    above_is_one = term.number.is_Rational and term.number.p == 1 and all(isinstance(f, REACHING) for f in term.top)
    if any(isinstance(f, sp.log) for f in term.bottom) or (above_is_one and not below_is_number):
        return tuple(f for f in term.top if isinstance(f, NEVER_IN_A_FRACTION))
    return tuple(f for f in term.top if isinstance(f, REACHING))


def natural(latex: str) -> tuple:
    """A key that sorts as a reader does: ``a_2`` before ``a_10``, Greek letters by name."""
    parts = re.split(r"(\d+)", re.sub(r"[\\{}]", "", latex))
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p.lower()) for p in parts if p), latex


def factor_key(factor: sp.Expr, latex: str) -> tuple:
    """Constants, symbols, brackets, then functions; what reaches to the right comes last."""
    return _factor_rank(factor), natural(latex)


def _factor_rank(factor: sp.Expr) -> int:
    base = factor.base if factor.is_Pow else factor
    if base.is_Rational:
        return -1
    if base in CONSTANTS:
        return CONSTANTS.index(base)
    if base.is_number and not base.is_Function:
        return 4
    ranks = (
        (sp.Symbol, 5),
        (sp.Indexed, 5),
        ((sp.Add, sp.Mul), 6),
        (sp.exp, 8),
        (sp.log, 10),
        ((Mean, Quantity), 11),
        ((sp.Piecewise, *LONG_HEADS), 12),
    )
    return next((rank for kind, rank in ranks if isinstance(base, kind)), 9 if isinstance(base, REACHING) else 7)


def ordered(terms: Iterable[sp.Expr], latex_of: Callable[[sp.Expr], str]) -> list[sp.Expr]:
    """The terms of a sum in textbook order; the first one is positive where any is, and brings its kind along."""
    found = sorted(((_term_key(t, latex_of(t)), t) for t in terms), key=lambda pair: pair[0])
    lead = next((key for key, t in found if not take_apart(t).negative), None)
    if lead is None:
        return [t for _, t in found]
    kind = [pair for pair in found if pair[0][0] == lead[0]]
    first = [pair for pair in kind if pair[0] == lead]
    rest = [pair for pair in found if pair[0][0] != lead[0]]
    return [t for _, t in [*first, *(pair for pair in kind if pair[0] != lead), *rest]]


def _term_key(term: sp.Expr, latex: str) -> tuple:
    parts = take_apart(term)
    rank = _term_rank(parts)
    by_sign = parts.negative if rank != POLYNOMIAL else False
    return rank, by_sign, -_degree(parts), parts.negative, _size(term), natural(latex)


POLYNOMIAL = 5


def _term_rank(term: Factored) -> int:
    """Quantities 0, logarithms 1, log-gamma 2, digamma 3, sums and means 4, the rest 5, Euler's constant 6, numbers 7."""
    found = [0 for f in term.top if isinstance(f, Quantity)]
    found += [4 for f in term.top if isinstance(f, (Mean, *LONG_HEADS))]
    if not found:
        found += [1 for f in term.top if isinstance(f, LOGARITHMS)] + [2 for f in term.top if isinstance(f, sp.loggamma)]
        found += [3 for f in term.top if isinstance(f, sp.polygamma)]
    if found:
        return min(found)
    if sp.EulerGamma in term.top or not any(f.free_symbols for f in (*term.top, *term.bottom)):
        return 6 if term.top else 7
    return POLYNOMIAL


def _degree(term: Factored) -> int:
    """The total degree above the line, as far as it is a number."""
    exponents = [f.exp if f.is_Pow else sp.S.One for f in term.top if f.free_symbols and not isinstance(f, REACHING)]
    return sum(int(e) if e.is_Integer else 1 for e in exponents)


def _size(expression: sp.Basic) -> int:
    return 1 + sum(_size(a) for a in expression.args)


def restriction(e: sp.Expr) -> tuple[sp.Expr, sp.Basic] | None:
    """(term, condition) of a summand that is the term where a condition holds and 0 elsewhere."""
    if isinstance(e, sp.Piecewise) and len(e.args) == 2 and e.args[1][0] == 0 and e.args[1][1] == True:  # noqa: E712
        return e.args[0][0], e.args[0][1]
    return None
