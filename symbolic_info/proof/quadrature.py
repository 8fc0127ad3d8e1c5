"""Integrals and sums of plain functions to many digits, or a refusal: never digits that nothing has verified.

Integrals: the double exponential (tanh-sinh) rule, panel by panel; near an end the integrand is asked at its *distance* from that end,
so that no digits are lost where it is singular.  The step is halved until two results agree.  Sums: until what is left is bounded by a
geometric series.

Source: Takahasi & Mori (1974), Double exponential formulas for numerical integration, Publ. RIMS 9; Bailey, Jeyabalan & Li (2005),
A comparison of three high-precision quadrature schemes, Experimental Mathematics 14.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from typing import Any

from mpmath.ctx_mp import MPContext

from symbolic_info.core.errors import SymbolicInfoError

REACH = 10
"""The rule's variable s runs to at most this: distances of 10^-15000 and 10^15000."""
FIRST, LAST = 2, 11
"""Levels of the rule: the step is 2^-level."""
QUIET = 4
"""So many negligible terms in a row end a branch."""
RATIOS = 12
"""So many falling terms in a row end a sum."""
ZEROS = 1000
"""So many zeros, and nothing else, are a sum that is zero."""
TERMS = 100_000
"""Longest sum."""


class Unverified(SymbolicInfoError):
    """No number can be vouched for; the message says of what."""


class Diverges(Exception):
    """The integral of a function of one sign grows without bound; ``sign`` is that of the infinity."""

    def __init__(self, sign: int) -> None:
        super().__init__("infinite")
        self.sign = sign


@dataclass(frozen=True)
class Precision:
    """``digits`` are wanted, and two steps of the rule must share ``agreed`` of them.  The context is private: mpmath's belongs to all.

    ``known`` keeps the numbers found at this precision, by expression.
    """

    ctx: MPContext
    digits: int
    agreed: int
    known: dict[Any, Any] = field(default_factory=dict)

    def power(self, exponent: int) -> Any:
        """10^exponent."""
        return self.ctx.mpf(10) ** exponent


def precision_of(digits: int, agreed: int) -> Precision:
    """A new context with guard digits."""
    ctx = MPContext()
    ctx.dps = digits + 12
    return Precision(ctx, digits, agreed)


@dataclass(frozen=True)
class Panel:
    """An interval seen from its ends: ``near_lo(y)`` gives the integrands at lo + y, ``near_hi(y)`` at hi - y.

    ``near_hi`` is None for an infinite interval; then ``length`` is the scale of its nodes.
    """

    length: Any
    near_lo: Callable[[Any], tuple]
    near_hi: Callable[[Any], tuple] | None


class Nodes:
    """The rule's nodes at one precision, each computed once: at s, the distance from an end (as a share) and the weight."""

    def __init__(self, ctx: MPContext) -> None:
        self.ctx = ctx
        self.known: dict[tuple[str, int, int], tuple[Any, Any]] = {}

    def at(self, kind: str, j: int, level: int) -> tuple[Any, Any]:
        """The node s = j / 2^level of an interval that is "finite", or infinite and looked at from its "near" or "far" side."""
        while level > FIRST and j % 2 == 0:
            j, level = j // 2, level - 1
        if (kind, j, level) not in self.known:
            self.known[kind, j, level] = self._new(kind, j * self.ctx.mpf(2) ** -level)
        return self.known[kind, j, level]

    def _new(self, kind: str, s: Any) -> tuple[Any, Any]:
        ctx = self.ctx
        cosh, sinh = ctx.cosh(s), ctx.sinh(s)
        if kind == "finite":
            e = ctx.exp(-ctx.pi * sinh)
            return e / (1 + e), ctx.pi * cosh * e / (1 + e) ** 2
        y = ctx.exp(ctx.pi / 2 * (sinh if kind == "far" else -sinh))
        return y, ctx.pi / 2 * cosh * y


@dataclass(frozen=True)
class Branch:
    """Half of a panel's nodes: those with s >= 0, which run towards an end."""

    integrand: Callable[[Any], tuple]
    length: Any
    kind: str

    def terms(self, nodes: Nodes, j: int, level: int) -> tuple:
        """The integrands at a node times its weight, and the size of the first."""
        share, weight = nodes.at(self.kind, j, level)
        values = tuple(v * (weight * self.length) for v in self.integrand(share * self.length))
        return (*values, abs(values[0]))


def branches(panel: Panel) -> tuple[Branch, Branch]:
    """The two halves of a panel."""
    if panel.near_hi is None:
        return Branch(panel.near_lo, panel.length, "near"), Branch(panel.near_lo, panel.length, "far")
    return Branch(panel.near_lo, panel.length, "finite"), Branch(panel.near_hi, panel.length, "finite")


def _add(a: tuple, b: tuple) -> tuple:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _half(a: tuple) -> tuple:
    return tuple(x / 2 for x in a)


def walk(nodes: Nodes, branch: Branch, tiny: Any) -> tuple[int, tuple]:
    """Steps until the terms are negligible, and their sum (the first counts half: its other half is the other branch's).

    Raises:
        Diverges: The terms grow to the very end, with one sign.
        Unverified: They neither fall nor grow.
    """
    total = _half(branch.terms(nodes, 0, FIRST))
    history, peaks, quiet = [], [abs(v) for v in total], 0
    for j in range(1, REACH * 2**FIRST + 1):
        terms = branch.terms(nodes, j, FIRST)
        if nodes.ctx.isnan(terms[0]):
            raise Unverified("the integrand is not a real number inside its interval")
        total = _add(total, terms)
        history.append(terms[0])
        peaks = [max(peak, abs(v)) for peak, v in zip(peaks, terms, strict=True)]
        quiet = quiet + 1 if all(abs(v) <= tiny * peak for v, peak in zip(terms, peaks, strict=True)) else 0
        if quiet >= QUIET and j >= 3 * 2**FIRST:
            if (sign := _cut_off(history)) != 0:
                raise Diverges(sign)
            return j, total
    raise _no_end(history)


