"""What a user may give as a support: a pair of bounds, or a SymPy set of reals or of integers."""

import math
from typing import Any

import sympy as sp
from sympy.core.symbol import Str

from symbolic_info.core.errors import SupportError
from symbolic_info.core.supports import Support, integers, interval
from symbolic_info.distributions.parameters import Reader, from_text, symbolic

ADVICE = "give a pair of bounds such as (0, oo), a SymPy Interval, or Range, Naturals, Naturals0 or Integers for masses"


def support_of(value: Any, read: Reader) -> Support:
    """``value`` as a support.

    Raises:
        SupportError: ``value`` is no interval and no run of integers, or is empty.
    """
    if isinstance(value, Support):
        found = value
    elif isinstance(value, sp.Tuple) and len(value) == 3 and isinstance(value[0], Str):
        found = Support(str(value[0]), value[1], value[2])  # type: ignore[arg-type]  # as a density stores it
    elif isinstance(value, sp.Set):
        found = _from_set(value)
    elif isinstance(value, (tuple, list, sp.Tuple)) and len(value) == 2:
        found = interval(*(_bound(v, read) for v in value))
    else:
        raise SupportError(f"{value!r} is not a support; {ADVICE}")
    length = found.hi - found.lo
    if length.is_negative or (length.is_zero and not found.is_discrete):
        raise SupportError(f"the support {found} is empty; {ADVICE}, the lower bound first")
    return found


def _bound(value: Any, read: Reader) -> sp.Expr:
    if isinstance(value, str):
        return from_text(read(value), {"real": True})
    if isinstance(value, float) and math.isinf(value):
        return sp.oo if value > 0 else -sp.oo
    bound = symbolic(value, "the support's bound")
    if not isinstance(bound, sp.Expr) or bound.is_extended_real is False or bound is sp.nan:
        raise SupportError(f"{value!r} is not a bound on the real line; {ADVICE}")
    return bound


def _from_set(value: sp.Set) -> Support:
    if isinstance(value, sp.Interval):
        return interval(value.start, value.end)
    if isinstance(value, sp.Range) and value.step == 1:
        return integers(value.start, value.stop - 1)
    if isinstance(value, sp.FiniteSet) and all(e.is_Integer for e in value) and len(value) == max(value) - min(value) + 1:
        return integers(min(value), max(value))
    if isinstance(value, sp.Intersection):
        return _from_intersection(value)
    whole = {sp.S.Naturals: (1, sp.oo), sp.S.Naturals0: (0, sp.oo), sp.S.Integers: (-sp.oo, sp.oo)}
    if value in whole:
        return integers(*whole[value])
    raise SupportError(f"{value} is not an interval or a run of integers; {ADVICE}")


def _from_intersection(value: sp.Intersection) -> Support:
    """Integers between two bounds, as SymPy writes the outcomes of a symbolic binomial."""
    runs = [_from_set(s) for s in value.args]
    if len(runs) != 2 or {r.is_discrete for r in runs} != {True, False}:
        raise SupportError(f"{value} is not an interval or a run of integers; {ADVICE}")
    return integers(sp.Max(*(r.lo for r in runs)), sp.Min(*(r.hi for r in runs)))
