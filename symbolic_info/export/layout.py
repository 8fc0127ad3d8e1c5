"""A derivation laid out for a reader: its laws named once, the main line, the facts used, the conditions.

The layout is the same for every format; a ``Writer`` (LaTeX or plain text) turns the mathematics into strings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.records import Step
from symbolic_info.derive.branches import pruned
from symbolic_info.export.printing import LawName

LETTERS = "PQRSUVWFGABCDKLMN"


class Writer(Protocol):
    """What a layout needs of a printer."""

    def doprint(self, expr: sp.Basic) -> str:
        """An expression, with laws by their letters."""

    def law_body(self, law: Distribution) -> str:
        """A law written out."""


@dataclass(frozen=True)
class Definition:
    """``P = Normal(mu_1, sigma_1)``, with density ``p``; ``kind`` is "density", "mass function", or "" where neither is shown."""

    letter: str
    body: str
    density: str
    kind: str


@dataclass(frozen=True)
class Line:
    """``left = right`` for ``reasons``; an empty ``left`` continues the line above."""

    left: str
    right: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """What holds under some conditions on the parameters, or without any."""

    conditions: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole derivation as strings; the reasons are still as their rules wrote them.

    ``conclusion`` joins several cases into one line; None where there is one case.
    """

    laws: tuple[Definition, ...]
    cases: tuple[Case, ...]
    conclusion: Line | None
    facts: tuple[Line, ...]
    conditions: tuple[str, ...]


def expressions_of(derivation: Any) -> list[sp.Basic]:
    """Everything that the derivation shows, the quantity first."""
    shown = [derivation.quantity, derivation.result, *derivation.conditions]
    for branch in derivation.branches:
        shown += branch.conditions
        for step in branch.steps:
            shown += [step.before, step.after]
    return shown


def name_laws(expressions: Iterable[sp.Basic]) -> dict[Distribution, LawName]:
    """P, Q, ... for the distributions in the order in which they appear.

    A density is called p(x), or, where a symbol is called p already, P(x) for masses and f_P(x) for densities.
    """
    expressions = list(expressions)
    laws = dict.fromkeys(law for e in expressions for law in _laws_in(e))
    used = {s.name.split("_")[0].rstrip("0123456789") for e in expressions for s in e.atoms(sp.Symbol)}
    letters = [letter for letter in LETTERS if letter not in used]
    letters += [f"P_{{{i}}}" for i in range(len(letters), len(laws))]
    chosen = dict(zip(laws, letters, strict=False))
    clash = any(len(letter) > 1 or letter.lower() in used for letter in chosen.values())
    return {law: LawName(letter, _density(law, letter, clash)) for law, letter in chosen.items()}


def _laws_in(expression: sp.Basic) -> Iterable[Distribution]:
    """The distributions that stand directly in a head, from left to right."""
    if isinstance(expression, Quantity | Mean | LogDensity):
        yield from (a for a in expression.args if isinstance(a, Distribution))
    for argument in expression.args:
        if not isinstance(argument, Distribution):
            yield from _laws_in(argument)


def _density(law: Distribution, letter: str, clash: bool) -> str:
    if not clash:
        return letter.lower()
    return letter if _is_discrete(law) else f"f_{{{letter}}}"


def _is_discrete(law: Distribution) -> bool:
    """Whether the law has masses; a law of several variables may not say."""
    try:
        return law.is_discrete
    except TypeError:
        return False


def _kind(law: Distribution) -> str:
    return "mass function" if _is_discrete(law) else "density"


def lay_out(derivation: Any, writer: Writer, laws: dict[Distribution, LawName]) -> Sheet:
    """``derivation`` as a :class:`Sheet`."""
    shown = {law for e in expressions_of(derivation) for log_density in e.atoms(LogDensity) for law in log_density.atoms(Distribution)}
    definitions = tuple(
        Definition(n.letter, writer.law_body(law), n.density, _kind(law) if law in shown else "") for law, n in laws.items()
    )
    several = len(derivation.branches) > 1
    stated = [pruned(branch.conditions) if several else [] for branch in derivation.branches]
    cases = tuple(Case(_conditions(s, writer), _main_line(b.steps, writer)) for s, b in zip(stated, derivation.branches, strict=True))
    facts = dict.fromkeys(_line(step, writer) for branch in derivation.branches for step in branch.steps if not step.chain)
    conclusion = Line(writer.doprint(derivation.quantity), writer.doprint(derivation.result), ()) if several else None
    return Sheet(definitions, cases, conclusion, tuple(facts), _conditions(derivation.conditions, writer))


def _conditions(conditions: Iterable[sp.Basic], writer: Writer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(writer.doprint(c) for c in conditions if c != sp.true))


def _line(step: Step, writer: Writer) -> Line:
    reason = step.reason or step.rule
    return Line(writer.doprint(step.before), writer.doprint(step.after), (f"{reason} [{step.citation}]" if step.citation else reason,))


def _main_line(steps: Iterable[Step], writer: Writer) -> tuple[Line, ...]:
    """One line a step; steps that change nothing on paper add their reason to the line above."""
    lines: list[Line] = []
    shown = None
    for line in (_line(step, writer) for step in steps if step.chain):
        if line.left == line.right == shown:
            lines[-1] = replace(lines[-1], reasons=lines[-1].reasons + line.reasons)
        else:
            lines.append(replace(line, left="") if line.left == shown else line)
        shown = line.right
    return tuple(lines)
