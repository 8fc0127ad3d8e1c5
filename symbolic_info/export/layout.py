"""A derivation laid out for a reader: its laws named once, the main line, the facts used, the conditions.

The layout is the same for every format; a ``Writer`` (LaTeX or plain text) turns the mathematics into strings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.records import Step
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
    """``P = Normal(mu_1, sigma_1)``, with density ``p``."""

    letter: str
    body: str
    density: str
    discrete: bool


@dataclass(frozen=True)
class Line:
    """``left = right`` for ``reasons``; an empty ``left`` continues the line above."""

    left: str
    right: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole derivation as strings; the reasons are still as their rules wrote them."""

    laws: tuple[Definition, ...]
    lines: tuple[Line, ...]
    facts: tuple[Line, ...]
    conditions: tuple[str, ...]


def expressions_of(derivation: Any) -> list[sp.Basic]:
    """Everything that the derivation shows, the quantity first."""
    shown = [derivation.quantity, derivation.result]
    for step in derivation.steps:
        shown += [step.before, step.after]
    return shown + [c for c in derivation.conditions if isinstance(c, sp.Basic)]


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


def lay_out(derivation: Any, writer: Writer, laws: dict[Distribution, LawName]) -> Sheet:
    """``derivation`` as a :class:`Sheet`."""
    definitions = tuple(Definition(n.letter, writer.law_body(law), n.density, _is_discrete(law)) for law, n in laws.items())
    facts = tuple(_fact(step, writer) for step in derivation.steps if not step.chain)
    stated = [c for c in derivation.conditions if c != sp.true]
    conditions = dict.fromkeys(writer.doprint(c) for c in stated)
    return Sheet(definitions, tuple(_main_line(derivation, writer)), tuple(dict.fromkeys(facts)), tuple(conditions))


def _fact(step: Step, writer: Writer) -> Line:
    return Line(writer.doprint(step.before), writer.doprint(step.after), _reasons(step))


def _main_line(derivation: Any, writer: Writer) -> list[Line]:
    """One line a step; steps that change nothing on paper add their reason to the line above."""
    lines: list[Line] = []
    shown = ""
    for step in (s for s in derivation.steps if s.chain):
        before, after = writer.doprint(step.before), writer.doprint(step.after)
        left = "" if lines and before == shown else before
        if after == before and lines and not left:
            lines[-1] = Line(lines[-1].left, lines[-1].right, lines[-1].reasons + _reasons(step))
        else:
            lines.append(Line(left, after, _reasons(step)))
        shown = after
    result = writer.doprint(derivation.result)
    if result != shown:
        lines.append(Line("" if lines else writer.doprint(derivation.quantity), result, _whole_reason(derivation)))
    return lines


def _reasons(step: Step) -> tuple[str, ...]:
    reason = step.reason or step.rule
    return (f"{reason} [{step.citation}]" if step.citation else reason,)


def _whole_reason(derivation: Any) -> tuple[str, ...]:
    reason = getattr(derivation, "reason", "")
    return (reason,) if reason else ()
