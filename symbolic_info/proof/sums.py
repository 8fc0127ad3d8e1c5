"""The normal form of sums and integrals over domains.  Trusted.

A sum is taken apart into monomials; factors free of its indices come out; an index is eliminated where a declared
total or a count says what the sum over it is; what is left falls into connected components, each under canonical names.
Over a space without a size every piece has to exist, which is a condition.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import (
    ONE,
    Atom,
    Form,
    Monomial,
    atom_names,
    const,
    depends,
    minus,
    names,
    of_atom,
    plus,
    product,
    single,
    times,
    to_term,
)
from symbolic_info.proof.signs import NONNEGATIVE, POSITIVE, UNKNOWN
from symbolic_info.proof.terms import BINDERS, Term, free, indices_of, mul, numbers, renamed, subst, subterms, sym

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal
    from symbolic_info.proof.world import World

MAX_NAMED = 4
MAX_PASSES = 32
Factors = tuple[tuple[Atom, Form], ...]


class Piece(NamedTuple):
    """The sum over ``indices`` where ``literals`` hold of the product of ``factors``, times ``outside``."""

    indices: frozenset[str]
    literals: frozenset[Term]
    factors: Factors
    outside: Form


def sum_form(scope: "Normal", t: Term) -> Form:
    """The normal form of a sum."""
    _, indices, domain, body = t
    work = tuple(f"_w{nesting(t)}_{i}" for i in range(len(indices)))
    if set(work) & free(t):
        raise Rejected("reserved names in a sum")
    if numbers(body) & set(indices):
        raise Rejected("an index is no number")
    m = {i: sym(n) for i, n in zip(indices, work, strict=True)}
    literals = tuple(renamed(literal, m) for literal in domain)
    inner = domain_scope(scope, work, literals)
    form = inner.form(subst(body, m))
    scope.merge(inner)
    out: list[Form] = []
    for whole, c in form.terms:
        for names_, where, monomial, number in _flat(scope, work, literals, whole, c):
            inside, outside = depends(monomial, set(names_))
            if any(indices_of(literal) - set(names_) for literal in where):  # an empty domain: the factor has to make sense by itself
                scope.form(to_term(single(outside)))
            piece = Piece(frozenset(names_), frozenset(where), inside.factors, single(outside, number))
            out.append(_value(scope, _eliminated(scope.world, _restricted(scope.world, piece))))
    return plus(*out)


def _flat(
    scope: "Normal", indices: tuple[str, ...], literals: tuple[Term, ...], monomial: Monomial, c: Fraction
) -> Iterator[tuple[tuple[str, ...], tuple[Term, ...], Monomial, Fraction]]:
    """The terms of a sum of sums: an inner sum that depends on the index of the outer one is summed together with it."""
    atom = next((a for a, e in monomial.factors if a.head == "sum" and e == ONE and atom_names(a) & set(indices)), None)
    if atom is None:
        yield indices, literals, monomial, c
        return
    bound, domain, body = atom.args
    more = tuple(f"{indices[0]}_{len(indices) + k}" for k in range(len(bound)))
    m = {i: sym(n) for i, n in zip(bound, more, strict=True)}
    wider, where = (*indices, *more), tuple(dict.fromkeys((*literals, *(renamed(literal, m) for literal in domain))))
    inner = domain_scope(scope, wider, where)
    form = inner.form(mul(to_term(single(monomial.without(atom))), subst(to_term(body), m)))
    scope.merge(inner)
    for term, number in form.terms:
        yield from _flat(scope, wider, where, term, c * number)


def domain_scope(outer: "Normal", indices: tuple[str, ...], literals: Iterable[Term]) -> "Normal":
    """The scope of indices where the literals hold: which entries are positive there, which vanish, and which are below others."""
    arrays = outer.world.arrays
    literals = tuple(literals)
    plain = {i for i in indices if not i.startswith("_")}
    if plain and plain & set().union(*map(names, (*outer.signs.positive, *outer.signs.weak))):  # else v[i] > 0 for one i is taken for all
        raise Rejected("an assumption speaks of an index that is bound")
    places = arrays.places(indices, literals)
    if any(not indices_of(literal) & set(indices) for literal in literals):
        raise Rejected("a literal of a domain that holds none of its indices")
    for literal in literals:
        if literal[0] == "ne" and places.get(literal[1]) != places.get(literal[2]):
            raise Rejected("indices of different spaces are compared")
    positive = arrays.positive(literals)
    zero = frozenset(Atom("idx", *literal[1:]) for literal in literals if literal[0] == "zero")
    return outer.scope(indices, [_entry(e) for e in sorted(positive)], lambda: _bounds(outer.world, positive), zero)


def _bounds(world: "World", positive: frozenset[Term]) -> list[Form]:
    """The differences of entries, or of 1 and an entry, that are >= 0."""
    return [minus(_entry(b) if b else ONE, _entry(a)) for a, b in world.arrays.below(positive)]


def _entry(literal: Term) -> Form:
    return of_atom(Atom(*literal))


def is_inside(world: "World", literals: Iterable[Term], target: Iterable[Term]) -> bool:
    """Whether ``target`` holds wherever ``literals`` do."""
    literals = set(literals)
    known = world.arrays.positive(literals)
    places = world.arrays.places((), literals)
    return all(
        literal in literals or literal in known or (literal[0] == "in" and places.get(literal[1]) == literal[2]) for literal in target
    )


# -- one monomial --------------------------------------------------------------------------------------------------------


def _is_entry(atom: Atom, exponent: Form, world: "World") -> bool:
    """A factor that vanishes where an array does: a power of a non-negative entry."""
    return atom.head == "idx" and (exponent.integer or 0) > 0 and not world.arrays.is_signed(atom.args[0])


def _literal(atom: Atom) -> Term:
    return ("idx", *atom.args)


def entries_of(world: "World", monomial: Monomial) -> set[Term]:
    """The literals without which a product vanishes."""
    return {_literal(a) for a, e in monomial.factors if _is_entry(a, e, world)}


def _restricted(world: "World", piece: Piece) -> Piece:
    """The same sum where its factors do not vanish, by the fewest literals."""
    entries = {e for e in entries_of(world, Monomial(piece.factors)) if set(e[2:]) & piece.indices}
    return piece._replace(literals=world.arrays.reduced(piece.literals | entries, entries))


def _eliminated(world: "World", piece: Piece) -> Piece:
    """Indices summed over where the sum is declared, until none is left that can be."""
    for _ in range(MAX_PASSES):
        done = next((new for i in sorted(piece.indices) if (new := _without(world, piece, i)) is not None), None)
        if done is None:
            return piece
        piece = _restricted(world, done)
    raise Rejected(f"a sum that takes more than {MAX_PASSES} eliminations")


def _split(piece: Piece, index: str) -> tuple[Factors, Factors, frozenset[Term]]:
    """Factors with the index, factors without, literals with it."""
    inside = tuple((a, e) for a, e in piece.factors if index in atom_names(a) | names(e))
    rest = tuple(f for f in piece.factors if f not in inside)
    return inside, rest, frozenset(li for li in piece.literals if index in indices_of(li))


def _without(world: "World", piece: Piece, index: str, depth: int = 0) -> Piece | None:
    """The piece with one index summed over; None where no fact says what that sum is."""
    inside, rest, where = _split(piece, index)
    if not inside:
        return _counted(world, piece, index, where)
    if any(a.head != "idx" or e != ONE for a, e in inside):
        return None
    entries = tuple(_literal(a) for a, _ in inside)
    if not where <= {*entries}:
        return None
    value = world.arrays.summed(entries[0], index) if len(entries) == 1 else world.arrays.total_of(entries, index)
    if value is not None:
        return _put(world, piece, index, rest, where, (value,) if value else ())
    return None if depth else _written_out(world, piece, index, entries)


def _put(world: "World", piece: Piece, index: str, rest: Factors, where: frozenset[Term], new: tuple[Term, ...]) -> Piece:
    """The piece without an index: ``new`` entries stand for the factors that held it."""
    places = world.arrays.places((), where)
    left = {i for literal in where for i in indices_of(literal)} - {index}
    ranges = {("in", i, places[i]) for i in left & piece.indices}
    literals = (piece.literals - where) | ranges | {e for e in new if set(e[2:]) & piece.indices}
    factors: Factors = rest
    outside = piece.outside
    for entry in new:
        atom = Atom(*entry)
        if set(entry[2:]) & piece.indices:
            factors = Monomial(times(single(Monomial(factors)), of_atom(atom)).terms[0][0].factors).factors
        else:
            outside = times(outside, of_atom(atom))
    return Piece(piece.indices - {index}, world.arrays.reduced(literals, new), factors, outside)


def _counted(world: "World", piece: Piece, index: str, where: frozenset[Term]) -> Piece | None:
    """A summand free of the index, which runs through a whole finite space, or through all of it but one point."""
    others = [li for li in where if li[0] == "ne"]
    ranges = [li for li in where if li[0] == "in"]
    if len(ranges) + len(others) != len(where) or len(ranges) != 1 or len(others) > 1:
        return None
    size = world.spaces[ranges[0][2]]
    if not size:
        return None
    count = minus(world.normal().form(size), const(len(others)))
    return Piece(piece.indices - {index}, piece.literals - where, piece.factors, times(piece.outside, count))


def _written_out(world: "World", piece: Piece, index: str, entries: tuple[Term, ...]) -> Piece | None:
    """Where a factor is a total of a product: its factors instead, if the index can be summed over then.

    Beside other factors only if the index that its definition brings in goes too; definitions do not go round in circles.
    """
    fresh = f"_d{len(piece.indices)}_{index.lstrip('_')}"
    if fresh in piece.indices:
        return None
    for entry in entries:
        found = world.arrays.definition(entry, fresh)
        if found is None:
            continue
        new, factors = found
        kept = tuple((a, e) for a, e in piece.factors if _literal(a) != entry)
        opened = product([single(Monomial(kept)), *(of_atom(Atom(*f)) for f in factors)]).terms[0][0].factors
        wider = Piece(piece.indices | set(new), (piece.literals - {entry}) | set(factors), opened, piece.outside)
        first = _without(world, _restricted(world, wider), index, depth=1)
        second = None if first is None else _without(world, _restricted(world, first), fresh, depth=1)
        if second is not None or len(entries) == 1:
            return second or first
    return None


# -- components ----------------------------------------------------------------------------------------------------------


def _value(scope: "Normal", piece: Piece) -> Form:
    """The outside times one atom for each connected component."""
    out = [piece.outside, single(Monomial(f for f in piece.factors if not _indices_of_factor(f) & piece.indices))]
    left = set(piece.indices)
    while left:
        part = _component(piece, min(left))
        left -= part
        factors = tuple(f for f in piece.factors if _indices_of_factor(f) & part)
        literals = frozenset(li for li in piece.literals if indices_of(li) & part)
        out.append(_atom_of(scope, tuple(sorted(part)), literals, factors))
    return product(out)


def _indices_of_factor(factor: tuple[Atom, Form]) -> set[str]:
    return atom_names(factor[0]) | names(factor[1])


def _component(piece: Piece, start: str) -> set[str]:
    """The indices that are tied to ``start`` by factors or literals."""
    groups = [_indices_of_factor(f) & piece.indices for f in piece.factors]
    groups += [indices_of(li) & piece.indices for li in piece.literals]
    found = {start}
    while True:
        more = set().union(*(g for g in groups if g & found)) - found
        if not more:
            return found
        found |= more


def _atom_of(scope: "Normal", indices: tuple[str, ...], literals: frozenset[Term], factors: Factors) -> Form:
    """The sum as one atom, its indices named so that its text is least."""
    if len(indices) > MAX_NAMED:
        raise Rejected(f"a sum over more than {MAX_NAMED} indices that hang together")
    body = to_term(single(Monomial(factors)))
    depth = nesting(body) + 1
    candidates = []
    for order in permutations(f"_k{depth}_{i}" for i in range(len(indices))):
        m = {i: sym(n) for i, n in zip(indices, order, strict=True)}
        domain = tuple(sorted(renamed(literal, m) for literal in literals))
        inner = domain_scope(scope, order, domain)
        atom = Atom("sum", tuple(sorted(order)), domain, inner.form(subst(body, m)))
        candidates.append((atom.text, atom, inner))
    _, best, inner = min(candidates, key=lambda item: item[0])
    scope.merge(inner)
    form = of_atom(best)
    places = scope.world.arrays.places(indices, literals)
    if not all(scope.world.arrays.is_sized(places[i]) for i in indices):
        scope.conditions.add(("exists", to_term(form)))
    return form


def nesting(t: Term) -> int:
    """How deep binders stand in binders."""
    return (t[0] in BINDERS) + max(map(nesting, subterms(t)), default=0)


# -- signs ---------------------------------------------------------------------------------------------------------------


def sign_of_sum(scope: "Normal", atom: Atom) -> int:
    """The sign of a sum whose summand has one on the whole domain; strict where the domain cannot be empty."""
    indices, domain, form = atom.args
    sign = domain_scope(scope, indices, domain).signs.sign(form)
    if abs(sign) == POSITIVE and not _is_inhabited(scope.world, set(indices), domain):
        return NONNEGATIVE if sign > 0 else -NONNEGATIVE
    return sign


def _is_inhabited(world: "World", indices: set[str], domain: tuple[Term, ...]) -> bool:
    """Whether the domain has a point: whole spaces, or the support of one array all of whose summed axes are indices here."""
    if all(literal[0] == "in" for literal in domain):
        return True
    for literal in (li for li in domain if li[0] == "idx"):
        record = world.arrays.of(literal[1], len(literal) - 2)
        at = literal[2:]
        if not world.arrays.is_inhabited(literal[1]):
            continue
        if set(at[record["given"] :]) <= indices and len(set(at)) == len(at) and is_inside(world, (literal,), domain):
            return True
    return False


def sign_of_entry(world: "World", atom: Atom) -> int:
    """An entry of an array that is not declared to have a sign of its own is >= 0."""
    return UNKNOWN if world.arrays.is_signed(atom.args[0]) else NONNEGATIVE
