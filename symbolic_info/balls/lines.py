"""Straight lines as bounds on a half-line: ``at + slope u`` for u >= 0, with exact ends rounded outwards; None is an infinity."""

from dataclasses import dataclass
from typing import Any

from symbolic_info.balls.library import flint


@dataclass(frozen=True)
class Line:
    """``at + slope u``."""

    at: Any
    slope: Any


Edge = Line | None
"""As an upper bound None is +oo, as a lower bound -oo."""


def arb(value: Any) -> Any:
    """A number as a ball."""
    return flint().arb(value)


def up(at: Any, slope: Any) -> Edge:
    """The line as an upper bound, rounded up; None where it is not finite."""
    return Line(at.upper(), slope.upper()) if at.is_finite() and slope.is_finite() else None


def down(at: Any, slope: Any) -> Edge:
    """The line as a lower bound, rounded down."""
    return Line(at.lower(), slope.lower()) if at.is_finite() and slope.is_finite() else None


def flat(value: Any) -> tuple[Edge, Edge]:
    """A constant from below and from above."""
    return down(value, arb(0)), up(value, arb(0))


def negated(edge: Edge) -> Edge:
    """An upper bound of -f from a lower one of f, and the other way round: exact."""
    return None if edge is None else Line(-edge.at, -edge.slope)


def sum_up(edges: list[Edge]) -> Edge:
    """The sum of upper bounds."""
    lines = [e for e in edges if e is not None]
    if len(lines) < len(edges):
        return None
    return up(sum((e.at for e in lines), arb(0)), sum((e.slope for e in lines), arb(0)))


def sum_down(edges: list[Edge]) -> Edge:
    """The sum of lower bounds."""
    return negated(sum_up([negated(e) for e in edges]))


def scaled_up(edge: Edge, factor: Any) -> Edge:
    """``factor`` >= 0 times an upper bound; a ball of factors takes its worst end."""
    if edge is None:
        return None
    ends = [factor.lower(), factor.upper()]
    ats, slopes = [edge.at * f for f in ends], [edge.slope * f for f in ends]
    return up(ats[0].max(ats[1]), slopes[0].max(slopes[1]))


def scaled_down(edge: Edge, factor: Any) -> Edge:
    """``factor`` >= 0 times a lower bound."""
    return negated(scaled_up(negated(edge), factor))


def least(edges: list[Edge]) -> Edge:
    """Of several upper bounds the one that grows least."""
    lines = [e for e in edges if e is not None]
    best = lines[0] if lines else None
    for line in lines[1:]:
        if best is None or line.slope < best.slope or (line.slope == best.slope and line.at < best.at):
            best = line
    return best


def greatest(edges: list[Edge]) -> Edge:
    """Of several lower bounds the one that grows most."""
    return negated(least([negated(e) for e in edges]))


def both_up(edges: list[Edge]) -> Edge:
    """An upper bound of the maximum."""
    lines = [e for e in edges if e is not None]
    if len(lines) < len(edges) or not lines:
        return None
    at, slope = lines[0].at, lines[0].slope
    for line in lines[1:]:
        at, slope = at.max(line.at), slope.max(line.slope)
    return up(at, slope)


def log_up(edge: Edge, gentle: Any) -> Edge:
    """An upper bound of log(f) from one of f >= 0: a + b u <= M exp(e u) with M = max(a, b/e), e = ``gentle``."""
    if edge is None or not edge.at > 0:
        return None
    if edge.slope <= 0:
        return up(edge.at.log(), arb(0))
    return up(edge.at.max(edge.slope / gentle).log(), gentle)


def log_down(edge: Edge) -> Edge:
    """A lower bound of log(f) from one of f, where that is positive and does not fall."""
    if edge is None or not edge.at > 0 or edge.slope < 0:
        return None
    return down(edge.at.log(), arb(0))


def exp_up(edge: Edge) -> Edge:
    """An upper bound of exp(f): finite where f does not grow."""
    if edge is None or edge.slope > 0:
        return None
    return up(edge.at.exp(), arb(0))


def exp_down(edge: Edge) -> Edge:
    """A lower bound of exp(f): exp(a + b u) >= e^a (1 + b u), and >= 0."""
    if edge is None or edge.slope < 0:
        return down(arb(0), arb(0))
    start = edge.at.exp()
    return down(start, start.lower() * edge.slope)
