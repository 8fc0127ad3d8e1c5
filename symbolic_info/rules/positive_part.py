"""Positive parts of 1 - e^r, where r changes its sign once: total variation.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import minus
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, check, exp, mul, neg, rat, sub, sym
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.expectation import mean

Conclusion = tuple[Term, Term, set[Condition]]


def excess(r: Term) -> tuple[Term, Term]:
    """1 - e^r, and its positive part."""
    g = sub(rat(1), exp(r))
    return g, mul(rat(1, 2), add(g, ("abs", g)))


@rule(says="the positive part of 1 - e^r, where r changes its sign at one point", source="e^r < 1 where r < 0, e^r > 1 where r > 0")
def positive_part(
    world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term, r: Term, slope: Term, at: Term, side: str
) -> Conclusion:
    """E f = E[1 - e^r; X < c], where f = (1 - e^r + |1 - e^r|)/2, r = s (X - c), s > 0 and c lies inside the support: ``side`` "below".

    For s < 0 it is E[1 - e^r; X > c]: ``side`` "above".  Of a law on the line: both integrands are the same but at the point c.
    """
    kind, lo, hi = world.density(law)["support"]
    if kind != "interval" or side not in ("below", "above"):
        raise Rejected("a law on the line, and the side of a point")
    outer = world.normal(under)
    inner = world.law_scope(outer, law)
    g, positive = excess(world.closed(r, {X}))
    if not inner.same(world.closed(f, {X}), positive):
        raise Rejected("not the positive part of 1 - e^r")
    line = mul(world.closed(check(slope)), sub(sym(X), world.closed(at)))
    if not inner.is_zero(minus(inner.form(r), inner.form(line))):
        raise Rejected("the exponent is not this line")
    outer.merge(inner)
    outer.need_positive(outer.form(slope if side == "below" else neg(slope)))
    for gap in [*([] if lo == MINUS_INFINITY else [sub(at, lo)]), *([] if hi == INFINITY else [sub(hi, at)])]:
        outer.need_positive(outer.form(gap))
    return mean(law, f), ("part", X, g, law, *((lo, at) if side == "below" else (at, hi))), outer.conditions
