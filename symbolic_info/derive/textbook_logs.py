"""Logarithms in textbook form: taken apart into factors, those with commensurable coefficients joined into one.  Untrusted."""

from collections.abc import Iterable

import sympy as sp

from symbolic_info.derive.factoring import factored
from symbolic_info.derive.textbook_squares import shorter, with_squares

MAX_EXPONENT = 6
MAX_FACTORED = 10**6
Logs = list[tuple[sp.Expr, sp.Expr]]


def split_logs(terms: Iterable[sp.Expr]) -> tuple[Logs, list[sp.Expr]]:
    """Terms c log(a) as pairs (c, a), c free of logarithms, and the other terms."""
    logs, rest = [], []
    for term in terms:
        factors = sp.Mul.make_args(term)
        found = [f for f in factors if isinstance(f, sp.log)]
        if len(found) == 1 and not sp.Mul(*(f for f in factors if f is not found[0])).has(sp.log):
            logs.append((sp.Mul(*(f for f in factors if f is not found[0])), found[0].args[0]))
        else:
            rest.append(term)
    return logs, rest


def apart(logs: Logs) -> Logs:
    """Logarithms of products as those of their factors, which are taken to be positive: the kernel refuses where they are not."""
    return [(c * r, base) for c, argument in logs for r, base in _factors(argument)]


