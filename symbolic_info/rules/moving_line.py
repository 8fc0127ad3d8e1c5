"""Supporting lines whose point of contact moves with the index: one line at every point of a domain.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Order, Statement, rule
from symbolic_info.proof.terms import Term, add, free, mul, sub, subst
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.inequalities import JENSEN, _slope, at_point, inner_scope, inside, summed, well_defined
from symbolic_info.rules.lemma import U


@rule(says="a convex function lies above each of its supporting lines", source=JENSEN)
def moving_line(
    world: World,
    under: Under,
    premises: tuple[Statement, ...],
    indices: tuple,
    domain: tuple,
    weight: Term,
    f: Term,
    g: Term,
    c: Term,
    lo: Term,
    hi: Term,
) -> Order:
    """f'' >= 0 on (lo, hi), which holds g and c, and w >= 0: sum w (f(c) + f'(c) (g - c)) <= sum w f(g), where c may depend on the index.

    With equality exactly where w (g - c) = 0 at every point, if f'' > 0.
    """
    if premises:
        raise Rejected("a supporting line needs no premises")
    outer, inner = inner_scope(world, under, indices, domain)
    if (free(f) | free(lo) | free(hi)) & set(indices):
        raise Rejected("the function does not depend on the index")
    slope, strict = _slope(world, outer, f, lo, hi)
    for value in (g, c):
        inside(world, inner, value, indices, lo, hi)
    if not inner.signs.is_nonnegative(at_point(world, inner, weight, indices)):
        raise Rejected("the sign of the weight is not proved")
    line = add(subst(f, {U: c}), mul(subst(slope, {U: c}), sub(g, c)))
    left, right = (summed(indices, domain, mul(weight, value)) for value in (line, subst(f, {U: g})))
    well_defined(outer, inner, left, right)
    tight = frozenset({("all", indices, domain, mul(weight, g), mul(weight, c))}) if strict else None
    return Order(left, right, outer.conditions, "<=", tight)
