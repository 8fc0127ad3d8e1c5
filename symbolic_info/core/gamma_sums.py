"""Sums of log Gamma or of polygamma functions at half steps, of which the multivariate gamma function is made.

sum over k = 1, ..., n of f(a + (1 - k)/2),    log Gamma_n(a) = n (n - 1)/4 log pi + this sum for f = log Gamma.
"""

from collections.abc import Callable

import sympy as sp


def gamma_sum(f: Callable[[sp.Expr], sp.Expr], a: sp.Expr, n: sp.Expr) -> sp.Expr:
    """The sum of f(a + (1 - k)/2) over k = 1, ..., n, written out where n is a number."""
    if n.is_Integer:
        return sp.Add(*(f(a + sp.Rational(1 - k, 2)) for k in range(1, int(n) + 1)))
    used = {s.name for s in a.free_symbols | n.free_symbols}
    k = sp.Symbol(next(name for name in ("k", "j", "i", "l", "k_0") if name not in used), integer=True, positive=True)
    return sp.Sum(f(a + (1 - k) / 2), (k, 1, n))


def as_gamma_sum(e: sp.Basic) -> tuple[int, sp.Expr, sp.Expr] | None:
    """(order, a, n) of such a sum, the order -1 for log Gamma; None for another one."""
    if not isinstance(e, sp.Sum) or len(e.limits) != 1 or not isinstance(e.function, (sp.loggamma, sp.polygamma)):
        return None
    (k, lo, n), order = e.limits[0], -1 if isinstance(e.function, sp.loggamma) else e.function.args[0]
    a = sp.Add(e.function.args[-1], (k - 1) / sp.Integer(2))
    a = a.xreplace({k: sp.Integer(1)}) if a.diff(k) == 0 else a
    if lo != 1 or k in a.free_symbols | n.free_symbols or not (order == -1 or isinstance(order, sp.Integer)):
        return None
    return int(order), a, n
