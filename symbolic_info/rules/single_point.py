"""Expectations under a law whose support is one integer.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import to_term
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, exp, mul, subst
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.expectation import mean


@rule(says="all the mass stands at one point", source="definition of the expectation of a simple random variable")
def single_point(world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term) -> tuple[Term, Term, set[Condition]]:
    """E f = p(c) f(c), where c is the first and the last integer of the support."""
    record = world.density(law)
    kind, lo, hi = record["support"]
    if kind != "integers" or lo == MINUS_INFINITY or hi == INFINITY:
        raise Rejected("not a run of integers between two ends")
    outer = world.normal(under)
    if not outer.same(lo, hi):
        raise Rejected("the support is not proved to be one point")
    value = subst(mul(exp(record["logp"]), world.closed(f, {X})), {X: lo})
    return mean(law, f), to_term(outer.form(value)), outer.conditions
