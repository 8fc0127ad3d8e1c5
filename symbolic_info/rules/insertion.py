"""What a quantity is defined by: means of functions of log-densities, and a formula in their values.  Trusted.

A quantity states its definition once, in means and log-densities; the bridge reads it as that.  Here the densities are put in, the
values of the means are, and what lies off the support is settled: log q = -oo there.
"""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ONE, ZERO, Atom, Form, Monomial, depends, names, plus, scale, single
from symbolic_info.proof.kernel import Statement, no_infinity, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.signs import POSITIVE
from symbolic_info.proof.terms import (
    BINDERS,
    FUNCTIONALS,
    INFINITY,
    MINUS_INFINITY,
    OPAQUE,
    H,
    Term,
    check,
    free,
    mul,
    opaque,
    power,
    rat,
    sub,
    subst,
    sym,
)
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.calculus import derived
from symbolic_info.rules.definitions import SOURCE, all_normalised, covered, reaches_beyond
from symbolic_info.rules.expectation import ends_of, mean

Conclusion = tuple[Term, Term, set[Condition]]
LOG_Q = "_l"
EXTENDED = "arithmetic of the extended reals"


def named(body: Term) -> tuple[str, ...]:
    """The laws whose log-densities or scores stand in the body of a mean, sorted."""
    if body[0] in (*BINDERS, *FUNCTIONALS, *OPAQUE):
        raise Rejected(f"{body[0]} inside an expectation of log-densities")
    if body[0] in ("logp", "score"):
        if body[-1] != sym(X):
            raise Rejected("a log-density at another point than the value of the law")
        return (body[1],)
    return tuple(sorted(set().union(*(named(a) for a in body[1:] if isinstance(a, tuple)))))


def body_of(t: Term) -> tuple[Term, str]:
    """The integrand and the law of a mean."""
    if t[0] != "mean":
        raise Rejected("not an expectation")
    return t[2], t[3]


def inserted(world: World, body: Term) -> Term:
    """``body`` with every log-density and every score as the term that it is on the support."""
    if body[0] == "logp":
        return world.density(body[1])["logp"]
    if body[0] == "score":
        return _score(world, body[1], body[2])
    return (body[0], *(inserted(world, a) if isinstance(a, tuple) else a for a in body[1:]))


def _score(world: World, law: str, theta: str) -> Term:
    """The derivative of the log-density in a parameter of which the support is free."""
    record = world.density(law)
    kind, lo, hi = record["support"]
    if any(theta in free(end) for end in (lo, hi)):
        raise Rejected(f"the support moves with {theta}")
    moving = _without_bends(subst(record["logp"], {theta: sym(H)}), sym(theta), kind)
    return subst(derived(world, moving), {H: sym(theta)})


def _without_bends(t: Term, at: Term, kind: str) -> Term:
    """|u| as u |u_0|/u_0, u_0 the value of u at ``at``: with the same slope there for almost every x, that is where u_0 is not 0."""
    if t[0] != "abs" or H not in free(t):
        return (t[0], *(_without_bends(a, at, kind) if isinstance(a, tuple) else a for a in t[1:]))
    if kind != "interval":
        raise Rejected("an absolute value is not differentiated at every integer")
    u = _without_bends(t[1], at, kind)
    here = subst(u, {H: at})
    return mul(u, ("abs", here), power(here, rat(-1)))


@rule(says="log-densities inserted", source=SOURCE)
def densities(world: World, under: Under, premises: tuple[Statement, ...], t: Term) -> Conclusion:
    """E_P[f(log q, ...)] with what the log-densities are, for densities that integrate to 1.

    The support of P lies in that of each Q, or that is a condition.
    """
    body, law = body_of(t)
    others = named(body)
    all_normalised(premises, (law, *others))
    outer = world.normal(under)
    for other in others:
        covered(outer, world.density(law)["support"], world.density(other)["support"])
    return t, mean(law, world.closed(inserted(world, body), {X})), outer.conditions


