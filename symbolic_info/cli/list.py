"""``symbolic-info list families|quantities|theorems``: the tables, a row a line, or as JSON."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

import symbolic_info as si
from symbolic_info.cli.verb import Answer, Verb

KINDS = {"families": lambda: si.families(), "quantities": lambda: si.quantities(), "theorems": lambda: si.theorems()}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=sorted(KINDS), help="which table")
    parser.add_argument("--json", action="store_true", help="a list of objects")


def run(arguments: Namespace) -> Answer:
    rows = [{"key": row.key, "says": says(row)} for row in KINDS[arguments.kind]()]
    if arguments.json:
        return Answer(json.dumps(rows, ensure_ascii=False, indent=2))
    width = max((len(row["key"]) for row in rows), default=0)
    return Answer("\n".join(f"{row['key']:{width}}  {row['says']}" for row in rows))


def says(row: Any) -> str:
    """One line on a row: what it says of itself, or the first line of its documentation."""
    own = getattr(row, "says", None)
    return own if isinstance(own, str) else (row.__doc__ or row.key).strip().splitlines()[0]


LIST = Verb("list", "list the families, quantities or theorems", add_arguments, run)
