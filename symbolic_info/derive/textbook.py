"""The textbook form of a derived expression: short, canonical, what one would write on paper.

Untrusted: the kernel checks that the form equals what was derived.  Never ``simplify`` or ``logcombine``, which put
symbolic coefficients into exponents.  The steps: expand; join logarithms whose coefficients are commensurable into one;
join gamma functions and powers; put rational terms over their common denominators; write squares of differences.
"""

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.core.heads import Mean, Quantity
from symbolic_info.derive.factoring import factored
from symbolic_info.derive.matrix_textbook import with_matrices
from symbolic_info.derive.textbook_fractions import cancelled_over_heads, is_short
from symbolic_info.derive.textbook_logs import Logs, apart, join_logs, one_log, split_logs
from symbolic_info.derive.textbook_squares import joined_fractions, shorter, with_squares


def textbook(expression: sp.Expr) -> sp.Expr:
    """``expression`` in textbook form."""
    if expression.has(sp.oo, sp.Piecewise) or not isinstance(expression, sp.Expr):
        return expression
    if expression.has(sp.Trace, sp.Determinant, MatrixElement):
        return with_matrices(expression, textbook)
    logs, rest = _terms(expression)
    return _assembled(join_logs(logs), _without_logs(rest))


def _terms(expression: sp.Expr) -> tuple[Logs, list[sp.Expr]]:
    """An expanded expression: its logarithms with their coefficients, and its other terms."""
    plain = expression.subs(sp.polygamma(0, 1), -sp.EulerGamma)
    terms = [gamma_products(t) for t in sp.Add.make_args(sp.expand(plain, log=False, power_base=False, power_exp=False, func=False))]
    return split_logs(terms)


def _without_logs(rest: list[sp.Expr]) -> list[sp.Expr]:
    """The terms that hold no logarithm, transcendental ones collected, rational ones over common denominators."""
    special, rational = _harmonic(*_split_special(rest))
    return [*_collect_special(special), *_common_denominators(rational)]


def _assembled(logs: list[sp.Expr], others: list[sp.Expr]) -> sp.Expr:
    whole = sp.Add(*logs, *others)
    if any(log.args[0].is_Rational for log in whole.atoms(sp.log)):
        whole = whole.replace(_is_sum_of_number_logs, _joined_number_logs)
    return _tidy_arguments(_with_factorials(whole))


def _with_factorials(expression: sp.Expr) -> sp.Expr:
    """log(n gamma(n)) as log n!, for whole n: SymPy takes the gamma function of n + 1 apart where it stands in a logarithm."""
    found = {}
    for log in sorted(expression.atoms(sp.log), key=sp.default_sort_key):
        for g in sorted(log.args[0].atoms(sp.gamma), key=sp.default_sort_key):
            n = g.args[0]
            rest = log.args[0] / (n * g)
            if n.is_Symbol and n.is_integer and not rest.has(n):
                found[log] = sp.log(rest * sp.factorial(n))
    return expression.xreplace(found)


def _tidy_arguments(expression: sp.Expr) -> sp.Expr:
    """Arguments of exponentials and error functions over common denominators: exp(-(a - b)^2/(2 c^2))."""
    for f in sorted(expression.atoms(sp.exp, sp.erf), key=sp.default_sort_key):
        if isinstance(f.args[0], sp.Add) and not f.has(sp.loggamma, sp.log):
            argument = sp.Add(*_common_denominators(list(sp.Add.make_args(sp.expand(f.args[0])))))
            numerator, denominator = sp.fraction(argument)
            if isinstance(numerator, sp.Add) and numerator.could_extract_minus_sign():
                argument = sp.Mul(-1, shorter(-numerator, sp.factor(-numerator)), 1 / denominator)
            else:
                argument = shorter(numerator, sp.factor(numerator)) / denominator
            expression = expression.xreplace({f: f.func(argument, evaluate=False) if isinstance(f, sp.exp) else f.func(argument)})
    return expression


def _is_sum_of_number_logs(e: sp.Basic) -> bool:
    """log 2 + log 5, which SymPy leaves apart in denominators."""
    return isinstance(e, sp.Add) and all(
        isinstance(t.as_coeff_Mul()[1], sp.log) and t.as_coeff_Mul()[1].args[0].is_Rational for t in e.args
    )


