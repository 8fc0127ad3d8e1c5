"""Where an integral is cut, and the changes of variable that give every end an exponential tail.

Each part of the line between two cuts is covered by half-lines t > 0: x = a + c e^(-t) towards a finite end, x = a + c e^t towards an
infinite one.  So algebraic and logarithmic singularities at ends, at bends and at infinity are all alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import sympy as sp

T = sp.Dummy("t", positive=True)


@dataclass(frozen=True)
class Half:
    """x as a function of ``T`` > 0, and log|dx/dt|."""

    x: sp.Expr
    log_slope: sp.Expr


def halves(lo: sp.Expr, hi: sp.Expr) -> list[Half]:
    """The two half-lines that cover lo < x < hi; not both ends may be infinite."""
    if lo == -sp.oo:
        return [Half(hi - sp.exp(-T), -T), Half(hi - sp.exp(T), T)]
    if hi == sp.oo:
        return [Half(lo + sp.exp(-T), -T), Half(lo + sp.exp(T), T)]
    middle = (hi - lo) / 2
    slope = sp.log(middle) - T
    return [Half(lo + middle * sp.exp(-T), slope), Half(hi - middle * sp.exp(-T), slope)]


def bends(expressions: tuple[sp.Expr, ...], x: sp.Symbol) -> list[sp.Expr]:
    """Where the arguments of absolute values vanish, as far as that is seen."""
    absolute = {a for e in expressions for a in e.atoms(sp.Abs)}
    found = [z for a in sorted(absolute, key=sp.default_sort_key) for z in zeros(a.args[0], x)]
    return list(dict.fromkeys(found))


def zeros(u: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """Real zeros of ``u`` in x: of lines, parabolas, their logarithms, products and powers."""
    if not u.has(x):
        return []
    if isinstance(u, sp.Mul):
        return [z for factor in u.args for z in zeros(factor, x)]
    if isinstance(u, sp.Pow):
        return zeros(u.base, x)
    if isinstance(u, sp.log):
        return zeros(u.args[0] - 1, x)
    rest, moving = u.as_independent(x, as_Add=True)
    scale, inside = moving.as_independent(x, as_Add=False)
    if isinstance(inside, sp.log):
        return zeros(inside.args[0] - sp.exp(-rest / scale), x)
    polynomial = u.as_poly(x)
    if polynomial is None or polynomial.degree() > 2:
        return []
    return [z for z in sp.roots(polynomial) if z.is_real]


def cuts(lo: sp.Expr, hi: sp.Expr, inside: Iterable[sp.Expr], centre: sp.Expr) -> list[sp.Expr]:
    """The ends and the points between them, in order; ``centre`` where both ends are infinite and nothing lies between."""
    between = sorted({p for p in inside if (p - lo).is_positive and (hi - p).is_positive}, key=lambda p: (float(p), sp.default_sort_key(p)))
    if not between and lo == -sp.oo and hi == sp.oo:
        between = [centre]
    return [lo, *between, hi]


def about_logarithm(expressions: tuple[sp.Expr, ...], x: sp.Symbol, lo: sp.Expr) -> bool:
    """Whether log(x) is the better variable: the integrand bends, or has a singularity, where log(x) has some value."""
    sharp = [a.args[0] for e in expressions for a in e.atoms(sp.Abs, sp.log, sp.Pow) if not (a.is_Pow and a.exp.is_Integer)]
    return bool(lo.is_nonnegative) and any(a.has(sp.log(x)) for a in sharp)
