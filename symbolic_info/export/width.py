r"""How wide a piece of LaTeX comes out, in characters of text: macros are measured by what they print, not by their spelling.

One unit is about an average digit.  A fraction is as wide as its wider half, an index or exponent is printed smaller.
"""

import re

TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|.", re.DOTALL)
NAMED = {
    "ln": 2.0, "log": 2.6, "exp": 3.5,
    "sin": 2.4, "cos": 2.6, "tan": 2.8, "max": 3.6, "min": 3.2, "psi": 1.3, "sum": 2.9, "int": 2.0, "prod": 2.4,
    "infty": 2.0, "left": 0.65, "right": 0.65, "biggl": 0.65, "biggr": 0.65, "lvert": 0.6, "rvert": 0.6,
}  # fmt: skip
SPACES = {"quad": 2.0, "qquad": 4.0, ",": 0.35, ":": 0.45, ";": 0.6, "!": -0.35, " ": 0.6, "cdot": 1.6, "times": 2.0, "sim": 2.4, "|": 1.0}
RELATIONS = {"leq", "le", "geq", "ge", "neq", "ne", "in", "sim", "wedge", "vee", "to"}
SILENT = {
    "mathrm", "mathbb", "mathbf", "text", "texttt", "operatorname",
    "displaystyle", "limits", "hat", "bar", "tilde", "middle", "mathopen", "mathclose",
}  # fmt: skip
WORDS = {"text", "texttt"}
FIGURES = {"+": 2.4, "-": 2.2, "=": 2.67, "<": 2.67, ">": 2.67, ",": 0.9}
LETTER = 1.12
SMALL = 0.78


def tokens(latex: str) -> list[str]:
    """The macros and characters of ``latex``."""
    return TOKEN.findall(latex)


def width(latex: str) -> float:
    """The printed width of ``latex``, a formula on one line, in characters."""
    return _run(tokens(latex), 0)[0]


def _run(found: list[str], start: int) -> tuple[float, int]:
    """The width from ``start`` to the brace that closes it, and where that brace is."""
    total, place = 0.0, start
    script = 0.0  # an index and an exponent on one letter stand above each other
    while place < len(found) and found[place] != "}":
        if found[place] in "^_":
            size, place = _argument(found, place + 1)
            total += max(0.0, SMALL * size - script)
            script = max(script, SMALL * size)
            continue
        size, place = _piece(found, place)
        total, script = total + size, 0.0 if size else script
    return total, place


def _piece(found: list[str], place: int) -> tuple[float, int]:
    token = found[place]
    if token == "{":
        size, end = _run(found, place + 1)
        return size, end + 1
    name = token[1:] if token.startswith("\\") else ""
    if name in ("frac", "dfrac", "tfrac", "binom"):
        above, place = _argument(found, place + 1)
        below, place = _argument(found, place)
        return max(above, below) + 0.6, place
    if name == "sqrt":
        size, place = _argument(found, place + 1)
        return size + 1.7, place
    if name in WORDS:
        return _words(found, place + 1)
    if name == "begin":
        return _table(found, place)
    return _single(token, name), place + 1


def _table(found: list[str], place: int) -> tuple[float, int]:
    """An environment: the widest cell of each column."""
    start = _close(found, place + 1) + 1
    end = next((i for i in range(start, len(found)) if found[i] == r"\end"), len(found))
    cells, column = [0.0], 0
    for cell, last in _cells(found[start:end]):
        cells += [0.0] * (column + 1 - len(cells))
        cells[column] = max(cells[column], _run(cell, 0)[0])
        column = 0 if last else column + 1
    return sum(cells) + 2.0 * len(cells), _close(found, end + 1) + 1


def _cells(inside: list[str]) -> list[tuple[list[str], bool]]:
    """The cells of a table, and whether each ends its row."""
    cells: list[tuple[list[str], bool]] = []
    start = 0
    for i, token in enumerate(inside):
        if token in ("&", r"\\"):
            cells.append((inside[start:i], token != "&"))
            start = i + 1
    return [*cells, (inside[start:], True)]


def _single(token: str, name: str) -> float:
    if name:
        fallback = 2.67 if name in RELATIONS else 0.0 if name in SILENT else LETTER
        return NAMED.get(name, SPACES.get(name, fallback))
    return (
        0.0
        if token.isspace() or token == "&"
        else FIGURES.get(token, 0.75 if token in "()[]|.!:;'" else LETTER if token.isalpha() else 1.0)
    )


def _argument(found: list[str], place: int) -> tuple[float, int]:
    while place < len(found) and found[place].isspace():
        place += 1
    return _piece(found, place) if place < len(found) else (0.0, place)


def _words(found: list[str], place: int) -> tuple[float, int]:
    """The characters of a ``\\text{...}``, where spaces count."""
    end = _close(found, place)
    inside = [t for t in found[place + 1 : end] if t not in "{}"]
    return 0.88 * len(inside), end + 1


def _close(found: list[str], place: int) -> int:
    """Where the group that opens at ``place`` closes."""
    depth = 0
    for i in range(place, len(found)):
        depth += {"{": 1, "}": -1}.get(found[i], 0)
        if depth == 0:
            return i
    return len(found)
