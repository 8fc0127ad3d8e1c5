"""A theorem as a reader sees it: the statement in SymPy, its conditions, and the ledger of what it rests on."""

import json
from dataclasses import dataclass, field

import sympy as sp

from symbolic_info.core.records import Step
from symbolic_info.derive.unfolding import written_out
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import Proven, rules
from symbolic_info.proof.terms import Term, from_json
from symbolic_info.rules.lemma import Integral, Lemma, integral, lemma


@dataclass(frozen=True)
class Theorem:
    """What the kernel accepted.

    ``claim`` is the equation or inequality proved, ``conditions`` what it needs, ``ledger`` the lemmas and rules it rests on
    with their citations, ``proven`` the kernel's own object, whose ``certificate`` replays in any process.  ``equality`` says,
    for an inequality and where it is known, when its sides are equal: exactly where all of these hold.
    """

    claim: sp.Rel
    conditions: tuple[sp.Basic, ...]
    ledger: tuple[str, ...]
    proven: Proven
    equality: tuple[sp.Basic, ...] | None = None
    grade: str = "proved"
    bridge: Bridge = field(default=None, repr=False, compare=False)  # type: ignore[assignment]

    @property
    def statement(self) -> str:
        """The claim and its conditions, in one line."""
        provided = f"  if {', '.join(map(str, self.conditions))}" if self.conditions else ""
        left, relation, right = self.claim.lhs, self.proven.statement.relation, self.claim.rhs
        if relation != "=" and left.is_number and not right.is_number:  # D >= 0, not 0 <= D
            left, relation, right = right, relation.replace("<", ">"), left
        return f"{left} {relation} {right}{provided}"

    @property
    def certificate(self) -> str:
        """Canonical JSON that the kernel replays."""
        return self.proven.certificate

    def recheck(self) -> "Theorem":
        """Replay the certificate; raises ``Rejected`` where it does not prove the statement."""
        self.proven.recheck()
        return self

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the certificate: what each states, in SymPy, by which rule, and where that is from."""
        return tuple(map(self._step, json.loads(self.certificate)["steps"]))

    def _step(self, record: dict) -> Step:
        rule = rules()[record["rule"]]
        before, after = (self.bridge.expr(from_json(record[side])) for side in ("left", "right"))
        kept = tuple(self.bridge.condition(*from_json(condition)) for condition in record["conditions"])
        return Step(before, after, rule.key, rule.says, kept, citation=rule.source, relation=record["relation"])

    def __str__(self) -> str:
        return self.statement


RELATIONS = {"=": sp.Eq, "<=": sp.Le, "<": sp.Lt}


def theorem_of(proven: Proven, bridge: Bridge, *asked: sp.Expr) -> Theorem:
    """The kernel's statement in SymPy; its sides as they were ``asked`` for, where they are the same terms."""
    statement = proven.statement
    sides = [_side(bridge, term, *asked[k : k + 1]) for k, term in enumerate((statement.left, statement.right))]
    claim = RELATIONS[statement.relation](*sides, evaluate=False)
    kept = tuple(bridge.condition(kind, term) for kind, term in sorted(statement.conditions))
    equality = None if statement.tight is None else tuple(bridge.expr(t) for t in sorted(statement.tight))
    return Theorem(claim, (*assumed(bridge), *covered(bridge), *kept), ledger_of(proven), proven, equality, bridge=bridge)


def _side(bridge: Bridge, term: Term, *asked: sp.Expr) -> sp.Expr:
    if asked and bridge.term(written_out(*asked)) == term:
        return sp.sympify(asked[0], strict=True)
    return bridge.expr(term)


def covered(bridge: Bridge) -> tuple[sp.Basic, ...]:
    """What the world declares of arrays: q_i > 0 wherever p_i > 0."""
    out = []
    for q, p, axes in bridge.covers():
        at = sp.symbols("i j k l", integer=True, positive=True)[: len(bridge.tables.arrays[p]["axes"])]
        entries = [bridge.tables.entry_expr(p, at), bridge.tables.entry_expr(q, tuple(at[a] for a in axes))]
        out.append(sp.Implies(entries[0] > 0, entries[1] > 0))
    return tuple(dict.fromkeys(out))


def assumed(bridge: Bridge) -> tuple[sp.Basic, ...]:
    """Constraints on the parameters that the symbols' own assumptions do not say and the families do not state of themselves."""
    out = []
    for law in bridge.laws.values():
        for constraint in law.constraints:
            bare = [s for s in constraint.free_symbols if s.is_real is None]
            if bare and constraint.is_positive is None:
                out.append(bridge.condition("positive", bridge.term(constraint)))
    out += [bridge.condition("positive", bridge.term(b - 1)) for b in bridge.bases if (b - 1).is_positive is not True]
    return tuple(sorted(dict.fromkeys(out), key=sp.default_sort_key))


def ledger_of(proven: Proven) -> tuple[str, ...]:
    """Every lemma and rule that was used, with its citation, sorted."""
    table = rules()
    entries = {f"{key}: {table[key].source}" for key in proven.steps if table[key].source}
    entries |= {f"{entry.says} ({entry.citation})" for entry in map(lemma, proven.lemmas)}
    entries |= {f"{entry.says} ({entry.citation})" for entry in known_integrals(proven)}
    return tuple(sorted(entries))


def known_integrals(proven: Proven) -> list[Lemma | Integral]:
    """What the rule ``pieces`` appeals to, in the certificate's order."""
    steps = (step for step in json.loads(proven.certificate)["steps"] if step["rule"] == "pieces")
    return [lemma(key) if kind == "lemma" else integral(key) for step in steps for _, kind, key, *_ in step["args"][4]]
