"""Densities on the line: the divergence is never negative, and what a change of variable does to an unknown density.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Order, Statement, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import Term, add, diff, log, neg, rat, subst, sym
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.definitions import quantity
from symbolic_info.rules.expectation import is_normalised, mean
from symbolic_info.rules.matching import lies_in

Conclusion = tuple[Term, Term, set[Condition]]
SOURCE = "Cover & Thomas (2006), Elements of Information Theory, 2nd ed., "


@rule(says="a divergence is never negative", source=SOURCE + "theorem 8.6.1")
def divergence_sign(world: World, under: Under, premises: tuple[Statement, ...], q: Term) -> Order:
    """E[1] = 1 for P and for Q, densities or mass functions on the line: 0 <= D(P || Q), which may be infinite."""
    head, laws = quantity(q)
    if head != "kl" or len(premises) != len(dict.fromkeys(laws)):
        raise Rejected("a divergence, and E[1] = 1 for both laws")
    for premise, law in zip(premises, dict.fromkeys(laws), strict=True):
        world.density(law)  # on the line; vectors have a rule of their own, which compares dimensions
        is_normalised(premise, law)
    return Order(rat(0), q, set(), "<=")


@rule(says="an expectation under the image of a law", source="Billingsley (1995), Probability and Measure, 3rd ed., theorem 16.13")
def image(world: World, under: Under, premises: tuple[Statement, ...], new: str, old: str, f: Term, psi: Term, phi: Term) -> Conclusion:
    """X has the density p, phi maps the support of Y onto that of X with inverse psi, log p_Y = log p(phi) + log|phi'|:

    E f(Y) = E f(psi(X)).  All three are checked; X may have an unknown density.
    """
    if premises:
        raise Rejected("a change of variable needs no premises")
    mine, theirs = world.density(new), world.density(old)
    if mine["support"][0] != "interval" or theirs["support"][0] != "interval":
        raise Rejected("a change of variable between intervals")
    outer = world.normal(under)
    at_new, at_old = world.law_scope(outer, new), world.law_scope(outer, old)
    for t in (f, phi, psi):
        world.closed(t, {X})
    if not lies_in(at_new, theirs["support"], phi) or not lies_in(at_old, mine["support"], psi):
        raise Rejected("the map leaves the support")
    if not at_old.same(subst(phi, {X: psi}), sym(X)):  # phi is onto; it is one to one because it is monotone
        raise Rejected("phi(psi(x)) is not x")
    slope = diff(phi, X)
    bend = at_new.form(slope)
    if not (at_new.signs.is_nonzero(bend)):
        raise Rejected("the sign of the derivative is not proved")
    width = log(slope) if at_new.signs.is_positive(bend) else log(neg(slope))
    if not at_new.same(mine["logp"], add(subst(theirs["logp"], {X: phi}), width)):
        raise Rejected("the density is not that of the image")
    at_old.form(subst(f, {X: psi}))
    outer.merge(at_new)
    outer.merge(at_old)
    return mean(new, f), mean(old, subst(f, {X: psi})), outer.conditions
