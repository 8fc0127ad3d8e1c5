"""Twenty seconds of ``make fuzz``, and what makes it fail."""

import os
import time

import pytest

from symbolic_info.language.formula import parse_text
from tests import fuzz


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "seconds"), [(fuzz.broken, 10.0), (fuzz.well_formed, 10.0)], ids=lambda value: getattr(value, "__name__", "")
)
def test_twenty_seconds_of_texts(kind: object, seconds: float) -> None:
    found = fuzz.run(kind, 10**9, seconds, seed=1)
    assert not found.failures, found.failures[:5]
    assert not found.events, found.events[:5]
    assert sum(found.outcomes.values()) > 500
    assert min(found.outcomes["read"], found.outcomes["refused"]) > 10, "both happen"


def crashes(text: str) -> None:
    raise KeyError(text)


def hangs(text: str) -> None:
    end = time.thread_time() + 2 * fuzz.SECONDS_A_CASE
    while time.thread_time() < end:
        pass


def executes(text: str) -> object:
    exec(compile("x = 1", "<text>", "exec"))  # noqa: S102
    return text


def starts(text: str) -> object:
    return os.system("true")


@pytest.mark.parametrize("read", [crashes, pytest.param(hangs, marks=pytest.mark.wide), executes, starts])
def test_each_kind_of_failure_is_seen(read: object) -> None:
    found = fuzz.run(fuzz.broken, 1, 10.0, seed=0, read=read)
    assert found.failures or found.events


def test_the_same_seed_gives_the_same_texts() -> None:
    for kind in (fuzz.broken, fuzz.well_formed):
        one, other, third = (fuzz.texts(kind, seed) for seed in (3, 3, 4))
        assert [next(one) for _ in range(50)] == [next(other) for _ in range(50)] != [next(third) for _ in range(50)]


def test_most_of_the_grammar_is_read() -> None:
    """The well-formed texts test the evaluation, not the refusals of the grammar."""
    found = fuzz.run(fuzz.well_formed, 300, 60.0, seed=2, read=lambda text: parse_text(text, fuzz.NAMES))
    assert found.outcomes["read"] > found.outcomes["refused"]
