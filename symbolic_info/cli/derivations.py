"""``symbolic-info derivations run|build|figures``: run every theorem anew, write their index, draw the pictures of them."""

import difflib
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, NamedTuple

import symbolic_info as si
from symbolic_info.cli import book, figures
from symbolic_info.cli.verb import Answer, Verb
from symbolic_info.core.errors import ParameterError, Rejected, SymbolicInfoError
from symbolic_info.derive.replaying import in_a_fresh_process

GRADES = ("undecided", "numeric", "certified", "proved")


class Ran(NamedTuple):
    """An entry that was run: its theorems, each replayed by the kernel, and the weakest of their grades."""

    entry: Any
    theorems: tuple[Any, ...]
    grade: str


def add_arguments(parser: ArgumentParser) -> None:
    inside = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    for what, says in (("run", "print the theorems"), ("build", "print them, and write their index")):
        own = inside.add_parser(what, help=says, description=says, allow_abbrev=False)
        own.add_argument("keys", nargs="*", metavar="KEY", help="only these, for example kl.normal (default: all)")
    own.add_argument("--index", type=Path, metavar="FILE", help="where build writes the index (default: index.md beside the theorems)")
    own.add_argument("--book", type=Path, metavar="DIR", help="also write a page for each file, and one LaTeX document, into this folder")
    says = "draw the pictures of what is proved"
    figures.add_arguments(inside.add_parser("figures", help=says, description=says, allow_abbrev=False))


def run(arguments: Namespace) -> Answer:
    if arguments.what == "figures":
        return figures.draw(arguments)
    if arguments.what == "build" and arguments.keys:
        raise ParameterError("build writes the index of all theorems; leave out the keys, or say run")
    entries = _chosen(arguments.keys)
    if arguments.what == "build" and arguments.index and not arguments.index.parent.is_dir():  # said before minutes are spent
        raise ParameterError(f"{arguments.index} cannot be written (no such folder); name another file with --index")
    done = [_run(entry) for entry in entries]
    note = f"theorems: {sum(len(ran.theorems) for ran in done)}, files: {len(done)}"
    if arguments.what == "build":
        path = arguments.index or Path(entries[0].module.__file__).parents[entries[0].key.count(".")] / "index.md"
        _write(path, index(done))
        replayed = in_a_fresh_process(theorem.proven for ran in done for theorem in ran.theorems)
        note += f"; replayed in a fresh process: {replayed}; index in {path.name}"
        note += f"; pages: {len(book.write(done, arguments.book)) - 2}, in {arguments.book}" if arguments.book else ""
    return Answer("\n\n".join(_shown(ran) for ran in done), note=note)


def _chosen(keys: list[str]) -> list[Any]:
    table = {entry.key: entry for entry in si.theorems()}
    unknown = sorted(set(keys) - set(table))
    if unknown:
        near = difflib.get_close_matches(unknown[0], sorted(table), n=1)
        hint = f"did you mean {near[0]!r}?" if near else "see: symbolic-info list theorems"
        raise ParameterError(f"no theorem {unknown[0]!r}; {hint}")
    return [table[key] for key in keys or table]


def _run(entry: Any) -> Ran:
    """Derive what the file states.

    Raises:
        Rejected: A theorem is not what the file claims.
    """
    try:
        theorems = entry.run()
    except AssertionError as claim:
        raise Rejected(f"the file claims something else than what was derived: {claim}", rule=entry.key) from None
    except SymbolicInfoError as problem:
        raise Rejected(str(problem), rule=entry.key) from problem
    return Ran(entry, theorems, min((theorem.grade for theorem in theorems), key=GRADES.index))


def _shown(ran: Ran) -> str:
    return "\n".join([f"{ran.entry.key} [{ran.grade}]: {ran.entry.statement}", *(f"  {theorem}" for theorem in ran.theorems)])


def index(done: list[Ran]) -> str:
    """The index as Markdown: key, statement, claims, grade."""
    rows = [f"| `{ran.entry.key}` | {_cell(ran.entry.statement)} | {', '.join(ran.entry.claims)} | {ran.grade} |" for ran in done]
    head = ["# Theorems", "", "Written by `make derivations`.", "", "| file | statement | settles | grade |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as problem:
        raise ParameterError(f"{path} cannot be written ({problem.strerror}); name another file with --index") from None


DERIVATIONS = Verb("derivations", "run every theorem anew, write their index, draw their pictures", add_arguments, run)
