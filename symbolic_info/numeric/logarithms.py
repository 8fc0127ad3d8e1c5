"""An expression as logarithms with coefficients and a rest: sum of c log(product of powers) + rest."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import sympy as sp

from symbolic_info.numeric.algebra import factored, number_of, on_one_line
from symbolic_info.numeric.differences import Pairing


@dataclass(frozen=True)
class LogForm:
    """``groups``: coefficient c and the exponents of the bases in its logarithm; ``rest``: free of logarithms."""

    groups: tuple[tuple[sp.Expr, dict[sp.Expr, sp.Expr]], ...]
    rest: sp.Expr


def bases_of(exponents: dict[sp.Expr, sp.Expr], power: sp.Expr) -> sp.Expr:
    """The product of the bases, raised to ``power``."""
    return sp.Mul(*(b ** (e * power) for b, e in exponents.items()))


def as_it_stands(coefficient: sp.Expr) -> tuple[sp.Expr, ...]:
    """(1 - p)/p is one coefficient."""
    return (factored(coefficient),)


def by_monomial(coefficient: sp.Expr) -> tuple[sp.Expr, ...]:
    """(1 - p)/p is two: 1/p and -1."""
    return sp.Add.make_args(sp.expand(coefficient))


def log_form(
    coefficients: dict[sp.Expr, sp.Expr], rest: sp.Expr, known: Pairing, split: Callable[[sp.Expr], tuple[sp.Expr, ...]]
) -> LogForm | None:
    """What is ``collected`` as a log form in which every logarithm vanishes on the diagonal; None where it is no such thing.

    ``split`` says how a base's coefficient is cut into parts; bases with one part in common share a logarithm.
    """
    if rest.has(sp.log):
        return None
    groups: dict[sp.Expr, dict[sp.Expr, sp.Expr]] = {}
    for base, total in coefficients.items():
        for part in split(total):
            number, unit = _known_unit(part, groups)
            if number != 0:
                group = groups.setdefault(unit, {})
                group[base] = group.get(base, sp.S.Zero) + number
    primitive = tuple(_primitive(unit, {b: e for b, e in group.items() if e != 0}) for unit, group in groups.items())
    kept = tuple((c, v) for c, v in primitive if v)
    return LogForm(kept, rest) if all(known.on_diagonal(bases_of(v, sp.S.One)) == 1 for _, v in kept) else None


def collected(expression: sp.Expr, known: Pairing) -> tuple[dict[sp.Expr, sp.Expr], sp.Expr]:
    """The coefficient of the logarithm of each base, and the rest."""
    coefficients: dict[sp.Expr, sp.Expr] = {}
    rest = []
    for term in sp.Add.make_args(sp.expand(expression, log=False)):
        logs = [f for f in sp.Mul.make_args(term) if isinstance(f, sp.log)]
        if len(logs) != 1:
            rest.append(term)
            continue
        c = sp.Mul(*(f for f in sp.Mul.make_args(term) if f is not logs[0]))
        for base, exponent in log_factors(logs[0].args[0], known).items():
            coefficients[base] = coefficients.get(base, sp.S.Zero) + c * exponent
    return coefficients, sp.Add(*rest)


def log_factors(v: sp.Expr, known: Pairing) -> dict[sp.Expr, sp.Expr]:
    """The bases, each positive, and the exponents of a positive v; v itself where a sign is not known."""
    found: dict[sp.Expr, sp.Expr] = {}
    sign = 1
    for factor in sp.Mul.make_args(factored(on_one_line(v))):
        base, exponent = factor.as_base_exp()
        if not known.is_positive(base) and known.is_positive(-base) and exponent.is_Integer:
            sign, base = sign * (-1) ** int(exponent), -base
        elif base == -1:
            sign, base = -sign, sp.S.One
        elif not known.is_positive(base):
            return {v: sp.S.One}
        if base != 1:
            found[base] = found.get(base, sp.S.Zero) + exponent
    return found if sign == 1 else {v: sp.S.One}


def _known_unit(part: sp.Expr, groups: dict[sp.Expr, dict]) -> tuple[sp.Expr, sp.Expr]:
    """``part`` as a number times a coefficient that is there already, or its own."""
    for unit in groups:
        ratio = number_of(part / unit)
        if ratio is not None:
            return ratio, unit
    return part.as_coeff_Mul(rational=True)


def _primitive(unit: sp.Expr, exponents: dict[sp.Expr, sp.Expr]) -> tuple[sp.Expr, dict[sp.Expr, sp.Expr]]:
    """The common content of the exponents moved to the coefficient."""
    if not exponents:
        return unit, {}
    content = reduce(sp.gcd, exponents.values())
    return unit * content, {b: e / content for b, e in exponents.items()}
