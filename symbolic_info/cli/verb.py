"""Records of the command line: a verb, and what it answers."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """``text`` goes to stdout, ``note`` to stderr; ``status`` is the exit status (0: derived, proved or listed)."""

    text: str
    status: int = 0
    note: str = ""


@dataclass(frozen=True)
class Verb:
    """One word after ``symbolic-info``: a file of this package that defines one such record.

    Args:
        key: The word.
        help: One line for ``--help``.
        add_arguments: Declares what the verb takes.
        run: Computes the answer; what it raises becomes a message and an exit status in ``main``.
    """

    key: str
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Answer]
