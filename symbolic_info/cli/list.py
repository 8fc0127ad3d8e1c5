"""``symbolic-info list families|quantities|theorems|atlas``: the tables, a row a line, or as JSON."""

import inspect
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, NamedTuple

import symbolic_info as si
from symbolic_info.cli.outcomes import families, outcomes
from symbolic_info.cli.verb import Answer, Verb
from symbolic_info.core.errors import ParameterError
from symbolic_info.distributions.signatures import usage


class Kind(NamedTuple):
    """A table, and what JSON and a line of text tell of a row."""

    rows: Callable[[], Any]
    fields: Callable[[Any], dict[str, Any]]
    says: Callable[[Any], str]


def _family(family: Any) -> dict[str, Any]:
    support = str(family.support)
    return {"key": family.key, "name": family.name, "parameters": list(family.names), "support": support, "usage": usage(family)}


def _quantity(quantity: Any) -> dict[str, Any]:
    return {"key": quantity.key, "name": quantity.__name__, "says": (inspect.getdoc(quantity) or quantity.key).splitlines()[0]}


def _theorem(entry: Any) -> dict[str, Any]:
    return {"key": entry.key, "statement": entry.statement, "claims": list(entry.claims), "grade": entry.grade}


KINDS = {
    "families": Kind(lambda: si.families(), _family, lambda family: f"{usage(family)}, support {family.support}"),
    "quantities": Kind(lambda: si.quantities(), _quantity, lambda quantity: _quantity(quantity)["says"]),
    "vector_families": Kind(lambda: si.vector_families(), _quantity, lambda family: _quantity(family)["says"]),
    "theorems": Kind(lambda: si.theorems(), _theorem, lambda theorem: theorem.statement),
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=sorted((*KINDS, "atlas")), help="which table; the atlas is derived cell by cell")
    parser.add_argument("--json", action="store_true", help="a list of objects")
    parser.add_argument("--family", action="append", metavar="KEY", help="of the atlas: only this family (may be repeated)")


def _atlas(arguments: Namespace) -> Answer:
    """Families x quantities: what has a closed form.  All of it takes minutes; one family takes seconds."""
    known = families()
    chosen = arguments.family or sorted(known)
    if unknown := [key for key in chosen if key not in known]:
        raise ParameterError(f"no family has the key {unknown[0]!r}; list the keys with: symbolic-info list families")
    cells = list(outcomes(chosen))
    if arguments.json:
        return Answer(json.dumps([asdict(cell) for cell in cells], ensure_ascii=False, indent=2))
    return Answer("\n".join(f"{c.family:24} {c.quantity:22} {c.cell}{': ' if c.reason else ''}{c.reason}" for c in cells))


def run(arguments: Namespace) -> Answer:
    if arguments.kind == "atlas":
        return _atlas(arguments)
    kind = KINDS[arguments.kind]
    rows = list(kind.rows())
    if arguments.json:
        return Answer(json.dumps([kind.fields(row) for row in rows], ensure_ascii=False, indent=2))
    width = max((len(row.key) for row in rows), default=0)
    return Answer("\n".join(f"{row.key:{width}}  {kind.says(row)}" for row in rows))


LIST = Verb("list", "list the families, quantities, theorems, or the atlas of what has a closed form", add_arguments, run)
