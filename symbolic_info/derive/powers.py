"""Expectations of powers of densities: E exp(l(X)) where exp(l) p is, up to a constant, a lemma's kernel again.

Untrusted: taken apart into powers of x, such a function would ask for more than exists; as one kernel it does not.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise

import sympy as sp

from symbolic_info.core.errors import Rejected
from symbolic_info.derive.equations import Desk, NoMean, Routed, Undecided
from symbolic_info.derive.means import Means
from symbolic_info.derive.routes import kinks, routes
from symbolic_info.derive.statistics import Line, Route, by_variable, line_of
from symbolic_info.derive.textbook_fractions import is_short
from symbolic_info.proof.forms import ONE, UNIT, Form, const, minus, names, scale, single, times, to_term
from symbolic_info.proof.signs import POSITIVE, UNKNOWN, content
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, exp, free, log, mul, opaque, rat, sub, subst
from symbolic_info.proof.world import X
from symbolic_info.rules.lemma import U, lemma
from symbolic_info.rules.matching import Map, support_at
from symbolic_info.rules.positive_part import excess


def combination(means: Means, f: Term) -> list[int]:
    """The steps [facts ..., linearity, result] of E f, powers of densities as wholes; as ``Means.combination`` where there are none."""
    ways: tuple[Callable[[Means, Term], list[int]], ...] = (
        _at_points,
        *([above_zero, at_crossing] if _bent(f) and not means.bends else [_in_one, _in_parts, _cancelled]),
    )
    for way in ways:
        with suppress(Rejected, NoMean):
            found = way(means, f)
            if not opaque(means.desk.right(found[-1])):
                return found
    return means.combination(f)


def _at_points(means: Means, f: Term) -> list[int]:
    """E f of a law on a few integers."""
    if means.record["support"][0] != "integers":
        raise NoMean("a law on the line")
    whole = means.desk.do("point_by_point", [], means.law, f)
    return [whole, whole]


def _in_one(means: Means, f: Term) -> list[int]:
    """E f = sum c_i E[g_i], a term of f at a time."""
    known = list(_known(means.routed, f))
    if len(known) == 1 and means.desk.left(known[0][0])[2] == f:
        return [known[0][0]] * 2
    facts = [step for step, _ in known]
    linear = means.desk.do("linearity", [means.one, *facts], means.law, f, tuple(to_term(c) for _, c in known))
    return [*facts, linear, means.desk.do("substitute", [linear, *dict.fromkeys(facts)])]


def _in_parts(means: Means, f: Term) -> list[int]:
    """E f as the sum of its parts between the bends of the density and of f."""
    return _joined(means, f, lambda part: part_of(part, f))


def _cancelled(means: Means, f: Term) -> list[int]:
    """E f as the sum of such parts, its fractions cancelled there: (x - m)^2/|x - m|^2 is 1 on either side of m."""

    def cancelled(part: Routed) -> int:
        bridge = part.desk.bridge
        whole = bridge.expr(to_term(part.scope.form(f)))
        if not is_short(whole):
            raise NoMean("its fractions are too long to cancel")
        shorter = bridge.term(sp.cancel(whole), {bridge.variable: X})
        return part.desk.do("linearity_of_part", [part_of(part, shorter)], part.law, f, (rat(1),), *part.ends)

    return _joined(means, f, cancelled)


def _joined(means: Means, f: Term, part_step: Callable[[Routed], int]) -> list[int]:
    """E f from its parts between the bends, each by ``part_step``."""
    points = _points(means, f)
    if not points:
        raise NoMean("nothing bends")
    _, lo, hi = means.record["support"]
    first, *others = (part_step(means.part(a, b)) for a, b in pairwise((lo, *points, hi)))
    for part, at, end in zip(others, points, points[1:], strict=False):
        first = means.desk.do("split_part", [first, part], means.law, f, lo, at, end)
    whole = means.desk.do("split", [first, others[-1]], means.law, f, points[-1])
    return [whole, whole]


def _points(means: Means, f: Term) -> list[Term]:
    """Where the density or log f bends, in order; what decides the order may be open."""
    outer, (kind, lo, hi) = means.desk.normal(), means.record["support"]
    found = [outer.form(t) for t in means.bends]
    if kind == "interval" and (lo, hi) == (MINUS_INFINITY, INFINITY):
        found += kinks(means.scope.form(log_of(f)), X, means.scope)
    ordered: list[Form] = []
    for point in dict.fromkeys(found):
        signs = [outer.signs.sign(minus(point, other)) for other in ordered]
        open_ones = [other for other, sign in zip(ordered, signs, strict=True) if sign == UNKNOWN]
        if open_ones:
            raise Undecided(to_term(minus(point, open_ones[0])))
        ordered.insert(sum(sign > 0 for sign in signs), point)
    return [to_term(point) for point in ordered]


def _bent(f: Term) -> Term | None:
    """What an absolute value in f is taken of."""
    if f[0] == "abs":
        return f[1]
    return next((found for a in f[1:] if isinstance(a, tuple) and (found := _bent(a)) is not None), None)


def _log_ratio(means: Means, f: Term) -> Form | None:
    """log r, where |a - b| stands in f, r = a/b."""
    inner = _bent(f)
    terms = () if inner is None else means.scope.form(inner).terms
    above, below = ([single(m, abs(c)) for m, c in terms if (c > 0) is told] for told in (True, False))
    if len(above) != 1 or len(below) != 1:
        return None
    return minus(means.scope.log(above[0]), means.scope.log(below[0]))


def above_zero(means: Means, f: Term) -> list[int]:
    """E f, f the positive part of 1 - e^r, as one part: r, of the form a + b x, changes its sign at one point."""
    log_ratio = _log_ratio(means, f)
    for r in () if log_ratio is None else (scale(log_ratio, -1), log_ratio):
        line = line_of(r, X)
        if line is not None and line.power == ONE and means.scope.same(f, excess(to_term(r))[1]):
            return _above(means, f, to_term(r), line)
    raise NoMean("densities that do not cross once")


def _above(means: Means, f: Term, r: Term, line: Line) -> list[int]:
    """The same, where r is this line; that it is not level is a condition where it is not known."""
    desk, signs = means.desk, means.desk.normal().signs
    sign, (factor, rest) = signs.sign(line.slope), content(line.slope)
    turn = rest if signs.monomial_sign(factor) == POSITIVE else line.slope
    if sign == UNKNOWN:
        raise Undecided(to_term(turn))
    if abs(sign) != POSITIVE:
        strict = Desk(desk.proof, desk.bridge, (*desk.under, ("positive", to_term(scale(turn, 1 if sign > 0 else -1)))), desk.deadline)
        kept = desk.do("keep", [_above(Means(strict, means.law, means), f, r, line)[-1]])
        return [kept, kept]
    root = desk.bridge.expr(to_term(scale(times(line.level, desk.normal().power(line.slope, const(-1))), -1)))
    at = desk.bridge.term(min(root, sp.cancel(root), key=sp.count_ops))
    side = "below" if sign > 0 else "above"
    start = desk.do("positive_part", [], means.law, f, r, to_term(line.slope), at, side)
    whole = desk.do("chain", [start, _part_beside(means, desk.right(start)[2], at, side)])
    return [whole, whole]


def _part_beside(means: Means, g: Term, at: Term, side: str) -> int:
    """The part of E g on one side of a point; where no lemma gives it, as what the other side leaves of the whole."""
    _, lo, hi = means.record["support"]
    ends = {"below": (lo, at), "above": (at, hi)}
    try:
        return part_of(means.part(*ends[side]), g)
    except (NoMean, Rejected):
        other = part_of(means.part(*ends["below" if side == "above" else "above"]), g)
        return means.desk.do("complement", [_in_one(means, g)[-1], other], means.law, g, at, side)


def at_crossing(means: Means, f: Term) -> list[int]:
    """E f, f with |1 - r|, in parts below and above the one point where log r, of the form a + b x, vanishes."""
    log_ratio = _log_ratio(means, f)
    line = None if log_ratio is None else line_of(log_ratio, X)
    if line is None or line.power != ONE:
        raise NoMean("densities that do not cross once")
    outer = means.desk.normal()
    if abs(outer.signs.sign(line.slope)) != POSITIVE:
        raise NoMean("which density is larger first is not known")
    at = to_term(scale(times(line.level, outer.power(line.slope, const(-1))), -1))
    _, lo, hi = means.record["support"]
    for gap in [*([] if lo == MINUS_INFINITY else [sub(at, lo)]), *([] if hi == INFINITY else [sub(hi, at)])]:
        if outer.signs.sign(outer.form(gap)) != POSITIVE:
            raise NoMean("whether the densities cross is not known")
    halves = [_plain_part(means, f, *ends) for ends in ((lo, at), (at, hi))]
    whole = means.desk.do("split", halves, means.law, f, at)
    return [whole, whole]


def _plain_part(means: Means, f: Term, lo: Term, hi: Term) -> int:
    """E[f; lo < X < hi], where f has no absolute value between the ends."""
    part = means.part(lo, hi)
    step = part_of(part, to_term(part.scope.form(f)))
    return means.desk.do("linearity_of_part", [step], means.law, f, (rat(1),), lo, hi)


def part_of(part: Routed, f: Term) -> int:
    """The step E[f; lo < X < hi] = v."""
    known = list(_known(part, f))
    if len(known) == 1 and part.desk.left(known[0][0])[2] == f:
        return known[0][0]
    return part.desk.do("linearity_of_part", [s for s, _ in known], part.law, f, tuple(to_term(c) for _, c in known), *part.ends)


def _known(routed: Routed, f: Term) -> Iterator[tuple[int, Form]]:
    """Equations and coefficients that add up to f, and on the whole support a constant."""
    for term in f[1:] if f[0] == "add" else (f,):
        if routed.ends or X in names(routed.scope.form(term)):
            step = _as_kernel(routed, term)
            yield from [(step, routed.scope.form(rat(1)))] if step is not None else _by_monomials(routed, term)


def _as_kernel(routed: Routed, term: Term) -> int | None:
    """E[term] where term times the density is a lemma's kernel; by the lemma that needs the fewest conditions."""
    number, positive = _signed(term)
    found = []
    with suppress(Rejected):
        log_factor = log_of(positive)
        world, under = routed.desk.proof.world, routed.desk.under
        for route in dict.fromkeys(routes(world, under, routed.law, routed.ends, log_factor)):
            step = _piece(routed, term, number, log_factor, route)
            if step is not None:
                found.append((len(routed.desk.proof.done[step].conditions), step))
                if not found[-1][0]:
                    break
    return min(found)[1] if found else None


