"""Inequalities: the supporting line of a convex function, terms of one sign, larger domains, and their combinations.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import Form, minus, plus, scale, times
from symbolic_info.proof.kernel import EQUAL, LESS, Order, Statement, Tight, no_infinity, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.signs import POSITIVE
from symbolic_info.proof.sums import domain_scope, is_inside
from symbolic_info.proof.terms import (
    INFINITY,
    MINUS_INFINITY,
    QUANTITIES,
    Term,
    add,
    check,
    diff,
    free,
    mul,
    numbers,
    opaque,
    rat,
    sub,
    subst,
    sym,
)
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.definitions import as_sums
from symbolic_info.rules.lemma import U

JENSEN = "Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.2"
FINITE = ("array", "finite", "masses")


def summed(indices: tuple, domain: tuple, body: Term) -> Term:
    """The sum over a domain, or the body itself where there is no index."""
    return ("sum", indices, domain, body) if indices else body


def inner_scope(world: World, under: Under, indices: tuple, domain: tuple) -> tuple[Normal, Normal]:
    """The scope outside, and that of a point of the domain."""
    outer = world.normal(under)
    world.closed(check(("all", indices, domain, rat(0), rat(0))))
    if not indices and domain:
        raise Rejected("a domain without indices")
    return outer, domain_scope(outer, indices, domain) if indices else outer


def at_point(world: World, scope: Normal, t: Term, indices: tuple) -> Form:
    """The form of a term at a point of the domain; what it needs has to hold there."""
    world.closed(check(t), {i for i in indices if i.startswith("_")})
    if numbers(t) & set(indices):
        raise Rejected("an index is no number")
    return scope.form(t)


@rule(says="a convex function lies above its supporting lines", source=JENSEN, takes=EQUAL)
def supporting_line(
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
    """f'' >= 0 on (lo, hi), which holds g and c, and w >= 0: sum w (f(c) + f'(c) (g - c)) <= sum w f(g), all over a domain.

    With equality exactly where w (g - c) = 0 at every point, if f'' > 0.  With f = -log and c = 1 this is log x <= x - 1;
    with weights that total 1 and c = sum w g it is Jensen's inequality.
    """
    if (free(c) | free(f) | free(lo) | free(hi)) & set(indices):
        raise Rejected("the function and its point do not depend on the index")
    return above_line(world, under, premises, indices, domain, weight, f, g, c, lo, hi)


def above_line(
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
    """sum w (f(c) + f'(c) (g - c)) <= sum w f(g), for one function f at every point; ``supporting_line`` says under what."""
    if premises:
        raise Rejected("a supporting line needs no premises")
    outer, inner = inner_scope(world, under, indices, domain)
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


def _slope(world: World, outer: Normal, f: Term, lo: Term, hi: Term) -> tuple[Term, bool]:
    """f', and whether f'' > 0; a function that is declared convex has a slope of its own name."""
    if f[0] == "apply" and f[2] == sym(U):
        record = world.laws.get(f[1], {})
        if record.get("kind") != "convex" or (record["lo"], record["hi"]) != (lo, hi):
            raise Rejected(f"{f[1]} is not declared convex between these ends")
        return ("apply", f"_d{f[1]}", sym(U)), False
    world.closed(check(f), {U})
    scope = world.within(outer, interval(world, lo, hi), (), U)
    scope.form(f)
    slope = diff(f, U)
    bend = scope.form(diff(slope, U) if U in free(slope) else rat(0))
    outer.merge(scope)
    if not scope.signs.is_nonnegative(bend):
        raise Rejected("the function is not proved convex")
    return slope, scope.signs.is_positive(bend)


def interval(world: World, lo: Term, hi: Term) -> tuple[str, Term, Term]:
    """The interval between two ends; an end that moves with the value would say something of the value itself."""
    for end, infinite in ((lo, MINUS_INFINITY), (hi, INFINITY)):
        if end != infinite:
            world.closed(check(end))
    return "interval", lo, hi


def inside(world: World, inner: Normal, value: Term, indices: tuple, lo: Term, hi: Term) -> None:
    """lo < value < hi at every point."""
    form = at_point(world, inner, value, indices)
    gaps = [minus(form, inner.form(lo))] if lo != MINUS_INFINITY else []
    gaps += [minus(inner.form(hi), form)] if hi != INFINITY else []
    if not all(map(inner.signs.is_positive, gaps)):
        raise Rejected("the argument leaves the interval")


def well_defined(outer: Normal, inner: Normal, *sides: Term) -> None:
    """Both sides have a normal form, what is opaque in them exists; nothing is left to be assumed at a point."""
    outer.merge(inner)
    for side in sides:
        _value(outer.world, outer, side)


@rule(says="a sum of terms of one sign", source="sums and integrals are monotone")
def pointwise(world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, body: Term) -> Order:
    """body >= 0 on the domain: 0 <= sum of body, with equality exactly where body = 0 throughout; 0 = sum where body is 0."""
    if premises:
        raise Rejected("a sign needs no premises")
    outer, inner = inner_scope(world, under, indices, domain)
    form = at_point(world, inner, body, indices)
    right = summed(indices, domain, body)
    vanishes = inner.is_zero(form)
    if not vanishes and not inner.signs.is_nonnegative(form):
        raise Rejected("the sign is not proved")
    well_defined(outer, inner, right)
    if vanishes:
        return Order(rat(0), right, outer.conditions, "=")
    return Order(rat(0), right, outer.conditions, "<=", frozenset({("all", indices, domain, body, rat(0))}))


@rule(says="a larger domain", source="sums and integrals are monotone")
def enlarge(world: World, under: Under, premises: tuple[Statement, ...], indices: tuple, domain: tuple, larger: tuple, body: Term) -> Order:
    """body >= 0 on the larger domain, which holds the other: the sum over the one <= the sum over the other."""
    if premises or not indices:
        raise Rejected("a larger domain needs indices and no premises")
    outer, wide = inner_scope(world, under, indices, larger)
    if not is_inside(world, domain, larger):
        raise Rejected("the domain does not lie in the larger one")
    if not wide.signs.is_nonnegative(at_point(world, wide, body, indices)):
        raise Rejected("the sign is not proved on the larger domain")
    left, right = (("sum", indices, d, body) for d in (domain, larger))
    well_defined(outer, wide, left, right)
    return Order(left, right, outer.conditions, "<=", frozenset({("all", (), (), left, right)}))


@rule(says="a non-negative combination", source="arithmetic of inequalities", takes=LESS)
def combine(
    world: World, under: Under, premises: tuple[Statement, ...], left: Term, right: Term, relation: str, coefficients: tuple
) -> Order:
    """L_i <= R_i (or <, or =) and c_i >= 0 (any, at an equation): L <= R where R - L - sum c_i (R_i - L_i) >= 0.

    Quantities of finite laws are read as their sums.  Strict where a strict premise has c_i > 0 or what is left is > 0;
    an equation where every premise is one and nothing is left.
    """
    no_infinity(*premises)
    if relation not in LESS or len(coefficients) != len(premises):
        raise Rejected("a relation, and one coefficient for each premise")
    scope = world.normal(under)
    rest = minus(_value(world, scope, right), _value(world, scope, left))
    signs = []
    for c, p in zip(coefficients, premises, strict=True):
        factor = scope.form(world.closed(check(c)))
        rest = minus(rest, times(factor, minus(_value(world, scope, p.right), _value(world, scope, p.left))))
        signs.append(scope.signs.sign(factor) if factor.terms else 1)
    if any(p.relation != "=" and sign <= 0 for p, sign in zip(premises, signs, strict=True)):
        raise Rejected("an inequality is multiplied by a factor that is not proved >= 0")
    gone = scope.is_zero(rest)
    _check_relation(scope, relation, gone, rest, [s for s, p in zip(signs, premises, strict=True) if p.relation == "<"])
    if relation == "=" and any(p.relation != "=" for p in premises):
        raise Rejected("inequalities do not make an equation")
    tight = _tight(premises, signs) if gone and relation == "<=" else None
    return Order(left, right, scope.conditions, relation, tight)


def _check_relation(scope: Normal, relation: str, gone: bool, rest: Form, strict: list[int]) -> None:
    sign = POSITIVE - 1 if gone else scope.signs.sign(rest)
    if relation == "=" and not gone:
        raise Rejected("the difference does not vanish")
    if sign <= 0:
        raise Rejected("the sign of what is left is not proved")
    if relation == "<" and sign != POSITIVE and POSITIVE not in strict:
        raise Rejected("nothing makes the inequality strict")


def _tight(premises: tuple[Statement, ...], signs: list[int]) -> Tight:
    """Where equality holds in the combination: where it holds in every inequality, each of which counts."""
    used = [(p, s) for p, s in zip(premises, signs, strict=True) if p.relation != "="]
    if any(p.tight is None or s != POSITIVE for p, s in used):
        return None
    return frozenset().union(*(p.tight or frozenset() for p, _ in used))


def _value(world: World, scope: Normal, t: Term) -> Form:
    """The form of a side, quantities of finite laws as sums; what is opaque in it has to exist."""
    plain = opened(world, world.closed(check(t)))
    scope.conditions |= {("exists", item) for item in opaque(plain)}
    return scope.form(plain)


def opened(world: World, t: Term) -> Term:
    if t[0] in QUANTITIES:
        return as_sums(world, t) if all(_is_finite(world, law) for law in t[1:]) else t
    return (t[0], *(opened(world, a) if isinstance(a, tuple) and t[0] not in ("sum", "all", "mean", "part") else a for a in t[1:]))


def _is_finite(world: World, law: str) -> bool:
    record = world.laws.get(law, {})
    return record.get("kind") in FINITE or ("factors" in record and all(_is_finite(world, f) for f in record["factors"]))


@rule(says="the same order after an increasing function", source="monotone functions keep inequalities", takes=LESS)
def increasing(world: World, under: Under, premises: tuple[Statement, ...], f: Term, lo: Term, hi: Term) -> Order:
    """L <= R, both in (lo, hi), where f' > 0: f(L) <= f(R), and the same where < or = stands."""
    (premise,) = premises
    no_infinity(premise)
    outer = world.normal(under)
    world.closed(check(f), {U})
    scope = world.within(outer, interval(world, lo, hi), (), U)
    scope.form(f)
    if not scope.signs.is_positive(scope.form(diff(f, U))):
        raise Rejected("the function is not proved increasing")
    outer.merge(scope)
    sides = [as_sums(world, side) for side in (premise.left, premise.right)]
    for side in sides:
        inside(world, outer, side, (), lo, hi)
    left, right = (subst(f, {U: side}) for side in sides)
    well_defined(outer, outer, left, right)
    return Order(left, right, outer.conditions, premise.relation, premise.tight)


@rule(says="so the two sides are equal", source="the case of equality", takes=LESS)
def equality_case(world: World, under: Under, premises: tuple[Statement, ...]) -> tuple[Term, Term, set[Condition]]:
    """L <= R with equality exactly where some equations hold: L = R under these."""
    (premise,) = premises
    if premise.relation != "<=" or premise.tight is None:
        raise Rejected("the premise does not say when its sides are equal")
    return premise.left, premise.right, {("all", equation) for equation in premise.tight}


@rule(says="the case of equality, put another way", source="equations that imply each other", takes=LESS)
def tighten(world: World, under: Under, premises: tuple[Statement, ...], new: tuple, forth: tuple, back: tuple) -> Order:
    """L <= R with equality exactly where the equations T hold: the same with ``new`` equations, which T implies and which imply T.

    ``forth`` gives for each new equation, and ``back`` for each old one, the multipliers of the equations that imply it.
    """
    (premise,) = premises
    if premise.relation != "<=" or premise.tight is None:
        raise Rejected("the premise does not say when its sides are equal")
    scope = world.normal(under)
    old = tuple(sorted(premise.tight))
    for targets, sources, multipliers in ((new, old, forth), (old, new, back)):
        if len(multipliers) != len(targets):
            raise Rejected("multipliers for each equation")
        for target, factors in zip(targets, multipliers, strict=True):
            _follows(world, scope, target, sources, factors)
    return Order(premise.left, premise.right, scope.conditions, "<=", frozenset(new))


def _follows(world: World, scope: Normal, target: Term, sources: tuple, factors: tuple) -> None:
    """target: c - d is the sum of k (a - b), pointwise on the domain, or summed over it where the target has no indices."""
    if check(target)[0] != "all" or len(factors) != len(sources):
        raise Rejected("an equation, and one multiplier for each that implies it")
    _, indices, domain, c, d = target
    if domain and not indices:  # as a source it would be used where its domain does not hold
        raise Rejected("a domain without indices")
    inner = domain_scope(scope, indices, domain) if indices else scope
    gaps = [at_point(world, inner, sub(c, d), indices)]
    for (_, others, where, a, b), k in zip(sources, factors, strict=True):
        if k == rat(0):
            continue
        if indices and (others != indices or not is_inside(world, domain, where)):
            raise Rejected("equations at different points")
        body = mul(k, sub(a, b))
        gaps.append(scale(at_point(world, inner, summed(() if indices else others, where, body), indices), -1))
    if not inner.is_zero(plus(*gaps)):
        raise Rejected("the equation does not follow")
    if indices:
        scope.merge(inner)