@rule(says="values inserted", source="equals may be put for equals; Billingsley (1995), Probability and Measure, 3rd ed., theorem 15.2")
def evaluation(world: World, under: Under, premises: tuple[Statement, ...], t: Term, *new: Term) -> Conclusion:
    """a_i = v_i, finite, for every expectation and quantity a_i of t: t is t with v_i for a_i, where that is defined.

    So it is what has the same normal form, ``new``.  The expectation of a positive function is positive, and so is its value.
    """
    no_infinity(*premises)
    right = _put(world.closed(t), _values(premises, t))
    scope = world.informed(under, premises)
    inner = scope.scope((), [scope.form(p.right) for p in premises if is_positive(world, scope, p.left)])
    inner.form(right)
    for other in new:
        if not inner.same(right, world.closed(check(other))):
            raise Rejected("not the same number")
        inner.need_existence(right, other)
        right = other
    scope.merge(inner)
    return t, right, scope.conditions


def is_positive(world: World, outer: Normal, t: Term) -> bool:
    """Whether ``t`` is the mean of a function that is positive on the support of a law, which is not empty.

    Log-densities are numbers there: whoever proved a value of ``t`` has proved that the laws have a support in common.
    """
    if t[0] != "mean":
        return False
    kind, lo, hi = world.density(t[3])["support"]
    if MINUS_INFINITY not in (lo, hi) and INFINITY not in (lo, hi):
        width = outer.form(sub(hi, lo))
        if not (outer.signs.is_positive(width) if kind == "interval" else outer.signs.is_nonnegative(width)):
            return False
    try:
        scope = world.law_scope(outer, t[3]).scope(tuple(_log_names(t[2])))
        return scope.signs.is_positive(scope.form(_with_logs(t[2]))) and not scope.conditions
    except Rejected:
        return False


def _log_names(body: Term) -> dict[str, str]:
    """A name for the log-density of each law in a body: a number, wherever it is finite."""
    return {f"{LOG_Q}{k}": law for k, law in enumerate(named(body))}


def _with_logs(body: Term) -> Term:
    names_of = {law: name for name, law in _log_names(body).items()}

    def written(t: Term) -> Term:
        return sym(names_of[t[1]]) if t[0] == "logp" else (t[0], *(written(a) if isinstance(a, tuple) else a for a in t[1:]))

    return written(body)


def _values(premises: tuple[Statement, ...], t: Term) -> dict[Term, Term]:
    """The value of every expectation and quantity of ``t``, and of nothing else."""
    known = {p.left: p.right for p in premises}
    if set(known) != opaque(t) or len(known) != len(premises):
        raise Rejected("one value for each expectation and quantity")
    return known


def _put(t: Term, known: dict[Term, Term]) -> Term:
    if t in known:
        return known[t]
    return (t[0], *(_put(a, known) if isinstance(a, tuple) else a for a in t[1:])) if t[0] not in BINDERS else t


@rule(says="a part is infinite", source=EXTENDED)
def infinite(world: World, under: Under, premises: tuple[Statement, ...], t: Term) -> Conclusion:
    """a_i = v_i for every expectation and quantity a_i of t, finite or not: t is infinite where sums, products, powers and logs are."""
    scope = world.informed(under, premises)
    value = _extended(scope, world.closed(t), _values(premises, t))
    if value not in (INFINITY, MINUS_INFINITY):
        raise Rejected("the value is finite")
    return t, value, scope.conditions


def _extended(scope: Normal, t: Term, known: dict[Term, Term]) -> Term:
    """The value of ``t``: a term that is a finite number, or an infinity."""
    if t in known:
        return known[t]
    if not opaque(t):
        scope.form(t)
        return t
    if t[0] not in ("add", "mul", "pow", "log"):
        raise Rejected(f"{t[0]} of an infinite value")
    values = [_extended(scope, a, known) for a in t[1:]]
    infinities = [v for v in values if v in (INFINITY, MINUS_INFINITY)]
    if not infinities:
        whole = (t[0], *values)
        scope.form(whole)
        return whole
    if t[0] == "add" and len(set(infinities)) == 1:
        return infinities[0]
    if t[0] == "mul" and len(infinities) == 1:
        return _multiple(scope, [v for v in values if v not in infinities], infinities[0])
    if values[0] == INFINITY and (t[0] == "log" or (t[0] == "pow" and scope.signs.is_positive(scope.form(values[1])))):
        return INFINITY
    raise Rejected("no value in the extended reals")


