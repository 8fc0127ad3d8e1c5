"""The oracle: numbers of quantities from their *definition*, by code that shares nothing with the derivations.

    E_P[f] = sum or integral of p f over the support,    D(P || Q) = +oo where P has mass that Q has not.

Every number is computed at two precisions and every integral at two steps; the masses are integrated along and must total 1.  What does
not agree to the digits asked is refused, with the expectation named.  Here are numbers, never proofs.
"""

import numbers
from typing import Any

import mpmath
import sympy as sp

from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.core.heads import Distribution
from symbolic_info.core.records import Evidence, Step
from symbolic_info.proof.coordinate_oracle import agree_on_coordinates, is_about_coordinates
from symbolic_info.proof.expectations import number
from symbolic_info.proof.quadrature import Precision, Unverified, precision_of
from symbolic_info.proof.sampling import points
from symbolic_info.proof.variate_oracle import agree_on_variates, is_about_variates
from symbolic_info.proof.vector_oracle import is_about_vectors, scalar, with_entries

__all__ = ["Unverified", "agree", "numeric_value", "points", "value"]


def value(expression: sp.Expr, point: dict[sp.Symbol, Any], digits: int) -> mpmath.mpf:
    """The number of ``expression`` at ``point``, to ``digits`` digits.

    Args:
        expression: May hold quantities, means, log-densities, sums, integrals and cases; symbolic arrays have no number.
        point: An exact number (int, Fraction, SymPy number; a float stands for the fraction that it stores) for every free symbol.
        digits: Decimal digits to vouch for.  A value that stays below 10^-(2 digits), and falls as the precision grows, is 0.

    Returns:
        An ``mpmath.mpf``, also an infinity: of a divergence whose support is not covered, or of an integral that grows without bound.

    Raises:
        ParameterError: A symbol without a value, or a value that is not an exact number.
        Unverified: Two computations disagree; the message names the expectation.

    Examples:
        >>> import symbolic_info as si
        >>> P, Q = si.Normal(0, 1), si.Normal(1, 2)
        >>> print(mpmath.nstr(value(si.KL(P, Q), {}, 20), 20))
        0.44314718055994530942
    """
    exact = {symbol: _exact(symbol, given) for symbol, given in point.items()}
    expression = scalar(expression)
    missing = sorted(str(s) for s in expression.free_symbols - set(exact))
    if missing:
        raise ParameterError(f"no value for {', '.join(missing)} in {expression}; give one for every symbol")
    check_admissible(expression, exact)
    before = None
    scale = 2 * max((_decades(number) for number in exact.values()), default=0)
    for working in (digits + 2, digits + 9, 2 * digits + 23, 4 * digits + 53):
        now = _compute(expression, exact, precision_of(working + scale, working))
        if mpmath.isnan(now):
            raise Unverified(f"{expression} is no real number at {_shown(exact)}; stay inside its domain")
        if before is not None and same(now, before, digits):
            return now
        if before is not None and _vanishes(now, before, digits):
            return mpmath.mpf(0)
        before = now
    raise Unverified(f"{expression} at {_shown(exact)}: two precisions do not agree to {digits} digits; ask for fewer")


def check_admissible(expression: sp.Expr, point: dict[sp.Symbol, sp.Expr]) -> None:
    """Refuse a point outside the domain of a symbol or of a distribution.

    Raises:
        ParameterError: The message names the value and the constraint.
    """
    for symbol, given in point.items():
        if (symbol.is_positive and not given.is_positive) or (symbol.is_nonnegative and given.is_negative):
            raise ParameterError(f"{symbol} = {given} is not {'positive' if symbol.is_positive else 'non-negative'}; give another value")
    for law in sorted(expression.atoms(Distribution), key=sp.default_sort_key):
        for constraint in law.constraints:
            if constraint.free_symbols <= set(point) and not constraint.xreplace(point).is_positive:
                raise ParameterError(f"{law} needs {constraint} > 0, which fails at {_shown(point)}; give other values")


def numeric_value(quantity: sp.Expr, digits: int) -> sp.Expr | None:
    """The value by the definition as a SymPy number, for ``evalf``; None while symbols are left."""
    if quantity.free_symbols:
        return None
    found = value(quantity, {}, digits)
    if not mpmath.isfinite(found):
        return sp.oo if found > 0 else -sp.oo
    return sp.Float._new(found._mpf_, sp.core.evalf.dps_to_prec(digits))


