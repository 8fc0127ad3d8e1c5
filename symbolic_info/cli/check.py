"""``symbolic-info check FORMULA QUANTITY``: is it right?  ``check --file FILE``: are they?

Exit status: 0 all proved, 1 one is refuted, 2 bad input, 3 only numbers speak for one, or nothing does, 4 out of time or memory.
"""

import json
import os
import sys
import textwrap
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import symbolic_info as si
from symbolic_info.cli.child import in_child, takes_limits
from symbolic_info.cli.formula_files import Entry, entries, where_of
from symbolic_info.cli.reading import in_base, seconds
from symbolic_info.cli.verb import Answer, Verb
from symbolic_info.core.errors import OutOfTime, ParameterError, SymbolicInfoError
from symbolic_info.export.names import plain_text

STATUS = {"proved": 0, "certified": 0, "numeric": 3, "undecided": 3, "out of resources": 4, "bad input": 2, "refuted": 1}
"""Exit status of each outcome; of several, the last in this order counts."""
BAR = 30
WIDTH = 60


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("formula", nargs="?", metavar="FORMULA", help=r'in Python notation or LaTeX, for example "\frac12\ln(2\pi e s^2)"')
    parser.add_argument("quantity", nargs="?", metavar="QUANTITY", help='for example "Entropy(Gamma(a, rate=b))"')
    parser.add_argument("--where", action="append", default=[], metavar="NAME=PARAMETER", help="what a name of the formula stands for")
    parser.add_argument("--base", metavar="B", help="base of the logarithm: above 1, or nats, bits, hartleys")
    parser.add_argument("--file", type=Path, metavar="FILE", help="check every formula of a .json, .csv or .tex file")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the answer into a new file")
    parser.add_argument("--force", action="store_true", help="let --output replace a file")
    parser.add_argument("--budget", type=seconds, default=10.0, metavar="SECONDS", help="time that looking may take (default 10)")
    takes_limits(parser)


def run(arguments: Namespace) -> Answer:
    """One formula or a file of them, each in a child of its own."""
    wanted = _wanted(arguments)
    _refuse_to_overwrite(arguments)
    work = (_checked(entry, arguments) for entry in wanted)
    done = list(_with_bar(work, len(wanted)) if arguments.file else work)
    outcome = max((document["status"] for document in done), key=list(STATUS).index)
    text = json.dumps(done if arguments.file else done[0], indent=2, ensure_ascii=False) if arguments.json else _said(done, arguments)
    if arguments.output is not None:
        _write(arguments.output, text + "\n")
        text = ""
    if not arguments.file and outcome in ("bad input", "out of resources"):
        return Answer("", STATUS[outcome], f"symbolic-info: {done[0]['reason']}")
    return Answer(text, STATUS[outcome], _tally(done) if arguments.file else "")


def _wanted(arguments: Namespace) -> list[Entry]:
    if arguments.file is not None:
        if arguments.formula is not None or arguments.where:
            raise ParameterError("--file brings formulas, quantities and names of its own; leave out the others")
        return entries(arguments.file)
    if arguments.formula is None or arguments.quantity is None:
        raise ParameterError('a formula and a quantity are needed; write check "1 - log(lam)" "Entropy(Exponential(rate=lam))"')
    return [Entry("", arguments.formula, arguments.quantity, where_of(";".join(arguments.where)))]


def _checked(entry: Entry, arguments: Namespace) -> dict[str, Any]:
    """The outcome for one formula as plain data; every failure is an outcome."""
    about = {"name": entry.name, "formula": entry.formula, "quantity": entry.quantity}
    try:
        found = in_child(lambda: _outcome(entry, arguments), arguments.time_limit, arguments.memory_limit)
    except (OutOfTime, MemoryError) as problem:
        found = {"status": "out of resources", "reason": str(problem)}
    return about | found


def _outcome(entry: Entry, arguments: Namespace) -> dict[str, Any]:
    try:
        quantity = in_base(si.read(entry.quantity), arguments.base)
        checked = si.check(entry.formula, quantity, where=entry.where, budget=arguments.budget)
    except SymbolicInfoError as problem:
        return {"status": "bad input", "reason": str(problem)}
    except (MemoryError, RecursionError):
        return {"status": "out of resources", "reason": f"more than {arguments.memory_limit} MiB were needed; give a larger --memory-limit"}
    return checked.to_document() | {"text": str(checked)}


# -- printing --------------------------------------------------------------------------------------------------------------


def _said(done: list[dict[str, Any]], arguments: Namespace) -> str:
    return _table(done) if arguments.file else done[0].get("text", done[0]["reason"])


def _table(done: list[dict[str, Any]]) -> str:
    """A row a formula: name, outcome, quantity, what is wrong."""
    rows = [[plain_text(str(d["name"])), d["status"], plain_text(d["quantity"]), _remark(d)] for d in done]
    widths = [min(max(len(row[i]) for row in rows), WIDTH) for i in range(3)]
    cells = ([*(textwrap.shorten(cell, WIDTH).ljust(w) for cell, w in zip(row, widths, strict=False)), row[3]] for row in rows)
    return "\n".join("  ".join(row).rstrip() for row in cells)


def _remark(document: dict[str, Any]) -> str:
    if document["status"] in ("proved", "certified"):
        conditions = document.get("conditions")
        return f"where {', '.join(conditions)}" if conditions else ""
    mistake = document.get("mistake")
    return plain_text(mistake["says"] if mistake else document["reason"])


def _tally(done: list[dict[str, Any]]) -> str:
    counts = Counter(document["status"] for document in done)
    return ", ".join(f"{counts[status]} {status}" for status in STATUS if counts[status])


def _with_bar(work: Iterable[dict[str, Any]], total: int) -> Iterator[dict[str, Any]]:
    """The same, with a bar on stderr where a person is looking."""
    show = sys.stderr is not None and sys.stderr.isatty()
    for number, document in enumerate(work, 1):
        if show:
            full = BAR * number // total
            sys.stderr.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {number}/{total}")
            sys.stderr.flush()
        yield document
    if show:
        sys.stderr.write("\r" + " " * (BAR + 24) + "\r")


# -- files -----------------------------------------------------------------------------------------------------------------


def _refuse_to_overwrite(arguments: Namespace) -> None:
    """Before any work: a file that is there stays, unless --force says otherwise; a link is never followed."""
    path = arguments.output
    if path is None:
        return
    if path.is_symlink() or path.is_dir():
        raise ParameterError(f"{path} is a {'link' if path.is_symlink() else 'folder'}; name a file")
    if os.path.lexists(path) and not arguments.force:
        raise ParameterError(f"{path} is there already; add --force to replace it, or name another file")


def _write(path: Path, text: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o644), "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as problem:
        raise ParameterError(f"{path} cannot be written ({problem.strerror}); name another file with --output") from None


CHECK = Verb("check", "is a formula right? proved, refuted with a witness, or held against numbers", add_arguments, run)
