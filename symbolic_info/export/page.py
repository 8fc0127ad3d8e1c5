"""A theorem on a page: statement, conditions, case of equality, the steps with their reasons, what it rests on and what uses it.

As Markdown with ``$`` formulas, and as a section of a LaTeX document; the formulas are the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.export.layout import name_laws
from symbolic_info.export.names import latex_names, latex_text, markdown_text
from symbolic_info.export.printing import LawName, Textbook
from symbolic_info.export.rows import formulas

SIGNS = {"=": "=", "<=": r"\le", "<": "<"}
TURNED = {"<=": r"\ge", "<": ">"}
PREAMBLE = r"""\documentclass[10pt]{article}
\usepackage[a4paper,margin=22mm]{geometry}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb,breqn}
\usepackage[hidelinks]{hyperref}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\begin{document}
"""


@dataclass(frozen=True)
class Statement:
    """One theorem in LaTeX: ``steps`` are (formula, reason, source)."""

    laws: tuple[str, ...]
    claim: str
    conditions: tuple[str, ...]
    equality: tuple[str, ...] | None
    steps: tuple[tuple[str, str, str], ...]
    ledger: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class Page:
    """All theorems of one file of ``derivations/``."""

    key: str
    title: str
    settles: tuple[str, ...]
    grade: str
    source: str
    idea: str
    statements: tuple[Statement, ...]
    used_by: tuple[str, ...]


def statement_of(theorem: Any) -> Statement:
    """A theorem in LaTeX, its laws named once."""
    steps = theorem.steps
    shown = [theorem.claim.lhs, theorem.claim.rhs, *theorem.conditions, *(theorem.equality or ())]
    shown += [side for step in steps for side in (step.before, step.after)]
    laws = _names(shown)
    writer = Textbook(latex_names(shown), laws)
    relation = theorem.proven.statement.relation
    equality = None if theorem.equality is None else tuple(writer.doprint(e) for e in theorem.equality)
    return Statement(
        laws=tuple(f"{name.letter} = {writer.law_body(law)}" for law, name in laws.items() if _is_told(law, name)),
        claim=_relation(writer, theorem.claim.lhs, relation, theorem.claim.rhs),
        conditions=tuple(dict.fromkeys(writer.doprint(c) for c in theorem.conditions if c != sp.true)),
        equality=equality,
        steps=tuple((_relation(writer, s.before, s.relation, s.after), s.reason, s.citation) for s in steps),
        ledger=theorem.ledger,
        evidence=f"{len(steps)} steps, replayed by the kernel from a certificate of {len(theorem.certificate)} characters",
    )


def _relation(writer: Textbook, left: sp.Expr, relation: str, right: sp.Expr) -> str:
    """A number stands on the right: D >= 0, not 0 <= D."""
    if relation in TURNED and left.is_number and not right.is_number:
        return f"{writer.doprint(right)} {TURNED[relation]} {writer.doprint(left)}"
    return f"{writer.doprint(left)} {SIGNS[relation]} {writer.doprint(right)}"


def _names(shown: list[sp.Basic]) -> dict[Distribution, LawName]:
    """Letters for laws; the variables of the only joint law of a theorem are X_0, X_1, ..."""
    laws = name_laws(shown)
    joints = {_joint(law) for law in laws} - {None}
    if len(joints) != 1 or any(s.name.startswith("X") for e in shown for s in e.atoms(sp.Symbol)):
        return laws
    return {law: LawName(_variables(law), name.density) if _joint(law) else name for law, name in laws.items()}


def _joint(law: Distribution) -> Distribution | None:
    """The law with several variables that a law is, or is a marginal of."""
    base: Any = getattr(law, "joint", law)
    return base if hasattr(base, "marginal") and hasattr(base, "summed_out") else None


def _variables(law: Any) -> str:
    axes = getattr(law, "axes", None) or range(len(law.shape))
    return ", ".join(f"X_{{{a}}}" for a in axes)


def _is_told(law: Distribution, name: LawName) -> bool:
    """Whether a law is introduced: a marginal is not, its variables say what it is."""
    return not (name.letter.startswith("X_") and hasattr(law, "joint"))


# -- Markdown ------------------------------------------------------------------------------------------------------------


def markdown(page: Page) -> str:
    """The page as Markdown."""
    head = [
        f"# {markdown_text(page.title)}",
        f"`{page.key}`; settles {', '.join(page.settles) or 'no row of the list'}; grade: {page.grade}.",
    ]
    head += [markdown_text(line) for line in (page.source, page.idea) if line]
    parts = [part for k, s in enumerate(page.statements, 1) for part in _markdown(s, f" {k}" if len(page.statements) > 1 else "")]
    users = ", ".join(f"[{key}]({key}.md)" for key in page.used_by) or "no other page"
    return "\n\n".join([*head, *parts, f"**Used by**: {users}."]) + "\n"


def _markdown(s: Statement, number: str) -> list[str]:
    out = [f"## Theorem{number}"]
    out += [f"Let {formulas(s.laws)}."] if s.laws else []
    out.append(f"$$\n{s.claim}\n$$")
    out += [f"provided that {formulas(s.conditions)}."] if s.conditions else []
    out += [_equality(s)] if s.equality is not None else []
    out.append("**Proof.**")
    lines = []
    for k, (formula, reason, source) in enumerate(s.steps, 1):
        lines.append(f"{k}. ${formula}$\\\n   {markdown_text(reason)}" + (f" ({markdown_text(source)})" if source else ""))
    out.append("\n".join(lines))
    out.append("**Rests on**: " + "; ".join(markdown_text(entry) for entry in s.ledger) + ".")
    out.append(f"**Evidence**: {s.evidence}.")
    return out


def _equality(s: Statement) -> str:
    return f"With equality exactly where {formulas(s.equality)}." if s.equality else "The two sides are equal everywhere."


def contents(pages: Iterable[Page]) -> str:
    """The table of contents as Markdown."""
    rows = [f"| [{p.key}]({p.key}.md) | {markdown_text(p.title)} | {', '.join(p.settles)} | {p.grade} |" for p in pages]
    return "\n".join(["# Theorems", "", "| page | statement | settles | grade |", "|---|---|---|---|", *rows, ""])


# -- LaTeX ---------------------------------------------------------------------------------------------------------------


def document(pages: Iterable[Page]) -> str:
    """All pages as one LaTeX document."""
    return PREAMBLE + "\\tableofcontents\n\\newpage\n" + "\n".join(map(section, pages)) + "\n\\end{document}\n"


def section(page: Page) -> str:
    """The page as a section."""
    settled = ", ".join(page.settles) or "no row of the list"
    head = [rf"\section{{{latex_text(page.title)}}}", rf"\texttt{{{latex_text(page.key)}}}; settles {settled}; grade: {page.grade}."]
    head += [latex_text(line) for line in (page.source, page.idea) if line]
    parts = [part for k, s in enumerate(page.statements, 1) for part in _latex(s, f" {k}" if len(page.statements) > 1 else "")]
    users = ", ".join(rf"\texttt{{{latex_text(key)}}}" for key in page.used_by) or "no other page"
    return "\n\n".join([*head, *parts, rf"\textbf{{Used by}}: {users}."]) + "\n"


def _latex(s: Statement, number: str) -> list[str]:
    out = [rf"\subsection*{{Theorem{number}}}"]
    out += [f"Let {formulas(s.laws)}."] if s.laws else []
    out.append(f"\\begin{{dmath*}}\n{s.claim}\n\\end{{dmath*}}")
    out += [f"provided that {formulas(s.conditions)}."] if s.conditions else []
    out += [_equality(s)] if s.equality is not None else []
    items = []
    for formula, reason, source in s.steps:
        said = latex_text(reason) + (f" ({latex_text(source)})" if source else "")
        items.append(f"\\item \\begin{{dmath*}}\n{formula}\n\\end{{dmath*}}\n{said}")
    out.append("\\textbf{Proof.}\n\\begin{enumerate}\\footnotesize\n" + "\n".join(items) + "\n\\end{enumerate}")
    out.append(r"\textbf{Rests on}: " + "; ".join(latex_text(entry) for entry in s.ledger) + ".")
    out.append(rf"\textbf{{Evidence}}: {s.evidence}.")
    return out