def _factors(argument: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
    """Pairs (r, a), the argument being the product of a^r; prime factors for a number."""
    whole = sp.factor_terms(argument)
    if whole.could_extract_minus_sign() or whole.is_negative:
        return [(sp.Integer(1), argument)]
    found = []
    for factor in sp.Mul.make_args(whole):
        base, exponent = factor.as_base_exp()
        if base.is_Rational and base.is_positive and max(base.p, base.q) < MAX_FACTORED:
            found += [(exponent * n, sp.Integer(p)) for p, n in sorted(sp.factorrat(base).items())]
        elif exponent.is_Rational or base.is_positive:
            found.append((exponent, base) if base is not sp.E else (sp.Integer(1), factor))
        else:
            found.append((sp.Integer(1), factor))
    return found


def join_logs(logs: Logs) -> list[sp.Expr]:
    """One logarithm for each class of commensurable coefficients, whose content stands before it."""
    out: list[sp.Expr] = []
    by_argument: dict[sp.Expr, sp.Expr] = {}
    for c, argument in logs:
        by_argument[argument] = by_argument.get(argument, sp.S.Zero) + c
    classes: dict[tuple[bool, sp.Expr], list[tuple[sp.Rational, sp.Expr]]] = {}
    for argument in sorted(by_argument, key=sp.default_sort_key):
        rational, unit = collected(by_argument[argument]).as_coeff_Mul()
        nested = argument.has(sp.log)
        if rational == 0:
            continue
        known = next((u for n, u in classes if n == nested and sp.expand(u - unit) == 0), None)
        opposite = next((u for n, u in classes if n == nested and sp.expand(u + unit) == 0), None)
        if known is None and opposite is not None:
            classes[nested, opposite].append((-rational, argument))
        else:
            classes.setdefault((nested, unit if known is None else known), []).append((rational, argument))
    for nested, unit in sorted(classes, key=sp.default_sort_key):
        out += one_log(unit, classes[nested, unit])
    return out


def collected(c: sp.Expr) -> sp.Expr:
    """A coefficient, factored over its rational content only; over a sum, cancelled where that is shorter."""
    plain = sp.factor_terms(sp.expand(c))
    if any(p.exp.is_negative and isinstance(p.base, sp.Add) for p in c.atoms(sp.Pow)):
        return shorter(plain, factored(c))
    return plain


def one_log(unit: sp.Expr, members: list[tuple[sp.Rational, sp.Expr]]) -> list[sp.Expr]:
    """unit * sum r_i log a_i as few logarithms: g * unit * log(prod a_i^(r_i/g)) while the exponents stay small."""
    g = _rational_gcd([r for r, _ in members])
    if all(r < 0 for r, _ in members):
        g = -g
    sums = max((abs(r / g) for r, a in members if isinstance(a, sp.Add) and not a.is_number), default=1)
    if sums > 1 and any(a.is_number and not (r / (g * sums)).is_integer for r, a in members):
        return [log for numbers in (True, False) for log in one_log(unit, [(r, a) for r, a in members if bool(a.is_number) == numbers])]
    g *= sums  # 2 log(a + b), not the logarithm of the square
    if any(abs(r / g) > MAX_EXPONENT for r, _ in members):
        return [unit * r * sp.log(a) for r, a in members]
    if _is_multiple_of_sum(g, members):  # SymPy would multiply it out
        return [sp.Mul(unit, r, sp.log(a)) for r, a in members]
    inside = _argument(sp.Mul(*(a ** (r / g) for r, a in members)))
    if g < 0:
        return [_times(unit * g, sp.log(inside))]
    numerator, denominator = sp.fraction(inside)
    if unit is not sp.S.One and not numerator.free_symbols and denominator.free_symbols and numerator == 1:
        return [_times(-unit * g, sp.log(denominator))]
    unit, inside = _oriented(unit, inside)
    return [_times(unit * g, sp.log(inside))]


def _times(coefficient: sp.Expr, log: sp.Expr) -> sp.Expr:
    """coefficient * log, where a sum is written with the sign that the argument has: -(1 - p) log(1 - p), not (p - 1) log(1 - p)."""
    if not isinstance(log, sp.log):  # log 1 is 0, log E is 1
        return coefficient * log
    number, rest = coefficient.as_coeff_Mul()
    factors, numerator = list(sp.Mul.make_args(rest)), sp.fraction(log.args[0])[0]
    for k, factor in enumerate(factors):
        if not isinstance(factor, sp.Add) or factor == numerator:
            continue
        if numerator == -factor or sp.count_ops(-factor) < sp.count_ops(factor):
            factors[k], number = -factor, -number
    return sp.Mul(number, *factors, log)


def _is_multiple_of_sum(g: sp.Rational, members: list[tuple[sp.Rational, sp.Expr]]) -> bool:
    """Whether the product is a rational number times one sum."""
    sums = [r for r, a in members if isinstance(a, sp.Add)]
    return len(sums) == 1 and sums[0] == g and len(members) > 1 and all(a.is_Rational or isinstance(a, sp.Add) for _, a in members)


def _argument(inside: sp.Expr) -> sp.Expr:
    """The argument of a logarithm, sums in it with their squares."""
    number, others = sp.Integer(1), []
    for factor in sp.Mul.make_args(inside):
        base, exponent = factor.as_base_exp()
        if isinstance(base, sp.Add) and exponent in (1, -1) and not base.has(sp.Function):
            content, sum_ = base.as_content_primitive()
            number, factor = number * content**exponent, with_squares(sum_) ** exponent
        others.append(factor)
    return sp.Mul(number, *others) if number != 1 else inside if others == list(sp.Mul.make_args(inside)) else sp.Mul(*others)


def _oriented(unit: sp.Expr, inside: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """unit * log(inside) or -unit * log(1/inside): the coefficient that stands in the logarithm's numerator, as in p log(p/q)."""
    if unit is sp.S.One:
        return unit, inside
    top, bottom = sp.fraction(factored(unit))
    numerator, denominator = sp.fraction(inside)
    if sp.expand(top + denominator) == 0:
        return -top / bottom, 1 / inside
    if sp.expand(top - numerator) == 0:
        return top / bottom, inside
    return (sp.expand(-unit), 1 / inside) if unit.could_extract_minus_sign() and denominator != 1 else (unit, inside)


def _rational_gcd(values: list[sp.Rational]) -> sp.Rational:
    numerator, denominator = 0, 1
    for v in values:
        numerator, denominator = sp.igcd(numerator, abs(v.p)), sp.ilcm(denominator, v.q)
    return sp.Rational(numerator, denominator)
