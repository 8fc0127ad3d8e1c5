"""The cases of the parameters: each a result with its own theorem; together one ``Piecewise``."""

import dataclasses
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.core.errors import NoClosedForm
from symbolic_info.core.heads import Mean, Quantity
from symbolic_info.core.records import Step
from symbolic_info.derive.presentation import Presentation
from symbolic_info.derive.search import Case, Search
from symbolic_info.derive.series import series_of
from symbolic_info.derive.theorem import Theorem, theorem_of
from symbolic_info.derive.unfolding import written_out
from symbolic_info.derive.witness import search_witness
from symbolic_info.proof.bridge import QUANTITY_KEYS, Bridge
from symbolic_info.proof.kernel import replay, to_text


@dataclass(frozen=True)
class Branch:
    """What holds under some conditions on the parameters: a result, its steps and its theorem about ``quantity``."""

    conditions: tuple[sp.Basic, ...]
    result: sp.Expr
    steps: tuple[Step, ...]
    theorem: Theorem
    quantity: sp.Expr


def branch_of(search: Search, case: Case) -> Branch:
    """The theorem of a case: its assumptions made conditions, a witness found, the certificate replayed."""
    proof, bridge = search.proof, search.bridge
    last = proof.do("keep", [case.step]) if case.under else case.step
    statement = proof.done[last]
    witness = search_witness(proof.world.spec, tuple(sorted(statement.conditions)))
    certificate = to_text(proof.document(last, witness))
    theorem = theorem_of(replayed(bridge, search.expression, certificate, statement.right), bridge, search.expression)
    result, steps = bridge.expr(statement.right), Presentation(search, case).build()
    standing = sorted(result.atoms(Mean), key=sp.default_sort_key)
    if standing:
        result, steps = _as_series(search.expression, result, steps, standing)
    if isinstance(result, sp.Expr) and result.has(Quantity):
        raise NoClosedForm(f"no closed form of {search.expression} was found", tuple(standing))
    return Branch(_needed(bridge, statement.conditions), result, steps, theorem, search.expression)


def replayed(bridge: Bridge, quantity: sp.Expr, certificate: str, right: tuple) -> Any:
    """Replay in the kernel, given the statement rebuilt from the families."""
    return replay(certificate, bridge.world(), bridge.term(written_out(quantity)), right)


def in_world(step: Step, bridge: Bridge) -> Step:
    """The step with the constraints of all laws as conditions: where the laws have dropped out, they still hold."""
    constraints = (sp.Gt(c, 0) for law in bridge.laws.values() for c in law.constraints)
    return dataclasses.replace(step, conditions=(*step.conditions, *(c for c in constraints if c != sp.true)))


def _as_series(quantity: sp.Expr, result: sp.Expr, steps: tuple[Step, ...], standing: list[Mean]) -> tuple[sp.Expr, tuple[Step, ...]]:
    """Means that no rule computes, written out as series over the integers; on the line they are no answer."""
    if any(not m.law.is_discrete for m in standing):
        named = ", ".join(str(m) for m in standing)
        says = f"{quantity} has no closed form by the rules there are; left: {named}.  lambdify gives a number"
        raise NoClosedForm(says, tuple(standing))
    written = sp.expand_mul(result.xreplace({m: series_of(m) for m in standing}))
    return written, (*steps, Step(result, written, "definition", "expectation written out as its exact series"))


def _needed(bridge: Bridge, conditions: frozenset) -> tuple[sp.Basic, ...]:
    return tuple(bridge.condition(kind, term) for kind, term in sorted(conditions) if kind != "exists")


def shared(branches: tuple[Branch, ...]) -> tuple[sp.Basic, ...]:
    """Conditions that every branch needs; the others stand in the ``Piecewise``."""
    return tuple(c for c in branches[0].theorem.conditions if all(c in b.theorem.conditions for b in branches))


