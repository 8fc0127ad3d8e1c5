"""Where a divergence is infinite by a tail of P, and which conditions of a finite case that may explain.  Untrusted."""

from contextlib import suppress

from symbolic_info.core.errors import Rejected
from symbolic_info.derive.equations import Desk
from symbolic_info.proof.forms import to_term
from symbolic_info.proof.kernel import Proof
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.signs import POSITIVE, content
from symbolic_info.proof.terms import Term, neg
from symbolic_info.proof.world import Under, about_arrays

SIDES = ("above", "below")


def heavy_tail(desk: Desk, ones: list[int], term: Term, *entropy: int) -> int | None:
    """The step D(P || Q) = oo by the tail of P on one side, or H(P, Q) = oo from the value of H(P); None where neither side proves it."""
    for side in SIDES if term[1] != term[-1] else ():
        with suppress(Rejected):
            return desk.do("divergent", [*ones, *entropy], term, side)
    return None


def essential(proof: Proof, step: int, under: Under) -> list[Condition]:
    """Conditions on parameters that a step keeps beyond its assumptions, without those that follow from others of them."""
    stated = sorted(proof.done[step].conditions)
    kept = [c for c in stated if c[0] in ("positive", "nonzero") and not about_arrays(c[1]) and not _is_edge(proof, c, under)]
    for condition in tuple(kept):
        others = [c for c in kept if c != condition and c[0] == "positive"]
        if _follows(proof, condition, (*under, *others)):
            kept.remove(condition)
    return kept


def _is_edge(proof: Proof, condition: Condition, under: Under) -> bool:
    """Whether a condition is assumed but for equality: what holds at the edge is derived with the parameter put there."""
    scope = proof.world.normal(under)
    return condition[0] == "positive" and scope.signs.is_nonnegative(scope.form(condition[1]))


def failing(proof: Proof, condition: Condition) -> list[Term]:
    """What is >= 0 where a condition fails: less it, and that without a positive factor, which may say more to the kernel."""
    outer = proof.world.normal()
    term = neg(condition[1])
    factor, rest = content(outer.form(term))
    short = [to_term(rest)] if factor.factors and outer.signs.monomial_sign(factor) == POSITIVE else []
    return [term, *short]


def _follows(proof: Proof, condition: Condition, under: Under) -> bool:
    """Whether a condition holds where others do."""
    try:
        scope = proof.world.normal(under)
        form = scope.form(condition[1])
    except Rejected:
        return False
    return scope.signs.is_nonzero(form) if condition[0] == "nonzero" else scope.signs.is_positive(form)
