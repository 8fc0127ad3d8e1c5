"""The kernel: the only place that says "proved".  Trusted.

A statement is (under, left, right, conditions, relation, tight): under the assumptions, wherever the conditions hold and the
expectations and quantities that stand in ``right`` are finite, ``left`` is finite and equals ``right`` (or ``left`` is
infinite, where ``right`` is infinity).  The relation may be "<=" or "<" instead; then ``tight``, where it is known, says when
the two sides are equal: exactly where all its equations hold.  A rule computes its one conclusion and its conditions from
premises and arguments.  A theorem is what replaying a certificate, canonical JSON, from its leaves gives; nothing that a
certificate records is believed.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from symbolic_info.core.errors import Rejected
from symbolic_info.core.registry import Table
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, check, from_json, opaque
from symbolic_info.proof.world import Under, World

MAX_STEPS = 2000
KINDS = ("all", "exists", "nonnegative", "nonzero", "positive")
EQUAL, LESS = ("=",), ("<", "<=", "=")
Tight = frozenset[Term] | None


class Statement(NamedTuple):
    """``left`` = ``right`` (or <=, or <) under assumptions and conditions; ``right`` may be infinity in an equation."""

    under: Under
    left: Term
    right: Term
    conditions: frozenset[Condition] = frozenset()
    relation: str = "="
    tight: Tight = None


class Order(NamedTuple):
    """The conclusion of a rule about inequalities."""

    left: Term
    right: Term
    conditions: set[Condition]
    relation: str = "<="
    tight: Tight = None


@dataclass(frozen=True)
class Rule:
    """A named rule: what it says, where it is stated, and the function that computes its conclusion.

    ``discharges`` marks the rules whose premises may rest on assumptions that the conclusion does not make; ``takes`` names
    the relations that its premises may state.
    """

    key: str
    says: str
    source: str
    conclude: Callable[..., tuple[Term, Term, set[Condition]] | Order]
    discharges: bool = False
    takes: tuple[str, ...] = EQUAL


def rule(says: str, source: str, discharges: bool = False, takes: tuple[str, ...] = EQUAL) -> Callable[[Callable], Rule]:
    """Make a ``Rule`` of a function ``(world, under, premises, *arguments) -> (left, right, conditions)`` or an ``Order``."""

    def make(function: Callable) -> Rule:
        return Rule(function.__name__, says, source, function, discharges, takes)

    return make


def rules() -> Mapping[str, Rule]:
    """All rules, by key."""
    return Table("rules", Rule).rows()


def apply(world: World, table: Mapping[str, Rule], key: str, under: Under, premises: Sequence[Statement], arguments: Sequence) -> Statement:
    """The conclusion of a rule, with the conditions of its premises; whatever goes wrong is ``Rejected``."""
    if key not in table:
        raise Rejected(f"unknown rule {key!r:.40}")
    try:
        if not table[key].discharges and any(not set(p.under) <= set(under) for p in premises):
            raise Rejected("a premise rests on other assumptions")
        if any(p.relation not in table[key].takes for p in premises):
            raise Rejected("a premise states an inequality")
        world.normal(under)
        found = _order(table[key].conclude(world, under, tuple(premises), *arguments))
        conditions = frozenset(found.conditions).union(*(p.conditions for p in premises))
        return Statement(under, check(found.left), check(found.right), conditions, found.relation, found.tight)
    except Rejected as refusal:
        raise Rejected(refusal.condition, key) from None
    except Exception as error:
        raise Rejected(f"malformed: {type(error).__name__} {error}", key) from None


def _order(conclusion: "tuple[Term, Term, set[Condition]] | Order") -> Order:
    """A conclusion without a relation is an equation."""
    return conclusion if isinstance(conclusion, Order) else Order(*conclusion, "=")


class Proof:
    """A proof under construction; a scratch pad, not an authority: only ``replay`` makes theorems."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rules = rules()
        self.steps: list[dict] = []
        self.done: list[Statement] = []

    def do(self, key: str, premises: Sequence[int], *arguments: Any, under: Under = ()) -> int:
        """Apply a rule and record it; the number of the step."""
        statement = apply(self.world, self.rules, key, under, [self.done[i] for i in premises], arguments)
        self.done.append(statement)
        self.steps.append({"rule": key, "premises": list(premises), "args": list(arguments), "under": list(under)} | _recorded(statement))
        return len(self.steps) - 1

    def used(self, last: int) -> list[int]:
        """The steps that the step ``last`` rests on, itself included, in order."""
        found, todo = set(), [last]
        while todo:
            i = todo.pop()
            if i not in found:
                found.add(i)
                todo += self.steps[i]["premises"]
        return sorted(found)

    def document(self, last: int, witness: dict[str, Term]) -> dict:
        """The certificate of the step ``last``: the steps it uses, and nothing else."""
        order = self.used(last)
        at = {old: new for new, old in enumerate(order)}
        steps = [{**self.steps[i], "premises": [at[j] for j in self.steps[i]["premises"]]} for i in order]
        return {"world": {**self.world.spec, "witness": witness}, "steps": steps}


RECORDED = ("left", "right", "conditions", "relation", "tight")


def _recorded(statement: Statement) -> dict:
    tight = () if statement.tight is None else (tuple(sorted(statement.tight)),)
    conditions = tuple(sorted(statement.conditions))
    return {"left": statement.left, "right": statement.right, "conditions": conditions, "relation": statement.relation, "tight": tight}


