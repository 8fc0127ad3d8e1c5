"""Enclosures of integrals and sums: acb.integral as far as a point beyond which ``tails`` proves that little is left.

Source: Johansson (2018), Numerical integration in arbitrary-precision ball arithmetic, Mathematical Software, LNCS 10931.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sympy as sp

from symbolic_info.balls.factoring import Factors, factored, half_angles, in_gammas, plain_logarithms, split
from symbolic_info.balls.functions import LogGammaDifference, StirlingRest, nan
from symbolic_info.balls.library import NoOracle, flint, precision
from symbolic_info.balls.lines import arb
from symbolic_info.balls.places import T, about_logarithm, bends, cuts, halves
from symbolic_info.balls.program import Binder, Program
from symbolic_info.balls.tails import Tail

FARTHEST = 2**17
"""Where a tail begins at the latest."""
TERMS = 40_000
"""Longest sum."""
EVALUATIONS = 50_000
"""Most values of an integrand between two points."""
TAIL_BITS = 64
ROUNDING = 24
"""Bits by which the error allowed stays above the rounding errors."""


@dataclass(frozen=True)
class Work:
    """How much may be left out (2^-bits times the scale), until when, and where inner integrals get their balls."""

    bits: int
    scale: Any
    deadline: float
    binder: Binder

    @property
    def allowed(self) -> Any:
        return arb(self.scale) * arb(2) ** (ROUNDING - self.bits)

    def constant(self, e: sp.Expr) -> Any:
        return Program(e, None, self.binder).fixed


@dataclass(frozen=True)
class Integrand:
    """exp(power) * rest in ``variable``; the terms of rest, each with its own exponential, are bounded one by one."""

    power: sp.Expr
    rest: sp.Expr
    variable: sp.Symbol

    @property
    def whole(self) -> sp.Expr:
        return sp.exp(self.power) * self.rest

    def pieces(self) -> list[sp.Expr]:
        """Summands with their exponentials joined: what tails are proved for."""
        found = []
        for term in sp.Add.make_args(self.rest):
            number, power, rest = split(term, self.variable)
            found.append(sp.exp(gathered(sp.expand_mul(self.power + power), self.variable)) * number * rest)
        return found


def integral(log_weight: sp.Expr, f: sp.Expr, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr], centre: sp.Expr, work: Work) -> Any:
    """The ball of the integral of exp(log_weight) f over the open interval ``ends``.

    Raises:
        NoOracle: A tail is not bounded, a function has no balls, or the time is up.
    """
    if about_logarithm((log_weight, f), x, ends[0]):
        w = sp.Dummy("w", real=True)
        ends = (sp.log(ends[0]) if ends[0] != 0 else -sp.oo, sp.log(ends[1]))
        weight, function, lo, hi = (
            plain_logarithms(e) for e in (log_weight.xreplace({x: sp.exp(w)}) + w, f.xreplace({x: sp.exp(w)}), *ends)
        )
        return integral(weight, function, w, (lo, hi), sp.S.Zero, work)
    log_weight, f = half_angles(log_weight), half_angles(f)
    points = cuts(*ends, bends((log_weight, f), x), centre)
    total = flint().arb(0)
    for lo, hi in pairwise(points):
        for half in halves(lo, hi):
            power = factored(sp.expand_mul(log_weight.xreplace({x: half.x}) + half.log_slope), T)
            total += _half_line(Integrand(power, factored(f.xreplace({x: half.x}), T), T), work)
    return total


def _half_line(integrand: Integrand, work: Work) -> Any:
    if integrand.rest == 0:
        return flint().arb(0)
    end, tail = _cut(integrand, work, lambda start, e: Tail(integrand.variable, start, work.constant).integral(e), 1, FARTHEST)
    program = Program(integrand.whole, integrand.variable, work.binder)
    total, lo = flint().acb(0), 0
    while lo < end:
        hi = min(max(2 * lo, 1), end)
        total += _panel(program, lo, hi, work)
        lo = hi
    return _real(total) + arb(0).union(tail).union(-tail)


def _panel(program: Program, lo: int, hi: int, work: Work) -> Any:
    acb = flint().acb

    def integrand(z: Any, analytic: bool) -> Any:
        return nan() if time.monotonic() > work.deadline else program(z, analytic)

    least = arb(2) ** (ROUNDING - work.bits)
    found = acb.integral(integrand, acb(lo), acb(hi), rel_tol=least, abs_tol=work.allowed / 64, eval_limit=EVALUATIONS)
    if not found.is_finite():
        raise NoOracle(f"the integral from {lo} to {hi} is not enclosed" + ("; out of time" if time.monotonic() > work.deadline else ""))
    return found


def _real(ball: Any) -> Any:
    """The real part of what must be a real number."""
    if not ball.imag.contains(0):
        raise NoOracle("the integrand is not real")
    return ball.real


def _cut(integrand: Integrand, work: Work, bound: Callable[[int, sp.Expr], Any], first: int, last: int) -> tuple[int, Any]:
    """A point, as near as is cheap, beyond which no more is left than allowed; and the bound of what is left."""
    pieces = integrand.pieces()

    def left(start: int) -> Any:
        try:
            with precision(TAIL_BITS):
                return sum((bound(start, piece) for piece in pieces), arb(0)).upper()
        except NoOracle as gap:
            reasons.append(str(gap))
            return arb("inf")

    reasons: list[str] = []
    most = work.allowed / 64
    end = first
    while not (found := left(end)) <= most:
        if end == last:
            raise NoOracle(reasons[-1] if reasons else f"no tail of {integrand.whole} is proved small before {last}")
        end = min(2 * end, last)
    low = end // 2
    while end - low > max(1, end // 16):
        middle = (low + end) // 2
        here = left(middle)
        low, end, found = (low, middle, here) if here <= most else (middle, end, found)
    return end, found


# -- sums ------------------------------------------------------------------------------------------------------------


def series(log_weight: sp.Expr, f: sp.Expr, k: sp.Symbol, ends: tuple[sp.Expr, sp.Expr], work: Work) -> Any:
    """The ball of the sum of exp(log_weight) f over the integers from the one end to the other, both included.

    Raises:
        NoOracle: As for integrals; or it takes too many terms.
    """
    lo, hi = ends
    if lo == -sp.oo:
        n = sp.Dummy("n", positive=True)
        down = series(log_weight.xreplace({k: -n}), f.xreplace({k: -n}), n, (max(-hi, sp.S.One) if hi != sp.oo else sp.S.One, sp.oo), work)
        return down + series(log_weight, f, k, (sp.S.Zero, hi), work) if hi == sp.oo or hi >= 0 else down
    m = sp.Dummy("m", integer=True)  # of either sign
    body = sp.exp(log_weight.xreplace({k: m})) * in_gammas(f.xreplace({k: m}))
    if not (lo.is_Integer and (hi == sp.oo or hi.is_Integer)):
        raise NoOracle(f"a sum from {lo} to {hi} runs over no integers")
    if hi != sp.oo:
        return _finite(body, m, int(lo), int(hi), work)
    n = sp.Dummy("n", positive=True)  # what a tail runs over
    far = log_weight.xreplace({k: n}), in_gammas(f.xreplace({k: n}))
    integrand = Integrand(factored(sp.expand_mul(far[0]), n), factored(far[1], n), n)
    powers = dirichlet(integrand.whole, n, int(lo), work)
    if powers is not None:
        return powers
    end, tail = _cut(integrand, work, lambda start, e: Tail(n, start, work.constant).sum(e), max(int(lo), 1) + 4, TERMS)
    whole = _finite(body, m, int(lo), end - 1, work)
    return whole + arb(0).union(tail).union(-tail)


def _finite(body: sp.Expr, n: sp.Symbol, lo: int, hi: int, work: Work) -> Any:
    """The sum of the terms from lo to hi; a term that its formula does not give (0 log 0) is computed by itself."""
    if hi - lo > TERMS:
        raise NoOracle(f"{hi - lo} terms are too many; at most {TERMS}")
    program = Program(body, n, work.binder)
    total = flint().arb(0)
    for value in range(lo, hi + 1):
        if time.monotonic() > work.deadline:
            raise NoOracle("out of time")
        term = program(flint().acb(value), False)
        total += _real(term) if term.is_finite() else work.constant(body.xreplace({n: sp.Integer(value)}))
    return total


def dirichlet(body: sp.Expr, n: sp.Symbol, lo: int, work: Work) -> Any:
    """The sum of c log(n)^j n^(-s) over n >= lo by Hurwitz's zeta function, (-1)^j times its j-th derivative; None for other summands.

    Source: Johansson (2015), Rigorous high-precision computation of the Hurwitz zeta function, Numerical Algorithms 69.
    """
    total = flint().arb(0)
    for term in sp.Add.make_args(sp.expand(body)):
        c, moving = term.as_independent(n, as_Add=False)
        powers = moving.as_powers_dict()
        s, j = -powers.pop(n, sp.S.Zero), powers.pop(sp.log(n), sp.S.Zero)
        if any(base != 1 for base in powers) or not ((s - 1).is_positive and j.is_Integer and j >= 0 and lo >= 1):
            return None
        series_in_s = flint().arb_series([work.constant(s), 1], int(j) + 1).zeta(flint().arb(lo))
        total += work.constant(c * (-1) ** j * sp.factorial(j)) * series_in_s[int(j)]
    return total


def gathered(e: sp.Expr, n: sp.Symbol) -> sp.Expr:
    """c log Gamma(n + a) - c log Gamma(n + b) as one, and log Gamma(n + 1) beside n log n by Stirling: apart, each outgrows the rest."""
    if e.coeff(n * sp.log(n)) != 0:
        e = sp.expand_mul(e.xreplace({sp.loggamma(n + 1): (n + sp.S.Half) * sp.log(n) - n + StirlingRest(n)}))
    terms = list(sp.Add.make_args(e))
    found: dict[sp.Expr, sp.Expr] = {}
    for term in terms:
        c, inside = term.as_independent(n, as_Add=False)
        if isinstance(inside, sp.loggamma) and (inside.args[0] - n).is_number:
            found[inside] = found.get(inside, sp.S.Zero) + c
    for one, c in list(found.items()):
        for other, d in list(found.items()):
            if c + d == 0 and c.is_positive:
                both = LogGammaDifference(n, one.args[0] - n, other.args[0] - n)
                return gathered(e - c * one - d * other + c * both, n)
    return e


def written(body: sp.Expr, k: sp.Symbol) -> Factors:
    """A summand or an integrand as a number, an exponential and what is left: powers and factorials go into the exponential."""
    return split(in_gammas(body), k)
