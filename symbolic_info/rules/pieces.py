"""Expectations whose integrand is a sum of kernels of lemmas and of known integrals.  Trusted."""

from typing import Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import minus, to_term
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, check, exp, mul, rat, subst
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.expectation import ends_of, mean
from symbolic_info.rules.lemma import Lemma, integral
from symbolic_info.rules.lemma import lemma as lemma_called
from symbolic_info.rules.matching import Map, hold, support_at
from symbolic_info.rules.moment import differentiate

MAX_PIECES = 64


@rule(
    says="the integrand is a sum of known ones",
    source="Billingsley (1995), Probability and Measure, 3rd ed., theorems 16.1 and 16.13 (change of variable)",
)
def pieces(
    world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term, phi: Term, psi: Term, known: tuple, *ends: Any
) -> tuple[Term, Term, set[Condition]]:
    """E f = sum c_i I_i, where p(phi(u)) |phi'(u)| f(phi(u)) = sum c_i g_i(u) and each g_i has the integral I_i.

    ``known``: (c, kind, key, values, js) each; g is a "lemma"'s kernel at ``values``, differentiated in ``js``, or the integrand of an
    "integral".
    """
    if not 0 < len(known) <= MAX_PIECES:
        raise Rejected(f"1 to {MAX_PIECES} pieces")
    outer = world.normal(under)
    images, integrands, values = zip(*(_piece(world, outer, *piece) for piece in known), strict=True)
    if any(not _same_support(outer, images[0], image) for image in images[1:]):
        raise Rejected("the pieces have different supports")
    at = Map(world, outer, law, ends_of(world, *ends) if ends else (), images[0], phi, psi)
    scope = at.inside_lemma
    integrand = scope.form(mul(exp(at.log_pushed()), subst(world.closed(check(f), {X}), {X: at.phi})))
    if not scope.is_zero(minus(integrand, scope.form(add(*integrands, rat(0))))):
        raise Rejected("the integrand is not the sum of the pieces")
    left = ("part", X, f, law, *ends) if ends else mean(law, f)
    return left, to_term(outer.form(add(*values, rat(0)))), at.conditions()


def _piece(world: World, outer: Normal, c: Term, kind: str, key: str, at: tuple, js: tuple) -> tuple[tuple, Term, Term]:
    """The support, the integrand in u and the integral of one piece."""
    if kind not in ("lemma", "integral"):
        raise Rejected("a piece is a lemma's or an integral's")
    entry = lemma_called(key) if kind == "lemma" else integral(key)
    if len(at) != len(entry.parameters):
        raise Rejected("as many values as there are parameters")
    values = dict(zip(entry.parameters, (world.closed(check(a)) for a in at), strict=True))
    hold(outer, entry, values)
    c = world.closed(check(c))
    if isinstance(entry, Lemma):
        statistics, normaliser = differentiate(entry, values, js)
        return support_at(entry, values), mul(c, exp(subst(entry.log_kernel, values)), *statistics), mul(c, normaliser)
    if js:
        raise Rejected("an integral is not differentiated")
    return support_at(entry, values), mul(c, subst(entry.integrand, values)), mul(c, subst(entry.value, values))


def _same_support(outer: Normal, first: tuple, second: tuple) -> bool:
    ends = zip(first[1:], second[1:], strict=True)
    return first[0] == second[0] and all(a == b or (not {a, b} & {INFINITY, MINUS_INFINITY} and outer.same(a, b)) for a, b in ends)
