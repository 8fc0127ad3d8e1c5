"""Fractions over sums of transcendental functions, cancelled: exponentials and special functions are the unknowns of a polynomial."""

import math
from collections import defaultdict
from collections.abc import Iterable

import sympy as sp

from symbolic_info.derive.textbook_squares import shorter

MAX_TERMS = 20_000
UNKNOWNS = (sp.log, sp.erf, sp.loggamma, sp.polygamma, sp.gamma, sp.uppergamma, sp.Abs, sp.besseli, sp.besselk)


def cancelled_over_heads(expression: sp.Expr) -> sp.Expr:
    """``expression`` with its terms over sums put over one denominator and cancelled, each exponential a monomial of few others.

    (a e^x + a e^y)/(e^x + e^y) is a, e^(x + y) (u - v)/(e^x (v - u)) is -e^y.
    """
    plain, over = _split(expression)
    if not over:
        return expression
    whole, back = _with_unknowns(sp.Add(*over))
    numerator, denominator = sp.fraction(sp.cancel(sp.together(whole)))
    sums = [f for f in sp.Mul.make_args(sp.factor(denominator)) if f.as_base_exp()[0].is_Add]
    monomial, below = sp.cancel(denominator / sp.Mul(*sums)), sp.Mul(*sums)
    above = sp.expand(numerator / monomial)
    quotient = min(_quotients(above, below, back), key=lambda q: _terms(q) + _terms(above - q * below))
    return sp.Add(*plain, _divided(above, below, quotient, back))


def _terms(e: sp.Expr) -> int:
    """The number of terms of a sum, multiplied out."""
    return len([t for t in sp.Add.make_args(sp.expand(e)) if t != 0])


def _divided(above: sp.Expr, below: sp.Expr, quotient: sp.Expr, back: dict[sp.Expr, sp.Expr]) -> sp.Expr:
    """quotient + remainder/below, with the functions again."""
    remainder = [_back(term, back) for term in sp.Add.make_args(sp.expand(above - quotient * below))]
    return sp.Add(sp.factor(quotient), sp.Mul(sp.factor_terms(sp.Add(*_gathered(remainder))), 1 / _back(below, back)))


def _quotients(above: sp.Expr, below: sp.Expr, unknowns: Iterable[sp.Symbol]) -> list[sp.Expr]:
    """How often, free of functions, ``below`` may be taken out of ``above``: not at all, by a number, by all that fits one of its terms."""
    found = [sp.S.Zero]
    for first in sp.Add.make_args(sp.expand(below)):
        times = [q for q in (t / first for t in sp.Add.make_args(above)) if not q.has(*unknowns)]
        found += [sp.Add(*(q for q in times if q.is_number)), sp.Add(*times)]
    return list(dict.fromkeys(found))


def is_short(expression: sp.Expr) -> bool:
    """Whether putting it over a common denominator takes no longer than a search may."""
    return _common_size(expression) <= MAX_TERMS


def _common_size(expression: sp.Expr) -> int:
    """How many terms the numerator over the common denominator may have, before anything cancels."""
    powers: dict[sp.Expr, int] = {}
    over = sp.Add.make_args(expression)
    for f in expression.atoms(sp.Pow):
        if f.base.is_Add and f.exp.is_Integer and f.exp < 0:
            powers[f.base] = max(powers.get(f.base, 0), int(-f.exp))
    return math.prod(len(base.args) ** n for base, n in powers.items()) * sum(_spread(term) for term in over)


def _spread(term: sp.Expr) -> int:
    """How many terms the sums among the factors of a term give."""
    bases = (f.as_base_exp() for f in sp.Mul.make_args(term))
    return math.prod(len(base.args) ** int(n) for base, n in bases if base.is_Add and n.is_Integer and n > 0)


def _split(expression: sp.Expr) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """The terms without, and those with, a sum of transcendental functions below."""
    plain: list[sp.Expr] = []
    over: list[sp.Expr] = []
    for term in sp.Add.make_args(expression):
        below = [f for f in sp.Mul.make_args(term) if f.is_Pow and f.exp.is_negative and f.base.is_Add and f.base.has(sp.exp, *UNKNOWNS)]
        (over if below else plain).append(term)
    return plain, over


def _with_unknowns(expression: sp.Expr) -> tuple[sp.Expr, dict[sp.Expr, sp.Expr]]:
    """Functions as symbols; exp(sum of c m) as a product of powers of one symbol for each m, its exponents whole."""
    back: dict[sp.Expr, sp.Expr] = {}
    for f in sorted((f for f in expression.atoms(*UNKNOWNS) if f.free_symbols), key=sp.default_sort_key):
        back[sp.Dummy(f"f{len(back)}", positive=True)] = f  # a name of its own: symbols are put in order by their names
    expression = expression.xreplace({f: d for d, f in back.items()})
    exponents = {
        e: [term.as_coeff_Mul() for term in sp.Add.make_args(sp.expand(e.args[0]))]
        for e in sorted(expression.atoms(sp.exp), key=sp.default_sort_key)
    }
    shares: dict[sp.Expr, set[sp.Expr]] = defaultdict(set)
    for parts in exponents.values():
        for c, m in parts:
            shares[m].add(c)
    units = {m: (sp.Dummy(f"e{i}", positive=True), sp.gcd_list(sorted(cs, key=abs))) for i, (m, cs) in enumerate(shares.items())}
    back |= {d: sp.exp(m * unit, evaluate=False) for m, (d, unit) in units.items()}
    replaced = {e: sp.Mul(*(units[m][0] ** (c / units[m][1]) for c, m in parts)) for e, parts in exponents.items()}
    return expression.xreplace(replaced), back


def _back(term: sp.Expr, back: dict[sp.Expr, sp.Expr]) -> sp.Expr:
    """The functions again, the exponentials of a product as one."""
    exponent, factors = sp.S.Zero, []
    if term.is_Add:
        return sp.Add(*(_back(t, back) for t in term.args))
    for f in sp.Mul.make_args(term):
        base, n = f.as_base_exp()
        found = back.get(base)
        if isinstance(found, sp.exp):
            exponent += n * found.args[0]
        else:
            factors.append(f.xreplace(back))
    return sp.Mul(*factors, sp.exp(_square_or_sum(exponent)))


def _square_or_sum(exponent: sp.Expr) -> sp.Expr:
    """-(a - b)^2/(2 c^2), where an exponent is one."""
    return shorter(exponent, sp.factor(exponent))


def _gathered(terms: list[sp.Expr]) -> list[sp.Expr]:
    """Terms with one exponential and one set of functions together, their coefficient factored."""
    heads: dict[sp.Expr, sp.Expr] = {}
    for term in terms:
        head = sp.Mul(*(f for f in sp.Mul.make_args(term) if f.has(sp.exp, *UNKNOWNS)))
        heads[head] = heads.get(head, sp.S.Zero) + term / head
    return [sp.factor(heads[head]) * head for head in sorted(heads, key=sp.default_sort_key)]
