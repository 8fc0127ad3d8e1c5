"""Sums over domains: split at zeros or at the diagonal.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import Term, add, renamed, subst, sym
from symbolic_info.proof.world import Under, World

Conclusion = tuple[Term, Term, set[Condition]]


def _whole(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, body: Term
) -> tuple[Term, set[Condition]]:
    """A sum, which has a normal form, and what that needs; a split needs no premises."""
    if premises:
        raise Rejected("this needs no premises")
    t = ("sum", indices, domain, body)
    scope = world.normal(under)
    scope.form(world.closed(t))
    return t, scope.conditions


@rule(says="split where an entry vanishes", source="an entry of a non-negative array is 0 or positive")
def split_at_zero(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, body: Term, entry: Term
) -> Conclusion:
    """The sum is the one where an entry is positive and the one where it is 0."""
    t, conditions = _whole(world, under, premises, indices, domain, body)
    if entry[0] != "idx" or not set(entry[2:]) <= set(indices) or world.arrays.is_signed(entry[1]):
        raise Rejected("the sum is split at an entry of a non-negative array, at its own indices")
    places = world.arrays.places(indices, domain)
    if world.arrays.places((), (entry,)) != {i: places[i] for i in entry[2:]}:
        raise Rejected("the entry runs through another space")
    halves = [("sum", indices, (*(li for li in domain if li != more), more), body) for more in (entry, ("zero", *entry[1:]))]
    return t, add(*halves), conditions


@rule(says="split at the diagonal", source="two labels are equal or different")
def split_at_diagonal(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, body: Term, i: str, j: str
) -> Conclusion:
    """The sum is the one over i = j and the one over i != j, for two indices of one space."""
    t, conditions = _whole(world, under, premises, indices, domain, body)
    places = world.arrays.places(indices, domain)
    if i == j or not {i, j} <= set(indices) or places[i] != places[j]:
        raise Rejected("two indices that run through one space")
    if not world.arrays.is_sized(places[i]):
        raise Rejected("the diagonal of a space without a size")
    if ("ne", i, j) in domain or ("ne", j, i) in domain:
        raise Rejected("the indices already differ")
    m = {j: sym(i)}
    diagonal = tuple(dict.fromkeys(renamed(li, m) for li in domain))
    left = ("sum", tuple(k for k in indices if k != j), diagonal, subst(body, m))
    return t, add(left, ("sum", indices, (*domain, ("ne", i, j)), body)), conditions