def whole(branches: tuple[Branch, ...], exhaustive: bool) -> sp.Expr:
    """One result, or a ``Piecewise`` over the branches; the rest is ``oo`` where all that is left is infinite.

    Where the branches are not ``exhaustive``, a point that none speaks of has no value here.
    """
    if len(branches) == 1:
        return branches[0].result
    finite = [b for b in branches if b.result != sp.oo]
    if not finite:
        return sp.oo
    by_condition = {sp.And(*pruned(b.conditions)): b.result for b in reversed(finite)}
    pieces = [(result, condition) for condition, result in reversed(by_condition.items())]
    if not exhaustive or any(q.key not in QUANTITY_KEYS for q in branches[0].quantity.atoms(Quantity)):
        infinite = [sp.And(*pruned(b.conditions)) for b in branches if b.result == sp.oo]
        return sp.Piecewise(*pieces, *([(sp.oo, sp.Or(*infinite))] if infinite else []), evaluate=False)
    if len(finite) == len(branches):
        return sp.Piecewise(*pieces[:-1], (pieces[-1][0], True), evaluate=False)
    return sp.Piecewise(*pieces, (sp.oo, True), evaluate=False)


def pruned(conditions: tuple[sp.Basic, ...]) -> list[sp.Basic]:
    """Without a weak condition beside the strict one, and without what strict ones plainly imply."""
    strict = {c.args for c in conditions if isinstance(c, sp.Lt | sp.Gt)}
    kept = [c for c in conditions if not (isinstance(c, sp.Le | sp.Ge) and c.args in strict)]
    for condition in tuple(kept):
        others = [c.gts - c.lts for c in kept if isinstance(c, sp.Lt | sp.Gt) and c is not condition]
        if _follows(condition, others):
            kept.remove(condition)
    return _as_equations(kept)


def _as_equations(conditions: list[sp.Basic]) -> list[sp.Basic]:
    """a <= b and b <= a as a = b."""
    gaps = {c: sp.expand(c.gts - c.lts) for c in conditions if isinstance(c, sp.Le | sp.Ge)}
    out: dict[sp.Basic, None] = {}
    for condition in conditions:
        gap = gaps.get(condition)
        both = gap is not None and any(sp.expand(gap + other) == 0 for other in gaps.values())
        out[sp.Eq(*sorted(condition.args, key=sp.default_sort_key)) if both else condition] = None
    return list(out)


def _follows(condition: sp.Basic, positive: list[sp.Expr]) -> bool:
    """Whether a strict condition, or that two numbers differ, holds where others are positive: sqrt(b - a) + sqrt(b + a) > 0."""
    if isinstance(condition, sp.Ne):
        gap = condition.lhs - condition.rhs
        return any(_exceeds(side * gap, other) for other in positive for side in (1, -1))
    if not isinstance(condition, sp.Lt | sp.Gt):
        return False
    gap = condition.gts - condition.lts
    numbers = {sp.expand(other): sp.Dummy(positive=True) for other in positive}
    return any(_exceeds(gap, other) for other in positive) or bool(gap.xreplace(numbers).is_positive)


def _exceeds(gap: sp.Expr, other: sp.Expr) -> bool:
    """Whether ``gap`` is a positive multiple of ``other``, and a number >= 0, both times what is positive."""
    mine, theirs = (_cleared(e).as_coefficients_dict() for e in (gap, other))
    ratios = {mine[term] / theirs[term] for term in theirs if term != 1}
    rest = {mine[term] for term in mine if term != 1 and term not in theirs}
    return not rest and len(ratios) == 1 and min(ratios) > 0 and mine[1] >= min(ratios) * theirs[1]


def _cleared(gap: sp.Expr) -> sp.Expr:
    """``gap`` without denominators, where those are positive."""
    numerator, denominator = sp.fraction(sp.together(gap))
    return sp.expand(numerator if denominator.is_positive else gap)


def edges_of(branch: Branch) -> list[tuple[sp.Basic, sp.Expr]]:
    """Edges that a finite branch leaves out: a strict condition beside the weak one, as (symbol = value, the quantity there)."""
    weak = {c.args for c in branch.conditions if isinstance(c, sp.Le | sp.Ge)}
    strict = [c for c in branch.conditions if isinstance(c, sp.Lt | sp.Gt) and c.args in weak]
    found = []
    for condition in strict if branch.result != sp.oo else ():
        gap = sp.expand(condition.args[0] - condition.args[1])
        symbol = next((s for s in sorted(gap.free_symbols, key=lambda s: s.name) if gap.coeff(s) in (1, -1)), None)
        if symbol is not None:
            value = sp.expand(symbol - gap / gap.coeff(symbol))
            found.append((sp.Eq(symbol, value), branch.quantity.subs(symbol, value)))
    return found
