"""A mean of log-densities of several laws as one of what they are: everywhere, or where all of them have mass.  Untrusted."""

from collections.abc import Callable

from symbolic_info.core.errors import NoClosedForm
from symbolic_info.derive.equations import Desk, Undecided
from symbolic_info.derive.means import Means
from symbolic_info.proof.forms import to_term
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, sub
from symbolic_info.rules.insertion import exponents_of, named

Beyond = Callable[[Desk, Term], str | None]


def insertion(desk: Desk, term: Term, law: Callable[[str], Means], beyond: Beyond) -> int | None:
    """The step E_P[f(log q)] = E_P[f], a part of it, or infinity; None where no other law's density stands in it.

    ``beyond`` tells on which side the support of P reaches beyond that of another law, if on any.
    """
    others = named(term[2])
    if not others:
        return None
    ones = [law(key).one for key in dict.fromkeys((term[3], *others))]
    sides = {other: beyond(desk, ("kl", term[3], other)) for other in others if other != term[3]}
    if not any(sides.values()):
        return desk.do("densities", ones, term)
    if len(others) > 1:
        raise NoClosedForm(f"{desk.bridge.expr(term)}: the supports of its laws differ")
    (other,) = others
    if _is_infinite(desk, term, other):
        return desk.do("infinite_off_support", ones, term, other, sides[other])
    return desk.do("within_support", ones, term, other, *_common(desk, term[3], other))


def _is_infinite(desk: Desk, term: Term, other: str) -> bool:
    """Whether q stands under the mean with a negative power."""
    scope, _, (exponent, *_) = exponents_of(desk.proof.world, desk.under, term, other)
    sign = scope.signs.sign(exponent)
    if sign == 0:
        raise Undecided(to_term(exponent))
    return sign < 0


def _common(desk: Desk, first: str, second: str) -> tuple[Term, Term]:
    """The ends of what two supports have in common."""
    (_, lo, hi), (_, least, most) = (desk.proof.world.density(law)["support"] for law in (first, second))
    return _larger(desk, lo, least, MINUS_INFINITY), _smaller(desk, hi, most)


def _smaller(desk: Desk, a: Term, b: Term) -> Term:
    larger = _larger(desk, a, b, INFINITY)
    return larger if INFINITY in (a, b) else b if larger == a else a


def _larger(desk: Desk, a: Term, b: Term, infinite: Term) -> Term:
    """The larger of two ends; the other one where one is ``infinite``."""
    if infinite in (a, b) or a == b:
        return b if a == infinite else a
    scope = desk.normal()
    sign = scope.signs.sign(scope.form(sub(a, b)))
    if sign == 0 and scope.form(sub(a, b)).terms:
        raise Undecided(sub(a, b))
    return a if sign >= 0 else b
