"""How large the terms of an expression are beside its value: the running condition number of written code.

    size(a + b) = size(a) + size(b),    size(exp(z)) = exp(z)(1 + size(z)),    size(log(a/b)) = |log(a/b)| + 1, ...

so that u size bounds, to a small factor, what rounding does to the value, and size/|value| how far the terms cancel.
"""

import sympy as sp

from symbolic_info.numeric.computed import is_exponential
from symbolic_info.numeric.differences import Pairing
from symbolic_info.numeric.heads import (
    Balanced,
    Chi,
    Exponential,
    FarLog,
    Higher,
    LogBesselRemainder,
    LoggammaRemainder,
    LogProduct,
    LogRatio,
    Lower,
    Phi,
    RelativeEntropy,
    ScaledPhi,
    Size,
    StirlingRemainder,
)

TINY = sp.Rational(1, 10**300)
"""What is below it may have lost digits: by the ratio to it the size of what is divided by it, or of its logarithm, is exceeded."""
NON_NEGATIVE = (LogBesselRemainder, LoggammaRemainder, Phi, RelativeEntropy, ScaledPhi, StirlingRemainder)


def size(e: sp.Expr) -> sp.Expr:
    """The size of the terms of ``e``, an expression."""
    if e.is_Atom:
        return _absolute(e)
    if isinstance(e, sp.Piecewise):
        return sp.Piecewise(*((size(value), condition) for value, condition in e.args))
    if isinstance(e, sp.Add):
        return _absolute(e) if _is_difference(e) else sp.Add(*map(size, e.args))
    if isinstance(e, sp.Mul):
        plain = sp.Mul(*(f for f in e.args if not _grows(f)))
        return _product([f for f in sp.Mul.make_args(plain) if not f.is_number], e) * _tiny_divisor(e) if plain == e else _grown(e)
    return _absolute(e) * (1 + _amplification(e)) + _floor(e)


def _product(factors: list[sp.Expr], e: sp.Mul) -> sp.Expr:
    number = sp.Mul(*(f for f in e.args if f.is_number))
    return abs(number) * sp.Mul(*map(size, factors))


def _tiny_divisor(e: sp.Mul) -> sp.Expr:
    """1, and more where a product of divisors is so small that it has lost digits; (a/c)*(b/d) is printed for as many factors above."""
    powers = [f.as_base_exp() for f in e.args if not f.is_number]
    below = sorted((-n for _, n in powers if n.is_Integer and n < 0), reverse=True)
    ones = sum(1 for _, n in powers if n == 1)
    small = _small_sums(e)
    if sum(below) < 2 or any(n in below for _, n in powers if n != 1) or ones >= below[0]:
        return 1 + small
    return 1 + small + TINY * Size(sp.Mul(*(b**n for b, n in powers if n.is_Integer and n < 0)))


def _small_sums(e: sp.Expr) -> sp.Expr:
    """By how much the relative error of a product is exceeded where a sum of positive products in it is so small."""
    bases = {f.as_base_exp()[0] for f in sp.Mul.make_args(e)}
    sums = [b for b in bases if isinstance(b, sp.Add) and all(t.is_positive for t in b.args) and all(map(_is_power, b.args))]
    return sp.Add(*(TINY * Size(1 / b) for b in sums))


def _is_power(term: sp.Expr) -> bool:
    """Whether ``term`` is a product of two symbols and more."""
    powers = [f.as_base_exp() for f in sp.Mul.make_args(term)]
    return sum(n for b, n in powers if b.is_Symbol and n.is_Integer and n > 0) > 1


def _grown(e: sp.Mul) -> sp.Expr:
    """A product with exponentials in it: they are computed together, so that none overflows alone."""
    large = [f for f in e.args if _grows(f)]
    rest = [f for f in e.args if not _grows(f) and not f.is_number]
    number = sp.Mul(*(f for f in e.args if f.is_number))
    known = _absolute(sp.Mul(*large)) * (1 + sp.Add(*map(_amplification, large)))
    return abs(number) * sp.Mul(*map(size, rest)) * (known + sp.Add(*map(_lost, large)))


def _lost(e: sp.Expr) -> sp.Expr:
    """What an exponential may be although it is computed as 0: more than 0 where its exponent has no digit left."""
    if not isinstance(e, sp.exp) or not isinstance(e.args[0], sp.Add) or not e.args[0].has(sp.loggamma, sp.log):
        return sp.S.Zero
    return Higher(sp.S.Zero, size(e.args[0]) / 2**53 - 1)


def _grows(factor: sp.Expr) -> bool:
    return isinstance(factor, Chi) or is_exponential(factor)


def _amplification(e: sp.Expr) -> sp.Expr:
    """By how much the relative error of ``e`` exceeds that of its arguments."""
    if isinstance(e, sp.exp):
        return size(e.args[0])
    if isinstance(e, Chi):
        return _of_chi(*e.args[1:3])
    if isinstance(e, sp.gamma | sp.factorial):
        return size(e.args[0]) * (1 + size(sp.log(e.args[0])))
    if e.is_Pow and e.exp.is_Symbol:
        return _absolute(e.exp) * (sp.S.Zero if e.base.is_Atom else _condition(e.base))  # an exact exponent: the base alone is rounded
    if e.is_Pow:
        return size(e.exp) * (1 + size(sp.log(e.base))) if e.exp.free_symbols else abs(e.exp) * (_condition(e.base) - 1)
    return sp.S.Zero


