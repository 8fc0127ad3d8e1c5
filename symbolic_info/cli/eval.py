"""``symbolic-info eval QUANTITY mu_1=0 ...``: the value, to as many digits as asked."""

from argparse import ArgumentParser, Namespace

import sympy as sp

import symbolic_info as si
from symbolic_info.cli.reading import at_values, digits, quantity_of, takes_a_quantity
from symbolic_info.cli.verb import Answer, Verb
from symbolic_info.core.errors import NoClosedForm

NUMBER_ONLY = 3


def add_arguments(parser: ArgumentParser) -> None:
    takes_a_quantity(parser)
    parser.add_argument("values", nargs="*", metavar="NAME=VALUE", help="exact values: mu_1=0 sigma_1=1/2 p=0.1")
    parser.add_argument("--digits", type=digits, default=15, metavar="N", help="significant digits (default 15)")


def run(arguments: Namespace) -> Answer:
    """By the closed form where there is one; otherwise by the definition, with status 3."""
    quantity = at_values(quantity_of(arguments), arguments.values)
    try:
        derivation = si.derive(quantity)
    except NoClosedForm as left:
        return Answer(_decimal(quantity, arguments.digits), NUMBER_ONLY, f"a number only, by the definition: {left}")
    exact = quantity if derivation.form == "series" else derivation.result
    return Answer(_decimal(exact, arguments.digits), note=derivation.reason if derivation.form == "infinite" else "")


def _decimal(value: sp.Expr, count: int) -> str:
    return str(sp.N(value, count))


EVAL = Verb("eval", "compute a quantity at given values", add_arguments, run)
