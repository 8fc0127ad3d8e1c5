"""How nodes are built: as SymPy builds them, except where SymPy would look for structure at length in parts that are no numbers.

Unknown symbols are complex to SymPy; taking a power of a sum of them apart into real and imaginary parts can take minutes.
"""

from collections.abc import Callable

import sympy as sp

LONG, HIGH = 12, 20
"""Operations, and numbers, above which Abs is not evaluated."""


def raised(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    """base**exponent; SymPy looks whether a sum under the exponent is log(base), and takes the base apart for it."""
    if not sp.fraction(exponent)[1].has(sp.Add):
        return base**exponent
    return sp.Pow(base, exponent, evaluate=False)


def applied(function: Callable, *arguments: sp.Expr) -> sp.Expr:
    """The function at its arguments; loggamma takes the modulus of its argument, whatever it is; incomplete gammas write out sums."""
    if function in (sp.uppergamma, sp.expint):
        return function(*arguments, evaluate=False)
    unasked = function is sp.loggamma or (function is sp.Abs and _is_long(arguments[0]))
    if unasked and not arguments[0].is_number:
        return function(*arguments, evaluate=False)
    return function(*arguments)


def _is_long(argument: sp.Expr) -> bool:
    return argument.count_ops() > LONG or any(abs(n) > HIGH for n in argument.atoms(sp.Rational))
