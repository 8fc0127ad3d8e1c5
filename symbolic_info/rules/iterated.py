"""Expectations under a law of several coordinates: its tilted density is integrated one coordinate after the other.  Trusted.

    Z(h) = the integral of p(x) e^(h T(x)) over all x, for every h near 0:    E[T^k] is the k-th derivative of Z at h = 0.

Each coordinate goes by a lemma of one variable, whose parameters may hold the coordinates before it.
"""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.coordinates import coordinate_scope, coordinates_of
from symbolic_info.proof.forms import names, to_term
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import (
    INFINITY,
    MINUS_INFINITY,
    H,
    Term,
    add,
    check,
    exp,
    log,
    mul,
    neg,
    opaque,
    power,
    rat,
    sub,
    subst,
    sym,
)
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.calculus import jet
from symbolic_info.rules.definitions import SOURCE, all_normalised, quantity
from symbolic_info.rules.expectation import mean
from symbolic_info.rules.lemma import U
from symbolic_info.rules.lemma import lemma as lemma_called
from symbolic_info.rules.matching import hold, lies_in, log_slope, support_at

Conclusion = tuple[Term, Term, set[Condition]]
MAX_POWER = 2
TILT = "Lehmann & Romano (2005), Testing Statistical Hypotheses, 3rd ed., theorem 2.7.1; Tonelli's theorem"


def coordinate_law(world: World, law: str) -> dict:
    """The record of a law of several coordinates."""
    record = world.laws.get(law, {})
    if record.get("kind") != "coordinates":
        raise Rejected(f"{law!r:.30} is no law of several coordinates")
    return record


@rule(says="the tilted density integrated over one coordinate after the other, and differentiated", source=TILT)
def iterated(
    world: World, under: Under, premises: tuple[Statement, ...], law: str, statistic: Term, times: int, near: tuple, layers: tuple
) -> Conclusion:
    """E[T^times] = (d/dh)^times Z at h = 0, where Z(h) is the integral of p e^(h T), finite for all h near 0.

    ``near`` are terms in h that are positive at 0, hence near 0.  ``layers`` are (lemma, phi, psi, parameters) for each
    coordinate in order; the last one is integrated first.  No condition may be left that speaks of h or of a coordinate.
    """
    record = coordinate_law(world, law)
    if type(times) is not int or not 0 <= times <= MAX_POWER or len(layers) != len(record["supports"]):
        raise Rejected("a lemma for each coordinate, and a power of the statistic that is 0, 1 or 2")
    if opaque(world.closed(check(statistic), world.values(law))):
        raise Rejected("an expectation or a quantity inside an expectation")
    outer = world.normal(under)
    log_normaliser = integrated(world, outer, record, add(record["logp"], mul(sym(H), statistic)), near, layers)
    if not times:
        value = outer.form(exp(subst(log_normaliser, {H: rat(0)})))
        return mean(law, rat(1)), to_term(value), outer.conditions
    value = jet(world, outer, exp(log_normaliser), times, rat(0))[-1]
    return mean(law, statistic if times == 1 else power(statistic, rat(times))), to_term(value), outer.conditions


def integrated(world: World, outer: Normal, record: dict, body: Term, near: tuple, layers: tuple) -> Term:
    """The logarithm of the integral of e^body over all coordinates, a term in h alone; ``outer`` collects what that needs."""
    scopes = tilted_scopes(world, outer, record, near)
    for k in reversed(range(len(layers))):
        body = over_coordinate(world, scopes[k], record["supports"][k], coordinates_of(record)[k], body, *layers[k])
    for scope, inner in reversed(list(zip([outer, *scopes], scopes, strict=False))):
        scope.merge(inner)
    return body


def tilted_scopes(world: World, outer: Normal, record: dict, near: tuple) -> list[Normal]:
    """The scopes of h near 0 and of the first 0, 1, ... coordinates."""
    for t in near:
        outer.need_positive(jet(world, outer, t, 1, rat(0))[0])  # differentiable at 0: positive around 0 where it is positive there
    tilted = outer.scope((H,))
    scopes = [tilted.scope((), [tilted.form(t) for t in near])]
    scopes[0].conditions |= tilted.conditions
    for k in range(len(record["supports"])):
        scopes.append(_next_scope(world, scopes[-1], record, k))
    return scopes


