"""Parts of expectations, taken apart further.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import to_term
from symbolic_info.proof.kernel import Statement, finite, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import Term, add
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.expectation import THEOREM, ends_of, lies_between


@rule(says="a part of an expectation is the sum of its parts below and above a point inside it", source=THEOREM + "16.9")
def split_part(
    world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term, lo: Term, at: Term, hi: Term
) -> tuple[Term, Term, set[Condition]]:
    """E[f; lo < X < c] = a and E[f; c < X < hi] = b, both finite: E[f; lo < X < hi] = a + b, for lo < c < hi."""
    below, above = premises
    finite(below, above)
    ends_of(world, lo, hi)
    if (below.left, above.left) != (("part", X, f, law, lo, at), ("part", X, f, law, at, hi)):
        raise Rejected("the premises are not the two parts")
    outer = world.normal(under)
    lies_between(outer, lo, at, hi)
    return ("part", X, f, law, lo, hi), to_term(outer.form(add(below.right, above.right))), outer.conditions
