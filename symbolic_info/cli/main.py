"""``symbolic-info VERB ...``: the answer on stdout, messages on stderr, the outcome as the exit status.

0 derived, proved or listed; 1 a check failed; 2 bad input; 3 no closed form, a number only, or undecided; 4 out of time or memory;
70 a defect of the program itself.
"""

import argparse
import difflib
import io
import os
import re
import sys
import traceback
from collections.abc import Sequence
from dataclasses import astuple
from importlib.metadata import PackageNotFoundError, version
from typing import TextIO

from symbolic_info.cli.child import in_child
from symbolic_info.cli.verb import Answer, Verb
from symbolic_info.core.errors import NoClosedForm, OutOfTime, Rejected, SymbolicInfoError
from symbolic_info.core.registry import Table

PROGRAM = "symbolic-info"
# The first kind that fits an error gives the status.
STATUSES: tuple[tuple[type[BaseException], int], ...] = (
    (Rejected, 1),
    (NoClosedForm, 3),
    (OutOfTime, 4),
    (MemoryError, 4),
    (RecursionError, 4),
    (SymbolicInfoError, 2),
    (KeyboardInterrupt, 130),
)
SILENT: dict[type[BaseException], str] = {MemoryError: "out of memory", RecursionError: "nested too deeply"}
DEFECT = 70
FORMULA = re.compile(r"-(?!-).*[(\\^*/+{ ]")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status."""
    # A blank in front keeps argparse from taking the formula "-KL(P, Q)" for an option.
    words = [f" {word}" if FORMULA.match(word) else word for word in (sys.argv[1:] if argv is None else argv)]
    try:
        verbs = Table("cli", Verb)
        _refuse_unknown_verb(words, list(verbs))
        arguments = _parser(verbs).parse_args(words)
        answer = _in_limits(arguments) if getattr(arguments, "limited", False) else _answer(arguments)
    except (Exception, KeyboardInterrupt) as error:
        answer = _explained(error)
    _write(sys.stdout, answer.text)
    _write(sys.stderr, answer.note)
    return answer.status


def _in_limits(arguments: argparse.Namespace) -> Answer:
    """The answer of a verb that works on what a user typed: computed in a child with limits on its time and memory."""
    return Answer(*in_child(lambda: list(astuple(_answer(arguments))), arguments.time_limit, arguments.memory_limit))


def _answer(arguments: argparse.Namespace) -> Answer:
    """What the verb answers; every error is an answer too."""
    try:
        return arguments.run(arguments)
    except (Exception, KeyboardInterrupt) as error:
        return _explained(error)


def _parser(verbs: Table) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Derive, check, print and compute entropies, cross-entropies and KL divergences.",
        epilog="Exit status: 0 derived or proved, 1 refuted or a failed check, 2 bad input, 3 no closed form, 4 out of time or memory.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {_version()}")
    inside = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for verb in verbs.values():
        own = inside.add_parser(verb.key, help=verb.help, description=verb.help, allow_abbrev=False)
        verb.add_arguments(own)
        own.set_defaults(run=verb.run)
    return parser


def _version() -> str:
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "(run from a checkout that is not installed)"


def _refuse_unknown_verb(words: list[str], keys: list[str]) -> None:
    if words and not words[0].startswith("-") and words[0] not in keys:
        near = difflib.get_close_matches(words[0], keys, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"verbs: {', '.join(keys)}"
        raise SymbolicInfoError(f"no verb {words[0]!r}; {hint}")


def _explained(error: BaseException) -> Answer:
    """What went wrong, for stderr, and the status for it."""
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), DEFECT)
    says = str(error) or SILENT.get(type(error), "interrupted")
    if status == DEFECT:
        says = f"this is a defect of {PROGRAM}, please report it with your command line\n{traceback.format_exc()}"
    return Answer("", status, f"{PROGRAM}: {says}")


def _write(stream: TextIO | None, text: str) -> None:
    """Write ``text`` as whole lines; a reader that has closed its end (``| head``) is no error."""
    if not text or stream is None:
        return
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        # Python flushes the stream once more at its exit; what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
