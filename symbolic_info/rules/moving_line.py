"""Supporting lines whose point of contact moves with the index: one line at every point of a domain.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Order, Statement, rule
from symbolic_info.proof.terms import Term, free
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.inequalities import JENSEN, above_line


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
    if (free(f) | free(lo) | free(hi)) & set(indices):
        raise Rejected("the function does not depend on the index")
    return above_line(world, under, premises, indices, domain, weight, f, g, c, lo, hi)
