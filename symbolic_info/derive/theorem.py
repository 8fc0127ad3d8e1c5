"""A theorem as a reader sees it: the statement in SymPy, its conditions, and the ledger of what it rests on."""

from dataclasses import dataclass

import sympy as sp

from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import Proven, rules
from symbolic_info.rules.lemma import lemma


@dataclass(frozen=True)
class Theorem:
    """What the kernel accepted.

    ``claim`` is the equation proved, ``conditions`` what it needs, ``ledger`` the lemmas and rules it rests on with their
    citations, ``proven`` the kernel's own object, whose ``certificate`` replays in any process.
    """

    claim: sp.Eq
    conditions: tuple[sp.Basic, ...]
    ledger: tuple[str, ...]
    proven: Proven
    grade: str = "proved"

    @property
    def statement(self) -> str:
        """The claim and its conditions, in one line."""
        provided = f"  if {', '.join(map(str, self.conditions))}" if self.conditions else ""
        return f"{self.claim.lhs} = {self.claim.rhs}{provided}"

    @property
    def certificate(self) -> str:
        """Canonical JSON that the kernel replays."""
        return self.proven.certificate

    def recheck(self) -> "Theorem":
        """Replay the certificate; raises ``Rejected`` where it does not prove the statement."""
        self.proven.recheck()
        return self

    def __str__(self) -> str:
        return self.statement


def theorem_of(proven: Proven, bridge: Bridge) -> Theorem:
    """The kernel's statement in SymPy."""
    statement = proven.statement
    claim = sp.Eq(bridge.expr(statement.left), bridge.expr(statement.right), evaluate=False)
    kept = tuple(bridge.condition(kind, term) for kind, term in sorted(statement.conditions))
    return Theorem(claim, (*assumed(bridge), *kept), ledger_of(proven), proven)


def assumed(bridge: Bridge) -> tuple[sp.Basic, ...]:
    """Constraints on the parameters that the symbols' own assumptions do not say and the families do not state of themselves."""
    out = []
    for law in bridge.laws.values():
        for constraint in law.constraints:
            bare = [s for s in constraint.free_symbols if s.is_real is None]
            if bare and constraint.is_positive is None:
                out.append(bridge.condition("positive", bridge.term(constraint)))
    return tuple(sorted(dict.fromkeys(out), key=sp.default_sort_key))


def ledger_of(proven: Proven) -> tuple[str, ...]:
    """Every lemma and rule that was used, with its citation, sorted."""
    table = rules()
    entries = {f"{key}: {table[key].source}" for key in proven.steps if table[key].source}
    entries |= {f"{entry.says} ({entry.citation})" for entry in map(lemma, proven.lemmas)}
    return tuple(sorted(entries))
