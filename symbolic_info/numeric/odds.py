"""Means over (0, 1) of what holds the variable in logarithms of x and of 1 - x alone, taken over the log-odds v = log(x/(1 - x)).

    log x = -log(1 + e^(-v)),    log(1 - x) = -log(1 + e^v),    p(x) dx = p(x) x (1 - x) dv:

mass that lies nearer to an end than any float can say (that of a logit-normal law of scale 100) has an ordinary v.
"""

from collections.abc import Iterable

import sympy as sp

from symbolic_info.numeric.heads import LogSum

Taken = tuple[tuple[sp.Expr, ...], sp.Expr, sp.Symbol, sp.Expr, sp.Expr, tuple[sp.Expr, ...]]
"""The integrands, the log-density, the variable, the ends of its range, the break points."""


def over_odds(integrands: tuple[sp.Expr, ...], log_p: sp.Expr, x: sp.Symbol, lo: sp.Expr, hi: sp.Expr, breaks: Iterable[sp.Expr]) -> Taken:
    """The mean over the log-odds where it can be taken over them, else as it stands."""
    v = sp.Dummy(x.name, real=True)
    moved = [_moved(e, x, v) for e in (*integrands, log_p)] if (lo, hi) == (0, 1) and not x.is_integer else [None]
    if None in moved:
        return integrands, log_p, x, lo, hi, tuple(breaks)
    *inside, density = moved
    places = (_log_odds(b) for b in breaks if b not in (lo, hi))
    return tuple(inside), density - LogSum(0, v) - LogSum(0, -v), v, -sp.oo, sp.oo, tuple(places)


def _moved(e: sp.Expr, x: sp.Symbol, v: sp.Symbol) -> sp.Expr | None:
    """``e`` in v; None where x stands outside log x and log(1 - x)."""
    found = e.xreplace({sp.log(x): -LogSum(0, -v), sp.log(1 - x): -LogSum(0, v)})
    return None if found.has(x) else found


def _log_odds(b: sp.Expr) -> sp.Expr:
    """log(b/(1 - b)), opened where b is written by the exponential of its log-odds."""
    return sp.expand_log(sp.log(sp.cancel(sp.together(b / (1 - b)))))
