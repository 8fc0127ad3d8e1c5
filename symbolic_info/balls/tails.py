"""Bounds that hold on a whole half-line: the proof that what an integral or a sum leaves out is small.

On u >= 0 (the variable is T + u) every expression gets its sign, straight lines below and above it, and straight lines below and above
log|f|.  Lines are closed under what occurs: exp of a line lies above its tangent, a sum is bounded by its largest term where the others
are a proved fraction of it, log(a + b u) <= log max(a, b/e) + e u for every e > 0.  So |f(T + u)| <= exp(a + b u), and with b < 0

    the integral of |f| over u >= 0 is at most exp(a)/(-b),    the sum over u = 0, 1, 2, ... at most exp(a)/(1 - exp(b)).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.balls.functions import LogGammaDifference, StirlingRest
from symbolic_info.balls.library import NoOracle, flint
from symbolic_info.balls.lines import (
    Edge,
    Line,
    arb,
    both_up,
    down,
    exp_down,
    exp_up,
    flat,
    greatest,
    least,
    log_down,
    log_up,
    negated,
    scaled_down,
    scaled_up,
    sum_down,
    sum_up,
    up,
)
from symbolic_info.balls.program import exponential_gap

POSITIVE, NEGATIVE, UNKNOWN = 1, -1, 0
TINY = -(10**9)
"""Stands for the logarithm of 0 as an upper bound."""


@dataclass(frozen=True)
class Reach:
    """What is known of f on the half-line: its sign (0: not known), lines below and above f, lines below and above log|f|."""

    sign: int
    lo: Edge
    hi: Edge
    small: Edge
    big: Edge

    @property
    def negative(self) -> "Reach":
        return Reach(-self.sign, negated(self.hi), negated(self.lo), self.small, self.big)


class Tail:
    """The half-line ``variable`` >= ``start``; ``constant`` gives the ball of an expression without the variable."""

    def __init__(self, variable: sp.Symbol, start: int, constant: Callable[[sp.Expr], Any]) -> None:
        self.variable = variable
        self.start = arb(start)
        self.gentle = 1 / self.start.max(arb(1))
        self.constant = constant
        self.known: dict[sp.Basic, Reach] = {}

    def integral(self, expression: sp.Expr) -> Any:
        """A bound of the integral of |expression|; not finite where there is none."""
        edge = self.reach(expression).big
        return arb("inf") if edge is None or edge.slope >= 0 else (edge.at.exp() / -edge.slope).upper()

    def sum(self, expression: sp.Expr) -> Any:
        """A bound of the sum of |expression| over start, start + 1, ..."""
        edge = self.reach(expression).big
        return arb("inf") if edge is None or edge.slope >= 0 else (edge.at.exp() / -edge.slope.expm1()).upper()

    def reach(self, e: sp.Expr) -> Reach:
        """The bounds of one expression."""
        if e not in self.known:
            self.known[e] = self._completed(self._new(e))
        return self.known[e]

    def _new(self, e: sp.Expr) -> Reach:
        if e == self.variable:
            line = Line(self.start, arb(1))
            return Reach(POSITIVE, line, line, log_down(line), log_up(line, self.gentle))
        if not e.has(self.variable):
            return self._fixed(self.constant(e))
        if isinstance(e, sp.exp):
            return self._exponential(self.reach(e.args[0]))
        rule = RULES.get(type(e))
        if rule is None:
            raise NoOracle(f"no rule bounds the tail of {type(e).__name__} in {e}")
        return rule(self, e)

    def _completed(self, f: Reach) -> Reach:
        """The lines of f from those of log|f|, the other way round, and the sign from either."""
        sign = f.sign
        if sign == UNKNOWN and log_down(f.lo) is not None:
            sign = POSITIVE
        if sign == UNKNOWN and log_down(negated(f.hi)) is not None:
            sign = NEGATIVE
        if sign == NEGATIVE:
            return self._completed(Reach(POSITIVE, negated(f.hi), negated(f.lo), f.small, f.big)).negative
        if sign == POSITIVE:
            lo, hi = greatest([f.lo, exp_down(f.small)]), least([f.hi, exp_up(f.big)])
            return Reach(sign, lo, hi, greatest([f.small, log_down(f.lo)]), least([f.big, log_up(hi, self.gentle)]))
        size = both_up([negated(f.lo), f.hi])
        widest = exp_up(f.big)
        return Reach(sign, greatest([f.lo, negated(widest)]), least([f.hi, widest]), None, least([f.big, log_up(size, self.gentle)]))

    # -- the rules ---------------------------------------------------------------------------------------------------

    def _fixed(self, c: Any) -> Reach:
        lo, hi = flat(c)
        sign = POSITIVE if c > 0 else NEGATIVE if c < 0 else UNKNOWN
        size = c.abs_upper()
        big = up(arb(size).log(), arb(0)) if size > 0 else Line(arb(TINY), arb(0))
        return Reach(sign, lo, hi, down(arb(c.abs_lower()).log(), arb(0)) if sign else None, big)

    def _exponential(self, w: Reach) -> Reach:
        return Reach(POSITIVE, exp_down(w.lo), exp_up(w.hi), w.lo, w.hi)

    def _log(self, e: sp.Expr) -> Reach:
        """log f; near 1, |z|/2 <= |log(1 + z)| <= 2|z| for |z| <= 1/2."""
        inside = e.args[0]
        if isinstance(inside, sp.Add) and sp.S.One in inside.args:
            z = self.reach(inside - 1)
            if _is_small(z):
                return Reach(z.sign, None, None, _shifted(z.small, arb(0.5)), _shifted(z.big, arb(2)))
        f = self.reach(inside)
        if f.sign != POSITIVE:
            raise NoOracle(f"{inside} is not proved positive in its tail")
        return Reach(UNKNOWN, f.small, f.big, None, None)

    def _add(self, e: sp.Expr) -> Reach:
        c, inside = exponential_gap(e) if len(e.args) == 2 else (sp.S.Zero, None)
        if inside is not None and _is_small(w := self.reach(inside)):  # |w|/2 <= |1 - exp(w)| <= 2|w| for |w| <= 1/2
            gap = Reach(-w.sign, None, None, _shifted(w.small, arb(0.5)), _shifted(w.big, arb(2)))
            return self._product([self.reach(c), self._completed(gap)])
        terms = [self.reach(a) for a in e.args]
        lo, hi = sum_down([t.lo for t in terms]), sum_up([t.hi for t in terms])
        return self._dominated(terms, lo, hi)

    def _dominated(self, terms: list[Reach], lo: Edge, hi: Edge) -> Reach:
        """A sum's sign and size, where one term outweighs the others (or all have one sign)."""
        signs = {t.sign for t in terms}
        big = self._total(terms)
        if len(signs) == 1 and signs != {UNKNOWN}:
            return Reach(signs.pop(), lo, hi, greatest([t.small for t in terms]), big)
        found = [(t, share) for k, t in enumerate(terms) if t.sign and (share := _share(t, terms[:k] + terms[k + 1 :])) is not None]
        for term, share in found:
            assert term.small is not None
            small = down(term.small.at + (1 - share).log(), term.small.slope)
            return Reach(term.sign, lo, hi, small, big)
        return Reach(UNKNOWN, lo, hi, None, big)

    def _total(self, terms: list[Reach]) -> Edge:
        """log of a sum of sizes: the logarithm of the sum at u = 0, with the largest slope."""
        edges = [t.big for t in terms]
        largest = both_up(edges)
        if largest is None:
            return None
        return up(largest.at + sum(((e.at - largest.at).exp() for e in edges if e is not None), arb(0)).log(), largest.slope)

    def _mul(self, e: sp.Expr) -> Reach:
        return self._product([self.reach(a) for a in e.args])

    def _product(self, factors: list[Reach]) -> Reach:
        sign = 1
        for f in factors:
            sign *= f.sign
        small, big = sum_down([f.small for f in factors]), sum_up([f.big for f in factors])
        lo: Edge = None
        hi: Edge = None
        moving = [f for f in factors if not _is_fixed(f)]
        if len(moving) == 1 and all(f.sign for f in factors if _is_fixed(f)):
            one = moving[0]
            for c in (f for f in factors if _is_fixed(f)):
                one = _times(c, one)
            lo, hi = one.lo, one.hi
        return Reach(sign, lo, hi, small, big)

    def _pow(self, e: sp.Expr) -> Reach:
        base, n = e.args
        if n.has(self.variable):
            return self.reach(sp.exp(n * sp.log(base), evaluate=False))
        f, exponent = self.reach(base), self.constant(n)
        even = n.is_Integer and int(n) % 2 == 0
        if f.sign != POSITIVE and not n.is_Integer:
            raise NoOracle(f"{base} is not proved positive in its tail")
        small, big = (f.small, f.big) if exponent > 0 else (negated(f.big), negated(f.small))
        size = abs(exponent)
        logs = (scaled_down(small, size), scaled_up(big, size))
        if f.sign == UNKNOWN and not exponent > 0:
            raise NoOracle(f"{base} is not proved to keep away from 0 in its tail")
        lo = _tangent(f.lo if f.sign == POSITIVE else negated(f.hi), exponent) if f.sign and (even or f.sign == POSITIVE) else None
        return Reach(POSITIVE if even and f.sign else f.sign if n.is_Integer else POSITIVE, lo, None, *logs)

    def _abs(self, e: sp.Expr) -> Reach:
        f = self.reach(e.args[0])
        if f.sign == UNKNOWN:
            return Reach(UNKNOWN, down(arb(0), arb(0)), both_up([negated(f.lo), f.hi]), None, f.big)
        return f if f.sign == POSITIVE else f.negative

    def _sin(self, e: sp.Expr) -> Reach:
        """z/2 <= sin z <= z for 0 <= z <= 1/2; otherwise at most 1."""
        z = self.reach(e.args[0])
        if _is_small(z):
            return Reach(z.sign, None, None, _shifted(z.small, arb(0.5)), z.big)
        return self._wave(e)

    def _wave(self, e: sp.Expr) -> Reach:
        """Between -1 and 1."""
        one = Line(arb(1), arb(0))
        return Reach(UNKNOWN, negated(one), one, None, Line(arb(0), arb(0)))

    def _log_gamma(self, e: sp.Expr) -> Reach:
        """Convex, so above its tangent; at most z^2 for z >= 2."""
        z = self.reach(e.args[0])
        if z.lo is None or not z.lo.at >= 3 or z.lo.slope < 0:
            raise NoOracle(f"{e}: the tail begins too early")
        lo = down(z.lo.at.lgamma(), z.lo.at.digamma() * z.lo.slope)
        return Reach(POSITIVE, lo, None, None, scaled_up(z.big, arb(2)))

    def _log_gamma_difference(self, e: sp.Expr) -> Reach:
        """(a - b) psi(y) for a y between x + a and x + b; psi grows, and psi(y) <= log y <= log y0 + (y - y0)/y0."""
        x, a, b = self.reach(e.args[0]), self.constant(e.args[1]), self.constant(e.args[2])
        if x.lo is None or x.hi is None or not (x.lo.at + a.min(b) >= 2) or x.lo.slope < 0:
            raise NoOracle(f"{e}: the tail begins too early")
        lowest, highest = (x.lo.at + a.min(b)).lower(), x.hi.at + a.max(b)
        psi = Reach(POSITIVE, down(lowest.digamma(), arb(0)), up(highest.log(), x.hi.slope / highest), None, None)
        return self._product([self._fixed(a - b), self._completed(psi)])

    def _stirling(self, e: sp.Expr) -> Reach:
        """Robbins (1955), A remark on Stirling's formula, American Mathematical Monthly 62: the rest lies in (0, 1/(12 n))."""
        n = self.reach(e.args[0])
        if n.lo is None or not n.lo.at >= 1 or n.lo.slope < 0:
            raise NoOracle(f"{e}: the tail begins too early")
        level = (2 * flint().arb.pi()).log() / 2
        return Reach(POSITIVE, down(level, arb(0)), up(level + 1 / (12 * n.lo.at), arb(0)), None, None)


