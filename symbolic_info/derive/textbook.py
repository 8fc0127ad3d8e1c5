"""The textbook form of a derived expression: short, canonical, what one would write on paper.

Untrusted: the kernel checks that the form equals what was derived.  Never ``simplify`` or ``logcombine``, which put
symbolic coefficients into exponents.  The steps: expand; join logarithms whose coefficients are commensurable into one;
join gamma functions and powers; put rational terms over their common denominators; write squares of differences.
"""

from collections.abc import Iterable
from itertools import combinations

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.derive.matrix_textbook import with_matrices

MAX_EXPONENT = 6


def textbook(expression: sp.Expr) -> sp.Expr:
    """``expression`` in textbook form."""
    if expression.has(sp.oo, sp.Piecewise) or not isinstance(expression, sp.Expr):
        return expression
    if expression.has(sp.Trace, sp.Determinant, MatrixElement):
        return with_matrices(expression, textbook)
    plain = expression.subs(sp.polygamma(0, 1), -sp.EulerGamma)
    terms = [gamma_products(t) for t in sp.Add.make_args(sp.expand(plain, log=False, power_base=False, power_exp=False, func=False))]
    logs, rest = _split_logs(terms)
    special, rational = _split_special(rest)
    whole = sp.Add(*_join_logs(logs), *_collect_special(special), *_common_denominators(rational))
    return _tidy_arguments(whole.replace(_is_sum_of_number_logs, _joined_number_logs))


def _tidy_arguments(expression: sp.Expr) -> sp.Expr:
    """Arguments of exponentials and error functions over common denominators: exp(-(a - b)^2/(2 c^2))."""
    for f in sorted(expression.atoms(sp.exp, sp.erf), key=sp.default_sort_key):
        if isinstance(f.args[0], sp.Add) and not f.has(sp.loggamma, sp.log):
            argument = sp.Add(*_common_denominators(list(sp.Add.make_args(sp.expand(f.args[0])))))
            numerator, denominator = sp.fraction(argument)
            if isinstance(numerator, sp.Add) and numerator.could_extract_minus_sign():
                argument = sp.Mul(-1, _shorter(-numerator, sp.factor(-numerator)), 1 / denominator)
            else:
                argument = _shorter(numerator, sp.factor(numerator)) / denominator
            expression = expression.xreplace({f: f.func(argument, evaluate=False) if isinstance(f, sp.exp) else f.func(argument)})
    return expression


def _is_sum_of_number_logs(e: sp.Basic) -> bool:
    """log 2 + log 5, which SymPy leaves apart in denominators."""
    return isinstance(e, sp.Add) and all(
        isinstance(t.as_coeff_Mul()[1], sp.log) and t.as_coeff_Mul()[1].args[0].is_Rational for t in e.args
    )


def _joined_number_logs(*terms: sp.Expr) -> sp.Expr:
    members = [(t.as_coeff_Mul()[0], t.as_coeff_Mul()[1].args[0]) for t in terms]
    return sp.Add(*_one_log(sp.S.One, members))


def forms(expression: sp.Expr) -> list[sp.Expr]:
    """Forms of ``expression`` that may be fit for print: the textbook form; where it is a fraction over sums, factored ones beside it."""
    first = textbook(expression)
    if expression.has(sp.oo, sp.Piecewise) or not _over_a_sum(first):
        return [first]
    return list(dict.fromkeys([first, _factored_by_heads(expression), sp.factor(sp.together(expression))]))


def _over_a_sum(expression: sp.Expr) -> bool:
    """Whether a term stands over a sum that holds a transcendental function."""
    return any(
        p.exp.is_negative and isinstance(p.base, sp.Add) and p.base.has(sp.exp, sp.log, sp.erf, sp.Pow) for p in expression.atoms(sp.Pow)
    )


