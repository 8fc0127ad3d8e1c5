"""Laws on spaces of matrices; a vector is a matrix of one column.  Trusted.

    {"kind": "variate", "space": space, "rows": term, "cols": term, "logp": term in the matrix _x, "squares": ((a, B), ...)}

The density is positive on the whole of the space, which is one of

    full       real matrices, Lebesgue measure of the entries
    positive   symmetric positive definite matrices, Lebesgue measure of the entries on and above the diagonal
    sphere     real vectors of length 1, surface measure
    complex    complex vectors, Lebesgue measure of the real and imaginary parts

Beside a complex law every matrix may be complex: A' is then the conjugate transpose, and a trace is read as its real part, for
which all laws of the normal form hold as well.  Every B in ``squares`` is positive definite, so that (x - a)' B (x - a) >= 0; on
a sphere they are (a,), where a has length 1 (shown by its entries, or a condition), so that 1 + a' x > 0 but for one point.
"""

from typing import TYPE_CHECKING, Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.entries import rows, trace
from symbolic_info.proof.forms import ONE, Atom, Form, letter_name, of_atom
from symbolic_info.proof.matrices import Value, matrix, record_of, side_of
from symbolic_info.proof.terms import Term, X, add, check, rat

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal
    from symbolic_info.proof.world import World

FIELDS = {"kind", "space", "rows", "cols", "logp", "squares"}
SPACES = ("full", "positive", "sphere", "complex")


def check_variate(world: "World", law: dict[str, Any]) -> None:
    """Refuse a record whose terms hold other reserved names than the matrix's."""
    if law["space"] not in SPACES:
        raise Rejected(f"a space of matrices is one of {', '.join(SPACES)}")
    for t in (law["rows"], law["cols"], *(("trace", side) for square in law["squares"] for side in square)):
        world.closed(check(t))
    world.closed(check(law["logp"]), {X})
    others = [other for other in world.laws.values() if other["kind"] in ("vector", "variate") and other.get("space") != "complex"]
    if law["space"] == "complex" and others:
        raise Rejected("complex vectors beside real ones")


def check_place(world: "World", law: dict[str, Any]) -> None:
    """Refuse sides that are no positive integers, and shapes that a space has not."""
    if law["kind"] != "variate":
        return
    scope = world.normal()
    rows, cols = side_of(scope, law["rows"]), side_of(scope, law["cols"])
    if law["space"] in ("sphere", "complex") and cols != ONE:
        raise Rejected("a vector has one column")
    if law["space"] == "positive" and rows != cols:
        raise Rejected("a positive definite matrix is square")
    if scope.conditions:
        raise Rejected("a matrix needs conditions of its own")
    variate_scope(world, scope, law)


def variate_scope(world: "World", outer: "Normal", law: dict[str, Any]) -> "Normal":
    """The scope of a value of the law: a matrix of its shape; a positive definite one is symmetric, with a positive determinant."""
    value = Value(side_of(outer, law["rows"]), side_of(outer, law["cols"]), law["space"] == "positive")
    positive = [of_atom(Atom("det", X))] if value.symmetric else []
    if not law["squares"]:
        inner = outer.scope((X,), positive)
        inner.vectors = {X: value}
        return inner
    trial = outer.scope((X,), positive)
    trial.vectors = {X: value}
    if law["space"] == "sphere":
        for (a,) in law["squares"]:
            need_length_one(trial, a)
        poles = (add(rat(1), ("trace", ("mmul", ("transpose", a), ("mat", X)))) for (a,) in law["squares"])
        inner = trial.scope((), [trial.form(pole) for pole in poles])
    else:
        inner = trial.scope((), (), [_square(trial, *square) for square in law["squares"]])
    inner.conditions |= trial.conditions
    return inner


def _square(scope: "Normal", a: Term, b: Term) -> Form:
    """(x - a)' B (x - a), B declared positive definite."""
    away: Term = ("madd", ("mat", X), ("mscale", rat(-1), a))
    need_positive_definite(scope, b)
    return scope.form(("trace", ("mmul", ("transpose", away), b, away)))


def need_length_one(scope: "Normal", a: Term) -> None:
    """A vector has length 1: by its entries, or that is a condition."""
    square: Term = ("mmul", ("transpose", a), a)
    try:
        known = trace(rows(scope, square))
    except Rejected:
        scope.conditions.add(("all", ("all", (), (), ("trace", square), rat(1))))
        return
    if known != ONE:
        raise Rejected("a direction has another length than 1")


def need_positive_definite(scope: "Normal", s: Term) -> None:
    """S is c A, where A is the identity, or a matrix declared positive definite or its inverse; c > 0."""
    words = matrix(scope, s).words
    if len(words) != 1:
        raise Rejected("not proved positive definite")
    ((word, c),) = words.items()
    if len(word) > 1 or not all(record_of(scope.world, letter_name(letter))["positive"] for letter in word):
        raise Rejected("not proved positive definite")
    scope.need_positive(c)
