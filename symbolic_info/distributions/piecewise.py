"""Densities that are one function below a point and another above it: their pieces, and their logarithm as one expression.

With s = |erf(x - c)|/erf(x - c), which is 1 above c and -1 below, a piece between b and c has the indicator i = (s_b - s_c)/2, and

    log p(x) = sum over the pieces of i log f(m + i (x - m)),    m inside the piece,

so that every logarithm is taken at a point of its own piece.  (At the points c themselves this says nothing; they have no mass.
The error function stands for any odd one: the kernel's forms keep it whole, so that the quotient cancels.)
"""

from itertools import pairwise
from typing import NamedTuple

import sympy as sp

from symbolic_info.core.errors import SupportError
from symbolic_info.core.supports import Support
from symbolic_info.distributions.logs import log_of

ADVICE = "write the pieces from left to right: Piecewise((f, x < c), (g, x < d), (h, True))"


def positive_part_opened(f: sp.Expr) -> sp.Expr:
    """``f`` with factors max(g, 0) as g: a density is positive on its support, so that there they are g."""
    factors = []
    for factor in sp.Mul.make_args(f):
        others = [a for a in factor.args if a != 0] if isinstance(factor, sp.Max) and sp.S.Zero in factor.args else []
        factors.append(others[0] if len(others) == 1 else factor)
    return sp.Mul(*factors)


class Piece(NamedTuple):
    """A density between two points."""

    body: sp.Expr
    lo: sp.Expr
    hi: sp.Expr


def is_piecewise(f: sp.Expr) -> bool:
    """Whether a density is told in pieces."""
    return f.has(sp.Piecewise, sp.Max, sp.Min, sp.Heaviside)


def pieces_of(f: sp.Expr, x: sp.Symbol, support: Support) -> tuple[Piece, ...]:
    """The pieces of ``f``, which is told in pieces, from left to right.

    Raises:
        SupportError: A condition is no comparison of x with a point inside the support, or the density vanishes on a piece.
    """
    if support.is_discrete:
        raise SupportError("a mass function in pieces is not offered; write the masses as a Categorical")
    folded = sp.piecewise_fold(f.rewrite((sp.Max, sp.Min, sp.Heaviside), sp.Piecewise))
    if not isinstance(folded, sp.Piecewise):
        return (Piece(folded, support.lo, support.hi),)
    left, right, lo, hi = [], [], support.lo, support.hi
    for body, condition in folded.args:
        if isinstance(condition, sp.Eq):  # a point has no mass
            continue
        ends = _between(condition, x, lo, hi)
        if ends is None:
            raise SupportError(f"the condition {condition} of a density does not cut off one end of ({lo}, {hi}); {ADVICE}")
        if ends[0] == lo:
            left.append(Piece(body, *ends))
            lo = ends[1]
        else:
            right.append(Piece(body, *ends))
            hi = ends[0]
        if lo == hi:
            break
    found = tuple(piece for piece in (*left, *reversed(right)) if piece.lo != piece.hi)
    if any(piece.body == 0 for piece in found):
        raise SupportError(f"the density {f} vanishes on a part of {support}; give the support where it is positive")
    return found


def _between(condition: sp.Basic, x: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """The part of (lo, hi) where a condition holds, if it is one that keeps an end."""
    for part in sp.And.make_args(condition):
        if part == sp.true:
            continue
        if not isinstance(part, (sp.Lt, sp.Le, sp.Gt, sp.Ge)) or x not in (part.lts, part.gts):
            return None
        at = part.gts if part.lts == x else part.lts
        if at.has(x):
            return None
        if part.lts == x and not (at - hi).is_extended_nonnegative:
            hi = lo if (at - lo).is_extended_nonpositive else at
        if part.gts == x and not (lo - at).is_extended_nonnegative:
            lo = hi if (at - hi).is_extended_nonnegative else at
    return lo, hi


def log_of_pieces(pieces: tuple[Piece, ...], x: sp.Symbol) -> sp.Expr:
    """The logarithm of the density that the pieces make up."""
    if len(pieces) == 1:
        return log_of(pieces[0].body, x, Support("interval", *pieces[0][1:]))
    steps = [sp.Integer(1), *(_side(x - piece.lo) for piece in pieces[1:]), sp.Integer(-1)]
    out = []
    for piece, (above, below) in zip(pieces, pairwise(steps), strict=True):
        inside, middle = (above - below) / 2, _middle(piece)
        log = log_of(piece.body, x, Support("interval", piece.lo, piece.hi))
        out.append(inside * log.xreplace({x: middle + inside * (x - middle)}))
    return sp.Add(*out)


def _side(gap: sp.Expr) -> sp.Expr:
    """The sign of ``gap``, in the kernel's words."""
    return sp.Abs(sp.erf(gap)) / sp.erf(gap)


def _middle(piece: Piece) -> sp.Expr:
    """A point inside."""
    if piece.lo.is_infinite:
        return piece.hi - 1 if piece.hi.is_finite else sp.Integer(0)
    return piece.lo + 1 if piece.hi.is_infinite else (piece.lo + piece.hi) / 2