def agree(step: Step, count: int = 3, seed: int = 0, digits: int = 40) -> Evidence:
    """Evidence that both sides of ``step`` have the same number at ``count`` random admissible points.

    Two sides that share ``digits`` - 1 digits when each is computed once vouch for each other; only where they do not, both are
    computed with every check, before the step is refused.

    Raises:
        Rejected: They differ at a point.
        Unverified: A side has no number that can be vouched for.
    """
    if any(map(is_about_variates, (step.before, step.after, *step.conditions))):
        return agree_on_variates(step, count, seed)
    if is_about_coordinates(step.before) or is_about_coordinates(step.after):
        return agree_on_coordinates(step, count, seed)
    if is_about_vectors(step.before) or is_about_vectors(step.after):
        for k in range(count):
            agree(with_entries(step, seed + k), 1, seed + k, digits)
        return Evidence(points=count, digits=digits)
    for point in points((step.before, step.after), count=count, seed=seed, conditions=step.conditions):
        if not _match_at_once(step, point, digits):
            before, after = value(step.before, point, digits), value(step.after, point, digits)
            if not same(before, after, digits - 1):
                shown = f"{mpmath.nstr(before, 15)} and {mpmath.nstr(after, 15)}"
                raise Rejected(f"{step.before} and {step.after} differ at {_shown(point)}: {shown}", rule=step.rule)
    return Evidence(points=count, digits=digits)


def _match_at_once(step: Step, point: dict, digits: int) -> bool:
    try:
        scale = 2 * max((_decades(number) for number in point.values()), default=0)
        precision = precision_of(digits + 2 + scale, digits * 3 // 5 + 2)
        before, after = (_compute(side, point, precision) for side in (step.before, step.after))
    except Unverified:
        return False
    return same(before, after, digits - 1)


def same(a: mpmath.mpf, b: mpmath.mpf, digits: int) -> bool:
    """Whether ``a`` and ``b`` share ``digits`` digits; infinities must be equal."""
    if not (mpmath.isfinite(a) and mpmath.isfinite(b)):
        return bool(a == b)
    larger = max(abs(a), abs(b))
    return bool(mpmath.fsub(a, b, exact=True) == 0 or abs(mpmath.fsub(a, b, exact=True)) <= larger * mpmath.mpf(10) ** -digits)


def _vanishes(now: mpmath.mpf, before: mpmath.mpf, digits: int) -> bool:
    return bool(abs(now) < mpmath.mpf(10) ** (-2 * digits) and abs(now) < abs(before) * mpmath.mpf(10) ** -10)


def _compute(expression: sp.Expr, point: dict[sp.Symbol, sp.Expr], precision: Precision) -> mpmath.mpf:
    values = {symbol: number(precision, exact, {}) for symbol, exact in point.items()}
    return mpmath.mp.make_mpf(precision.ctx.convert(number(precision, expression, values))._mpf_)


def _exact(symbol: sp.Symbol, given: Any) -> sp.Expr:
    if isinstance(given, str):
        raise ParameterError(f"{symbol} = {given!r} is text; give an exact number such as Rational(1, 3)")
    if isinstance(given, numbers.Rational):
        return sp.Rational(given.numerator, given.denominator)
    exact = sp.Rational(given) if isinstance(given, float | sp.Float) else given
    if not isinstance(exact, sp.Expr) or not exact.is_number or not exact.is_extended_real:
        raise ParameterError(f"{symbol} = {given} is not a real number; give an exact one such as Rational(1, 3)")
    return exact


def _decades(number: sp.Expr) -> int:
    """How far ``number`` is from 1, in powers of ten: 1 - 10^-99 needs a hundred digits more than 1 - 1/2."""
    size = mpmath.mpf(sp.Float(sp.Abs(number), 15)._mpf_) if number else mpmath.mpf(1)
    return abs(int(mpmath.log10(size)))


def _shown(point: dict) -> str:
    return ", ".join(f"{s} = {point[s]}" for s in sorted(point, key=str)) or "no symbols"
