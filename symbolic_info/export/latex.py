r"""LaTeX for a paper: the laws in a sentence, the derivation as ``align*`` with a reason a line, the facts, the conditions.

Needs amsmath and amssymb.
"""

from typing import Any

from symbolic_info.export.layout import Sheet, expressions_of, lay_out, name_laws
from symbolic_info.export.names import latex_names
from symbolic_info.export.printing import Textbook
from symbolic_info.export.record import Exporter
from symbolic_info.export.rows import environment, fits, formulas, rows, sentence


def sheet_of(derivation: Any) -> Sheet:
    """``derivation`` laid out in LaTeX."""
    shown = expressions_of(derivation)
    laws = name_laws(shown)
    return lay_out(derivation, Textbook(latex_names(shown), laws), laws)


def render(derivation: Any) -> str:
    """The whole derivation, to be pasted between two paragraphs."""
    sheet = sheet_of(derivation)
    parts = [sentence(sheet.laws)] if sheet.laws else []
    for case in sheet.cases:
        parts += [f"If {formulas(case.conditions)}, then"] if case.conditions else []
        parts.append(environment("align*", rows(case.lines)))
    if sheet.conclusion and fits(sheet.conclusion):
        parts += ["In one formula,", environment("align*", rows([sheet.conclusion]))]
    if sheet.facts:
        parts += ["where" if len(sheet.cases) == 1 else "Here", environment("align*", rows(sheet.facts))]
    if sheet.conditions:
        parts.append(f"provided that {formulas(sheet.conditions)}.")
    return "\n".join(parts) + "\n"


LATEX = Exporter(key="latex", name="LaTeX", render=render)
