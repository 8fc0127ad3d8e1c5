"""The atlas: which quantity of which family has a closed form, a series, is infinite, or is not derived and why.

Families are those on the line and those on vectors and matrices; quantities are all of the registry that take one law, or two of one
family.  Every cell is derived when it is asked for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, OutOfTime, ParameterError, SymbolicInfoError

BUDGET = 5.0
FURTHER: dict[str, Callable[[tuple], Any]] = {"order": lambda laws: "order", "theta": lambda laws: _symbols(laws[0])[0]}


@dataclass(frozen=True)
class Outcome:
    """One cell: ``form`` is closed, series, infinite, none (``reason`` says what is left) or empty (no such quantity)."""

    family: str
    quantity: str
    form: str
    cases: int = 1
    reason: str = ""

    @property
    def cell(self) -> str:
        """What the table shows."""
        said = {"infinite": "oo", "none": "not derived", "": ""}.get(self.form, self.form)
        return f"{said}, {self.cases} cases" if self.cases > 1 else said


def families() -> dict[str, Callable[[str], Any]]:
    """By key, what makes a law of the family with its own symbols, their names ending in a suffix."""
    vectors = {"multivariate_normal": si.MultivariateNormal} | {row.key: row for row in si.vector_families()}
    every = {family.key: family for family in si.families()} | dict(sorted(vectors.items()))
    return {key: partial(_own, row) for key, row in every.items()}


def _own(row: Any, suffix: str = "") -> Any:
    if not hasattr(row, "with_own_symbols"):
        raise ParameterError(f"{row.__name__} makes no law with its own symbols; give the class a method with_own_symbols(suffix)")
    return row.with_own_symbols(suffix)


def quantities() -> dict[str, Any]:
    """The quantities of the registry that need no more than laws, an order or a parameter."""
    return {head.key: head for head in si.quantities() if set(head.further) <= set(FURTHER)}


def _symbols(law: Any) -> list[sp.Symbol]:
    """Real symbols that the support does not move with, sorted; one at least."""
    moving = law.support.lo.free_symbols | law.support.hi.free_symbols
    found = [s for s in law.free_symbols - moving if isinstance(s, sp.Symbol) and not s.is_integer]
    if not found:
        raise ParameterError(f"{law} has no parameter that leaves its support alone")
    return sorted(found, key=lambda s: s.name)


def statement(head: Any, make: Callable[[str], Any]) -> sp.Expr | None:
    """The quantity of the family's laws; None where it has none."""
    try:
        laws = tuple(make(f"_{i + 1}") for i in range(head.arity)) if head.arity > 1 else (make(""),)
        return head(*laws, *(FURTHER[name](laws) for name in head.further))
    except (SymbolicInfoError, TypeError, AttributeError, IndexError):
        return None


def outcome(family: str, quantity: str) -> Outcome:
    """Derive one cell."""
    asked = statement(si.quantities()[quantity], families()[family])
    if asked is None:
        return Outcome(family, quantity, "")
    try:
        derived = si.derive(asked, budget=BUDGET)
    except NoClosedForm as gap:
        return Outcome(family, quantity, "none", reason=_reason(str(gap)))
    except OutOfTime:
        return Outcome(family, quantity, "none", reason=f"not found within the {BUDGET:.0f} seconds that a search may take here")
    except RecursionError:
        return Outcome(family, quantity, "none", reason="the expressions nest too deeply")
    except (RuntimeError, TypeError, AttributeError, ValueError) as failure:
        return Outcome(family, quantity, "none", reason=f"{type(failure).__name__}: {failure}")
    return Outcome(family, quantity, derived.form, len(derived.branches))


def _reason(text: str) -> str:
    return text.removesuffix("lambdify gives a number").rstrip(" ;.")


def outcomes(keys: list[str], heads: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """The cells of some families, of all quantities or of ``heads``; where there is no such quantity, there is no cell."""
    for family in keys:
        for quantity in heads or quantities():
            found = outcome(family, quantity)
            if found.form:
                yield found
