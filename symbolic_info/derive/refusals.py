"""Why a density is refused: it is negative somewhere, its integral diverges, or no rule computes it.  Untrusted: words, from numbers.

Only densities without parameters are looked at closely; a few evaluations at 60 digits, never a search.
"""

from collections.abc import Callable, Iterator

import mpmath
import sympy as sp

from symbolic_info.core.heads import Distribution

INNER = (sp.Rational(1, 2), sp.Rational(1, 7), sp.Rational(6, 7), sp.Rational(1, 50), sp.Rational(49, 50))
NEAR, NEARER = 20, 25  # powers of ten, of the distance to an end
EXPONENT_DIGITS = 9


def what_is_wrong(law: Distribution) -> str:
    """In words, why a density has no total; "" where nothing is seen to be wrong."""
    return _negative(law) or _divergent(law)


def total_of(law: Distribution) -> sp.Expr:
    """The integral or sum of a density, unevaluated."""
    x = law.variable()
    head = sp.Sum if law.is_discrete else sp.Integral
    return head(law.density(x), (x, law.support.lo, law.support.hi))


def _negative(law: Distribution) -> str:
    for point in _points(law):
        value = _value(law, point)
        if value is not None and value < 0:
            return f"the density is negative, {mpmath.nstr(value, 5)} at {law.variable()} = {point}; a density is positive on its support"
    return ""


def _divergent(law: Distribution) -> str:
    """An end at which the density is c |x - end|^k with k <= -1 (at infinity k >= -1), or at which masses do not vanish."""
    if law.parameters:
        return ""
    for end, power in _powers(law):
        if (power >= -1) if end.is_infinite else (power <= -1):
            what = "sum" if law.is_discrete else "integral"
            size = f"{law.variable() if end.is_infinite or end == 0 else f'|{law.variable()} - {end}|'}^({sp.nsimplify(power, tolerance=1e-6, rational=True)})"
            return f"the density goes like {size} towards {end}, so its {what} {total_of(law)} diverges; no constant normalises it"
    return ""


def _powers(law: Distribution) -> Iterator[tuple[sp.Expr, float]]:
    """The ends of the support, and the power that the density goes like there, where it goes like one."""
    ends = [end for end in (law.support.lo, law.support.hi) if end.is_infinite or not law.is_discrete]
    for end, inwards in zip(ends, (1, -1) if len(ends) == 2 else (1 if ends[:1] == [law.support.lo] else -1,), strict=False):
        at = _towards(end, inwards)
        values = [_value(law, at(k)) for k in (NEAR, NEARER)]
        third = _value(law, at(2 * NEARER - NEAR))
        if third is None or any(v is None or v <= 0 for v in (*values, third)):
            continue
        tens = (1 if end.is_infinite else -1) * (NEARER - NEAR)
        first, second = (float(mpmath.log(b / a, 10) / tens) for a, b in zip(values, (values[1], third), strict=True))
        if abs(first - second) < 10**-EXPONENT_DIGITS:
            yield end, round(second, EXPONENT_DIGITS)


def _towards(end: sp.Expr, inwards: int) -> Callable[[int], sp.Expr]:
    """Points that near an end of the support."""
    if end.is_infinite:
        return lambda k: -inwards * sp.Integer(10) ** k
    return lambda k: end + inwards * sp.Integer(10) ** -k


def _points(law: Distribution) -> list[sp.Expr]:
    """Some points inside the support of a law without parameters."""
    lo, hi = law.support.lo, law.support.hi
    if law.parameters:
        return []
    if law.is_discrete:
        first = lo if lo.is_finite else hi if hi.is_finite else sp.Integer(0)
        step = 1 if lo.is_finite or hi.is_infinite else -1
        return [first + step * k for k in range(12) if hi.is_infinite or lo.is_infinite or first + k <= hi]
    if lo.is_finite and hi.is_finite:
        return [lo + (hi - lo) * w for w in INNER]
    inner = [w / (1 - w) for w in INNER]
    if lo.is_finite:
        return [lo + t for t in inner]
    return [hi - t for t in inner] if hi.is_finite else [s * t for t in inner for s in (1, -1)]


def _value(law: Distribution, point: sp.Expr) -> mpmath.mpf | None:
    """The density at a point, where it is a real number."""
    try:
        value = sp.N(law.density(point), 60)
        return mpmath.mpf(str(value)) if value.is_Float else None
    except (TypeError, ValueError, ArithmeticError):
        return None
