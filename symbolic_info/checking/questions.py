"""Other questions that a formula may be the answer to: arguments swapped, another quantity, unit or meaning of a parameter."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any, NamedTuple

import sympy as sp

from symbolic_info.checking.candidates import Candidate
from symbolic_info.core.errors import SymbolicInfoError
from symbolic_info.core.heads import Quantity
from symbolic_info.core.registry import Table
from symbolic_info.core.units import NATS, unit_of

RELATED = {
    "kl": (("CrossEntropy", "the cross-entropy H(P, Q); D(P || Q) is that without the entropy of P"),),
    "cross_entropy": (("KL", "the divergence D(P || Q); H(P, Q) has the entropy of P besides"),),
}
SWAPPED = {"kl": "reversed", "cross_entropy": "reversed"}
RECIPROCAL = {"rate": "scale", "scale": "rate"}


class Reading(NamedTuple):
    """Another meaning of the parameter ``place`` of law number ``law``: its value if the formula is right, and the mistake in words."""

    law: int
    place: int
    value: sp.Expr
    key: str
    says: str


def questions(quantity: sp.Expr, correct: sp.Expr | None) -> Iterator[Candidate]:
    """Other quantities, near ones first; none of an expression that is no single quantity.

    Where the value of another quantity is ``correct`` with something put in, it comes along.
    """
    if not isinstance(quantity, Quantity):
        return
    yield from _units(quantity, correct)
    laws = quantity.distributions
    if quantity.key in SWAPPED:
        swapped = quantity.func(*reversed(laws), quantity.unit)
        yield Candidate(SWAPPED[quantity.key], f"the arguments are swapped: this is {swapped}", None, swapped, _exchanged(laws, correct))
    yield from _parameters(quantity, correct)
    yield from _reordered(quantity, correct)
    for name, says in RELATED.get(quantity.key, ()):
        other = Table("quantities", Quantity).named(name)(*laws, quantity.unit)
        yield Candidate("other_quantity", f"this is {says}", None, other)
    if len(laws) == 2:
        for law in laws:
            entropy = Table("quantities", Quantity).named("Entropy")(law, quantity.unit)
            yield Candidate("other_quantity", f"this is {entropy}", None, entropy)


def _units(quantity: Quantity, correct: sp.Expr | None) -> Iterator[Candidate]:
    for name in ("nats", "bits", "hartleys"):
        if unit_of(name) != quantity.unit:
            asked = "nats" if quantity.unit == NATS else quantity.unit.name
            value = None if correct is None else correct * sp.log(quantity.base) / sp.log(unit_of(name).base)
            yield Candidate("unit", f"the formula is in {name}, the quantity in {asked}", None, quantity.to(name), value)


def _exchanged(laws: tuple, correct: sp.Expr | None) -> sp.Expr | None:
    """The value with the parameters of two laws of one family exchanged, where all of them are symbols."""
    if correct is None or getattr(laws[0], "family", 0) != getattr(laws[1], "family", 1):
        return None
    pairs = tuple(zip(laws[0].parameters, laws[1].parameters, strict=True))
    symbols = [value for pair in pairs for value in pair]
    if not all(isinstance(s, sp.Symbol) for s in symbols) or len(set(symbols)) < len(symbols):
        return None
    return correct.xreplace(dict(pairs) | {b: a for a, b in pairs})


def _parameters(quantity: Quantity, correct: sp.Expr | None) -> Iterator[Candidate]:
    """One parameter read in another way; then the same parameter of both laws."""
    readings = [r for i, law in enumerate(quantity.distributions) for r in _readings(i, law)]
    groups: list[tuple[Reading, ...]] = [(r,) for r in readings]
    groups += [(r, s) for r, s in product(readings, repeat=2) if r.law < s.law and (r.place, r.key) == (s.place, s.key)]
    every = [value for law in quantity.distributions for value in law.parameters]
    for group in groups:
        try:
            other = _with(quantity, group)
        except SymbolicInfoError:
            continue
        old = [quantity.distributions[r.law].parameters[r.place] for r in group]
        alone = all(isinstance(v, sp.Symbol) and sum(e.has(v) for e in every) == 1 for v in old)
        value = correct.xreplace({v: r.value for v, r in zip(old, group, strict=True)}) if alone and correct is not None else None
        says = f"{'; '.join(dict.fromkeys(r.says for r in group))}: this is {other}"
        yield Candidate(group[0].key, says, None, other, value)


def _reordered(quantity: Quantity, correct: sp.Expr | None) -> Iterator[Candidate]:
    """Two parameters exchanged, in the laws of one family alike."""
    laws = quantity.distributions
    family = getattr(laws[0], "family", None)
    if family is None or any(getattr(law, "family", None) != family for law in laws):
        return
    every = [value for law in laws for value in law.parameters]
    for i, j in combinations(range(len(family.params)), 2):
        pairs = {law.parameters[i]: law.parameters[j] for law in laws}
        if not all(isinstance(v, sp.Symbol) and sum(e.has(v) for e in every) == 1 for v in (*pairs, *pairs.values())):
            continue
        if any(a.assumptions0 != b.assumptions0 for a, b in pairs.items()):
            continue
        exchanged = pairs | {b: a for a, b in pairs.items()}
        other = quantity.xreplace(exchanged)
        says = f"{family.names[i]} and {family.names[j]} of {family.name} are exchanged: this is {other}"
        yield Candidate("order", says, None, other, None if correct is None else correct.xreplace(exchanged))


def _readings(index: int, law: Any) -> Iterator[Reading]:
    """Other meanings of the parameters of a law of the catalogue, from the family's alternatives."""
    family = getattr(law, "family", None)
    if family is None:
        return
    for place, (value, own, word) in enumerate(zip(law.parameters, family.params, family.names, strict=True)):
        ways = [(new, expression) for a in family.alternatives for new, expression in [_alternative(a, family, place)] if new is not None]
        if word in RECIPROCAL and RECIPROCAL[word] not in {str(new) for new, _ in ways}:
            new = sp.Symbol(RECIPROCAL[word], **own.assumptions0)
            ways.append((new, 1 / new))
        for new, expression in ways:
            for other, read, meant in _both_ways(value, new, expression, word):
                yield Reading(index, place, other, f"{read}_for_{meant}", f"{value} is taken for the {read}, not the {meant}")


def _alternative(alternative: Any, family: Any, place: int) -> tuple[sp.Symbol | None, sp.Expr]:
    """The other parameter and the family's own through it, where this parameter is replaced."""
    expression = alternative.own[place]
    new = [s for s in expression.free_symbols if s not in family.params]
    return (new[0], expression) if len(new) == 1 and expression.free_symbols == set(new) else (None, expression)


def _both_ways(value: sp.Expr, new: sp.Symbol, expression: sp.Expr, word: str) -> Iterator[tuple[sp.Expr, str, str]]:
    """(value if the formula is right, what the formula takes it for, what it is)."""
    if value.is_number:
        return
    yield expression.xreplace({new: value}), new.name, word
    target = sp.Dummy("target", positive=True)
    for inverse in sp.solve(expression - target, new)[:1]:
        yield sp.powdenest(inverse.xreplace({target: value}), force=True), word, new.name


def _with(quantity: Quantity, readings: tuple[Reading, ...]) -> Quantity:
    laws = list(quantity.distributions)
    for r in readings:
        values = list(laws[r.law].parameters)
        values[r.place] = r.value
        laws[r.law] = laws[r.law].func(laws[r.law].family.name, *values)
    return quantity.func(*laws, quantity.unit)
