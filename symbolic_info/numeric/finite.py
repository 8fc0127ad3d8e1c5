"""Laws on finitely many outcomes: the defining sum itself is the closed form, and stays right where a mass is zero.

D = sum of p_i phi(q_i/p_i),   H = -sum of p_i log q_i,   with 0 log 0 = 0, and +oo where q_i = 0 < p_i.
"""

from collections.abc import Callable

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.numeric.heads import RelativeEntropy, RowSum, TimesLog
from symbolic_info.numeric.program import is_finite

MOST = 64
"""Longer sums are not written out."""


def finite_form(asked: sp.Expr) -> sp.Expr | None:
    """The defining sum of a quantity of finite laws of one support, written out; None for any other expression."""
    laws = asked.distributions if isinstance(asked, Quantity) else ()
    if not laws or any(hasattr(law, "factors") or not is_finite(law) for law in laws):
        return None
    mean = asked.in_nats().unfold()
    support = _flat(laws[0]).support
    if (
        not isinstance(mean, Mean)
        or any(_flat(law).support != support for law in laws)
        or not (support.lo.is_Integer and support.hi.is_Integer)
    ):
        return None
    outcomes = [sp.Integer(i) for i in range(int(support.lo), int(support.hi) + 1)]
    f, x, p = mean.args
    terms = None if len(outcomes) > MOST else _terms(f, x, p, lambda law, i: _flat(law).density(i), outcomes)
    return None if terms is None else terms / sp.log(asked.base)


def _flat(law: Distribution) -> Distribution:
    """A joint distribution as one of single outcomes."""
    return law.flat() if hasattr(law, "flat") else law


def zero_safe(form: sp.Expr) -> sp.Expr:
    """``form`` with c log v as a head that is 0 at c = 0, for parameters that may be 0."""
    return form.replace(_is_times_log, lambda e: _times_log(e))


def over_and_under(form: sp.Expr) -> sp.Expr:
    """``form`` with c log(n/d) as c log n - c log d, where n or d may be 0."""

    def opened(c: sp.Expr, v: sp.Expr) -> sp.Expr:
        n, d = sp.fraction(v)
        return TimesLog(c, n) - TimesLog(c, d) if d.free_symbols else TimesLog(c, v)

    return form.replace(TimesLog, opened)


def _is_times_log(e: sp.Basic) -> bool:
    return isinstance(e, sp.Mul) and sum(isinstance(f, sp.log) for f in e.args) == 1 and bool(e.free_symbols)


def _times_log(product: sp.Mul) -> sp.Expr:
    (log,) = (f for f in product.args if isinstance(f, sp.log))
    return TimesLog(sp.Mul(*(f for f in product.args if f is not log)), log.args[0])


def row_form(asked: sp.Expr) -> sp.Expr | None:
    """A quantity of symbolic arrays p, q of one size as a sum over the last axis of rows; None for any other expression.

    A symbol of the array's name stands for the row.
    """
    laws = asked.distributions if isinstance(asked, Quantity) else ()
    arrays = [None if hasattr(law, "flat") else getattr(law, "array", None) for law in laws]
    mean = asked.in_nats().unfold() if laws and all(a is not None for a in arrays) else None
    if not isinstance(mean, Mean) or len({law.support for law in laws}) != 1:
        return None
    rows = {law: sp.Symbol(str(array), nonnegative=True) for law, array in zip(laws, arrays, strict=True)}
    f, x, p = mean.args
    terms = _terms(f, x, p, lambda law, i: rows[law], [sp.S.One])
    return None if terms is None else RowSum(terms) / sp.log(asked.base)


def _terms(
    f: sp.Expr, x: sp.Symbol, p: Distribution, mass: Callable[[Distribution, sp.Expr], sp.Expr], outcomes: list[sp.Expr]
) -> sp.Expr | None:
    """The sum of p f over ``outcomes``, where f is a sum of log-densities with numbers before them."""
    given, mass = mass, _without_rounding(mass)
    parts = [t.as_independent(LogDensity, as_Add=False) for t in sp.Add.make_args(f)]
    if not all(isinstance(log, LogDensity) and c.is_number and log.args[1] == x for c, log in parts):
        return None
    if [c for c, log in parts if log.args[0] == p] == [1] and [c for c, log in parts if log.args[0] != p] == [-1]:
        (q,) = (log.args[0] for _, log in parts if log.args[0] != p)
        return sp.Add(*(_divergence(mass(p, i), mass(q, i)) for i in outcomes))
    terms = ((c, mass if log.args[0] != p else given, log.args[0], i) for c, log in parts for i in outcomes)  # p log p cuts itself at 0
    return sp.Add(*(c * TimesLog(of(p, i), of(law, i)) for c, of, law, i in terms if mass(p, i) != 0))


def _without_rounding(mass: Callable[[Distribution, sp.Expr], sp.Expr]) -> Callable[[Distribution, sp.Expr], sp.Expr]:
    """The masses, those that are 1 less others cut at 0: 1 - 0.9 - 0.1 is negative in float64."""

    def cut(law: Distribution, i: sp.Expr) -> sp.Expr:
        found = mass(law, i)
        return sp.Max(0, found) if isinstance(found, sp.Add) and len(found.free_symbols) > 1 else found

    return cut


def _divergence(a: sp.Expr, b: sp.Expr) -> sp.Expr:
    return RelativeEntropy(a, b, sp.expand(b - a))