def _joined_number_logs(*terms: sp.Expr) -> sp.Expr:
    members = [(t.as_coeff_Mul()[0], t.as_coeff_Mul()[1].args[0]) for t in terms]
    return sp.Add(*one_log(sp.S.One, members))


def forms(expression: sp.Expr) -> list[sp.Expr]:
    """Forms of ``expression`` that may be fit for print: the textbook form; where it is a fraction over sums, factored ones beside it.

    What stands for an expectation or a quantity is left as it is.
    """
    standing = sorted(expression.atoms(Mean, Quantity), key=sp.default_sort_key)
    shown = {sp.Dummy(f"m{i}", real=True): e for i, e in enumerate(standing)}
    return [form.xreplace(shown) for form in _forms(expression.xreplace({e: d for d, e in shown.items()}))]


def _forms(expression: sp.Expr) -> list[sp.Expr]:
    if expression.has(sp.oo, sp.Piecewise, sp.Trace, sp.Determinant, MatrixElement):
        return [textbook(expression)]
    logs, rest = _terms(expression)
    others = _without_logs(rest)
    first, divided = _assembled(join_logs(logs), others), apart(logs)
    found = [first] if divided == logs else [_assembled(join_logs(divided), others), first]  # ratios taken apart, then joined again
    if _over_a_sum(first) and is_short(first):
        cancelled = cancelled_over_heads(first)
        found.append(_tidy_arguments(cancelled) if _over_a_sum(cancelled) else textbook(cancelled))
        if sp.count_ops(found[-1]) >= sp.count_ops(first):  # nothing went out: factors may make it shorter, and take longer to find
            found += [_factored_by_heads(expression), factored(expression)]
    return list(dict.fromkeys(found))


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
    return sp.Add(*(factored(heads[head]) * head for head in sorted(heads, key=sp.default_sort_key)))


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


# -- gamma functions and powers ------------------------------------------------------------------------------------------


def gamma_products(term: sp.Expr) -> sp.Expr:
    """exp(loggamma(z)) as gamma(z), z gamma(z) as gamma(z + 1), a^k b^(-k) as (a/b)^k, e^a e^b as e^(a + b)."""
    if not term.has(sp.exp, sp.gamma) and all(f.as_base_exp()[1].is_Rational for f in sp.Mul.make_args(term)):
        return sp.Mul(*sp.Mul.make_args(term))
    factors: list[sp.Expr] = []
    exponents: list[sp.Expr] = []
    for factor in sp.Mul.make_args(term):
        if isinstance(factor, sp.exp):
            more, exponent = _unfold_exponential(factor)
            factors += more
            exponents.append(exponent)
        else:
            factors.append(factor)
    product = sp.Mul(*factors, sp.exp(sp.Add(*exponents)))
    for g in sorted(product.atoms(sp.gamma), key=sp.default_sort_key):
        z = g.args[0]
        lifted = product / (z * g)
        if z.free_symbols and not z.is_Symbol and not lifted.has(g) and sp.count_ops(lifted) < sp.count_ops(product / g):
            product = lifted * sp.gamma(z + 1)
    return _join_powers(product)


def _unfold_exponential(factor: sp.exp) -> tuple[list[sp.Expr], sp.Expr]:
    """exp(a + n loggamma(z)) as the factors gamma(z)^n, and a."""
    plain, out = [], []
    for part in sp.Add.make_args(sp.expand(factor.args[0])):
        n, body = part.as_coeff_Mul()
        if isinstance(body, sp.loggamma) and n.is_Integer:
            out.append(sp.gamma(body.args[0]) ** n)
        else:
            plain.append(part)
    return out, sp.Add(*plain)


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


def _harmonic(special: dict[sp.Expr, sp.Expr], rational: list[sp.Expr]) -> tuple[dict[sp.Expr, sp.Expr], list[sp.Expr]]:
    """Euler's constant among the special factors, where it has the coefficient of a digamma, as in a harmonic number."""
    with_euler = [t for t in rational if t.coeff(sp.EulerGamma) != 0]
    coefficient = sp.Add(*(t.coeff(sp.EulerGamma) for t in with_euler))
    digammas = [c for head, c in special.items() if isinstance(head, sp.polygamma)]
    if len(with_euler) < 2 or not any(sp.expand(c - coefficient) == 0 or sp.expand(c + coefficient) == 0 for c in digammas):
        return special, rational
    return {**special, sp.EulerGamma: coefficient}, [t for t in rational if t not in with_euler]