def _next_scope(world: World, scope: Normal, record: dict, k: int) -> Normal:
    return world.within(scope, record["supports"][k], (), coordinates_of(record)[k])


def over_coordinate(world: World, outer: Normal, support: tuple, x: str, body: Term, key: str, phi: Term, psi: Term, values: tuple) -> Term:
    """The logarithm of the integral of e^body over the coordinate ``x``: x = phi(u), u = psi(x) makes it the lemma's, at ``values``."""
    entry = lemma_called(key)
    if len(values) != len(entry.parameters):
        raise Rejected("as many values as the lemma has parameters")
    known = set(outer.bound)
    at = dict(zip(entry.parameters, (world.closed(check(v), known) for v in values), strict=True))
    hold(outer, entry, at)
    image = support_at(entry, at)
    world.closed(check(phi), {U, *known})
    world.closed(check(psi), {x, *known})
    inside_lemma, inside_law = world.within(outer, image, (), U), world.within(outer, support, (), x)
    if not (lies_in(inside_lemma, support, phi) and lies_in(inside_law, image, psi)):
        raise Rejected("the map leaves a support")
    if not inside_law.same(subst(phi, {U: psi}), sym(x)):  # onto; one to one, since phi has a slope of one sign or is a shift
        raise Rejected("the maps are not inverse to each other")
    if support[0] != image[0]:
        raise Rejected("a sum is compared with an integral")
    pushed = add(subst(body, {x: phi}), log_slope(inside_lemma, support[0], phi))
    constant = inside_lemma.form(sub(pushed, subst(entry.log_kernel, at)))
    if U in names(constant):
        raise Rejected("the density is not the lemma's kernel")
    outer.merge(inside_lemma)
    outer.merge(inside_law)
    return add(to_term(constant), _logarithm(subst(entry.normaliser, at)))


def _logarithm(t: Term) -> Term:
    """log t, factor by factor (each has to be positive, as its logarithm will ask), with log e^s = s: powers stay unexpanded."""
    if t[0] == "mul":
        return add(*map(_logarithm, t[1:]))
    return t[1] if t[0] == "exp" else log(t)


@rule(says="definition", source=SOURCE)
def coordinate_definition(world: World, under: Under, premises: tuple[Statement, ...], q: Term) -> Conclusion:
    """H(P) = E[-log p], H(P, Q) = E[-log q], D(P || Q) = E[log p - log q], for densities on one support that integrate to 1."""
    head, laws = quantity(q)
    all_normalised(premises, laws)
    outer = world.normal(under)
    p, theirs = coordinate_law(world, laws[0]), coordinate_law(world, laws[-1])
    same_support(world, outer, p, theirs)
    log_p, log_q = p["logp"], theirs["logp"]
    body = {"entropy": neg(log_p), "cross": neg(log_q), "kl": sub(log_p, log_q)}[head]
    return q, mean(laws[0], body), outer.conditions


def same_support(world: World, outer: Normal, p: dict, q: dict) -> None:
    """Refuse laws whose coordinates have other ends, or other kinds."""
    if len(p["supports"]) != len(q["supports"]):
        raise Rejected("laws of different numbers of coordinates")
    for k, ((kind, *mine), (other, *theirs)) in enumerate(zip(p["supports"], q["supports"], strict=True)):
        scope = coordinate_scope(world, outer, p["supports"][:k])
        for a, b in zip(mine, theirs, strict=True):
            if kind != other or not (a == b or scope.same(a, b)):
                raise Rejected("laws on different supports")
        if scope is not outer:
            outer.merge(scope)


@rule(says="an expectation over finitely many points", source="definition of the expectation of a simple random variable")
def finite_points(world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term) -> Conclusion:
    """E f = E f, left standing: it exists, since f is defined at each of finitely many points."""
    record = coordinate_law(world, law)
    if any(kind != "integers" or MINUS_INFINITY in ends or INFINITY in ends for kind, *ends in record["supports"]):
        raise Rejected("the law has more than finitely many points")
    term = mean(law, world.closed(f, world.values(law)))
    outer = world.normal(under)
    outer.form(term)
    return term, term, outer.conditions
