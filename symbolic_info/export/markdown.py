"""Markdown: displayed formulas whose lines are numbered, and the reasons as a numbered list below."""

from typing import Any

from symbolic_info.export.latex import sheet_of
from symbolic_info.export.layout import Line
from symbolic_info.export.names import markdown_text
from symbolic_info.export.record import Exporter
from symbolic_info.export.rows import environment, fits, formulas, rows, sentence


def render(derivation: Any) -> str:
    """The whole derivation as Markdown with ``$$`` blocks."""
    sheet = sheet_of(derivation)
    parts = [sentence(sheet.laws)] if sheet.laws else []
    number = 1
    for case in sheet.cases:
        parts += [f"If {formulas(case.conditions)}, then"] if case.conditions else []
        parts += _display(case.lines, first=number)
        number += len(case.lines)
    if sheet.conclusion and fits(sheet.conclusion):
        parts += ["In one formula,", _block(rows([sheet.conclusion]))]
    if sheet.facts:
        parts += ["where" if len(sheet.cases) == 1 else "Here", *_display(sheet.facts, first=number)]
    if sheet.conditions:
        parts.append(f"provided that {formulas(sheet.conditions)}.")
    return "\n\n".join(parts) + "\n"


def _display(lines: tuple[Line, ...], first: int) -> list[str]:
    """A displayed block and the list of its reasons."""
    numbers = range(first, first + len(lines))
    reasons = [f"{n}. {markdown_text('; '.join(line.reasons)) or '-'}" for n, line in zip(numbers, lines, strict=True)]
    return [_block(rows(lines, [f"({n})" for n in numbers])), "\n".join(reasons)]


def _block(inside: list[str]) -> str:
    return f"$$\n{environment('aligned', inside)}\n$$"


MARKDOWN = Exporter(key="markdown", name="Markdown", render=render)
