r"""What a notebook shows for a derivation: one displayed ``aligned``, Markdown and plain text."""

from typing import Any

from symbolic_info.export import markdown, text
from symbolic_info.export.latex import sheet_of
from symbolic_info.export.layout import Line
from symbolic_info.export.rows import environment, rows


def mimebundle(derivation: Any) -> dict[str, str]:
    """``derivation`` as text/latex, text/markdown and text/plain: what ``_repr_mimebundle_`` returns."""
    return {
        "text/latex": latex_display(derivation),
        "text/markdown": markdown.render(derivation),
        "text/plain": text.render(derivation),
    }


def latex_display(derivation: Any) -> str:
    """One displayed formula: laws, main line, facts and conditions; what ``_repr_latex_`` returns."""
    sheet = sheet_of(derivation)
    inside = rows([Line(d.letter, d.body, ()) for d in sheet.laws])
    for case in sheet.cases:
        inside += [r"& \text{if } " + r" \text{ and } ".join(case.conditions)] if case.conditions else []
        inside += rows(case.lines)
    if sheet.facts:
        inside += [r"& \text{where}", *rows(sheet.facts)]
    if sheet.conditions:
        inside.append(r"& \text{for } " + r", \quad ".join(sheet.conditions))
    return f"$${environment('aligned', inside)}$$"
