"""Laws of several real numbers, each on a run of integers or an interval that the earlier ones may decide.  Trusted.

The record of such a law, whose coordinates are called _x1, _x2, ...:

    {"kind": "coordinates", "supports": ((kind, lo, hi), ...), "logp": term in the coordinates}

The ends of a support may hold earlier coordinates; a positive density (or mass function) stands on the whole of it.
"""

from typing import TYPE_CHECKING, Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import names
from symbolic_info.proof.terms import COORDINATES, INFINITY, MINUS_INFINITY, check

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal
    from symbolic_info.proof.world import World

FIELDS = {"kind", "supports", "logp"}


def coordinates_of(law: dict[str, Any]) -> tuple[str, ...]:
    """The names of the coordinates, in order."""
    return COORDINATES[: len(law["supports"])]


def check_coordinates(world: "World", law: dict[str, Any]) -> None:
    """Refuse supports that later coordinates decide, or runs of integers that do not end at integers."""
    supports = law["supports"]
    if not isinstance(supports, tuple) or not 0 < len(supports) <= len(COORDINATES):
        raise Rejected(f"a law of 1 to {len(COORDINATES)} coordinates")
    for k, (kind, lo, hi) in enumerate(supports):
        if kind not in ("interval", "integers"):
            raise Rejected("the kind of a support")
        for end in (e for e, infinite in ((lo, MINUS_INFINITY), (hi, INFINITY)) if e != infinite):
            world.closed(check(end), set(COORDINATES[:k]))
    world.closed(check(law["logp"]), set(coordinates_of(law)))


def check_runs(world: "World", law: dict[str, Any]) -> None:
    """Refuse a run of integers whose end is no polynomial, with integer coefficients, in integer coordinates and parameters."""
    if law["kind"] != "coordinates":
        return
    real: set[str] = set()
    for k, (kind, *ends) in enumerate(law["supports"]):
        scope = coordinate_scope(world, world.normal(), law["supports"][:k])
        forms = [scope.form(end) for end in ends if kind == "integers" and end not in (INFINITY, MINUS_INFINITY)]
        factors = [(a, e.integer or 0) for form in forms for m, _ in form.terms for a, e in m.factors]
        whole = all(c.denominator == 1 for form in forms for _, c in form.terms) and all(a.head == "sym" and e > 0 for a, e in factors)
        if not whole or real & set().union(*map(names, forms)):
            raise Rejected("a run of integers ends at an integer")
        real |= {COORDINATES[k]} if kind == "interval" else set()


def coordinate_scope(world: "World", outer: "Normal", supports: tuple) -> "Normal":
    """The scope of the first coordinates of a law: each lies in its support.  It has the conditions of all that it is made of."""
    scope = outer
    for name, support in zip(COORDINATES, supports, strict=False):
        inner = world.within(scope, support, (), name)
        inner.conditions |= scope.conditions if scope is not outer else set()
        scope = inner
    return scope