RULES: dict[type, Callable[[Tail, Any], Reach]] = {
    sp.Add: Tail._add,
    sp.Mul: Tail._mul,
    sp.Pow: Tail._pow,
    sp.log: Tail._log,
    sp.Abs: Tail._abs,
    sp.sin: Tail._sin,
    sp.cos: Tail._wave,
    sp.loggamma: Tail._log_gamma,
    LogGammaDifference: Tail._log_gamma_difference,
    StirlingRest: Tail._stirling,
}


def _is_small(z: Reach) -> bool:
    return bool(z.sign) and z.big is not None and bool(z.big.slope <= 0) and bool(z.big.at <= arb(0.5).log().lower())


def _shifted(edge: Edge, factor: Any) -> Edge:
    """log(c |f|) from log|f|, for an exact power of two c."""
    if edge is None:
        return None
    return down(edge.at + factor.log(), edge.slope) if factor < 1 else up(edge.at + factor.log(), edge.slope)


def _share(term: Reach, others: list[Reach]) -> Any:
    """A number below 1 that the others' sizes together are at most, as a share of the term's; None where none is proved."""
    if term.small is None:
        return None
    total = arb(0)
    for other in others:
        if other.big is None or not other.big.slope <= term.small.slope:
            return None
        total += (other.big.at - term.small.at).exp()
    share = total.upper()
    return share if share < 1 else None


def _is_fixed(f: Reach) -> bool:
    return f.lo is not None and f.hi is not None and bool(f.lo.slope == 0) and bool(f.hi.slope == 0)


def _times(c: Reach, f: Reach) -> Reach:
    """A bounded factor of known sign times f: lines of the product."""
    if c.sign == NEGATIVE:
        return _times(c.negative, f).negative
    assert c.lo is not None
    assert c.hi is not None
    factor = c.lo.at.union(c.hi.at)
    return Reach(f.sign, scaled_down(f.lo, factor), scaled_up(f.hi, factor), None, None)


def _tangent(edge: Edge, exponent: Any) -> Edge:
    """A lower bound of f^n, n >= 1, from one of f >= 0: (a + b u)^n >= a^n + n a^(n-1) b u."""
    if edge is None or not exponent >= 1 or not edge.at > 0 or edge.slope < 0:
        return None
    return down(edge.at**exponent, exponent * edge.at ** (exponent - 1) * edge.slope)