def to_text(document: dict) -> str:
    """Canonical JSON."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


class Proven:
    """What replay accepted.  Make one with ``replay``; ``recheck`` replays it again from its certificate."""

    __slots__ = ("certificate", "statement", "steps", "world")
    certificate: str
    statement: Statement
    steps: tuple[str, ...]
    world: World

    def __init__(self, certificate: str, statement: Statement, world: World, steps: tuple[str, ...], token: object) -> None:
        if token is not _TOKEN:
            raise Rejected("a theorem is made by replay, not by hand")
        for field, value in (("certificate", certificate), ("statement", statement), ("world", world), ("steps", steps)):
            object.__setattr__(self, field, value)

    def __setattr__(self, field: str, value: object) -> None:
        raise Rejected("a theorem does not change")

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Keys of the lemmas that the certificate appeals to, sorted."""
        steps = json.loads(self.certificate)["steps"]
        layers = {layer[0] for step in steps if step["rule"] == "iterated" for layer in step["args"][4]}
        return tuple(sorted(layers.union(step["args"][1] for step in steps if step["rule"] == "moment")))

    def recheck(self) -> "Proven":
        """Replay from the certificate; the statement must come out again."""
        again = replay(self.certificate, self.world.spec, self.statement.left, self.statement.right, self.statement.relation)
        if again.statement != self.statement:
            raise Rejected("the certificate proves another statement")
        return again


_TOKEN = object()


def replay(text: str, world: dict, left: Term, right: Term, relation: str = "=") -> Proven:
    """The theorem ``left`` = ``right`` (or another relation) in ``world``, if the certificate ``text`` proves just that.

    Args:
        text: A certificate: JSON with the fields ``world`` and ``steps``.
        world: The world expected, rebuilt by the caller; its witness is the caller's to choose.
        left, right, relation: The statement expected.

    Raises:
        Rejected: The certificate is malformed, a rule refuses, or it proves something else.
    """
    try:
        return _replay(text, world, (left, relation, right))
    except Rejected:
        raise
    except Exception as error:
        raise Rejected(f"malformed: {type(error).__name__} {error}") from None


def _replay(text: str, world: dict, expected: tuple[Term, str, Term]) -> Proven:
    document = _document(text)
    spec = _tuples(document["world"])
    if {k: v for k, v in spec.items() if k != "witness"} != {k: v for k, v in world.items() if k != "witness"}:
        raise Rejected("the certificate is about another world")
    here = World(spec)
    done = _replay_steps(here, document["steps"])
    last = done[-1]
    if last.under:
        raise Rejected("assumptions are left open")
    if (last.left, last.relation, last.right) != expected:
        raise Rejected("the certificate proves another statement")
    for condition in sorted(last.conditions):
        here.holds_at_witness(condition)
    return Proven(text, last, here, tuple(step["rule"] for step in document["steps"]), _TOKEN)


def _document(text: str) -> dict:
    document = json.loads(text, parse_float=_no_float, parse_constant=_no_float, object_pairs_hook=_no_duplicates)
    if not isinstance(document, dict) or set(document) != {"world", "steps"}:
        raise Rejected("the fields of a certificate")
    if not isinstance(document["steps"], list) or not 0 < len(document["steps"]) <= MAX_STEPS:
        raise Rejected(f"a certificate has 1 to {MAX_STEPS} steps")
    if text != to_text(document):
        raise Rejected("the certificate is not canonical JSON")
    return document


def _no_float(text: str) -> Any:
    raise Rejected(f"{text} is not exact")


def _no_duplicates(pairs: list) -> dict:
    if len({k for k, _ in pairs}) != len(pairs):
        raise Rejected("a field twice")
    return dict(pairs)


def _tuples(value: Any) -> Any:
    """Tuples for lists, in dictionaries too."""
    return {k: _tuples(v) for k, v in value.items()} if isinstance(value, dict) else from_json(value)


def _replay_steps(world: World, steps: list) -> list[Statement]:
    table = rules()
    done: list[Statement] = []
    used: set[int] = {len(steps) - 1}
    for step in steps:
        done.append(_replay_step(world, table, step, done))
        used.update(step["premises"])
    if len(used) != len(steps):
        raise Rejected("a step that nothing uses")
    return done


def _replay_step(world: World, table: Mapping[str, Rule], step: Any, done: list[Statement]) -> Statement:
    if not isinstance(step, dict) or set(step) != {"rule", "premises", "args", "under", *RECORDED}:
        raise Rejected("the fields of a step")
    if any(not isinstance(step[field], list) for field in ("premises", "under", "args")):
        raise Rejected("premises, assumptions and arguments are lists", str(step["rule"]))
    if any(type(i) is not int or not 0 <= i < len(done) for i in step["premises"]):
        raise Rejected("a premise is an earlier step", str(step["rule"]))
    given = {field: from_json(step[field]) for field in ("under", "args", *RECORDED)}
    statement = apply(world, table, step["rule"], given["under"], [done[i] for i in step["premises"]], given["args"])
    if any(given[field] != value for field, value in _recorded(statement).items()):
        raise Rejected("replay gives another conclusion than the one recorded", step["rule"])
    return statement


def no_infinity(*premises: Statement) -> None:
    """Refuse premises that state an infinite value."""
    if any(p.right in (INFINITY, MINUS_INFINITY) for p in premises):
        raise Rejected("a premise is infinite")


def finite(*premises: Statement) -> None:
    """Refuse premises that do not state a number: an infinite value, or one in which an expectation or a quantity is left."""
    no_infinity(*premises)
    if any(opaque(p.right) for p in premises):
        raise Rejected("a premise states no number")
