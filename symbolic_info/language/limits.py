"""What text may cost: limits on its size, and on numbers that SymPy would compute while an expression is built."""

from collections.abc import Iterable

import sympy as sp

from symbolic_info.core.errors import ParseError

MAX_CHARACTERS = 2000
MAX_NODES = 500
MAX_DEPTH = 40
MAX_DIGITS = 60
MAX_DECIMAL_EXPONENT = 400
MAX_BITS = 2**14  # of a number that a power makes
MAX_ROOT_BITS = 256  # of a number under a root: SymPy looks for its factors
MAX_ROOT_WORK = 2**20  # bits of the numbers that SymPy multiplies out when it takes a root of a fraction apart
MAX_EXPONENT = 1000  # of a power that stays symbolic, and of a power or exponential of numbers that are not rational
MAX_INNER_EXPONENT = 16  # where SymPy takes a power of unknown numbers apart into real and imaginary parts
MAX_NUMERIC_ARGUMENT = 300  # of gamma functions, which SymPy evaluates at integers
MAX_ORDER = 10  # of polygamma
GAMMA_LIKE = frozenset({"gamma", "loggamma", "digamma", "polygamma", "beta", "factorial"})


def check_power(base: sp.Expr, exponent: sp.Expr, column: int) -> None:
    """Refuse a power whose value or expansion would be huge.

    SymPy turns b**(c*log(a)/log(b)) into a**c, so a coefficient weighs as much as an exponent.

    Raises:
        ParseError: The power is too big to write out.
    """
    _check_finite((base, exponent), column)
    if base.is_zero and not exponent.is_number:
        raise ParseError("0 to a power that is no number is not read; write its value", column)
    _check_real((base, exponent), column)
    if exponent.is_Rational and not exponent.is_Integer and base.is_number and _bits(base) > MAX_ROOT_BITS:
        raise ParseError("a root of so long a number is not read; give its value, or name it", column)
    if exponent.is_Rational and not exponent.is_Integer and _bits(base) * max(abs(exponent.p), exponent.q) > MAX_ROOT_WORK:
        raise ParseError("a power of a number with so long a fraction as its exponent is not read; name the exponent", column)
    if base.is_number and not exponent.is_Rational:
        _check_magnitude(exponent, MAX_EXPONENT, "the exponent", column)
    if not exponent.is_Integer:
        _check_inner_powers(base, "the base of a root or of a power that is no whole number", column)
        _check_inner_powers(exponent, "an exponent", column)
    bits = max(_bits(base), *(_bits(term.as_coeff_Mul()[1]) for term in sp.Add.make_args(exponent)))
    for term in sp.Add.make_args(exponent):
        coefficient = abs(term.as_coeff_Mul()[0])
        if coefficient * bits > MAX_BITS or (coefficient > MAX_EXPONENT and not base.is_number):
            raise ParseError("a power this big is not computed; write it with a smaller exponent, or name the exponent", column)


def check_call(name: str, arguments: list[sp.Expr], column: int) -> None:
    """Refuse a function at a number where SymPy would compute something huge.

    Raises:
        ParseError: The argument is too big.
    """
    _check_finite(arguments, column)
    _check_real(arguments, column)
    if name == "exp":
        check_power(sp.E, arguments[0], column)
    if name in ("abs", "Abs", "loggamma"):
        _check_inner_powers(arguments[0], f"the argument of {name}", column)
    if name == "loggamma" and arguments[0].is_number and arguments[0].is_extended_positive is False:
        raise ParseError("loggamma of a number below 0 is not real; write log(abs(gamma(x))) if that is meant", column)
    if name == "sqrt":
        check_power(arguments[0], sp.Rational(1, 2), column)
    if name in GAMMA_LIKE:
        for argument in arguments:
            _check_magnitude(argument, MAX_NUMERIC_ARGUMENT, f"the argument of {name}", column)
            for number in sorted(argument.atoms(sp.Rational)):
                _check_magnitude(number, MAX_NUMERIC_ARGUMENT, f"the argument of {name}", column)
    if name == "polygamma":
        _check_magnitude(arguments[0], MAX_ORDER, "the order of polygamma", column)


def _check_finite(parts: Iterable[sp.Expr], column: int) -> None:
    if any(part.has(sp.oo, -sp.oo) for part in parts):
        raise ParseError("oo stands alone; a power or a function has no value there", column)


def _check_real(parts: Iterable[sp.Expr], column: int) -> None:
    """Refuse numbers that are complex although SymPy does not say so: functions of them may take minutes to evaluate."""
    for part in parts:
        if part.is_number and part.is_extended_real is None and not part.evalf(5).is_extended_real:
            raise ParseError(f"the number {part} is not real; only real formulas are read", column)


def _check_magnitude(value: sp.Expr, limit: int, what: str, column: int) -> None:
    """Refuse a number above ``limit``.  Safe to evaluate: the numbers inside have passed this check before."""
    if not value.is_number or value.is_finite is False:
        return
    try:
        within = bool(abs(value.evalf(5)) <= limit)
    except (ArithmeticError, TypeError, ValueError):  # the value is no number after all
        within = False
    if not within:
        raise ParseError(f"{what} is above {limit}, too big to compute with; name the number", column)


def _check_inner_powers(inside: sp.Expr, what: str, column: int) -> None:
    """Refuse high powers of symbols."""
    powers = (p for p in inside.atoms(sp.Pow) if p.base.is_number is False)
    if any(abs(n) > MAX_INNER_EXPONENT for p in powers for n in p.exp.atoms(sp.Rational)):
        raise ParseError(f"{what} may hold powers up to {MAX_INNER_EXPONENT}; name the power", column)


def _bits(expression: sp.Expr) -> int:
    """The length of the longest number in ``expression``."""
    return max((max(int(n.p).bit_length(), int(n.q).bit_length()) for n in expression.atoms(sp.Rational)), default=0)
