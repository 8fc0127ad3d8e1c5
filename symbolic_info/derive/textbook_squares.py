"""Polynomials and fractions in textbook form: squares of differences and sums, fractions over one denominator.  Untrusted."""

from itertools import combinations

import sympy as sp


def shorter(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """The one with fewer operations; the first where both have as many."""
    return second if sp.count_ops(second) < sp.count_ops(first) else first


def with_squares(numerator: sp.Expr) -> sp.Expr:
    """c a^2 - 2 c a b + c b^2 as c (a - b)^2, and with + as c (a + b)^2, wherever it stands in a sum."""
    squared: list[sp.Expr] = []
    few = len(sp.Add.make_args(numerator)) < 3
    symbols = [] if few else sorted(numerator.free_symbols, key=lambda s: s.name)
    for a, b in combinations(symbols, 2):
        if len(sp.Add.make_args(numerator)) < 3 or not numerator.is_polynomial(a, b):
            continue
        poly = sp.Poly(numerator, a, b)
        c, mixed = poly.coeff_monomial(a**2), poly.coeff_monomial(a * b)
        if c == 0 or sp.expand(poly.coeff_monomial(b**2) - c) != 0:
            continue
        side = 1 if sp.expand(mixed - 2 * c) == 0 else -1 if sp.expand(mixed + 2 * c) == 0 else 0
        if side:
            squared.append(c * (a + side * b) ** 2)
            numerator = sp.expand(numerator - c * (a + side * b) ** 2)
    return numerator + sp.Add(*squared)


def joined_fractions(terms: list[sp.Expr]) -> list[sp.Expr]:
    """Fractions that add up to a shorter one, as c/a - 2 c/b + c a/b^2 to c (a - b)^2/(a b^2)."""
    few = len(terms) < 3  # fewer do not add up to a shorter one
    symbols = [] if few else sorted(set().union(*(t.free_symbols for t in terms), set()), key=lambda s: s.name)
    for a, b in combinations(symbols, 2):
        groups: dict[sp.Expr, list[sp.Expr]] = {}
        for term in terms:
            rest = term.as_independent(a, b, as_Add=False)[0].as_coeff_Mul()[1]
            groups.setdefault(rest, []).append(term)
        for group in groups.values():
            if len(group) < 3 or not sp.Add(*group).is_rational_function(a, b):
                continue
            whole = sp.factor(sp.together(sp.Add(*group)))
            if not isinstance(whole, sp.Add) and sp.count_ops(whole) < sp.count_ops(sp.Add(*group)):
                return joined_fractions([*(t for t in terms if t not in group), whole])
    return terms
