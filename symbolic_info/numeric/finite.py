"""Laws on finitely many integers: the defining sum itself is the closed form, and stays right where a mass is zero.

    D = sum of p_i phi(q_i/p_i),   H = -sum of p_i log q_i,   with 0 log 0 = 0, and +oo where q_i = 0 < p_i.
"""

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.numeric.heads import RelativeEntropy, TimesLog
from symbolic_info.numeric.program import is_finite

MOST = 64
"""Longer sums are not written out."""


def finite_form(asked: sp.Expr) -> sp.Expr | None:
    """The defining sum of a quantity of finite laws of one support, written out; None for any other expression."""
    if not isinstance(asked, Quantity) or not asked.distributions or not all(map(is_finite, asked.distributions)):
        return None
    first, *others = (law.support for law in asked.distributions)
    mean = asked.in_nats().unfold()
    if not isinstance(mean, Mean) or any(s != first for s in others) or not (first.hi - first.lo).is_Integer or first.hi - first.lo >= MOST:
        return None
    terms = _terms(*mean.args)
    return None if terms is None else terms / sp.log(asked.base)


def _terms(f: sp.Expr, x: sp.Symbol, p: Distribution) -> sp.Expr | None:
    outcomes = [sp.Integer(i) for i in range(int(p.support.lo), int(p.support.hi) + 1)]
    parts = [t.as_independent(LogDensity, as_Add=False) for t in sp.Add.make_args(f)]
    if not all(isinstance(log, LogDensity) and c.is_number and log.args[1] == x for c, log in parts):
        return None
    if [c for c, log in parts if log.args[0] == p] == [1] and [c for c, log in parts if log.args[0] != p] == [-1]:
        (q,) = (log.args[0] for _, log in parts if log.args[0] != p)
        return sp.Add(*(_divergence(p.density(i), q.density(i)) for i in outcomes))
    return sp.Add(*(c * TimesLog(p.density(i), log.args[0].density(i)) for c, log in parts for i in outcomes if p.density(i) != 0))


def _divergence(a: sp.Expr, b: sp.Expr) -> sp.Expr:
    return RelativeEntropy(a, b, sp.expand(b - a))
