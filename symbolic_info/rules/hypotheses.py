"""Hypotheses: what a theorem supposes is written into it as a condition.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Order, Statement, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import Term, mul, opaque, rat
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.inequalities import at_point, inner_scope, summed

Conclusion = tuple[Term, Term, set[Condition]]


@rule(says="by hypothesis", source="")
def hypothesis(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, a: Term, b: Term, k: Term
) -> Conclusion:
    """If a = b at every point of a domain: sum k a = sum k b.  Without indices: a = b."""
    _alone(premises)
    if not indices and (domain or k != rat(1)):
        raise Rejected("an equation without indices is taken as it stands")
    outer = world.normal(under)
    sides = [summed(indices, domain, mul(k, t)) if indices else t for t in (a, b)]
    for side in sides:
        outer.form(world.closed(side))
    return sides[0], sides[1], outer.conditions | _existence(*sides) | {("all", ("all", indices, domain, a, b))}


def _alone(premises: tuple[Statement, ...]) -> None:
    if premises:
        raise Rejected("this needs no premises")


def _existence(*terms: Term) -> set[Condition]:
    """What is opaque in terms has to exist."""
    return {("exists", item) for t in terms for item in opaque(t)}


@rule(says="by hypothesis", source="")
def assumed_order(world: World, under: Under, premises: tuple[Statement, ...], t: Term) -> Order:
    """If t >= 0: 0 <= t."""
    _alone(premises)
    scope = world.normal(under)
    scope.form(world.closed(t))
    kept = scope.conditions | _existence(t) | {("nonnegative", t)}
    return Order(rat(0), t, kept, "<=", frozenset({("all", (), (), t, rat(0))}))


@rule(says="a number and the least integer above it", source="x <= ceil(x) < x + 1")
def ceiling(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, weight: Term, x: Term, side: str
) -> Order:
    """w >= 0 on the domain: "above" gives sum w x <= sum w ceil(x); "below", if sum w > 0, sum w ceil(x) < sum w (x + 1)."""
    _alone(premises)
    outer, inner = inner_scope(world, under, indices, domain)
    if not inner.signs.is_nonnegative(at_point(world, inner, weight, indices)):
        raise Rejected("the sign of the weight is not proved")
    plain, up, next_ = (summed(indices, domain, mul(weight, v)) for v in (x, ("ceil", x), ("add", x, rat(1))))
    for t in (plain, up, next_):
        outer.form(t)
    kept = outer.conditions | _existence(plain)
    if side == "above":
        return Order(plain, up, kept, "<=")
    if side != "below":
        raise Rejected("above or below")
    if not outer.signs.is_positive(outer.form(summed(indices, domain, weight))):
        raise Rejected("the weights may all vanish")
    return Order(up, next_, kept, "<")
