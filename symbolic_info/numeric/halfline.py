"""Means over (0, oo) of laws with a power of x at an end, taken over v = log x.

    p(x) dx = p(e^v) e^v dv:

mass that lies beyond every float (that of a Lomax law of shape 1/50 reaches to 10^800) has an ordinary v.
"""

from collections.abc import Iterable

import sympy as sp

from symbolic_info.numeric.heads import Exponential
from symbolic_info.numeric.odds import Taken
from symbolic_info.numeric.powers import without_overflow


def over_logs(integrands: tuple[sp.Expr, ...], log_p: sp.Expr, x: sp.Symbol, lo: sp.Expr, hi: sp.Expr, breaks: Iterable[sp.Expr]) -> Taken:
    """The mean over v where the density has a power at an end, else as it stands."""
    if (lo, hi) != (0, sp.oo) or x.is_integer or not any(_is_of_powers(log.args[0], x) for log in log_p.atoms(sp.log)):
        return integrands, log_p, x, lo, hi, tuple(breaks)
    v = sp.Dummy(x.name, real=True)
    *inside, density = (_moved(e, x, v) for e in (*integrands, log_p))
    places = (sp.expand_log(sp.log(b), force=True) for b in breaks if b not in (lo, hi) and not b.is_nonpositive)
    return tuple(inside), density + v, v, -sp.oo, sp.oo, tuple(places)


def _is_of_powers(e: sp.Expr, x: sp.Symbol) -> bool:
    """Whether ``e`` is made of x by sums, products and powers alone."""
    return e.has(x) and not any(f.has(x) for f in e.atoms(sp.Function, sp.exp))


def _moved(e: sp.Expr, x: sp.Symbol, v: sp.Symbol) -> sp.Expr:
    """``e`` in v, each product of powers through its logarithm: (e^v/s)^k is there where e^v is not."""
    found = without_overflow(e.xreplace({x: sp.exp(v)}))
    opened = found.replace(lambda f: isinstance(f, sp.log) and _is_product(f.args[0], v), lambda f: _log(f.args[0]))
    opened = opened.replace(lambda f: isinstance(f, sp.log) and isinstance(f.args[0], sp.Add), lambda f: _log_of_shifted(f.args[0], v))
    return opened.replace(
        lambda f: f.is_Pow and bool(f.exp.free_symbols) and _is_product(f.base, v), lambda f: Exponential(f.exp * _log(f.base))
    )


def _log_of_shifted(total: sp.Add, v: sp.Symbol) -> sp.Expr:
    """log(c + k e^(nv)) as it stands, and as nv + log(k + c e^(-nv)) where e^(nv) may be no float."""
    moving = [t for t in total.args if t.has(v)]
    if len(moving) != 1 or not _is_product(moving[0], v):
        return sp.log(total)
    k, power = moving[0].as_independent(v, as_Add=False)
    if not isinstance(power, sp.exp):
        return sp.log(total)
    (z,) = power.args
    return sp.Piecewise((z + sp.log(k + (total - moving[0]) * sp.exp(-z)), z > 0), (sp.log(total), True))


def _is_product(e: sp.Expr, v: sp.Symbol) -> bool:
    """Whether ``e`` is a power of e^v times what does not depend on it."""
    return e.has(v) and all(isinstance(f, sp.exp) or not f.has(v) for f in sp.Mul.make_args(e))


def _log(product: sp.Expr) -> sp.Expr:
    return sp.Add(*(f.args[0] if isinstance(f, sp.exp) else sp.expand_log(sp.log(f)) for f in sp.Mul.make_args(product)))
