"""Plain text: the laws, then one step a line with its reason, the facts used, the conditions."""

from typing import Any

from symbolic_info.export.layout import Definition, Line, expressions_of, lay_out, name_laws
from symbolic_info.export.names import plain_text
from symbolic_info.export.plain import Plain
from symbolic_info.export.record import Exporter


def render(derivation: Any) -> str:
    """The whole derivation as plain text."""
    laws = name_laws(expressions_of(derivation))
    sheet = lay_out(derivation, Plain(laws), laws)
    parts = [_law(d) for d in sheet.laws] + [""] * bool(sheet.laws)
    for case in sheet.cases:
        parts += [f"if {' and '.join(case.conditions)}:"] if case.conditions else []
        parts += [row for line in case.lines for row in _step(line)]
    if sheet.conclusion:
        parts += ["in one formula:", *_step(sheet.conclusion)]
    if sheet.facts:
        parts += ["", "where", *(f"  {line.left} = {line.right}{_note(line)}" for line in sheet.facts)]
    if sheet.conditions:
        parts += ["", f"provided that {', '.join(sheet.conditions)}"]
    return "\n".join(parts) + "\n"


def _law(definition: Definition) -> str:
    return f"{definition.letter} = {definition.body}" + (f", {definition.kind} {definition.density}" if definition.kind else "")


def _step(line: Line) -> list[str]:
    return ([line.left] if line.left else []) + [f"  = {line.right}{_note(line)}"]


def _note(line: Line) -> str:
    return f"    ({plain_text('; '.join(line.reasons))})" if line.reasons else ""


TEXT = Exporter(key="text", name="plain text", render=render)
