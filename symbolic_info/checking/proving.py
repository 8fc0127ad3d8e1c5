"""A formula proved equal to a quantity: the search derives the quantity, the kernel restates the result as the formula.

Where the parameters decide, the formula has to hold in every case in which the quantity is finite.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

from symbolic_info.core.errors import NoClosedForm, OutOfTime, Rejected, SupportError, SymbolicInfoError
from symbolic_info.derive.branches import Branch, branch_of
from symbolic_info.derive.identity import identity
from symbolic_info.derive.means import Desk, NoMean
from symbolic_info.derive.search import Case, Line, Search
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY


@dataclass(frozen=True)
class Proved:
    """The cases in which the quantity is finite, each with the theorem that it equals the formula."""

    branches: tuple[Branch, ...]
    infinite: bool
    """Whether there are other cases, in which the quantity is infinite."""

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """What the statement needs; of several cases, what each of them needs."""
        first, *others = self.branches
        every = all(set(first.conditions) == set(b.conditions) for b in others)
        return first.theorem.conditions if every else ()


def proved(quantity: sp.Expr, formula: sp.Expr, budget: float) -> Proved | None:
    """The proof that ``quantity`` is ``formula``; None where the kernel does not accept one."""
    try:
        search = Search(quantity, budget)
        cases = search.run()
        branches = tuple(branch_of(search, restated) for restated in _restated(search, cases, formula))
    except (Rejected, NoMean, NoClosedForm, OutOfTime, SupportError):
        return None
    return Proved(branches, infinite=search.exhaustive and len(branches) < len(cases)) if branches else None


def _restated(search: Search, cases: list[Case], formula: sp.Expr) -> Iterator[Case]:
    """The finite cases, with the formula as their last line."""
    for case in cases:
        desk = Desk(search.proof, search.bridge, case.under)
        if desk.right(case.step) in (INFINITY, MINUS_INFINITY):
            continue
        step = desk.do("restate", [case.step], search.bridge.term(formula))
        yield Case(case.under, step, [*case.lines, Line("restate", step)])


def same_expression(left: sp.Expr, right: sp.Expr) -> bool:
    """Whether the kernel proves that two closed forms are equal, without a condition on the parameters."""
    try:
        return not identity(left, right).conditions
    except SymbolicInfoError:
        return False