def _cut_off(history: list) -> int:
    """The sign of terms that grow as far as the density has digits, and end with it; 0 where they do not."""
    tail = [v for v in history if v][-QUIET:]
    ends = history[-1] == 0 and len(tail) == QUIET and abs(tail[-1]) == max(map(abs, history))
    return _common_sign(tail) if ends and all(abs(b) > abs(a) for a, b in pairwise(tail)) else 0


def _common_sign(terms: list) -> int:
    return (1 if terms[-1] > 0 else -1) if len({v > 0 for v in terms}) == 1 else 0


def _no_end(history: list) -> Exception:
    if (sign := _cut_off(history)) != 0:
        return Diverges(sign)
    tail = history[-4 * 2**FIRST :]
    grows = all(abs(b) >= abs(a) > 0 for a, b in pairwise(tail))
    if grows and (sign := _common_sign(tail)) != 0:
        return Diverges(sign)
    return Unverified("the integrand does not fall fast enough towards an end of its interval")


def _refine(nodes: Nodes, parts: list[tuple[Branch, int, tuple]], allowed: tuple) -> tuple:
    """One panel's integrals, the step halved until each differs from the last by at most what is ``allowed``."""
    total = _add(parts[0][2], parts[1][2])
    before = _scaled(total, FIRST)
    for level in range(FIRST + 1, LAST + 1):
        for branch, steps, _ in parts:
            for j in range(1, steps * 2 ** (level - FIRST), 2):
                total = _add(total, branch.terms(nodes, j, level))
        now = _scaled(total, level)
        if all(abs(a - b) <= most for a, b, most in zip(now[:-1], before[:-1], allowed, strict=True)):
            return now
        before = now
    raise Unverified(f"steps of 2^-{LAST - 1} and 2^-{LAST} do not agree")


def _scaled(total: tuple, level: int) -> tuple:
    return tuple(v / 2**level for v in total)


def _walked(nodes: Nodes, panels: list[Panel], tiny: Any) -> list[list[tuple[Branch, int, tuple]]]:
    """Both branches of every panel, walked to their ends.

    Raises:
        Diverges: Some grow without bound, all with one sign.
        Unverified: Some grow to either infinity, or do not end.
    """
    walked, infinite = [], []
    for panel in panels:
        try:
            walked.append([(b, *walk(nodes, b, tiny)) for b in branches(panel)])
        except Diverges as end:
            infinite.append(end)
    if len({end.sign for end in infinite}) > 1:
        raise Unverified("it takes both infinities, so it does not exist")
    if infinite:
        raise infinite[0]
    return walked


def integrate(precision: Precision, panels: list[Panel]) -> tuple:
    """The integrals over all panels of the functions that they give, and that of the first one's size.

    Digits of the first are counted from the integral of its size, those of the others from 1.

    Raises:
        Diverges: The first integral is infinite.
        Unverified: The rule does not converge.
    """
    nodes, unit = Nodes(precision.ctx), precision.power(-precision.agreed)
    tiny = precision.power(-precision.digits - 5)
    walked = _walked(nodes, panels, tiny)
    size = sum(part[2][-1] for parts in walked for part in parts) / 2**FIRST
    while True:
        allowed = (size * unit / len(panels), *[unit / len(panels)] * (len(walked[0][0][2]) - 2))
        results = [_refine(nodes, parts, allowed) for parts in walked]
        total = reduce(_add, results)
        if total[-1] * 10 >= size:
            return total
        size = total[-1]  # the coarse sum was too large: ask again for what is there


def add_up(precision: Precision, terms: Iterator[tuple], length: int | None, complete: Callable[[tuple], bool], most: int = TERMS) -> tuple:
    """The sums of the sequences in ``terms`` (each item: a term of each), and that of the first one's sizes.

    A sequence of known ``length`` is added to its end.  Another one ends where the last ``RATIOS`` terms fell, the geometric series with
    their slowest ratio leaves less than the last digit of the sum, and ``complete(sums)`` agrees.

    Raises:
        Unverified: The terms fall too slowly.
    """
    total: tuple | None = None
    sizes: list[Any] = []
    for count, values in enumerate(terms):
        item = (*values, abs(values[0]))
        total = item if total is None else _add(total, item)
        if not precision.ctx.isfinite(total[0]):
            return total
        sizes = [*sizes[-RATIOS:], item[-1]] if item[-1] else sizes
        if length is None and complete(total) and _settled(sizes, count, total[-1] * precision.power(-precision.digits - 5)):
            return total
        if count > most and length is None:
            raise Unverified(f"the terms of the sum fall too slowly: {most} of them are not enough")
    return (precision.ctx.zero,) * 3 if total is None else total


def _settled(sizes: list, count: int, tiny: Any) -> bool:
    """Whether the terms left over, as two geometric series, total less than ``tiny``; nothing but zeros has to be a long run of them.

    Two, since a sum over all integers takes j and -j in turn.
    """
    if not sizes:
        return count >= ZEROS
    if len(sizes) <= RATIOS or sizes[-1] > tiny:
        return False
    ratio = max(b / a for a, b in zip(sizes, sizes[2:], strict=False))
    return ratio < 1 and (sizes[-1] + sizes[-2]) * ratio / (1 - ratio) < tiny
