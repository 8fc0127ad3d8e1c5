"""``symbolic-info list families|quantities|theorems``: the tables, a row a line, or as JSON."""

import inspect
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any, NamedTuple

import symbolic_info as si
from symbolic_info.cli.verb import Answer, Verb
from symbolic_info.distributions.signatures import usage


class Kind(NamedTuple):
    """A table, and the line that says what a row of it is."""

    rows: Callable[[], Any]
    says: Callable[[Any], str]


KINDS = {
    "families": Kind(lambda: si.families(), lambda family: f"{usage(family)}, support {family.support}"),
    "quantities": Kind(lambda: si.quantities(), lambda quantity: (inspect.getdoc(quantity) or quantity.key).splitlines()[0]),
    "theorems": Kind(lambda: si.theorems(), lambda theorem: theorem.statement),
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=sorted(KINDS), help="which table")
    parser.add_argument("--json", action="store_true", help="a list of objects")


def run(arguments: Namespace) -> Answer:
    kind = KINDS[arguments.kind]
    rows = [{"key": row.key, "says": kind.says(row)} for row in kind.rows().values()]
    if arguments.json:
        return Answer(json.dumps(rows, ensure_ascii=False, indent=2))
    width = max((len(row["key"]) for row in rows), default=0)
    return Answer("\n".join(f"{row['key']:{width}}  {row['says']}" for row in rows))


LIST = Verb("list", "list the families, quantities or theorems", add_arguments, run)
