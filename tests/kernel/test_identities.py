"""Generated identities between sums: true ones, which the kernel decides, and false ones, which it never proves."""

import random
from collections import Counter

import mpmath as mp
import pytest
from random_identities import edited, identity, term_of
from random_sums import WORLD, tables
from random_terms import DIGITS, Unclear, Undefined, agree, point, value

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Proof
from symbolic_info.proof.terms import Term

COUNTS = [pytest.param(120, id="120"), pytest.param(2500, id="2500", marks=pytest.mark.fuzz)]
PLACES = 3
DIFFERENT = "the normal forms differ"


def proved(left: Term, right: Term) -> str:
    """What the kernel says of left = right: "proved", "differ", or why it refuses."""
    try:
        proof = Proof(WORLD)
        conditions = proof.done[proof.do("same_sum", [], left, right)].conditions
    except Rejected as refusal:
        return "differ" if refusal.condition == DIFFERENT else f"refused: {refusal.condition:.40}"
    return f"under {sorted(conditions)}" if conditions else "proved"


def values(t: Term, seed: int) -> list:
    """Its values at random tables."""
    choose = random.Random(seed)
    return [value(t, point(choose) | tables(choose)) for _ in range(PLACES)]


def equal(left: Term, right: Term, seed: int) -> bool:
    return all(agree(a, b) for a, b in zip(values(left, seed), values(right, seed), strict=True))


def true_identity(seed: int) -> str:
    """The verdict about an identity that holds."""
    choose = random.Random(seed)
    left, right = (term_of(sums, choose) for sums in identity(choose))
    assert equal(left, right, seed), f"seed {seed}: the generator is wrong: {left} = {right}"
    return proved(left, right)


def false_identity(seed: int) -> str:
    """The verdict about one that does not, which is seen at numbers."""
    choose = random.Random(seed)
    left, right = identity(choose)
    for _ in range(20):
        wrong = term_of(edited(choose, right), choose)
        try:
            if not equal(term_of(left), wrong, seed):
                verdict = proved(term_of(left), wrong)
                assert verdict != "proved", f"seed {seed}: proved, and false: {term_of(left)} = {wrong}"
                return verdict
        except (Undefined, Unclear):
            if proved(term_of(left), wrong) == "proved":
                raise AssertionError(f"seed {seed}: proved, and undefined: {wrong}") from None
    return "no edit found"


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(DIGITS // 2):
        yield


@pytest.mark.parametrize("count", COUNTS)
def test_true_identities_are_decided(count):
    met = Counter(true_identity(seed) for seed in range(count))
    assert met["proved"] >= 0.95 * count, met


@pytest.mark.parametrize("count", COUNTS)
def test_false_identities_are_never_proved(count):
    met = Counter(false_identity(seed) for seed in range(count))
    assert met["no edit found"] < count // 20, met