def _piece(routed: Routed, term: Term, number: Term, log_factor: Term, route: Route) -> int | None:
    """E[term] = c Z(s), where the density times exp(log_factor) is c k(u; s)."""
    key, phi, psi, s = route
    entry, world = lemma(key), routed.desk.proof.world
    at = dict(zip(entry.parameters, s, strict=True))
    try:
        image = Map(world, routed.desk.normal(), routed.law, routed.ends, support_at(entry, at), phi, psi)
        pushed = add(image.log_pushed(), subst(log_factor, {X: phi}))
        constant = image.inside_lemma.form(sub(pushed, subst(entry.log_kernel, at)))
        if U in names(constant):
            return None
        known = (mul(number, exp(to_term(constant))), "lemma", key, s, ())
        return routed.desk.do("pieces", [], routed.law, term, phi, psi, (known,), *routed.ends)
    except Rejected:
        return None


def _by_monomials(routed: Routed, term: Term) -> Iterator[tuple[int, Form]]:
    """A term by its monomials in x."""
    for monomial, c in by_variable(routed.scope.form(term), X).items():
        if monomial != UNIT or routed.ends:
            yield from ((step, times(c, k)) for step, k in routed.solve(monomial))


def _signed(term: Term) -> tuple[Term, Term]:
    """The factors that are free of the value, and the rest."""
    factors = term[1:] if term[0] == "mul" else (term,)
    still, moving = ([a for a in factors if (X in free(a)) is told] for told in (False, True))
    return mul(*still, rat(1)), mul(*moving) if moving else rat(1)


def log_of(positive: Term) -> Term:
    """The logarithm of a product of powers and exponentials, taken apart as it is written."""
    if positive[0] == "exp":
        return positive[1]
    if positive[0] == "mul":
        return add(*map(log_of, positive[1:]))
    return mul(positive[2], log_of(positive[1])) if positive[0] == "pow" else log(positive)