def _factored_by_heads(expression: sp.Expr) -> sp.Expr:
    """Terms with one logarithm or special function together, each coefficient factored, exponentials and powers among its symbols."""
    heads: dict[sp.Expr, sp.Expr] = {}
    for term in sp.Add.make_args(sp.expand(expression, log=False, power_base=False, power_exp=False, func=False)):
        head = sp.Mul(*(f for f in sp.Mul.make_args(term) if f.has(sp.log, *FUNCTIONS) and f.as_base_exp()[1] == 1))
        heads[head] = heads.get(head, sp.S.Zero) + term / head
    return sp.Add(*(sp.factor(sp.together(heads[head])) * head for head in sorted(heads, key=sp.default_sort_key)))


def with_absolute_values(expression: sp.Expr, positive: sp.Expr) -> list[sp.Expr]:
    """Forms of ``expression``, which was derived for ``positive`` > 0, that may hold for both signs: |positive| put for it.

    Only where the expression is a function of that difference; otherwise none.
    """
    out = [expression]
    for symbol in sorted(positive.free_symbols, key=lambda s: s.name):
        slope = sp.expand(positive).coeff(symbol)
        if slope not in (1, -1) or (positive - slope * symbol).has(symbol):
            continue
        gap = sp.Dummy("gap", positive=True)
        moved = sp.expand(expression.subs(symbol, slope * (gap - (positive - slope * symbol))))
        others = positive.free_symbols - {symbol}
        if not moved.free_symbols & others:
            out.append(textbook(moved).subs(gap, sp.Abs(positive)))
    return out


# -- logarithms --------------------------------------------------------------------------------------------------------


def _split_logs(terms: Iterable[sp.Expr]) -> tuple[list[tuple[sp.Expr, sp.Expr]], list[sp.Expr]]:
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


def _join_logs(logs: list[tuple[sp.Expr, sp.Expr]]) -> list[sp.Expr]:
    """One logarithm for each class of commensurable coefficients, whose content stands before it."""
    out: list[sp.Expr] = []
    by_argument: dict[sp.Expr, sp.Expr] = {}
    for c, argument in logs:
        by_argument[argument] = by_argument.get(argument, sp.S.Zero) + c
    classes: dict[sp.Expr, list[tuple[sp.Rational, sp.Expr]]] = {}
    for argument in sorted(by_argument, key=sp.default_sort_key):
        rational, unit = _collected(by_argument[argument]).as_coeff_Mul()
        if rational == 0:
            continue
        known = next((u for u in classes if sp.expand(u - unit) == 0), None)
        opposite = next((u for u in classes if sp.expand(u + unit) == 0), None)
        if known is None and opposite is not None:
            classes[opposite].append((-rational, argument))
        else:
            classes.setdefault(unit if known is None else known, []).append((rational, argument))
    for unit in sorted(classes, key=sp.default_sort_key):
        out += _one_log(unit, classes[unit])
    return out


def _collected(c: sp.Expr) -> sp.Expr:
    """A coefficient, factored over its rational content only."""
    return sp.factor_terms(sp.expand(c))


def _one_log(unit: sp.Expr, members: list[tuple[sp.Rational, sp.Expr]]) -> list[sp.Expr]:
    """unit * sum r_i log a_i as few logarithms: g * unit * log(prod a_i^(r_i/g)) while the exponents stay small."""
    g = _rational_gcd([r for r, _ in members])
    if all(r < 0 for r, _ in members):
        g = -g
    if any(abs(r / g) > MAX_EXPONENT for r, _ in members):
        return [unit * r * sp.log(a) for r, a in members]
    if g < 0:
        return [unit * g * sp.log(sp.Mul(*(a ** (r / g) for r, a in members)))]
    inside = sp.Mul(*(a ** (r / g) for r, a in members))
    numerator, denominator = sp.fraction(inside)
    if unit is not sp.S.One and not numerator.free_symbols and denominator.free_symbols and numerator == 1:
        return [-unit * g * sp.log(denominator)]
    unit, inside = _oriented(unit, inside)
    return [unit * g * sp.log(inside)]