def _collect_special(special: dict[sp.Expr, sp.Expr]) -> list[sp.Expr]:
    """Each transcendental factor with its coefficient; digammas that share one, up to its sign, as one sum."""
    out: list[sp.Expr] = []
    shared: dict[sp.Expr, list[sp.Expr]] = {}
    for head in sorted(special, key=sp.default_sort_key):
        coefficient = sp.Add(*_common_denominators(list(sp.Add.make_args(sp.expand(special[head])))))
        negative = isinstance(coefficient, sp.Add) and coefficient.could_extract_minus_sign()
        unit, side = (-coefficient, -1) if negative or coefficient.could_extract_minus_sign() else (coefficient, 1)
        if (isinstance(head, sp.polygamma) or head is sp.EulerGamma) and unit.free_symbols:
            shared.setdefault(unit, []).append(side * head)
        else:
            out.append(sp.Mul(side, unit, head))
    return [*out, *(_multiple(unit, heads) for unit, heads in shared.items())]


def _multiple(unit: sp.Expr, heads: list[sp.Expr]) -> sp.Expr:
    """unit times the sum of the heads."""
    if len(heads) > 1:
        return unit * sp.Add(*heads)
    sign, head = heads[0].as_coeff_Mul()
    return sp.Mul(sign, unit, head)


# -- rational terms ----------------------------------------------------------------------------------------------------------


def _common_denominators(terms: list[sp.Expr]) -> list[sp.Expr]:
    """Rational terms, those with one symbolic denominator together, squares of differences written as such."""
    groups: dict[sp.Expr, sp.Expr] = {}
    for term in joined_fractions(_cancelled(terms)):
        numerator, denominator = _fraction(term)
        constant, symbolic = denominator.as_coeff_Mul()
        groups[symbolic] = groups.get(symbolic, sp.S.Zero) + numerator / constant
    out = []
    for denominator in sorted(groups, key=sp.default_sort_key):
        numerator = sp.expand(groups[denominator])
        if denominator == 1 and numerator.is_Atom:
            out.append(numerator)
        elif denominator == 1:
            out += list(sp.Add.make_args(shorter(with_squares(numerator), sp.factor_terms(numerator))))
        else:
            whole, number = _fraction(numerator)
            out.append(shorter(with_squares(sp.expand(whole)), factored(whole)) / (factored(denominator) * number))
    return out


def _cancelled(terms: list[sp.Expr]) -> list[sp.Expr]:
    """Terms over sums, cancelled against each other; what is left over a monomial is expanded again."""
    over_sums = [t for t in terms if not _is_monomial(_fraction(t)[1])]
    if not over_sums:
        return terms
    plain = [t for t in terms if t not in over_sums]
    symbols = set().union(*(_fraction(t)[1].free_symbols for t in over_sums))
    alone: list[sp.Expr] = []
    joined = list(over_sums)
    for t in plain:
        (joined if _fraction(t)[1].free_symbols == set() and t.free_symbols & symbols else alone).append(t)
    whole = sp.cancel(sp.together(sp.Add(*joined)))
    numerator, denominator = sp.fraction(whole)
    if _is_monomial(denominator):
        return [*alone, *sp.Add.make_args(sp.expand(whole))]
    separate = sp.cancel(sp.together(sp.Add(*over_sums))) if len(joined) > len(over_sums) else whole
    return [*alone, numerator / denominator] if separate == whole else [*plain, separate]


def _fraction(term: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Numerator and denominator; what holds no sum is one fraction as it stands."""
    plain = all(f.is_Atom or (f.is_Pow and f.base.is_Atom) for f in sp.Mul.make_args(term))
    return sp.fraction(term if plain else sp.together(term))


def _is_monomial(denominator: sp.Expr) -> bool:
    return denominator.is_Atom or not isinstance(sp.expand(denominator), sp.Add)
