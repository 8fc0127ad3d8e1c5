"""log f written as a sum over the factors of f, for a density f: each factor that leaves the logarithm is shown to be positive."""

import sympy as sp

from symbolic_info.core.supports import Support


def log_of(f: sp.Expr, x: sp.Symbol, support: Support) -> sp.Expr:
    """log f on the support, where f > 0: powers, products and exponentials opened where that is shown to be right.

    A product of positive f loses its positive factors; what is left is positive too and stays in one logarithm.
    """
    sure: list[sp.Expr] = []
    rest: list[sp.Expr] = []
    for factor in (part for whole in sp.Mul.make_args(f) for part in _positive_parts(whole, x, support)):
        (sure if is_positive(factor, x, support) else rest).append(factor)
    opened = [_log_of_positive(factor, x, support) for factor in sure]
    return sp.Add(*opened, sp.log(sp.Mul(*rest))) if rest else sp.Add(*opened)


def _positive_parts(f: sp.Expr, x: sp.Symbol, support: Support) -> tuple[sp.Expr, ...]:
    """The factors of a polynomial in x such as 1 - x^2, or of its power, where all of them are positive; else ``f`` itself."""
    base, exponent = f.as_base_exp()
    if not isinstance(base, sp.Add) or not base.is_polynomial(x) or sp.degree(base, x) < 2 or not exponent.is_extended_real:
        return (f,)
    parts = sp.Mul.make_args(sp.factor(base))
    number, sums = sp.Mul(*(p for p in parts if p.is_number)), []
    for part in (p for p in parts if not p.is_number):  # -(x - 1) (x + 1) as (1 - x) (1 + x)
        falls = not is_positive(part, x, support)
        number, part = (-number, -part) if falls else (number, part)
        sums.append(part)
    if len(sums) < 2 or not number.is_positive or not all(is_positive(p, x, support) for p in sums):
        return (f,)
    return tuple(p**exponent for p in (number, *sums) if p != 1)


def _log_of_positive(factor: sp.Expr, x: sp.Symbol, support: Support) -> sp.Expr:
    if isinstance(factor, sp.exp):
        return factor.args[0]
    if factor.is_Pow and is_positive(factor.base, x, support):
        return factor.exp * log_of(factor.base, x, support)
    if _is_even_power(factor):
        return factor.exp * sp.log(sp.Abs(factor.base))
    if factor.has(sp.cosh, sp.sinh):
        return log_of(sp.expand(factor.rewrite(sp.exp)), x, support)
    return _log_of_sum(factor, x)


def _log_of_sum(f: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """log(c e^u + d e^v + ...), c > 0, as log c + u + log(1 + (d/c) e^(v - u) + ...), where every term is an exponential in x."""
    terms = sorted(sp.Add.make_args(f), key=sp.default_sort_key)
    exponents = [sp.Add(*(e.args[0] for e in sp.Mul.make_args(t) if isinstance(e, sp.exp))) for t in terms]
    if len(terms) < 2 or not all(e.has(x) for e in exponents) or not (terms[0] / sp.exp(exponents[0])).is_positive:
        return sp.log(f)
    rest = (t / terms[0] * sp.exp(exponents[0] - e) * sp.exp(sp.expand(e - exponents[0])) for t, e in zip(terms, exponents, strict=True))
    return sp.log(terms[0] / sp.exp(exponents[0])) + exponents[0] + sp.log(sp.Add(*rest))


def _is_even_power(f: sp.Expr) -> bool:
    """x^2 and the like, which is positive almost everywhere (and where a mass function has masses)."""
    return f.is_Pow and bool(f.exp.is_even) and bool(f.base.is_extended_real)


def is_positive(f: sp.Expr, x: sp.Symbol, support: Support) -> bool:
    """Whether f > 0 on the support is shown by SymPy's assumptions, by its parts, or for a line a x + b by its ends."""
    if f.is_positive or f == support.hi - support.lo:  # the support is not empty
        return True
    if isinstance(f, sp.exp):
        return bool(f.args[0].is_extended_real)
    if _is_even_power(f):
        return True
    if f.is_Pow:
        return bool(f.exp.is_extended_real) and is_positive(f.base, x, support)
    if f.is_Mul:
        return all(is_positive(part, x, support) for part in f.args)
    return _line_is_above_zero(f, x, support, strict=True)


def holds(relation: sp.core.relational.Relational, x: sp.Symbol, support: Support) -> bool | None:
    """Whether a comparison is true, or false, on the whole support; None where that is not shown.

    An interval stands for its interior, so that there > and >= are the same.
    """
    if not isinstance(relation, (sp.Ge, sp.Gt, sp.Le, sp.Lt)):
        return None
    difference = sp.expand(relation.gts - relation.lts)
    strict = isinstance(relation, (sp.Gt, sp.Lt))
    if difference in (x - support.lo, support.hi - x) and not (strict and support.is_discrete):
        return True
    if _line_is_above_zero(difference, x, support, strict=strict):
        return True
    return False if _line_is_above_zero(-difference, x, support, strict=not strict) else None


def _line_is_above_zero(f: sp.Expr, x: sp.Symbol, support: Support, *, strict: bool) -> bool:
    """Whether a line a x + b is positive (``strict``) or non-negative on the support, shown by its ends."""
    slope = sp.expand(f).coeff(x, 1)
    level = sp.expand(f - slope * x)
    if slope.has(x) or level.has(x):
        return False
    ends = [_line_end(slope, level, end) for end in (support.lo, support.hi)]
    if strict and support.is_discrete:
        return all(end.is_extended_positive for end in ends)
    # On an open interval a line with non-negative ends is positive unless it is constantly 0.
    return all(end.is_extended_nonnegative for end in ends) and not (strict and slope == 0 and not level.is_positive)


def _line_end(slope: sp.Expr, level: sp.Expr, end: sp.Expr) -> sp.Expr:
    """a x + b at an end of the support; nan where the sign of the slope at infinity is unknown."""
    if not end.is_infinite or slope == 0:
        return sp.expand(slope * end + level) if slope != 0 else level
    return sp.oo if (slope * end).is_extended_positive else sp.nan
