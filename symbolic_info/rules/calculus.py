"""Derivatives of terms with finite sums, in one number that moves.  Trusted.

``H`` is what moves.  A term is differentiable wherever it is defined, as long as H stands in it only under the heads below:
what it needs at a point is an open condition (positive, nonzero), which then holds around the point too.
"""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import Form, to_term
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import H, Term, add, check, diff, free, indices_of, log, mul, opaque, power, rat, sub, subst, sym
from symbolic_info.proof.world import Under, World

SMOOTH = ("log", "exp", "lgamma", "polygamma", "erf")  # functions of their last argument
Y = "_y"


def derived(world: World, t: Term) -> Term:
    """The derivative of ``t`` in H."""
    head = t[0]
    if H not in free(t):
        return rat(0)
    if head == "sym":
        return rat(1)
    if head == "add":
        return add(*(derived(world, a) for a in t[1:]))
    if head == "mul":
        return add(*(mul(*t[1:i], derived(world, t[i]), *t[i + 1 :]) for i in range(1, len(t))))
    if head == "pow":
        return _power(world, t[1], t[2])
    if head == "sum":
        return _termwise(world, t)
    if head not in SMOOTH:
        raise Rejected(f"no derivative of {head}")
    return mul(subst(diff((*t[:-1], sym(Y)), Y), {Y: t[-1]}), derived(world, t[-1]))


def _power(world: World, b: Term, e: Term) -> Term:
    """An exponent that moves needs a positive base, which its logarithm asks for."""
    if H not in free(e):
        lower = rat(e[1] - e[2], e[2]) if e[0] == "rat" else sub(e, rat(1))
        return mul(e, rat(1) if lower == rat(0) else power(b, lower), derived(world, b))
    return mul(power(b, e), add(mul(derived(world, e), log(b)), mul(e, derived(world, b), power(b, rat(-1)))))


def _termwise(world: World, t: Term) -> Term:
    """A finite sum whose domain does not move."""
    places = world.arrays.places(t[1], t[2])
    if not all(map(world.arrays.is_sized, places.values())):
        raise Rejected("an integral is not differentiated under its sign")
    if any(H in indices_of(literal) for literal in t[2]):
        raise Rejected("the domain of the sum moves")
    return (*t[:3], derived(world, t[3]))


def jet(world: World, scope: Normal, body: Term, times: int, point: Term) -> list[Form]:
    """The value of ``body`` at a point and those of its derivatives up to the order ``times``; the scope collects what they need."""
    check(("derivative", H, body, times, point))
    world.closed(body, {H})
    scope.form(world.closed(point))
    scope.conditions |= {("exists", item) for item in opaque(body)}
    forms = []
    for _ in range(times + 1):
        forms.append(scope.form(subst(body, {H: point})))
        body = derived(world, body)
    return forms


@rule(
    says="differentiated term by term",
    source="Rudin (1976), Principles of Mathematical Analysis, 3rd ed., theorems 5.3 and 5.5, and chapter 8",
)
def derivative(
    world: World, under: Under, premises: tuple[Statement, ...], body: Term, times: int, point: Term
) -> tuple[Term, Term, set[Condition]]:
    """The derivative of ``body`` in H, taken ``times`` times, at a point where the body and its derivatives are defined."""
    if premises:
        raise Rejected("a derivative needs no premises")
    scope = world.normal(under)
    value = jet(world, scope, body, times, point)[-1]
    return ("derivative", H, body, times, point), to_term(value), scope.conditions