def _multiple(scope: Normal, finite: list[Term], infinity: Term) -> Term:
    sign = scope.signs.sign(scope.form(mul(*finite))) if finite else POSITIVE
    if abs(sign) != POSITIVE:
        raise Rejected("the sign of a factor of infinity is not proved")
    return infinity if sign > 0 else INFINITY if infinity == MINUS_INFINITY else MINUS_INFINITY


# -- off the support -----------------------------------------------------------------------------------------------------


def exponents_of(world: World, under: Under, t: Term, other: str) -> tuple[Normal, Form, list[Form]]:
    """The body of a mean, which is a sum of terms g q^c, log q a number by itself, with the exponents c, free of the value."""
    body, law = body_of(t)
    if named(body) != (other,):
        raise Rejected("one other law")
    outer = world.normal(under)
    inner = world.law_scope(outer, law)
    scope = inner.scope((LOG_Q,))
    form = scope.form(_with_log(world.closed(body, {X})))
    exponents = [_exponent(monomial) for monomial, _ in form.terms]
    inner.merge(scope)
    outer.merge(inner)
    return outer, form if scope.signs.is_positive(form) else ZERO, exponents


def _with_log(body: Term) -> Term:
    """``body`` with a name for log q."""
    return sym(LOG_Q) if body[0] == "logp" else (body[0], *(_with_log(a) if isinstance(a, tuple) else a for a in body[1:]))


def _exponent(monomial: Monomial) -> Form:
    """c, where log q stands in a product in one factor e^(c log q + ...) and c is free of the value."""
    exponent = monomial.exponent(Atom("E"))
    if LOG_Q in names(single(monomial.without(Atom("E")))):
        raise Rejected("log q stands outside an exponential")
    found = []
    for factors, c in exponent.terms:
        inside, outside = depends(factors, {LOG_Q})
        if inside == Monomial([(Atom("sym", LOG_Q), ONE)]) and X not in names(single(outside)):
            found.append(single(outside, c))
        elif inside.factors:
            raise Rejected("the exponent is not linear in log q")
    return plus(*found)


@rule(says="P has mass where Q has none", source=SOURCE)
def infinite_off_support(world: World, under: Under, premises: tuple[Statement, ...], t: Term, other: str, side: str) -> Conclusion:
    """E_P[g q^c] = +oo, g q^c > 0 and c < 0, where the support of P reaches beyond that of Q on one ``side``, "below" or "above"."""
    _, law = body_of(t)
    all_normalised(premises, (law, other))
    outer, positive, (exponent, *more) = exponents_of(world, under, t, other)
    if not positive.terms or more:
        raise Rejected("not one positive product with a power of q")
    outer.need_positive(scale(exponent, -1))
    reaches_beyond(world, outer, (law, other), side)
    return t, INFINITY, outer.conditions


@rule(says="Q has no mass on the rest of the support of P", source=SOURCE)
def within_support(world: World, under: Under, premises: tuple[Statement, ...], t: Term, other: str, lo: Term, hi: Term) -> Conclusion:
    """E_P[sum g q^c] = E_P[sum g q^c; lo < X < hi], all c > 0, where P and Q have their common support between lo and hi."""
    body, law = body_of(t)
    all_normalised(premises, (law, other))
    outer, _, exponents = exponents_of(world, under, t, other)
    for exponent in exponents:
        outer.need_positive(exponent)
    (kind, *mine), (theirs_kind, *theirs) = (world.density(each)["support"] for each in (law, other))
    if (kind, theirs_kind) != ("interval", "interval"):
        raise Rejected("parts of laws on the line")
    lo, hi = ends_of(world, lo, hi)
    if lo not in (mine[0], theirs[0]) or hi not in (mine[1], theirs[1]):
        raise Rejected("the ends are ends of the supports")
    covered(outer, (kind, lo, hi), (kind, *mine))
    covered(outer, (kind, lo, hi), (kind, *theirs))
    if lo != MINUS_INFINITY and hi != INFINITY:
        outer.need_positive(outer.form(sub(hi, lo)))
    return t, ("part", X, inserted(world, body), law, lo, hi), outer.conditions
