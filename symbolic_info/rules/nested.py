"""Sums of sums.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import Term, check, free, indices_of, mul
from symbolic_info.proof.world import Under, World


@rule(
    says="a sum of sums is one sum over pairs",
    source="finite sums: associativity, commutativity, distributivity",
)
def double_sum(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, a: Term, inner: Term
) -> tuple[Term, Term, set[Condition]]:
    """The sum over I of a times (the sum over J of b) is the sum over I and J of a b, for finite spaces.

    The inner domain may speak of I, the outer one does not speak of J, and neither does a.
    """
    nested = check(("sum", indices, domain, mul(a, inner)))
    if premises or inner[0] != "sum":
        raise Rejected("a sum of sums, and no premises")
    _, others, where, b = inner
    if set(others) & (set(indices) | free(a)) or any(set(others) & indices_of(literal) for literal in domain):
        raise Rejected("an index stands in both sums")
    flat = ("sum", (*indices, *others), tuple(dict.fromkeys((*domain, *where))), mul(a, b))
    if not all(map(world.arrays.is_sized, world.arrays.places(flat[1], flat[2]).values())):
        raise Rejected("integrals are not exchanged")
    scope = world.normal(under)
    for t in (nested, flat):
        scope.form(world.closed(t))
    return nested, flat, scope.conditions
