r"""Files of formulas: JSON, CSV, and LaTeX in which a comment says what the next formula is of.

JSON    [{"formula": "1 - log(lam)", "quantity": "Entropy(Exponential(rate=lam))", "where": {"a": "k"}, "name": "..."}]
CSV     a header with formula and quantity, perhaps where ("a=k; b=l") and name
LaTeX   % check: Entropy(Gamma(a, rate=b)) where k=a
        \begin{equation} h(X) = ... \end{equation}
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from symbolic_info.core.errors import ParameterError

MAX_BYTES = 2**20
MAX_ROWS = 10_000
FIELDS = {"formula", "quantity", "where", "name"}
DIRECTIVE = re.compile(r"^[ \t]*%[ \t]*check:[ \t]*(?P<quantity>.*?)(?:[ \t]+where[ \t]+(?P<where>[^\n]*?))?[ \t]*$", re.MULTILINE)
FORMULA = re.compile(
    r"\\begin\{(?P<name>equation|align|gather|displaymath|math|multline)(?P<star>\*?)\}(?P<a>.*?)\\end\{(?P=name)(?P=star)\}"
    r"|\$\$(?P<b>.*?)\$\$|\\\[(?P<c>.*?)\\\]|\\\((?P<d>.*?)\\\)|\$(?P<e>[^$]*)\$",
    re.DOTALL,
)
DECORATION = re.compile(r"\\(?:label|tag\*?)\{[^{}]*\}|\\nonumber|\\notag|(?<!\\)&|(?<!\\)%[^\n]*")


class Entry(NamedTuple):
    """One formula to be checked."""

    name: str
    formula: str
    quantity: str
    where: dict[str, str]


def entries(path: Path) -> list[Entry]:
    """The formulas of a file, whose name ends in .json, .csv or .tex.

    Raises:
        ParameterError: The file is not read; the message names the row and what is missing.
    """
    readers = {".json": _from_json, ".csv": _from_csv, ".tex": _from_latex}
    if path.suffix.lower() not in readers:
        raise ParameterError(f"{path.name!r} ends in none of {', '.join(readers)}; name the file after what it holds")
    found = list(readers[path.suffix.lower()](_text(path)))
    if not 1 <= len(found) <= MAX_ROWS:
        raise ParameterError(f"{path.name}: {len(found)} formulas; between 1 and {MAX_ROWS} are read")
    return found


def where_of(text: str) -> dict[str, str]:
    """``a=k; b=l`` as a mapping.

    Raises:
        ParameterError: A part is no name=value.
    """
    found: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in re.split(r"[;,]", text))):
        name, equals, value = (p.strip() for p in part.partition("="))
        if not (name and equals and value):
            raise ParameterError(f"where: {part!r} is no name=parameter; write a=k; b=l")
        found[name] = value
    return found


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ParameterError(f"{path.name} is larger than {MAX_BYTES} bytes; split it")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        said = getattr(problem, "strerror", None) or "not UTF-8"
        raise ParameterError(f"{path} cannot be read ({said}); name another file") from None


def _from_json(text: str) -> Iterator[Entry]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise ParameterError(f"this is no JSON ({problem}); write a list of objects with formula and quantity") from None
    rows = document.get("formulas") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise ParameterError("the JSON is no list; write a list of objects with formula and quantity")
    for number, row in enumerate(rows, 1):
        yield _entry(number, row if isinstance(row, dict) else {})


def _from_csv(text: str) -> Iterator[Entry]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        for number, row in enumerate(reader, 1):
            yield _entry(number, {key: value for key, value in row.items() if key in FIELDS and value is not None})
    except csv.Error as problem:
        raise ParameterError(f"this is no CSV ({problem}); quote a formula that holds a comma") from None


def _entry(number: int, row: dict[str, Any]) -> Entry:
    missing = [field for field in ("formula", "quantity") if not isinstance(row.get(field), str) or not row[field].strip()]
    if missing:
        raise ParameterError(f"row {number} has no {' and no '.join(missing)}; each row needs both, as text")
    where = row.get("where") or {}
    where = where_of(where) if isinstance(where, str) else where
    if not isinstance(where, dict) or not all(isinstance(part, str) for pair in where.items() for part in pair):
        raise ParameterError(f'row {number}: where is no mapping of names to parameters; write {{"a": "k"}}')
    return Entry(str(row.get("name") or number), row["formula"], row["quantity"], where)


def _from_latex(text: str) -> Iterator[Entry]:
    places = list(DIRECTIVE.finditer(text))
    if not places:
        raise ParameterError("no formula is marked; write a line '% check: Entropy(Normal(mu, sigma))' before each that is to be checked")
    ends = [*(place.start() for place in places[1:]), len(text)]
    for number, (place, end) in enumerate(zip(places, ends, strict=True), 1):
        found = FORMULA.search(text, place.end(), end)
        line = text.count("\n", 0, place.start()) + 1
        if found is None:
            raise ParameterError(f"line {line}: no formula follows the comment; write it between dollars or in an equation")
        body = next(part for part in found.group("a", "b", "c", "d", "e") if part is not None)
        yield Entry(f"{number} (line {line})", _right_side(body), place["quantity"], where_of(place["where"] or ""))


def _right_side(body: str) -> str:
    """The last right side of a formula that may run over several lines."""
    plain = DECORATION.sub(" ", body).replace("\\\\", " ")
    return plain.rpartition("=")[2].strip() or plain.strip()
