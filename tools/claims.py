"""What ``make certify`` certifies: equations with the points at which they must hold.

A claim's left side is a definition (an integral, a sum, an expectation, a quantity), its right side what is taken on trust or derived.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, OutOfTime, ParameterError, SupportError
from symbolic_info.core.heads import Mean
from symbolic_info.core.records import Family
from symbolic_info.core.registry import Table
from symbolic_info.derive.derivation import Derivation
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.sampling import points
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, free
from symbolic_info.rules.lemma import Integral, Lemma, U

BUDGET = 5.0


@dataclass(frozen=True)
class Claim:
    """``left`` = ``right`` where the constraints of ``within`` and ``conditions`` hold."""

    kind: str
    key: str
    left: sp.Expr
    right: sp.Expr
    within: tuple[sp.Basic, ...]
    conditions: tuple[sp.Basic, ...] = ()

    def points(self, region: str, count: int, seed: int) -> list[dict[sp.Symbol, sp.Expr]]:
        """Random exact points; none where no admissible one is found."""
        try:
            found = points(self.within, count, seed, region, self.conditions)
        except ParameterError:
            return []
        symbols = self.left.free_symbols | self.right.free_symbols
        distinct = {tuple(sorted(((s, v) for s, v in p.items() if s in symbols), key=lambda item: item[0].name)): p for p in found}
        return [dict(point) for point in distinct]


def lemma_claim(row: Lemma | Integral) -> Claim:
    """The integral of a lemma's kernel is its normaliser."""
    discrete = row.support[0] == "integers"
    whole = {name for end in row.support[1:] for name in free(end)} if discrete else set()
    at = {name: sp.Symbol(name.strip("_"), **({"integer": True} if name in whole else {"real": True})) for name in row.parameters}
    at[U] = sp.Symbol("u", integer=True) if discrete else sp.Symbol("u", real=True)
    bridge = Bridge([])

    def read(term: Term) -> sp.Expr:
        return {MINUS_INFINITY: -sp.oo, INFINITY: sp.oo}[term] if term in (MINUS_INFINITY, INFINITY) else bridge.expr(term, at)

    kernel, value = (row.log_kernel, row.normaliser) if isinstance(row, Lemma) else (row.integrand, row.value)
    body = sp.exp(read(kernel)) if isinstance(row, Lemma) else read(kernel)
    lo, hi = (read(end) for end in row.support[1:])
    conditions = (*(read(c) > 0 for c in row.conditions), *(sp.Ne(read(c), 0) for c in row.nonzero))
    left = (sp.Sum if discrete else sp.Integral)(body, (at[U], lo, hi))
    return Claim("lemma", row.key, left, read(value), tuple(at[name] for name in row.parameters), conditions)


def lemmas() -> list[Lemma | Integral]:
    """Everything that is taken on trust."""
    return [*Table("rules.lemmas", Lemma).values(), *Table("rules.integrals", Integral).values()]


def derivation(quantity: sp.Expr) -> Derivation | None:
    """The derivation, where there is one."""
    try:
        return si.derive(quantity, budget=BUDGET)
    except (NoClosedForm, OutOfTime, SupportError, RecursionError):
        return None


def claims_of(derived: Derivation, key: str, kind: str) -> Iterator[Claim]:
    """The result in each finite case, and the expectations that it was put together from."""
    for number, branch in enumerate(derived.branches):
        if branch.result in (sp.oo, -sp.oo, sp.nan):
            continue
        name = key if number == 0 else f"{key} ({number + 1})"
        put_in = [c for c in branch.conditions if isinstance(c, sp.Eq) and not c.free_symbols <= branch.quantity.free_symbols]
        conditions = tuple(c for c in branch.conditions if c not in put_in)
        yield Claim(kind, name, branch.quantity, branch.result, (branch.quantity,), conditions)
        for step in branch.steps:
            if not step.chain and isinstance(step.before, Mean):
                within = (branch.quantity, step.before)
                yield Claim("expectation", f"{step.before}", step.before, step.after, within, (*conditions, *step.conditions))


def family_claims(family: Family) -> Iterator[Claim]:
    """The mass, the entropy and the divergence of a family from itself, with their expectations."""
    law = family.with_own_symbols()
    x = law.variable()
    yield Claim("mass", f"E[1] of {family.name}", Mean(sp.S.One, x, law), sp.S.One, (law,))
    pair = family.with_own_symbols("_1"), family.with_own_symbols("_2")
    for quantity in (si.Entropy(law), si.KL(*pair), si.CrossEntropy(*pair)):
        derived = derivation(quantity)
        if derived is not None:
            yield from claims_of(derived, str(quantity), type(quantity).key)


def pair_claims(family: Family, every: int = 1) -> Iterator[Claim]:
    """The divergences of a family from every other one, or from one in so many of them: other ones for each family."""
    keys = list(si.families().keys())
    for place, other in enumerate(si.families()):
        if other.key == family.key or (place + keys.index(family.key)) % every:
            continue
        try:
            quantity = si.KL(family.with_own_symbols("_1"), other.with_own_symbols("_2"))
        except SupportError:
            continue
        derived = derivation(quantity)
        if derived is not None and derived.form != "infinite":
            yield from (c for c in claims_of(derived, str(quantity), "pair") if c.kind == "pair")


def sampled(rows: list, count: int, seed: int = 0) -> list:
    """``count`` of the rows, the same ones every time."""
    return random.Random(seed).sample(rows, min(count, len(rows)))
