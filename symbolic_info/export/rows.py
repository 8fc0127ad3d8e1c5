r"""The rows of an ``align``: formula, relation, formula, and the reason at the right margin; long formulas over several rows."""

import re
import textwrap
from collections.abc import Iterable

from symbolic_info.export.breaking import broken
from symbolic_info.export.layout import Definition, Line
from symbolic_info.export.names import latex_text
from symbolic_info.export.width import width

# In figures of the text type: A4 or letter paper at 10pt with margins of an inch.
WIDEST_ROW = 88.0
REASON_WIDTHS = (72, 58, 44, 34, 26, 20)
WIDEST_LEFT = 36.0
LEAST_FORMULA = 30.0
GAP = 4.0
NOTE_ONLY = "& &&"
SHORT_CITATION = re.compile(r"\[[^\]]{1,18}\]")
CELL = re.compile(r"(?<!\\)&")


def rows(lines: Iterable[Line], marks: Iterable[str] | None = None) -> list[str]:
    """The rows of ``lines``, each at most ``WIDEST_ROW`` wide where the formulas can be broken, without line breaks between them.

    The column of reasons gets the width that breaks least; a broken formula counts for more than a broken reason.  ``marks``
    replaces the reasons, one mark a line (Markdown numbers them).
    """
    lines = list(lines)
    if marks is not None:
        return _set(lines, [[mark] for mark in marks])
    settings = [_set(lines, [reason_lines(line.reasons, size) for line in lines]) for size in REASON_WIDTHS]
    return min(settings, key=lambda found: (max(0.0, block_width(found) - WIDEST_ROW), _breaks(found)))


def block_width(found: Iterable[str]) -> float:
    """The width of a block of rows: the widest cell of each column, and the gap before the reasons."""
    cells = [CELL.split(row) + [""] * 4 for row in found]
    return sum(max(width(row[i]) for row in cells) for i in range(4)) + GAP


def _breaks(found: list[str]) -> int:
    return len(found) + 2 * sum(not row.startswith(NOTE_ONLY) for row in found)


def _set(lines: list[Line], notes: list[list[str]]) -> list[str]:
    left = max((w for w in (width(line.left) for line in lines) if w <= WIDEST_LEFT), default=0.0)
    note = max((width(rf"\text{{{part}}}") for parts in notes for part in parts), default=0.0)
    room = max(LEAST_FORMULA, WIDEST_ROW - left - note - GAP)
    return [row for line, parts in zip(lines, notes, strict=True) for row in _rows_of(line, parts, room)]


def reason_lines(reasons: tuple[str, ...], size: int) -> list[str]:
    r"""The reasons in brackets, wrapped to ``size`` characters, ready for ``\text{...}``."""
    said = SHORT_CITATION.sub(lambda match: match[0].replace(" ", "\u00a0"), "; ".join(reasons))
    wrapped = textwrap.wrap(said, size, break_on_hyphens=False)
    return [latex_text(part) for part in _bracketed(wrapped)]


def _bracketed(wrapped: list[str]) -> list[str]:
    return [("(" if i == 0 else "") + part + (")" if i == len(wrapped) - 1 else "") for i, part in enumerate(wrapped)]


def _rows_of(line: Line, notes: list[str], room: float) -> list[str]:
    """The rows of one line: a left side that is too wide stands above the relation."""
    above: list[str] = []
    start = f"{line.left} &" if line.left else "&"
    if width(line.left) > WIDEST_LEFT:
        above, start = [f"& {part}" for part in broken(line.left, room)], "&"
    first, *more = broken(line.right, room - width("= "))
    formulas = [*above, f"{start}= {first}", *(f"&{part}" for part in more)]
    return _beside(formulas, notes, first_note=len(above))


def _beside(formulas: list[str], notes: list[str], first_note: int) -> list[str]:
    """Formulas on the left, notes on the right, from row ``first_note`` on."""
    padded = [""] * first_note + notes
    length = max(len(formulas), len(padded))
    formulas = formulas + ["&"] * (length - len(formulas))
    padded = padded + [""] * (length - len(padded))
    return [formula + (rf" && \text{{{note}}}" if note else "") for formula, note in zip(formulas, padded, strict=True)]


def environment(name: str, inside: Iterable[str]) -> str:
    r"""``inside`` between ``\begin{name}`` and ``\end{name}``; a row that only ends a reason sits close to the one above."""
    first, *more = inside
    out = first + "".join((" \\\\[-4pt]\n" if row.startswith(NOTE_ONLY) else " \\\\\n") + row for row in more)
    return rf"\begin{{{name}}}" + f"\n{out}\n" + rf"\end{{{name}}}"


def fits(line: Line) -> bool:
    """Whether a line stands on one row: a distinction of cases cannot be broken, and is left out where it sticks out."""
    return width(f"{line.left} = {line.right}") <= WIDEST_ROW


def formulas(found: Iterable[str]) -> str:
    """Formulas within a sentence: "$a < b$ and $c > 0$"."""
    *first, last = (f"${f}$" for f in found)
    return f"{', '.join(first)}{' and ' if first else ''}{last}"


def sentence(laws: Iterable[Definition]) -> str:
    """ "Let P = ... with density p and Q = ... with density q." """
    parts = [f"${d.letter} = {d.body}$" + (f" with {d.kind} ${_function(d)}$" if d.kind else "") for d in laws]
    *first, last = parts
    return f"Let {', '.join(first)}{' and ' if first else ''}{last}."


def _function(definition: Definition) -> str:
    """The density's name; P as a function where P is the law as well."""
    return rf"{definition.density}(\cdot)" if definition.density == definition.letter else definition.density
