"""Markdown: displayed formulas whose lines are numbered, and the reasons as a numbered list below."""

from typing import Any

from symbolic_info.export.latex import sheet_of
from symbolic_info.export.layout import Line
from symbolic_info.export.names import markdown_text
from symbolic_info.export.record import Exporter
from symbolic_info.export.rows import environment, rows, sentence


def render(derivation: Any) -> str:
    """The whole derivation as Markdown with ``$$`` blocks."""
    sheet = sheet_of(derivation)
    parts = [sentence(sheet.laws)] if sheet.laws else []
    parts += _display(sheet.lines, first=1)
    if sheet.facts:
        parts += ["where", *_display(sheet.facts, first=len(sheet.lines) + 1)]
    if sheet.conditions:
        parts.append(f"provided that {', '.join(f'${c}$' for c in sheet.conditions)}.")
    return "\n\n".join(parts) + "\n"


def _display(lines: tuple[Line, ...], first: int) -> list[str]:
    """A displayed block and the list of its reasons."""
    numbers = range(first, first + len(lines))
    block = environment("aligned", rows(lines, [f"({n})" for n in numbers]))
    reasons = [f"{n}. {markdown_text('; '.join(line.reasons)) or '-'}" for n, line in zip(numbers, lines, strict=True)]
    return [f"$$\n{block}\n$$", "\n".join(reasons)]


MARKDOWN = Exporter(key="markdown", name="Markdown", render=render)
