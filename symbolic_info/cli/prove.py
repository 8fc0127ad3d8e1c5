"""``symbolic-info prove "KL(P, Q) >= 0"``: proved by the kernel, refuted with a witness, or undecided."""

from argparse import ArgumentParser, Namespace

import symbolic_info as si
from symbolic_info.cli.verb import Answer, Verb

STATUS = {"proved": 0, "refuted": 1}
UNDECIDED = 3


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("statement", metavar="STATEMENT", help='for example "KL(Normal(m, s), Normal(a, b)) >= 0"')


def run(arguments: Namespace) -> Answer:
    """The verdict, with the theorem or the witness."""
    verdict = si.prove(arguments.statement)
    lines = [verdict.status]
    if verdict.witness:
        lines.append("at " + ", ".join(f"{name} = {_value(value)}" for name, value in verdict.witness.items()))
    if verdict.theorem is not None:
        lines.append(f"{'there ' if verdict.witness else ''}{verdict.theorem}")
    return Answer("\n".join(lines), STATUS.get(verdict.status, UNDECIDED), verdict.reason if verdict.status == "undecided" else "")


def _value(value: object) -> str:
    """A number, or the entries of an array in the order of their labels."""
    return "(" + ", ".join(map(str, value.values())) + ")" if isinstance(value, dict) else str(value)


PROVE = Verb("prove", "prove or refute an equation or inequality", add_arguments, run)
