"""The inverse of an elementary function of one variable, on an interval where it is monotone.

A function is a chain of simple ones (a shift, a multiple, a power, exp, log ...), or a quotient of lines; each link has to be
monotone on the image of those before it.
"""

from collections.abc import Callable
from typing import NamedTuple

import sympy as sp

from symbolic_info.core.errors import MissingAssumption, ParameterError

Ends = tuple[sp.Expr, sp.Expr]
Map = Callable[[sp.Expr], sp.Expr]
ADVICE = "write the density of its value yourself: Density(expr, y, support)"


class Link(NamedTuple):
    """One function of a chain: its inverse, the image of an open interval on which it is monotone (None where it is not), and
    the slope of the inverse, where that is not told by SymPy's derivative.
    """

    backward: Map
    image: Callable[[sp.Expr, sp.Expr], Ends | None]
    slope: Map | None = None

    def slope_at(self, y: sp.Expr) -> sp.Expr:
        """|h'(y)| for the inverse h."""
        t = sp.Dummy("t", real=True)
        found = self.slope(y) if self.slope else sp.factor(sp.diff(self.backward(t), t)).xreplace({t: y})
        return found if found.is_nonnegative else -found if found.is_negative else sp.Abs(found)


class Image(NamedTuple):
    """Where a monotone function maps an interval; its inverse h with log|h'|, as functions of y."""

    ends: Ends
    inverse: Callable[[sp.Expr], tuple[sp.Expr, sp.Expr]]


def image_of(g: sp.Expr, x: sp.Symbol, ends: Ends) -> Image:
    """The image of an open interval under ``g``, a function of ``x``, and the inverse of ``g`` there.

    Raises:
        ParameterError: ``g`` is no chain of monotone functions on the interval.
        MissingAssumption: A sign decides whether ``g`` rises or falls, and nothing declares it.
    """
    links, found = chain_of(g, x), ends
    for link in links:
        image = link.image(*found)
        if image is None:
            raise ParameterError(f"{g} is not shown to be monotone on ({ends[0]}, {ends[1]}); {ADVICE}")
        found = image

    def inverse(y: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
        log_slope = sp.Integer(0)
        for link in reversed(links):
            log_slope += sp.expand_log(sp.log(link.slope_at(y)))
            y = sp.together(link.backward(y))
        return y, log_slope

    return Image(found, inverse)


def chain_of(g: sp.Expr, x: sp.Symbol) -> list[Link]:
    """The links of ``g``, innermost first."""
    if g == x:
        return []
    quotient = _quotient(g, x)
    if quotient is not None:
        return [quotient]
    if g.is_Add or g.is_Mul:
        rest, inner = g.as_independent(x, as_Add=g.is_Add)
        if inner != g:
            return [*chain_of(inner, x), _shift(rest) if g.is_Add else _multiple(rest)]
    if g.is_Pow and not g.exp.has(x):
        return [*chain_of(g.base, x), _power(g.exp)]
    if g.is_Pow and not g.base.has(x):
        return [*chain_of(g.exp * sp.log(g.base), x), EXP]
    if type(g) in FUNCTIONS:
        return [*chain_of(g.args[0], x), FUNCTIONS[type(g)]]
    raise ParameterError(f"{g} is not a chain of shifts, multiples, powers, exp, log and quotients of lines; {ADVICE}")


def _sign(value: sp.Expr) -> int:
    """1 or -1; refused where it is not known."""
    if value.is_positive or value.is_negative:
        return 1 if value.is_positive else -1
    raise MissingAssumption(f"the sign of {value} decides whether the function rises; declare it, e.g. with positive=True")


def _turned(ends: Ends, side: int) -> Ends:
    return ends if side > 0 else (ends[1], ends[0])


def _shift(c: sp.Expr) -> Link:
    return Link(lambda t: t - c, lambda lo, hi: (lo + c, hi + c))


def _multiple(c: sp.Expr) -> Link:
    return Link(lambda t: t / c, lambda lo, hi: _turned((c * lo, c * hi), _sign(c)))


def _power(r: sp.Expr) -> Link:
    """x^r for x > 0; for x < 0 too where r is an odd number above 0."""

    def image(lo: sp.Expr, hi: sp.Expr) -> Ends | None:
        if r.is_odd and r.is_positive:
            return lo**r, hi**r
        return _turned((_raised(lo, r), _raised(hi, r)), _sign(r)) if lo.is_extended_nonnegative else None

    def backward(t: sp.Expr) -> sp.Expr:
        return t * sp.Abs(t) ** (1 / r - 1) if t.is_extended_nonnegative is not True and r.is_odd else t ** (1 / r)

    return Link(backward, image, lambda t: sp.Abs(t) ** (1 / r - 1) / sp.Abs(r))


def _raised(t: sp.Expr, r: sp.Expr) -> sp.Expr:
    at_edge = t.is_zero or t == sp.oo
    return (sp.oo if bool(t.is_zero) == bool(r.is_negative) else sp.Integer(0)) if at_edge else t**r


def _log_image(lo: sp.Expr, hi: sp.Expr) -> Ends | None:
    return (-sp.oo if lo.is_zero else sp.log(lo), sp.log(hi)) if lo.is_extended_nonnegative else None


def _everywhere(forward: Map, backward: Map) -> Link:
    return Link(backward, lambda lo, hi: (forward(lo), forward(hi)))


EXP = _everywhere(sp.exp, sp.log)
FUNCTIONS: dict[type, Link] = {
    sp.exp: EXP,
    sp.log: Link(sp.exp, _log_image),
    sp.sinh: _everywhere(sp.sinh, lambda t: sp.log(t + sp.sqrt(1 + t**2))),
    sp.tanh: _everywhere(sp.tanh, lambda t: sp.log((1 + t) / (1 - t)) / 2),
}


def _quotient(g: sp.Expr, x: sp.Symbol) -> Link | None:
    """(a x + b)/(c x + d), on an interval where c x + d has one sign."""
    top, bottom = sp.fraction(sp.together(g))
    if not bottom.has(x) or not all(e.is_polynomial(x) and sp.degree(e, x) <= 1 for e in (top, bottom)):
        return None
    (a, b), (c, d) = ((sp.expand(e).coeff(x, 1), sp.expand(e).coeff(x, 0)) for e in (top, bottom))
    rising = sp.factor(a * d - b * c)

    def image(lo: sp.Expr, hi: sp.Expr) -> Ends | None:
        below = [sp.expand(c * t + d) for t in (lo, hi)]
        if not (all(s.is_extended_nonnegative for s in below) or all(s.is_extended_nonpositive for s in below)):
            return None
        side = _sign(rising)  # towards a pole below it falls without bound where it rises, and the other way round
        found = [
            at_pole if s == 0 else a / c if t.is_infinite else (a * t + b) / s
            for t, s, at_pole in zip((lo, hi), below, (-side * sp.oo, side * sp.oo), strict=True)
        ]
        return _turned((found[0], found[1]), side)

    return Link(lambda y: (b - d * y) / (c * y - a), image)
