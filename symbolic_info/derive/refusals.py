"""Why a density is refused: it is negative somewhere, its integral diverges, or no rule computes it.  Untrusted: words, from numbers.

Only densities without parameters are looked at closely; a few evaluations at 60 digits, never a search.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

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
    density = law.density(law.variable())
    for point in _points(law):
        value = _value(density, law, point)
        if value is not None and value < 0:
            return f"the density is negative, {mpmath.nstr(value, 5)} at {law.variable()} = {point}; a density is positive on its support"
    return ""


def _divergent(law: Distribution) -> str:
    """An end at which the density is c |x - end|^k with k <= -1 (at infinity k >= -1), or at which masses do not vanish."""
    if law.parameters:
        return ""
    for end, power in _powers(law):
        if (power >= -1) if end.is_infinite else (power <= -1):
            size, what = _like(law, end, power), _diverging(law)
            return f"the density goes like {size} towards {end}, so its {what} diverges; no constant normalises it"
    return ""


def _like(law: Distribution, end: sp.Expr, power: float) -> str:
    """A power of the distance to an end, or of x at infinity."""
    base = law.variable() if end.is_infinite or end == 0 else f"|{law.variable()} - {end}|"
    return f"{base}^({sp.nsimplify(power, tolerance=1e-6, rational=True)})"


def _diverging(law: Distribution) -> str:
    return f"{'sum' if law.is_discrete else 'integral'} {total_of(law)}"


def _powers(law: Distribution) -> Iterator[tuple[sp.Expr, float]]:
    """The ends of the support, and the power that the density goes like there, where it goes like one."""
    log = law.log_density(law.variable())
    ends = [end for end in (law.support.lo, law.support.hi) if end.is_infinite or not law.is_discrete]
    for end, inwards in zip(ends, (1, -1) if len(ends) == 2 else (1 if ends[:1] == [law.support.lo] else -1,), strict=False):
        at = _towards(end, inwards)
        values = [_value(log, law, at(k)) for k in (NEAR, NEARER, 2 * NEARER - NEAR)]
        logs = [v for v in values if v is not None]
        if len(logs) < len(values):
            continue
        run = (1 if end.is_infinite else -1) * (NEARER - NEAR) * mpmath.log(10)
        first, second = ((b - a) / run for a, b in pairwise(logs))
        if abs(first - second) < mpmath.mpf(10) ** -EXPONENT_DIGITS:
            yield end, round(float(second), EXPONENT_DIGITS)


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


def _value(f: sp.Expr, law: Distribution, point: sp.Expr) -> mpmath.mpf | None:
    """f, a function of the law's variable, at a point where it is a real number; towers of exponentials are not climbed."""
    try:
        value = None if _is_tower(law.log_density(law.variable())) else sp.N(f.xreplace({law.variable(): point}), 60)
        return mpmath.mpf(sp.Float(value, 60)) if value is not None and (value.is_Float or value.is_Rational) else None
    except (TypeError, ValueError, ArithmeticError):
        return None


def _is_tower(f: sp.Expr) -> bool:
    """Whether an exponent holds an exponential: its value may have more digits than memory."""
    exponents = [e.as_base_exp()[1] for e in f.atoms(sp.exp, sp.Pow) if e.as_base_exp()[1].free_symbols]
    return any(e.as_base_exp()[1].free_symbols for exponent in exponents for e in exponent.atoms(sp.exp, sp.Pow))
