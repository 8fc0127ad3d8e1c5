"""A theorem as a reader sees it: the statement in SymPy, its conditions, and the ledger of what it rests on."""

import json
from dataclasses import dataclass

import sympy as sp

from symbolic_info.core.heads import Quantity
from symbolic_info.derive.unfolding import written_out
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import Proven, rules
from symbolic_info.rules.lemma import Integral, Lemma, integral, lemma


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


def theorem_of(proven: Proven, bridge: Bridge, asked: sp.Expr | None = None) -> Theorem:
    """The kernel's statement in SymPy; its left side as it was ``asked`` for, where that is the same term."""
    statement = proven.statement
    left = asked if asked is not None and bridge.term(written_out(asked)) == statement.left else bridge.expr(statement.left)
    claim = sp.Eq(left, bridge.expr(statement.right), evaluate=False)
    kept = tuple(bridge.condition(kind, term) for kind, term in sorted(statement.conditions))
    return Theorem(claim, (*assumed(bridge), *covered(bridge, claim), *kept), ledger_of(proven), proven)


def covered(bridge: Bridge, claim: sp.Eq) -> tuple[sp.Basic, ...]:
    """What the world declares of arrays: q_i > 0 wherever p_i > 0, for the pairs that the claim compares."""
    out = []
    for quantity in sorted(claim.atoms(Quantity), key=sp.default_sort_key):
        laws = quantity.distributions
        arrays = [law.array for law in laws if getattr(law, "array", None) is not None]
        if len(arrays) == 2 and arrays[0] != arrays[1]:
            at = sp.symbols("i j", integer=True, positive=True)[: len(laws[0].shape)]
            out.append(sp.Implies(arrays[0][at] > 0, arrays[1][at] > 0))
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
