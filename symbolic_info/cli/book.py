"""The book of theorems: a page for each file as Markdown, a table of contents, and one LaTeX document."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from symbolic_info.core.errors import ParameterError
from symbolic_info.export.page import Page, contents, document, markdown, statement_of


def pages(done: Iterable[Any]) -> list[Page]:
    """A page for each entry that was run."""
    done = list(done)
    claims = {ran.entry.key: {_said(t.claim.lhs, t.proven.statement.relation, t.claim.rhs) for t in ran.theorems} for ran in done}
    steps = {ran.entry.key: {_said(s.before, s.relation, s.after) for t in ran.theorems for s in t.steps} for ran in done}
    out = []
    for ran in done:
        own = claims[ran.entry.key]
        users = tuple(key for key in steps if key != ran.entry.key and own & (steps[key] - claims[key]))
        doc = (ran.entry.module.__doc__ or "").strip().splitlines()
        source, idea = (_paragraph(doc, word) for word in ("Source:", "Idea:"))
        statements = tuple(map(statement_of, ran.theorems))
        out.append(Page(ran.entry.key, ran.entry.statement, ran.entry.claims, ran.grade, source, idea, statements, users))
    return out


def _said(left: Any, relation: str, right: Any) -> str:
    return f"{left} {relation} {right}"


def _paragraph(lines: list[str], word: str) -> str:
    """The lines of a docstring from one that begins with ``word`` to the next such word or gap."""
    start = next((k for k, line in enumerate(lines) if line.startswith(word)), None)
    if start is None:
        return ""
    out = [lines[start]]
    for line in lines[start + 1 :]:
        if not line.strip() or line.split(" ")[0].endswith(":"):
            break
        out.append(line.strip())
    return " ".join(out)


def write(done: Iterable[Any], folder: Path) -> list[Path]:
    """Write the book into ``folder``, which holds nothing but the book.

    Raises:
        ParameterError: The folder holds other files, or cannot be written into.
    """
    found = pages(done)
    texts = {f"{page.key}.md": markdown(page) for page in found}
    texts |= {"index.md": contents(found), "theorems.tex": document(found)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(p.name for p in folder.iterdir() if p.suffix not in (".md", ".tex", ".pdf", ".aux", ".log", ".out", ".toc"))
        if others:
            raise ParameterError(f"{folder} holds {others[0]}, which is no part of a book; name another folder with --book")
        for name, text in sorted(texts.items()):
            (folder / name).write_text(text, "utf-8")
    except OSError as problem:
        raise ParameterError(f"{folder} cannot be written ({problem.strerror}); name another folder with --book") from None
    return [folder / name for name in sorted(texts)]
