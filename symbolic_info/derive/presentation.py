"""The steps of a proof as a reader sees them: what stood before, what stands after, and why in words."""

from dataclasses import replace

import sympy as sp

from symbolic_info.core.heads import LogDensity, Mean, Quantity
from symbolic_info.core.records import Step
from symbolic_info.derive.search import Case, Line, Search
from symbolic_info.proof.bridge import QUANTITY_KEYS
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, neg, sym
from symbolic_info.quantities.self_information import SelfInformation
from symbolic_info.rules.lemma import integral, lemma

OPENING = ("definition", "sum", "infinite", "parts", "unit", "opening", "inserted")
ROLES = {
    "linearity": "linearity of the expectation",
    "substitute": "values inserted",
    "restate": "rearranged",
    "inserted": "log-densities inserted",
    "sum": "definition: a sum over the support",
    "parts": "independent parts add up",
    "entries": "traces and determinants of the entries",
}


class Presentation:
    """The steps of one case of a search."""

    def __init__(self, search: Search, case: Case) -> None:
        self.search, self.case = search, case
        self.bridge, self.proof = search.bridge, search.proof
        self.steps: list[Step] = []

    def build(self) -> tuple[Step, ...]:
        """All lines of the case as steps; facts stand before the line that uses them."""
        current: sp.Expr | None = None
        for line in self.case.lines:
            current = self._add(line, None if line.role in OPENING else current)
        return tuple(self.steps)

    def _add(self, line: Line, current: sp.Expr | None) -> sp.Expr | None:
        statement = self.proof.done[line.step]
        left, right = self.bridge.expr(statement.left), self.bridge.expr(statement.right)
        if line.role == "fact":
            self._show(left, right, line, *self._origin(line.step), chain=False)
            return current
        if line.role == "unit":
            return self._asked(left, line)
        if line.role == "opening":
            return left
        if line.role == "definition":
            return self._definition(left, right, line)
        if line.role == "infinite":
            asked = self.search.expression if line == self.case.lines[-1] else left
            self._show(asked, right, line, self._uncovered(line.step))
            return right
        if line.role == "cases":
            other = self.bridge.condition("nonnegative", neg(self.proof.steps[line.step]["args"][0]))
            self.steps[-1] = replace(self.steps[-1], reason=f"{self.steps[-1].reason}; the case {other} gives the same form")
            return right
        before = current if current is not None and line.role != "sum" else left
        if before != right and line.role == "split":
            self._show(before, right, line, *self._origin(line.step))
        elif before != right:
            self._show(before, right, line, ROLES.get(line.role, line.role))
        return right

    def _asked(self, plain: sp.Expr, line: Line) -> sp.Expr:
        """From what was asked to an expression in quantities in nats, or without quantities."""
        asked = self.search.expression
        if asked != plain:
            unnamed = asked.has(SelfInformation) or any(q.key not in QUANTITY_KEYS for q in asked.atoms(Quantity))
            self._show(asked, plain, line, "definition" if unnamed else "change of unit")
        return plain

    def _show(self, before: sp.Expr, after: sp.Expr, line: Line, reason: str, citation: str = "", *, chain: bool = True) -> None:
        statement = self.proof.done[line.step]
        conditions = tuple(self.bridge.condition(k, t) for k, t in sorted({*statement.conditions, *statement.under}) if k != "exists")
        rule = self.proof.steps[line.step]["rule"]
        self.steps.append(Step(before, after, rule, reason, conditions, None, chain and line.chain, citation))

    def _definition(self, left: sp.Expr, right: sp.Expr, line: Line) -> sp.Expr:
        """The definition by name, then with the densities put in."""
        named = left.definition(*left.args[:-1]) if isinstance(left, Quantity) else right
        named = named.xreplace({named.variable: right.variable}) if isinstance(named, Mean) else named
        self._show(left, named, line, "definition")
        if named.has(LogDensity):
            self._show(named, right, line, "log-densities inserted")
        return right

    def _uncovered(self, step: int) -> str:
        """Why a divergence is infinite."""
        record = self.proof.steps[step]
        if record["rule"] in ("multiple_of_infinity", "infinite", "chain"):
            return self._uncovered(next(i for i in record["premises"] if self.proof.done[i].right in (INFINITY, MINUS_INFINITY)))
        if record["rule"] == "uncovered_class":
            return f"class {record['args'][1] + 1} has positive probability under P and none under Q"
        if record["rule"] == "divergent":
            return self._heavy_tail(record["left"][1], record["args"][-1])
        names = record["left"][1:] if record["rule"] == "uncovered" else (record["left"][3], record["args"][1])
        laws = [self.bridge.laws[law] for law in names]
        side = record["args"][-1]
        return f"P has mass {side} the support of Q: {laws[0].support} reaches beyond {laws[1].support}"

    def _heavy_tail(self, law: str, side: str) -> str:
        """Why a divergence is infinite although P's support is covered."""
        support = self.bridge.laws[law].support
        end = support.lo if side == "below" else support.hi
        size = "1/|x|" if end.is_infinite or end == 0 else f"1/|x - {end}|"
        return f"P has a heavier tail than Q: as x tends to {end}, p log(p/q) exceeds a multiple of {size}, whose integral diverges"

    def _origin(self, step: int) -> tuple[str, str]:
        """In words, where a fact comes from, and the citation."""
        sums = [i for i in self.proof.used(step) if self.proof.steps[i]["rule"] == "pieces"]
        if sums:
            return self._sum_of(sums[-1])
        moments = [i for i in self.proof.used(step) if self.proof.steps[i]["rule"] == "moment"]
        if not moments:
            rule = self.proof.rules[self.proof.steps[self.proof.used(step)[0]]["rule"]]
            return rule.says, rule.source
        _, key, _, psi, s0, s1, js, *ends = self.proof.steps[self._telling(moments)]["args"]
        entry = lemma(key)
        substitution = "" if psi == sym("_x") else f", u = {self._plain(psi)}"
        how = _how(entry.tilt, s0, s1, js)
        parts = " on both sides of the bend" if ends else ""
        return f"{entry.says}{substitution}{how}{parts}", entry.citation

    def _sum_of(self, step: int) -> tuple[str, str]:
        """In words, which known integrals a step adds up."""
        _, _, _, psi, known, *ends = self.proof.steps[step]["args"]
        entries = {key: (lemma if kind == "lemma" else integral)(key) for _, kind, key, *_ in known}
        substitution = "" if psi == sym("_x") else f", u = {self._plain(psi)}"
        parts = " on both sides of the bend" if ends else ""
        says, citation = ("; ".join(dict.fromkeys(getattr(e, field) for e in entries.values())) for field in ("says", "citation"))
        return f"{says}{substitution}, term by term{parts}" if len(known) > 1 else f"{says}{substitution}{parts}", citation

    def _telling(self, moments: list[int]) -> int:
        """The moment that says most: one that is more than a normalisation."""
        told = [i for i in moments if self.proof.steps[i]["args"][6] or self.proof.steps[i]["args"][4] != self.proof.steps[i]["args"][5]]
        return (told or moments)[-1]

    def _plain(self, psi: Term) -> str:
        return str(self.bridge.expr(psi))


def _how(names: tuple[str, ...], s0: tuple, s1: tuple, js: tuple) -> str:
    if js:
        which = " and ".join(names[j].strip("_") for j in js)
        return f", differentiated in {which}" + ("" if s0 == s1 else " at shifted parameters")
    return ", as a ratio of normalisers" if s0 != s1 else ""
