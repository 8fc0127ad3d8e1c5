"""Absolute values: products, squares, and the triangle inequality, at every point of a domain.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Order, Statement, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import Term, add, mul
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.inequalities import at_point, inner_scope, summed, well_defined

Conclusion = tuple[Term, Term, set[Condition]]


def _no_premises(premises: tuple[Statement, ...]) -> None:
    if premises:
        raise Rejected("absolute values need no premises")


def _sides(
    world: World, under: Under, indices: tuple, domain: tuple, weight: Term, bodies: tuple[Term, Term]
) -> tuple[Term, Term, bool, set]:
    """The weighted sums of two bodies, whether the weight is >= 0 at every point, and what the sums need."""
    outer, inner = inner_scope(world, under, indices, domain)
    sign = inner.signs.is_nonnegative(at_point(world, inner, weight, indices))
    for body in bodies:
        at_point(world, inner, body, indices)
    left, right = (summed(indices, domain, mul(weight, body)) for body in bodies)
    well_defined(outer, inner, left, right)
    return left, right, sign, outer.conditions


@rule(says="the absolute value of a product", source="|x y| = |x| |y|")
def absolute_product(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, weight: Term, x: Term, y: Term
) -> Conclusion:
    """sum w |x| |y| = sum w |x y|."""
    _no_premises(premises)
    bodies = mul(("abs", x), ("abs", y)), ("abs", mul(x, y))
    left, right, _, conditions = _sides(world, under, indices, domain, weight, bodies)
    return left, right, conditions


@rule(says="the square of an absolute value", source="|x|^2 = x^2 for real x")
def absolute_square(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, weight: Term, x: Term
) -> Conclusion:
    """sum w |x|^2 = sum w x^2."""
    _no_premises(premises)
    bodies = mul(("abs", x), ("abs", x)), mul(x, x)
    left, right, _, conditions = _sides(world, under, indices, domain, weight, bodies)
    return left, right, conditions


@rule(says="the triangle inequality", source="|x + y| <= |x| + |y|, for finite sums by induction and for integrals")
def triangle(
    world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, weight: Term, parts: tuple
) -> Order:
    """w >= 0: sum w |x_1 + x_2 + ...| <= sum w (|x_1| + |x_2| + ...), for x_k = (indices, domain, body): the sum of the body."""
    _no_premises(premises)
    if not parts:
        raise Rejected("nothing to add up")
    inside, outside = (add(*(summed(i, d, f(body)) for i, d, body in parts)) for f in (lambda t: t, lambda t: ("abs", t)))
    left, right, sign, conditions = _sides(world, under, indices, domain, weight, (("abs", inside), outside))
    if not sign:
        raise Rejected("the sign of the weight is not proved")
    return Order(left, right, conditions, "<=")
