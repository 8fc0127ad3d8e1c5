"""``symbolic-info derive QUANTITY``: the derivation, or its result only, in one of the formats."""

import json
from argparse import ArgumentParser, Namespace

import symbolic_info as si
from symbolic_info.cli.reading import quantity_of, seconds, takes_a_quantity
from symbolic_info.cli.verb import Answer, Verb
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.registry import Table
from symbolic_info.export.record import Exporter

# How a format shows a bare result; a format without a line here shows whole derivations only.

RESULTS = {
    "text": lambda d: str(d.result),
    "latex": lambda d: si.latex(d.result),
    "markdown": lambda d: f"$${si.latex(d.quantity)} = {si.latex(d.result)}$$",
    "json": lambda d: json.dumps(
        {"quantity": str(d.quantity), "result": str(d.result), "form": d.form, "conditions": [str(c) for c in d.conditions]},
        ensure_ascii=False,
        sort_keys=True,
    ),
}


def formats() -> Table:
    """The exporters, by key."""
    return Table("export", Exporter)


def add_arguments(parser: ArgumentParser) -> None:
    takes_a_quantity(parser)
    parser.add_argument("--format", choices=list(formats()), default="text", help="how to print it (default text)")
    how_much = parser.add_mutually_exclusive_group()
    how_much.add_argument("--steps", dest="result", action="store_false", default=False, help="every step with its reason (default)")
    how_much.add_argument("--result", action="store_true", help="the closed form only")
    parser.add_argument("--check", action="store_true", help="replay every step and sample it numerically; status 1 where one fails")
    parser.add_argument("--budget", type=seconds, default=5.0, metavar="SECONDS", help="time that the search may take (default 5)")


def run(arguments: Namespace) -> Answer:
    key = arguments.format
    if arguments.result and key not in RESULTS:
        raise ParameterError(f"{key} shows whole derivations only; leave out --result, or take one of {', '.join(RESULTS)}")
    derivation = si.derive(quantity_of(arguments), budget=arguments.budget)
    if arguments.check:
        derivation = derivation.check()
    if arguments.result:
        return Answer(RESULTS[key](derivation), note=_note(derivation))
    return Answer(formats()[key].render(derivation).rstrip("\n"))


def _note(derivation: "si.Derivation") -> str:
    """What the bare result leaves unsaid."""
    reason = derivation.reason if derivation.form == "infinite" else ""
    conditions = ", ".join(str(c) for c in derivation.conditions)
    return "; ".join(part for part in (reason, conditions and f"holds where {conditions}") if part)


DERIVE = Verb("derive", "derive a quantity from the densities of its distributions", add_arguments, run)
