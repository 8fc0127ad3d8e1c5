"""Random calls of the rules about inequalities: what they conclude holds at random tables, and so does its case of equality."""

import random
from collections import Counter
from itertools import product

import mpmath as mp
import pytest
from random_sums import WORLD, entry, sum_term, tables
from random_terms import DIGITS, TINY, Unclear, holds, lies, point, value

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Proof, Statement
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, div, exp, log, mul, neg, power, rat, sub, sym

COUNTS = [pytest.param(400, id="400"), pytest.param(20_000, id="20000", marks=pytest.mark.fuzz)]
PLACES = 3
u = sym("_u")
LINE, POSITIVE = (MINUS_INFINITY, INFINITY), (rat(0), INFINITY)
FUNCTIONS = (
    *((power(u, rat(2)), LINE), (neg(log(u)), POSITIVE), (mul(u, log(u)), POSITIVE), (exp(u), LINE), (power(u, rat(3)), POSITIVE)),
    *((power(u, rat(-1)), POSITIVE), (log(u), POSITIVE), (power(u, rat(3)), LINE), (u, LINE), (neg(power(u, rat(1, 2))), POSITIVE)),
)


def call(choose: random.Random) -> tuple[str, tuple]:
    """A rule and its arguments."""
    _, indices, domain, body = sum_term(choose, choose.choice((0, 0, 1)))
    positive = [literal for literal in domain if literal[0] == "idx"] or [entry(choose, indices)]
    first, second = choose.choices(positive, k=2)
    some = entry(choose, indices)
    rule = choose.choice(("pointwise", "enlarge", "supporting_line"))
    if rule == "pointwise":
        bodies = (
            body,
            power(body, rat(2)),
            mul(some, body),
            sub(first, some),
            sub(rat(1), some),
            neg(log(first)),
            sub(some, mul(first, some)),
        )
        return rule, (indices, domain, choose.choice(bodies))
    if rule == "enlarge":
        larger = tuple(sorted({*domain} - {choose.choice(domain)} | {("in", i, "S") for i in indices}))
        smaller, larger = choose.choice(((domain, larger), (domain, larger), (larger, domain)))
        return rule, (indices, smaller, larger, choose.choice((body, power(body, rat(2)), some, mul(some, first))))
    f, ends = choose.choice(FUNCTIONS)
    g = choose.choice((div(some, first), div(first, second), body, add(some, rat(1)), ("idx", "F", indices[0]), first))
    c = choose.choice((rat(1), sym("a"), rat(1, 2), ("sum", indices, domain, mul(first, g)), rat(0), sym("z")))
    weight = choose.choice((first, some, rat(1), mul(first, some), power(body, rat(2)), body))
    return rule, (indices, domain, weight, f, g, c, *ends)


def claims(equation: Term, at: dict) -> bool:
    """Whether an equation holds at every point of its domain."""
    _, indices, domain, left, right = equation
    points = (at | dict(zip(indices, place, strict=True)) for place in product(range(at["n"]), repeat=len(indices)))
    return all(abs(value(left, here) - value(right, here)) < TINY for here in points if lies(here, domain))


def is_true(statement: Statement, at: dict) -> None:
    left, right = value(statement.left, at), value(statement.right, at)
    gap = right - left
    assert {"=": abs(gap) < TINY, "<=": gap > -TINY, "<": gap > 0}[statement.relation], f"{mp.nstr(left, 20)} and {mp.nstr(right, 20)}"
    if statement.tight is not None:
        assert (abs(gap) < TINY) == all(claims(t, at) for t in sorted(statement.tight)), f"equality, at a gap of {mp.nstr(gap, 20)}"


def order_holds(seed: int) -> str:
    """One call: refused, or a statement that holds at some tables."""
    choose = random.Random(seed)
    rule, arguments = call(choose)
    proof = Proof(WORLD)
    try:
        statement = proof.done[proof.do(rule, [], *arguments)]
    except Rejected:
        return "refused"
    met = "conditions fail"
    for _ in range(PLACES):
        at = point(choose) | tables(choose)
        try:
            if all(holds(c, at) for c in sorted(statement.conditions)):
                is_true(statement, at)
                met = f"{rule} holds"
        except Unclear:
            return "unclear"
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {statement} is false: {error} at {at}") from None
    return met


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(DIGITS):
        yield


@pytest.mark.parametrize("count", COUNTS)
def test_orders_hold(count):
    met = Counter(order_holds(seed) for seed in range(count))
    assert all(met[f"{rule} holds"] > count // 50 for rule in ("pointwise", "enlarge", "supporting_line")), met
