"""Derivatives for laws on finitely many outcomes, of sums of c a log(a/b) and c a log b: right where a mass is zero, small near P = Q.

    d/da (a log(a/b) - a + b) = log(a/b),    d/db = (b - a)/b, which is 1 at a = 0,    d/dc (c log v) = log v,    d/dv = c/v, 0 at c = 0.

At an edge a derivative is the one from inside: infinite where it is, as that by p of p log p at p = 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.numeric.finite import zero_safe
from symbolic_info.numeric.heads import IsZero, LogRatio, RelativeEntropy, Size, TimesLog
from symbolic_info.numeric.layers import Layers
from symbolic_info.numeric.magnitude import size


@dataclass(frozen=True)
class Slopes:
    """A derivative: what is computed; its closed form; and the layers for where terms of a sum cancel."""

    expression: sp.Expr
    closed: sp.Expr
    layers: Layers | None


class Divergence(sp.Function):
    """``Divergence(a, b)`` = a log(a/b) - a + b, which can be differentiated."""

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        return (Log(*self.args), Slope(*self.args))[argindex - 1]


class Log(sp.Function):
    """``Log(a, b)`` = log(a/b), +oo at b = 0."""

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        a, b = self.args
        return (Share(1, a, 1), -Share(1, b, 1))[argindex - 1]


class Slope(sp.Function):
    """``Slope(a, b)`` = (b - a)/b, and 1 at a = 0."""

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        a, b = self.args
        return (-Share(1, b, 1), Share(a, b, 2))[argindex - 1]


class Share(sp.Function):
    """``Share(a, b, n)`` = a/b^n, and 0 at a = 0, else +oo at b = 0."""

    @classmethod
    def eval(cls, a: sp.Expr, b: sp.Expr, n: sp.Expr) -> sp.Expr | None:
        return sp.S.One if a == b and n == 1 else None

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        a, b, n = self.args
        return (Share(1, b, n), -n * Share(a, b, n + 1), sp.S.Zero)[argindex - 1]


class Logarithmic(sp.Function):
    """``Logarithmic(c, v)`` = c log v, and 0 at c = 0."""

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        c, v = self.args
        return (Log(v, 1), Share(c, v, 1))[argindex - 1]


def of_masses(form: sp.Expr) -> sp.Expr | None:
    """``form`` as a sum of numbers times atoms that are right at zeros; None where it is no such sum."""
    found = _divergences(form)
    if found is not None:
        return found
    return zero_safe(form) if all(_is_affine(log.args[0]) for log in form.atoms(sp.log)) else None


def slopes(masses: sp.Expr, by: Sequence[sp.Symbol]) -> Slopes:
    """The derivative of a sum of atoms; entry by entry where symbols stand for rows."""
    smooth = masses.replace(RelativeEntropy, lambda a, b, d: Divergence(a, b)).replace(TimesLog, Logarithmic).diff(*by)
    found = _told(smooth)
    closed = found.replace(LogRatio, lambda a, b, d: sp.log(a / b))
    if not isinstance(smooth, sp.Add):
        return Slopes(found, closed, None)
    edges = sp.Or(*(IsZero(a) for e in smooth.atoms(Log, Slope, Share) for a in e.args[:2]))
    terms = _told(_with_rounding(size(smooth)))
    settled = sp.Piecewise((-1, edges), (terms, True)) if found.has(sp.oo, -sp.oo) else terms
    return Slopes(found, closed, Layers(settled, closed, None))


def _divergences(form: sp.Expr) -> sp.Expr | None:
    """A sum of c a log(a/b) as the sum of c (a log(a/b) - a + b), where the c (b - a) total 0."""
    number, rest = form.as_independent(*form.free_symbols, as_Add=False)
    terms = [_divergence(term) for term in sp.Add.make_args(rest)]
    known = [t for t in terms if t is not None]
    if len(known) < len(terms) or sp.expand(sp.Add(*(c * (b - a) for c, a, b in known))) != 0:
        return None
    return sp.Add(*(number * c * RelativeEntropy(a, b, sp.expand(b - a)) for c, a, b in known))


def _divergence(term: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """(c, a, b) of c a log(a/b) with a and b of degree 1."""
    logs = [f for f in sp.Mul.make_args(term) if isinstance(f, sp.log) and f.free_symbols]
    if len(logs) != 1:
        return None
    (v,) = logs[0].args
    c, a = sp.factor_terms(term / logs[0]).as_independent(*v.free_symbols, as_Add=False)
    number, others = a.as_coeff_Add()
    c, a = (-c, -a) if number < 0 or (number == 0 and others.could_extract_minus_sign()) else (c, a)
    b = sp.cancel(a / v)
    return (c, a, b) if _is_affine(a) and _is_affine(b) else None


def _is_affine(e: sp.Expr) -> bool:
    return not e.free_symbols or bool(e.is_polynomial(*e.free_symbols) and sp.Poly(e, *e.free_symbols).total_degree() <= 1)


def _with_rounding(terms: sp.Expr) -> sp.Expr:
    """The size of logarithms and slopes with what is lost in b - a, where that is a sum of more than two numbers."""

    def grown(atom: sp.Expr) -> sp.Expr:
        a, b = atom.args
        parts = sp.Add.make_args(sp.expand(b - a))
        return Size(atom) + (sp.Add(*map(Size, parts)) / Size(b) if len(parts) > 2 else 0)

    return terms.replace(lambda e: isinstance(e, Size) and isinstance(e.args[0], Log | Slope), lambda e: grown(e.args[0]))


def _told(form: sp.Expr) -> sp.Expr:
    """``form`` with its atoms told apart where a mass is 0."""
    heads: dict[Any, Any] = {
        Divergence: lambda a, b: RelativeEntropy(a, b, sp.expand(b - a)),
        Logarithmic: TimesLog,
        Log: lambda a, b: _cases((sp.oo, b), (LogRatio(a, b, sp.expand(a - b)), None)),
        Slope: lambda a, b: _cases((sp.S.One, a), (-sp.oo, b), (sp.expand(b - a) / b, None)),
        Share: lambda a, b, n: _cases((sp.S.Zero, a), (sp.oo, b), (a / b**n, None)),
    }
    for head, told in heads.items():
        form = form.replace(head, told)
    return form


def _cases(*pairs: tuple[sp.Expr, sp.Expr | None]) -> sp.Expr:
    """The first value whose mass is 0."""
    return sp.Piecewise(*((v, sp.true if at is None else IsZero(at)) for v, at in pairs))