def _oriented(unit: sp.Expr, inside: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """unit * log(inside) or -unit * log(1/inside): the coefficient that stands in the logarithm's numerator, as in p log(p/q)."""
    if unit is sp.S.One:
        return unit, inside
    top, bottom = sp.fraction(sp.factor(unit))
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


# -- gamma functions and powers ------------------------------------------------------------------------------------------


def gamma_products(term: sp.Expr) -> sp.Expr:
    """exp(loggamma(z)) as gamma(z), z gamma(z) as gamma(z + 1), a^k b^(-k) as (a/b)^k."""
    factors: list[sp.Expr] = []
    for factor in sp.Mul.make_args(term):
        factors += _unfold_exponential(factor) if isinstance(factor, sp.exp) else [factor]
    product = sp.Mul(*factors)
    for g in sorted(product.atoms(sp.gamma), key=sp.default_sort_key):
        z = g.args[0]
        lifted = product / (z * g)
        if z.free_symbols and not z.is_Symbol and not lifted.has(g) and sp.count_ops(lifted) < sp.count_ops(product / g):
            product = lifted * sp.gamma(z + 1)
    return _join_powers(product)


def _unfold_exponential(factor: sp.Expr) -> list[sp.Expr]:
    """exp(a + n loggamma(z)) as exp(a) gamma(z)^n."""
    plain, out = [], []
    for part in sp.Add.make_args(sp.expand(factor.args[0])):
        n, body = part.as_coeff_Mul()
        if isinstance(body, sp.loggamma) and n.is_Integer:
            out.append(sp.gamma(body.args[0]) ** n)
        else:
            plain.append(part)
    return [*out, sp.exp(sp.Add(*plain))]


def _join_powers(product: sp.Expr) -> sp.Expr:
    """Positive bases under one symbolic exponent, up to its sign, under one power."""
    by_exponent: dict[sp.Expr, sp.Expr] = {}
    rest: list[sp.Expr] = []
    for factor in sp.Mul.make_args(product):
        base, exponent = factor.as_base_exp()
        if exponent.is_Rational or not exponent.free_symbols or isinstance(factor, sp.exp):
            rest.append(factor)
        elif -exponent in by_exponent:
            by_exponent[-exponent] /= base
        else:
            by_exponent[exponent] = by_exponent.get(exponent, sp.S.One) * base
    joined = [_power(b, e) for e, b in sorted(by_exponent.items(), key=lambda be: sp.default_sort_key(be[0]))]
    return sp.Mul(*rest, *joined)


def _power(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    """base^exponent with the exponent's sign chosen so that it does not lead with a minus."""
    if exponent.could_extract_minus_sign():
        return sp.Pow(1 / base, -exponent, evaluate=True)
    return sp.Pow(base, exponent)


# -- polygammas and the like -----------------------------------------------------------------------------------------------

FUNCTIONS = (sp.polygamma, sp.loggamma, sp.gamma, sp.erf, sp.uppergamma, sp.Abs, sp.Sum)
SPECIAL = (sp.polygamma, sp.loggamma, sp.gamma, sp.exp, sp.erf, sp.uppergamma, sp.Abs, sp.Sum, sp.log)


def _is_special(factor: sp.Expr) -> bool:
    """A factor whose terms are collected: a transcendental function, a power with a symbolic exponent, an opaque head."""
    if factor.is_number:
        return False
    _, exponent = factor.as_base_exp()
    return factor.has(*SPECIAL) or not exponent.is_Rational or bool(_opaque(factor))


def _opaque(factor: sp.Expr) -> bool:
    return type(factor.as_base_exp()[0]).__module__.startswith("symbolic_info")


def _split_special(terms: list[sp.Expr]) -> tuple[dict[sp.Expr, sp.Expr], list[sp.Expr]]:
    """Terms by their transcendental factor, with its coefficient, and the rational terms."""
    special: dict[sp.Expr, sp.Expr] = {}
    rational: list[sp.Expr] = []
    for term in terms:
        found = [f for f in sp.Mul.make_args(term) if _is_special(f)]
        if not found:
            rational.append(term)
            continue
        head = sp.Mul(*found)
        special[head] = special.get(head, sp.S.Zero) + sp.Mul(*(f for f in sp.Mul.make_args(term) if f not in found))
    return special, rational


def _collect_special(special: dict[sp.Expr, sp.Expr]) -> list[sp.Expr]:
    out = []
    for head in sorted(special, key=sp.default_sort_key):
        coefficient = sp.Add(*_common_denominators(list(sp.Add.make_args(sp.expand(special[head])))))
        negative = isinstance(coefficient, sp.Add) and coefficient.could_extract_minus_sign()
        out.append(sp.Mul(-1, -coefficient, head) if negative else coefficient * head)
    return out


# -- rational terms ----------------------------------------------------------------------------------------------------------


def _common_denominators(terms: list[sp.Expr]) -> list[sp.Expr]:
    """Rational terms, those with one symbolic denominator together, squares of differences written as such."""
    groups: dict[sp.Expr, sp.Expr] = {}
    for term in _cancelled(terms):
        numerator, denominator = sp.fraction(sp.together(term))
        constant, symbolic = denominator.as_coeff_Mul()
        groups[symbolic] = groups.get(symbolic, sp.S.Zero) + numerator / constant
    out = []
    for denominator in sorted(groups, key=sp.default_sort_key):
        numerator = sp.expand(groups[denominator])
        if denominator == 1:
            out += list(sp.Add.make_args(_shorter(_squares(numerator), sp.factor_terms(numerator))))
            continue
        whole, _ = sp.fraction(sp.together(numerator))
        out.append(_shorter(_squares(sp.expand(whole)), sp.factor(whole)) / (sp.factor(denominator) * whole_denominator(numerator)))
    return out


def _cancelled(terms: list[sp.Expr]) -> list[sp.Expr]:
    """Terms over sums, cancelled against each other; what is left over a monomial is expanded again."""
    over_sums = [t for t in terms if not _is_monomial(sp.fraction(sp.together(t))[1])]
    if not over_sums:
        return terms
    plain = [t for t in terms if t not in over_sums]
    symbols = set().union(*(sp.fraction(sp.together(t))[1].free_symbols for t in over_sums))
    alone: list[sp.Expr] = []
    joined = list(over_sums)
    for t in plain:
        (joined if sp.fraction(sp.together(t))[1].free_symbols == set() and t.free_symbols & symbols else alone).append(t)
    whole = sp.cancel(sp.together(sp.Add(*joined)))
    numerator, denominator = sp.fraction(whole)
    if _is_monomial(denominator):
        return [*alone, *sp.Add.make_args(sp.expand(whole))]
    separate = sp.cancel(sp.together(sp.Add(*(t for t in terms if t not in plain))))
    return [*alone, numerator / denominator] if separate == whole else [*plain, separate]


def _is_monomial(denominator: sp.Expr) -> bool:
    return not isinstance(sp.expand(denominator), sp.Add)


def _shorter(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    return second if sp.count_ops(second) < sp.count_ops(first) else first


def whole_denominator(numerator: sp.Expr) -> sp.Expr:
    """The common rational denominator of a polynomial's coefficients."""
    return sp.fraction(sp.together(numerator))[1]


def _squares(numerator: sp.Expr) -> sp.Expr:
    """c a^2 - 2 c a b + c b^2 as c (a - b)^2, wherever it stands in a sum."""
    symbols = sorted(numerator.free_symbols, key=lambda s: s.name)
    squared = []
    for a, b in combinations(symbols, 2):
        poly = sp.Poly(numerator, a, b) if numerator.is_polynomial(a, b) else None
        if poly is None:
            continue
        c = poly.coeff_monomial(a**2)
        if c != 0 and sp.expand(poly.coeff_monomial(b**2) - c) == 0 and sp.expand(poly.coeff_monomial(a * b) + 2 * c) == 0:
            squared.append(c * (a - b) ** 2)
            numerator = sp.expand(numerator - c * (a - b) ** 2)
    return numerator + sp.Add(*squared)
