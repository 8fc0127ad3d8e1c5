"""What is wrong with a formula that has been refuted: repairs are tried on numbers, and the first that the kernel proves is told."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

from symbolic_info.checking.approximations import approximations
from symbolic_info.checking.candidates import Candidate
from symbolic_info.checking.edits import edits
from symbolic_info.checking.missing import missing
from symbolic_info.checking.proving import proved, same_expression
from symbolic_info.checking.questions import questions
from symbolic_info.checking.record import Mistake, shown
from symbolic_info.checking.values import Place, Point, differ, quick
from symbolic_info.core.errors import SymbolicInfoError
from symbolic_info.derive.derivation import derive
from symbolic_info.proof.oracle import value

CLOSE = 0.05
SMALL = 0.01
FAR = 20
TRIED = 3
CHEAP = 0.5
"""Seconds that deriving another quantity may take."""


@dataclass(frozen=True)
class Case:
    """A refuted formula: the true values at some points, and the closed form where there is one."""

    formula: sp.Expr
    quantity: sp.Expr
    correct: sp.Expr | None
    points: tuple[Point, ...]
    true: tuple
    deadline: float

    @property
    def left(self) -> float:
        """Seconds until the budget is used up."""
        return self.deadline - time.monotonic()


def mistake(case: Case) -> Mistake | None:
    """The mistake, where it can be told and there is time to look for it."""
    off, far = _relative(case), _far(case)
    close = bool(off) and max(off) < CLOSE
    large_only = far is not None and bool(off) and far < min(SMALL, max(off) / 5)
    places = [Place(point) for point in case.points[:TRIED]]
    for candidate in _candidates(case, approximate=close or large_only):
        if case.left <= 0:
            break
        if _fits(case, candidate, places):
            return Mistake(candidate.key, candidate.says, candidate.formula, candidate.quantity, proved=_is_proved(case, candidate))
    if large_only:
        near = f"{100 * off[0]:.2g} % at {shown(case.points[0])}"
        says = f"good for large parameters only (off by {near}, by {100 * (far or 0):.2g} % at {FAR} times that)"
        return Mistake("approximation", f"{says}; an approximation is no equality", proved=False)
    if close:
        says = f"close, but not equal: off by at most {100 * max(off):.2g} % at {len(off)} points; an approximation is no equality"
        return Mistake("approximation", says, proved=False)
    return None


def _candidates(case: Case, *, approximate: bool) -> Iterator[Candidate]:
    """Likely mistakes first; approximations of what is approximately right."""
    if approximate:
        yield from approximations(case.formula, case.correct)
    yield from questions(case.quantity, case.correct)
    yield from missing(case.formula, case.correct)
    yield from edits(case.formula)


def _relative(case: Case) -> list[float]:
    """How far the formula is off at the points, as parts of the true value."""
    yours = [quick(case.formula, point) for point in case.points]
    return [float(abs(a - b) / abs(b)) for a, b in zip(yours, case.true, strict=True) if a is not None and b is not None and b]


def _far(case: Case) -> float | None:
    """How far the formula is off where the positive parameters are large."""
    near = case.points[0] if case.points else {}
    point = {s: FAR * v if s.is_positive and v > 1 else v for s, v in near.items()}
    if point == near or case.left <= CHEAP:
        return None
    yours = quick(case.formula, point)
    try:
        true = value(case.quantity, point, 8) if case.correct is None else quick(case.correct, point)
    except SymbolicInfoError:
        return None
    return None if yours is None or not true else float(abs(yours - true) / abs(true))


def _fits(case: Case, candidate: Candidate, places: list[Place]) -> bool:
    """Whether the numbers speak for a candidate."""
    left, other = case.formula if candidate.formula is None else candidate.formula, candidate.equals
    if candidate.quantity is not None and other is None:
        other = _value_of(candidate.quantity)
        if other is None:
            return False
    for place, there in zip(places, case.true, strict=False):
        right = there if other is None else place.quick(other)
        found = place.quick(left)
        if right is None or found is None or differ(found, right):
            return False
    return True


def _value_of(quantity: sp.Expr) -> sp.Expr | None:
    try:
        found = derive(quantity, budget=CHEAP).result
    except SymbolicInfoError:
        return None
    return None if found.has(sp.oo, sp.Piecewise, sp.Sum) else found


def _is_proved(case: Case, candidate: Candidate) -> bool:
    """By the kernel; what ``correct`` says of all parameters it says of those put in for them."""
    budget = max(case.left, 0.1)
    if candidate.equals is not None and same_expression(case.formula, candidate.equals):
        return True
    if candidate.quantity is not None:
        return proved(candidate.quantity, case.formula, budget) is not None
    return proved(case.quantity, candidate.formula, budget) is not None
