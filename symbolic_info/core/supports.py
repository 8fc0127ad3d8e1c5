"""Where a density is positive: an interval of the line, or a run of integers.

An interval stands for its interior (end points carry no mass); a run of integers includes its finite ends.
"""

from dataclasses import dataclass
from typing import Literal

import sympy as sp


@dataclass(frozen=True)
class Support:
    """``kind`` is "interval" or "integers"; ``lo`` and ``hi`` may be infinite or depend on parameters."""

    kind: Literal["interval", "integers"]
    lo: sp.Expr
    hi: sp.Expr

    @property
    def is_discrete(self) -> bool:
        return self.kind == "integers"

    def subs(self, replacements: dict) -> "Support":
        return Support(self.kind, self.lo.subs(replacements, simultaneous=True), self.hi.subs(replacements, simultaneous=True))

    def as_set(self) -> sp.Set:
        """The support as a SymPy set."""
        if self.is_discrete:
            return sp.Range(self.lo, self.hi + 1) if self.lo.is_infinite is False else sp.S.Integers
        return sp.Interval(self.lo, self.hi)

    def __str__(self) -> str:
        return f"{{{self.lo}, ..., {self.hi}}}" if self.is_discrete else f"({self.lo}, {self.hi})"


def interval(lo: sp.Expr | int, hi: sp.Expr | int) -> Support:
    return Support("interval", sp.sympify(lo), sp.sympify(hi))


def integers(lo: sp.Expr | int, hi: sp.Expr | int) -> Support:
    return Support("integers", sp.sympify(lo), sp.sympify(hi))


def limits(size: sp.Basic) -> tuple[sp.Basic, sp.Basic]:
    """What an axis of this size runs through: the labels 1, ..., n, or the real line."""
    return (-sp.oo, sp.oo) if size is sp.S.Reals else (sp.Integer(1), size)
