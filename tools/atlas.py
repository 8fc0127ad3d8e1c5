"""Write docs/atlas.md: which quantity of which family has a closed form, a series, is infinite or is not derived, and why.

Two processes derive family by family; what is found is appended to build/atlas.jsonl at once, and the next run goes on from there
unless the code has changed.  The page holds no times and no order of arrival, so that it is the same on every machine.
"""

import argparse
import hashlib
import json
import multiprocessing
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from symbolic_info.cli.outcomes import Outcome, families, outcomes, quantities

ROOT = Path(__file__).resolve().parents[1]
LOG = ROOT / "build" / "atlas.jsonl"
PAGE = ROOT / "docs" / "atlas.md"
REASON = 150
HEAD = """# Atlas

Written by `make atlas`; do not edit.  Each cell is what `symbolic_info.derive` finds from the densities: *closed*, *series* (an exact
infinite sum), *oo*, or *not derived* (the reasons stand below); it is empty where there is no such quantity.  *Cases* are those that
the parameters decide.  Quantities of two laws are those of two laws of the same family, each with its own parameters; orders are
symbols; Fisher information is that in the first parameter by name.  `symbolic-info list atlas --family KEY` derives one row.
"""
ABSENT = ""


def columns(cells: Iterable[Outcome]) -> list[str]:
    """The quantities that some family has."""
    found = {cell.quantity for cell in cells}
    return [key for key in quantities() if key in found]


def page(cells: list[Outcome]) -> str:
    """The whole page."""
    cells = sorted(cells, key=lambda c: (c.family, c.quantity))
    heads, names = columns(cells), list(dict.fromkeys(c.family for c in cells))
    at = {(c.family, c.quantity): c.cell for c in cells}
    lines = [f"| family | {' | '.join(heads)} |", f"|---{'|---' * len(heads)}|"]
    lines += [f"| {name} | {' | '.join(at.get((name, head), ABSENT) for head in heads)} |" for name in names]
    counted = list(_counts(cells, heads))
    return (
        "\n".join([HEAD, f"{len(names)} families.\n", *counted, "", *lines, "", "## Not derived", *_reasons(cells, heads)]).rstrip() + "\n"
    )


def _counts(cells: list[Outcome], heads: list[str]) -> Iterator[str]:
    yield "| | closed | series | oo | not derived |"
    yield "|---|---:|---:|---:|---:|"
    for head in heads:
        forms = [c.form for c in cells if c.quantity == head]
        yield f"| {head} | {' | '.join(str(forms.count(form)) for form in ('closed', 'series', 'infinite', 'none'))} |"


def _reasons(cells: list[Outcome], heads: list[str]) -> Iterator[str]:
    for head in heads:
        left = [c for c in cells if c.quantity == head and c.form == "none"]
        if left:
            yield f"\n### {head}\n"
            yield from (f"- {c.family}: {_shortened(c.reason)}" for c in left)


def _shortened(reason: str) -> str:
    """What is left, or what is missing, without the quantity's name."""
    _, _, left = reason.partition("; left: ")
    _, _, missing = reason.partition(" is not derived: ")
    said = " ".join((f"left: {left}" if left else missing or reason).split())
    return f"`{said[:REASON]}{'...' if len(said) > REASON else ''}`"


def read_cells(text: str) -> dict[tuple[str, str], str]:
    """The cells of a page, by family and quantity."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]
    start = next(i for i, row in enumerate(rows) if row[0] == "family")
    return {(row[0], head): cell for row in rows[start + 1 :] for head, cell in zip(rows[start][1:], row[1:], strict=True)}


def derive_row(key: str, heads: tuple[str, ...] = ()) -> tuple[str, list[dict]]:
    """One family's cells."""
    return key, [asdict(cell) for cell in outcomes([key], heads)]


def stamp(heads: tuple[str, ...]) -> str:
    """Changes when the code does, or what is asked."""
    digest = hashlib.sha256(repr(heads).encode())
    for path in sorted((ROOT / "symbolic_info").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def remembered(mark: str | None) -> dict[str, list[dict]]:
    lines = LOG.read_text("utf-8").splitlines() if LOG.exists() else []
    records = [json.loads(line) for line in lines if line.endswith("}")]
    return {r["family"]: r["cells"] for r in records if mark is None or r["stamp"] == mark}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make atlas", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--keep", action="store_true", help="use what an earlier version of the code has found")
    parser.add_argument("--quantities", default="", help="only these columns: entropy,kl")
    options = parser.parse_args()
    heads = tuple(filter(None, options.quantities.split(",")))
    mark, keys = stamp(heads), sorted(families())
    known = remembered(None if options.keep else mark)
    todo, started = [key for key in keys if key not in known], time.monotonic()
    LOG.parent.mkdir(exist_ok=True)
    with multiprocessing.Pool(options.jobs, maxtasksperchild=4) as pool, LOG.open("a", encoding="utf-8") as log:
        for done, (key, cells) in enumerate(pool.imap_unordered(partial(derive_row, heads=heads), todo), start=1):
            known[key] = cells
            log.write(json.dumps({"stamp": mark, "family": key, "cells": cells}) + "\n")
            log.flush()
            bar = "#" * (30 * done // len(todo))
            print(f"\r[{bar:30}] {done}/{len(todo)} {time.monotonic() - started:5.0f} s  {key:28.28}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    PAGE.write_text(page([Outcome(**cell) for key in keys for cell in known[key]]), "utf-8")
    print(PAGE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