def _condition(e: sp.Expr) -> sp.Expr:
    """By how many u rounding moves ``e``, relatively: more than one where functions cancel in a sum."""
    if isinstance(e, sp.Mul):
        return 1 + sp.Add(*(_condition(f) - 1 for f in e.args))
    if e.is_Pow and e.exp.is_number:
        return 1 + abs(e.exp) * (_condition(e.base) - 1)
    cancels = isinstance(e, sp.Add) and any(map(_is_rounded, sp.preorder_traversal(e))) and not _is_exponential_minus_one(e)
    return size(e) / Size(e) if cancels and not all(t.is_positive for t in e.args) else sp.S.One


def _is_rounded(e: sp.Basic) -> bool:
    """Whether ``e`` is a function, or a root."""
    return isinstance(e, sp.Function | sp.exp) or (e.is_Pow and not e.exp.is_Integer)


def _is_exponential_minus_one(e: sp.Add) -> bool:
    """Whether ``e`` is c (exp(z) - 1), which is computed as one function."""
    number, rest = e.as_coeff_Add()
    c, factor = rest.as_coeff_Mul()
    return isinstance(factor, sp.exp) and c == -number


def _of_chi(z: sp.Expr, exponential: sp.Expr) -> sp.Expr:
    """exp(z) counts as far as it outweighs 1 + z, and not at all where |z| < 1: there it is not computed."""
    if z.is_nonpositive:
        return sp.S.Zero
    factors = [_amplification(f) for f in sp.Mul.make_args(exponential)]
    one, zero = sp.S.One, sp.S.Zero
    return Lower(one, Exponential(z)) * Lower(one, Higher(zero, 4 * (Size(z) - 1))) * sp.Add(*factors)


def _floor(e: sp.Expr) -> sp.Expr:
    """The size that stays where ``e`` itself vanishes: its argument is rounded there, or its zero is no float."""
    if isinstance(e, LogRatio):
        return size(e.args[2]) / Size(e.args[1]) if isinstance(e.args[2], sp.Add) and e.args[2].has(sp.log) else sp.S.Zero
    if isinstance(e, LogProduct):
        return _condition(e.args[0]) + _small_sums(e.args[0])
    if isinstance(e, sp.log | FarLog):
        return sp.S.Zero if e.args[0].is_Atom else _condition(e.args[0])
    if isinstance(e, sp.exp):
        return _lost(e)
    if isinstance(e, sp.polygamma):
        return sp.S.One if e.args[0] == 0 else sp.S.Zero
    if isinstance(e, sp.Ei):
        return TINY / Size(e.args[0])  # log|x| and more
    if isinstance(e, sp.loggamma):
        return sp.S.One if e.args[0].is_Atom else size(e.args[0])
    return sp.S.Zero


def _absolute(e: sp.Expr) -> sp.Expr:
    return abs(e) if e.is_number else e if e.is_nonnegative else Size(e)


def _is_difference(e: sp.Add) -> bool:
    """Whether ``e`` is a sum or difference of inputs, which is rounded once."""
    return len(e.args) == 2 and all((a.as_coeff_Mul()[1].is_Symbol and abs(a.as_coeff_Mul()[0]) == 1) or a.is_Rational for a in e.args)


def doubt(stable: sp.Expr, known: Pairing | None) -> sp.Expr | None:
    """The size of ``stable``; None where it is a sum of non-negative atoms that nothing amplifies, which never needs another look."""
    if isinstance(stable, sp.Mul | sp.Piecewise) and stable.has(sp.Piecewise):
        return _doubt_of_cases(stable, known)
    if known is None:
        return size(stable)
    number, found = stable.as_independent(*stable.free_symbols, as_Add=False)
    terms = sp.Add.make_args(found)
    grows = [sp.Add(*(_amplification(f) for f in sp.Mul.make_args(term) if isinstance(f, Chi))) for term in terms]
    certain = all(g == 0 and known.sign(_bare(term)) == 1 for term, g in zip(terms, grows, strict=True))
    if certain and not any(_small_sums(term) != 0 for term in terms):
        return None
    sizes = (size(term) if _is_plain(term) else Size(term) * (1 + g) for term, g in zip(terms, grows, strict=True))
    return abs(number) * sp.Add(*sizes)


def cases_of(form: sp.Expr) -> tuple[sp.Expr, tuple] | None:
    """A number and the (value, condition) of its cases, if ``form`` is a distinction of cases or one expression; else None."""
    number, rest = form.as_coeff_Mul() if not isinstance(form, sp.Mul) else form.as_independent(sp.Piecewise, as_Add=False)
    if not rest.has(sp.Piecewise):
        return sp.S.One, ((form, sp.true),)
    cases = rest.args if isinstance(rest, sp.Piecewise) else ()
    return (number, tuple(cases)) if cases and number.is_number and not any(v.has(sp.Piecewise) for v, _ in cases) else None


def _doubt_of_cases(stable: sp.Expr, known: Pairing | None) -> sp.Expr | None:
    """0 for a case that never needs another look, -1 for one that is infinite."""
    found = cases_of(stable)
    if found is None:
        return size(stable)
    number, cases = found
    sizes = [sp.S.NegativeOne if value == sp.oo else doubt(value, known) for value, _ in cases]
    if all(s is None or s == -1 for s in sizes):
        return None
    known_sizes = [sp.S.Zero if s is None else s for s in sizes]
    return abs(number) * sp.Piecewise(*((s, condition) for s, (_, condition) in zip(known_sizes, cases, strict=True)))


def _is_plain(term: sp.Expr) -> bool:
    return not term.has(*NON_NEGATIVE, Chi)


def _bare(term: sp.Expr) -> sp.Expr:
    """What stands before the atom of a term, and within it where an atom carries a factor."""
    factors = [f.args[0] if isinstance(f, ScaledPhi | Balanced) else f for f in sp.Mul.make_args(term)]
    return sp.Mul(*(f for f in factors if not isinstance(f, (*NON_NEGATIVE, Chi))))
