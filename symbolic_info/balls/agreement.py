"""Whether two expressions have one number: enclosures of both, held against each other at exact points."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.balls.enclose import Enclosure, enclose
from symbolic_info.balls.library import NoOracle
from symbolic_info.core.errors import SymbolicInfoError

Point = Mapping[sp.Symbol, Any]


class Contradiction(SymbolicInfoError):
    """Two enclosures have no number in common: the expressions differ at ``point``."""

    def __init__(self, left: sp.Expr, right: sp.Expr, point: Point, balls: tuple[Enclosure, Enclosure]) -> None:
        where = ", ".join(f"{s} = {point[s]}" for s in sorted(point, key=str)) or "no symbols"
        super().__init__(f"{left} and {right} differ at {where}: {balls[0].ball.str(20)} and {balls[1].ball.str(20)}; mend the formula")
        self.point = dict(point)
        self.balls = balls


@dataclass(frozen=True)
class Agreement:
    """Enclosures overlap at ``points`` points, the widest of them good for ``digits`` digits."""

    points: int
    digits: int


def agree_at(left: sp.Expr, right: sp.Expr, point: Point, digits: int = 30, seconds: float = 20.0) -> int:
    """The digits to which both sides are enclosed, and agree, at one point; ``left`` is the side to integrate.

    Raises:
        Contradiction: The enclosures are disjoint.
        NoOracle: A side has no enclosure of so many digits.
    """
    stated = enclose(right, point, digits, seconds=seconds)
    size = abs(stated.ball).upper()
    defined = enclose(left, point, digits, seconds=seconds, scale=size if size > 0 else 1)
    if defined.contradicts(stated):
        raise Contradiction(left, right, point, (defined, stated))
    return min(defined.digits, stated.digits)


def agree(left: sp.Expr, right: sp.Expr, points: Iterable[Point], digits: int = 30, seconds: float = 20.0) -> Agreement:
    """Agreement at every point.

    Raises:
        Contradiction: At one of them the two differ.
        NoOracle: At one of them there is no enclosure, or the time is up.
    """
    deadline = time.monotonic() + seconds
    reached: list[int] = []
    for point in points:
        left_over = deadline - time.monotonic()
        if left_over <= 0:
            raise NoOracle(f"{left}: out of time after {len(reached)} points; give more seconds")
        reached.append(agree_at(left, right, point, digits, left_over))
    return Agreement(len(reached), min(reached, default=0))
