"""Counterexamples: small exact laws at which a statement fails, evaluated exactly.  Untrusted search; the kernel proves the failure."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import mpmath
import sympy as sp

from symbolic_info.core.errors import ParameterError, Rejected, SymbolicInfoError
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.derive.derivation import derive
from symbolic_info.derive.script import Script
from symbolic_info.derive.theorem import Theorem
from symbolic_info.derive.unfolding import written_out
from symbolic_info.proof.finite import is_indexed

MAX_TRIES = 60
SIZES = (2, 3)
DIGITS = 30
PARTS = (1, 2, 3, 5)


class Counterexample(NamedTuple):
    """Exact values of arrays and parameters, and the theorem that the statement fails there."""

    witness: dict[str, Any]
    theorem: Theorem


def counterexample(lower: sp.Expr, relation: str, upper: sp.Expr, *laws: Distribution) -> Counterexample | None:
    """Values at which ``lower`` = (or <=, or <) ``upper`` is false, or None if none was found."""
    for values in _points((lower, upper, *laws)):
        try:
            a, b = (values.value(side) for side in (lower, upper))
            found = _failure(a, relation, b)
        except (SymbolicInfoError, TypeError, ValueError, ZeroDivisionError):
            continue
        if found is not None:
            return Counterexample(values.named(), found)
    return None


def counterexample_of_families(lower: sp.Expr, relation: str, upper: sp.Expr, *laws: Distribution) -> Counterexample | None:
    """Exact parameters at which the difference, derived there, has the wrong sign."""
    chooser = random.Random(0)
    difference = upper - lower
    limits = {c for q in difference.atoms(Quantity) for law in q.distributions for c in law.constraints}
    symbols = sorted(difference.free_symbols, key=str)
    for _ in range(MAX_TRIES // 3):
        values = _values(symbols, limits, chooser)
        if values is None:
            return None
        try:
            here = derive(difference.subs(values)).result
            found = _failure(sp.S.Zero, relation, here) if here.is_finite else None
        except SymbolicInfoError:
            continue
        if found is not None:
            return Counterexample({str(s): v for s, v in values.items()}, found)
    return None


def _values(symbols: list[sp.Symbol], limits: set[sp.Expr], chooser: random.Random) -> dict[sp.Symbol, sp.Rational] | None:
    """Exact parameters that satisfy the constraints."""
    for _ in range(MAX_TRIES):
        values = {s: sp.Rational(chooser.choice(PARTS), 1 if s.is_integer else chooser.choice((1, 2, 4, 10))) for s in symbols}
        if all((limit.xreplace(values) > 0) == True for limit in limits):  # noqa: E712 (a relation, not a truth value)
            return values
    return None


def _failure(a: sp.Expr, relation: str, b: sp.Expr) -> Theorem | None:
    """The theorem b < a, or a < b where an equation was claimed."""
    gap = sp.N(b - a, DIGITS)
    wrong = [(b, a)] if gap < 0 else [(a, b)] if relation == "=" and gap > 0 else []
    if not wrong or abs(gap) < mpmath.mpf(10) ** (-DIGITS // 2):
        return None
    ((small, large),) = wrong
    try:
        return Script(small, large).proves(small, "<", large, {})
    except Rejected:
        return None


class Point:
    """Exact values of the arrays, sizes and parameters of a statement."""

    def __init__(self, arrays: dict[sp.IndexedBase, dict[tuple[int, ...], Fraction]], symbols: dict[sp.Symbol, sp.Rational]) -> None:
        self.arrays, self.symbols = arrays, symbols

    def named(self) -> dict[str, Any]:
        """By name: the entries of each array in order of their labels, and the parameters."""
        out: dict[str, Any] = {str(s): v for s, v in sorted(self.symbols.items(), key=str)}
        for base, entries in sorted(self.arrays.items(), key=str):
            out[str(base)] = {at: sp.Rational(v.numerator, v.denominator) for at, v in sorted(entries.items())}
        return out

    def value(self, e: sp.Expr) -> sp.Expr:
        """The exact value: quantities as sums over their labels, entries as numbers; 0 log 0 = 0."""
        plain = sp.sympify(e, strict=True)
        for quantity in sorted(plain.atoms(Quantity), key=sp.default_sort_key):
            plain = plain.xreplace({quantity: self._quantity(quantity)})
        return self._number(written_out(plain))

    def _quantity(self, q: Quantity) -> sp.Expr:
        laws = q.distributions
        if q.key not in ("entropy", "cross_entropy", "kl") or not all(map(is_indexed, laws)):
            return q.unfold()
        total = sp.S.Zero
        for at in product(*(range(1, int(n.xreplace(self.symbols)) + 1) for n in _shape(laws[0]))):
            p, r = (self._number(_mass(law, at)) for law in (laws[0], laws[-1]))
            if p == 0:
                continue
            if r == 0:
                return sp.oo
            total += p * {"entropy": -sp.log(p), "cross_entropy": -sp.log(r), "kl": sp.log(p) - sp.log(r)}[q.key]
        return total / sp.log(q.base)

    def _number(self, e: sp.Expr, at: dict[sp.Symbol, sp.Integer] | None = None) -> sp.Expr:
        """``e`` where the indices around it have the values ``at``."""
        at = at or {}
        if isinstance(e, sp.Sum):
            return self._total(e, at)
        if isinstance(e, sp.Indexed):
            value = self.arrays[e.base][tuple(int(i.xreplace(at)) for i in e.indices)]
            return sp.Rational(value.numerator, value.denominator)
        if e in at or e in self.symbols:
            return at[e] if e in at else self.symbols[e]
        return e.func(*(self._number(a, at) for a in e.args)) if e.args else e

    def _total(self, e: sp.Sum, at: dict[sp.Symbol, sp.Integer]) -> sp.Expr:
        symbols = [s for s, *_ in e.limits]
        ends = [[int(self._number(end)) for end in limit[1:]] for limit in e.limits]
        out = sp.S.Zero
        for labels in product(*(range(lo, hi + 1) for lo, hi in ends)):
            here = at | dict(zip(symbols, map(sp.Integer, labels), strict=True))
            out += sp.Add(*(self._product(term, here) for term in sp.Add.make_args(e.function)))
        return out

    def _product(self, term: sp.Expr, at: dict[sp.Symbol, sp.Integer]) -> sp.Expr:
        """A term with a factor 0 is 0, whatever stands beside it."""
        factors = sp.Mul.make_args(term)
        entries = [self._number(f, at) for f in factors if isinstance(f, (sp.Indexed, sp.Sum))]
        if any(e == 0 for e in entries):
            return sp.S.Zero
        return sp.Mul(*entries, *(self._number(f, at) for f in factors if not isinstance(f, (sp.Indexed, sp.Sum))))


def _shape(law: Distribution) -> tuple:
    if getattr(law, "factors", None) is not None:
        return tuple(n for part, count in law.factors for _ in range(int(count)) for n in _shape(part))
    return tuple(law.shape)


def _mass(law: Any, at: tuple[int, ...]) -> sp.Expr:
    if getattr(law, "factors", None) is None:
        return law.mass(*map(sp.Integer, at))
    out, place = sp.S.One, 0
    for part, count in law.factors:
        for _ in range(int(count)):
            width = len(_shape(part))
            out *= _mass(part, at[place : place + width])
            place += width
    return out


def _points(sides: tuple[sp.Basic, ...]) -> Iterator[Point]:
    """Points to try, the same ones every time: skewed, even and degenerate laws on two and three labels."""
    chooser = random.Random(0)
    plain = [sp.sympify(side, strict=True) for side in sides]
    laws = [node for e in plain for node in sp.preorder_traversal(e) if isinstance(node, (Distribution,))]
    shapes = _arrays(laws, plain)
    sizes = sorted({s for shape, _ in shapes.values() for s in shape if not s.is_number}, key=str)
    free = sorted(set().union(*(e.free_symbols for e in plain)) - set(sizes) - set(shapes), key=str)
    symbols = [s for s in free if isinstance(s, sp.Symbol) and not any(s == base.label for base in shapes)]
    for attempt in range(MAX_TRIES):
        values = {s: sp.Integer(SIZES[attempt % 2]) for s in sizes}
        values |= {s: sp.Rational(chooser.choice(PARTS), chooser.choice((2, 3, 7)) * 5 if s.is_positive else 2) for s in symbols}
        arrays = {}
        for base, (shape, given) in sorted(shapes.items(), key=str):
            arrays[base] = _random_array([int(s.xreplace(values)) for s in shape], given, chooser, attempt)
        yield Point(arrays, values)


def _arrays(laws: list, plain: list[sp.Expr]) -> dict[sp.IndexedBase, tuple[tuple, int | None]]:
    """Shape of each array, and how many of its axes are given; None for values."""
    out: dict[sp.IndexedBase, tuple[tuple, int | None]] = {}
    for law in laws:
        if getattr(law, "array", None) is not None:
            out[law.array] = (tuple(law.shape), 0)
        for channel in getattr(law, "channels", ()):
            out[channel.array] = (tuple(channel.shape), 1)
        if sp.S.Reals in getattr(law, "shape", ()):
            raise ParameterError(f"{law} has a density; only finite laws are searched for counterexamples")
    for base in set().union(*(e.atoms(sp.IndexedBase) for e in plain)) - set(out):
        out[base] = (tuple(base.shape), None)
    return out


def _random_array(shape: list[int], given: int | None, chooser: random.Random, attempt: int) -> dict[tuple[int, ...], Fraction]:
    """Masses that total 1 for each value of the given axes, sometimes with a zero; or any values."""
    labels = list(product(*(range(1, n + 1) for n in shape)))
    weights = {at: Fraction(chooser.choice(PARTS) if chooser.random() < 0.8 or attempt < 6 else 0) for at in labels}
    if given is None:
        return weights
    for head in sorted({at[:given] for at in labels}):
        row = [at for at in labels if at[:given] == head]
        if not any(weights[at] for at in row):
            weights[row[0]] = Fraction(1)
        total = sum(weights[at] for at in row)
        weights |= {at: weights[at] / total for at in row}
    return weights
