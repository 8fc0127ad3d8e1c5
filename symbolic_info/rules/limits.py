"""Limits: where a term is continuous, of sums of powers and powers of logarithms, of ratios that read 0/0.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ZERO, Atom, Form, depends, names, of_atom, plus, single, to_term
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.signs import POSITIVE, times_signs
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, H, Term, check, div, rat
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.calculus import jet

Conclusion = tuple[Term, Term, set[Condition]]
RUDIN = "Rudin (1976), Principles of Mathematical Analysis, 3rd ed., "
MOVING = Atom("sym", H)
LOG_MOVING = Atom("log", of_atom(MOVING))
ORDERS = range(9)  # of logarithms


@rule(says="a continuous function", source=RUDIN + "theorem 4.6")
def continuity(world: World, under: Under, premises: tuple[Statement, ...], body: Term, side: str, point: Term) -> Conclusion:
    """The limit at a point where the body is differentiable is its value there."""
    _alone(premises)
    scope = world.normal(under)
    value = jet(world, scope, body, 1, point)[0]
    return ("limit", H, body, side, point), to_term(value), scope.conditions


@rule(says="both vanish, so the ratio tends to that of the first derivatives that do not", source=RUDIN + "theorem 5.15 (Taylor)")
def vanishing_ratio(world: World, under: Under, premises: tuple[Statement, ...], f: Term, g: Term, times: int, point: Term) -> Conclusion:
    """f and g vanish at c with their derivatives of orders below k, and g's of order k does not: f/g tends to f^(k)(c)/g^(k)(c).

    Sound: f and g are (h - c)^k/k! times their derivatives of order k at c, up to o((h - c)^k).
    """
    _alone(premises)
    scope = world.normal(under)
    (*above, top), (*below, bottom) = (jet(world, scope, t, times, point) for t in (f, g))
    if not all(map(scope.is_zero, (*above, *below))):
        raise Rejected("a derivative of lower order is not proved to vanish")
    value = scope.form(div(to_term(top), to_term(bottom)))
    return ("limit", H, div(f, g), "both", point), to_term(value), scope.conditions


@rule(
    says="powers against powers of logarithms",
    source="DLMF 4.4.13 and 4.4.14: x^a log x tends to 0 as x tends to 0 from above, x^-a log x as x tends to infinity, a > 0",
)
def growth(world: World, under: Under, premises: tuple[Statement, ...], body: Term, end: Term) -> Conclusion:
    """The limit at 0 from above or at infinity of a sum of terms c x^a (log x)^m, m = 0, ..., 8, a and c free of x.

    Infinite where some terms are and all those have one sign; the body has to be defined for every x > 0.
    """
    _alone(premises)
    if end not in (rat(0), INFINITY):
        raise Rejected("a limit at 0 or at infinity")
    outer = world.normal(under)
    inner = world.within(outer, ("interval", rat(0), INFINITY), (), H)
    left = check(("limit", H, body, "above" if end == rat(0) else "below", end))
    form = inner.form(world.closed(body, {H}))
    outer.merge(inner)
    kept: list[Form] = []
    infinite: set[int] = set()
    for (a, m), coefficient in _by_power(form).items():
        way = _way(outer, a, m, end)
        if way:
            infinite.add(times_signs(way, outer.signs.sign(coefficient)))
        elif not a.terms and not m:
            kept.append(coefficient)
    if infinite not in (set(), {POSITIVE}, {-POSITIVE}):
        raise Rejected("infinite terms whose signs differ, or are not proved")
    value = to_term(plus(*kept)) if not infinite else INFINITY if POSITIVE in infinite else MINUS_INFINITY
    return left, value, outer.conditions


def _by_power(form: Form) -> dict[tuple[Form, int], Form]:
    """The coefficient of each x^a (log x)^m."""
    out: dict[tuple[Form, int], Form] = {}
    for monomial, c in form.terms:
        moving, still = depends(monomial, {H})
        powers = dict(moving.factors)
        a, order = powers.pop(MOVING, ZERO), powers.pop(LOG_MOVING, ZERO).integer
        m = -1 if order is None else order
        if powers or m not in ORDERS or H in names(a):
            raise Rejected("not a sum of powers and powers of logarithms")
        out[a, m] = plus(out.get((a, m), ZERO), single(still, c))
    return {key: c for key, c in out.items() if c.terms}


def _way(outer: Normal, a: Form, m: int, end: Term) -> int:
    """The sign of x^a (log x)^m where it tends to infinity, 0 where it tends to a number."""
    sign = outer.signs.sign(a) if a.terms else 0
    if a.terms and abs(sign) != POSITIVE:
        raise Rejected("the sign of an exponent is not proved")
    to = -1 if end == rat(0) else 1  # where log x goes
    grows = sign * to > 0 if a.terms else m > 0
    return POSITIVE * to**m if grows else 0


def _alone(premises: tuple[Statement, ...]) -> None:
    if premises:
        raise Rejected("a limit needs no premises")
