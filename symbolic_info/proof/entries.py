"""Matrices with explicit entries: products, inverses, traces, determinants, and Sylvester's criterion.  Trusted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ONE, ZERO, Form, const, minus, plus, product, scale, times, to_term
from symbolic_info.proof.terms import Term, check

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal

MAX_SIDE = 6
Rows = list[list[Form]]


def rows(scope: "Normal", t: Term) -> Rows:
    """The entries of a matrix term, every letter of which has a value."""
    return WAYS[t[0]](scope, *t[1:])


def _entries(scope: "Normal", cols: int, *entries: Term) -> Rows:
    if cols < 1 or len(entries) % cols or max(cols, len(entries) // cols) > MAX_SIDE:
        raise Rejected(f"the entries of a matrix of at most {MAX_SIDE} rows and columns")
    forms = [scope.form(scope.world.closed(e)) for e in entries]
    return [forms[k : k + cols] for k in range(0, len(forms), cols)]


def _named(scope: "Normal", name: str) -> Rows:
    value = scope.world.laws.get(name, {}).get("value", ())
    if not value:
        raise Rejected(f"{name!r:.30} has no entries")
    return rows(scope, value)


def _eye(scope: "Normal", size: Term) -> Rows:
    n = _number(scope, size)
    return [[ONE if i == j else ZERO for j in range(n)] for i in range(n)]


def _zeros(scope: "Normal", height: Term, width: Term) -> Rows:
    return [[ZERO] * _number(scope, width) for _ in range(_number(scope, height))]


def _number(scope: "Normal", size: Term) -> int:
    n = scope.form(size).integer
    if n is None or not 0 < n <= MAX_SIDE:
        raise Rejected(f"a matrix with entries has 1 to {MAX_SIDE} rows and columns")
    return n


def _sum(scope: "Normal", *parts: Term) -> Rows:
    first, *others = (rows(scope, p) for p in parts)
    for other in others:
        first = [[plus(a, b) for a, b in zip(r, s, strict=True)] for r, s in zip(first, other, strict=True)]
    return first


def _product(scope: "Normal", *parts: Term) -> Rows:
    out, *others = (rows(scope, p) for p in parts)
    for other in others:
        columns = list(zip(*other, strict=True))
        out = [[plus(*(times(a, b) for a, b in zip(r, c, strict=True))) for c in columns] for r in out]
    return out


def _scaled(scope: "Normal", factor: Term, t: Term) -> Rows:
    c = scope.form(factor)
    return [[times(c, a) for a in r] for r in rows(scope, t)]


def _transposed(scope: "Normal", t: Term) -> Rows:
    return [list(c) for c in zip(*rows(scope, t), strict=True)]


def _inverse(scope: "Normal", t: Term) -> Rows:
    """Cofactors over the determinant (Cramer)."""
    inner = rows(scope, t)
    over = scope.power(determinant(inner), const(-1))
    sides = range(len(inner))
    return [[product([over, const((-1) ** (i + j)), determinant(_without(inner, j, i))]) for j in sides] for i in sides]


def _diagonal(scope: "Normal", t: Term) -> Rows:
    return [[a if i == j else ZERO for j, a in enumerate(r)] for i, r in enumerate(rows(scope, t))]


WAYS: dict[str, Callable[..., Rows]] = {
    "diagonal": _diagonal,
    "mat": _named,
    "eye": _eye,
    "zeros": _zeros,
    "entries": _entries,
    "madd": _sum,
    "mmul": _product,
    "mscale": _scaled,
    "transpose": _transposed,
    "inverse": _inverse,
}


def determinant(inner: Rows) -> Form:
    """Laplace's expansion along the first row."""
    if any(len(r) != len(inner) for r in inner):
        raise Rejected("the determinant of a matrix that is not square")
    terms = [times(scale(a, (-1) ** j), determinant(_without(inner, 0, j))) for j, a in enumerate(inner[0]) if a.terms] if inner else []
    return plus(*terms) if inner else ONE


def _without(inner: Rows, i: int, j: int) -> Rows:
    return [r[:j] + r[j + 1 :] for k, r in enumerate(inner) if k != i]


def trace(inner: Rows) -> Form:
    if any(len(r) != len(inner) for r in inner):
        raise Rejected("the trace of a matrix that is not square")
    return plus(*(inner[i][i] for i in range(len(inner))))


def computed(scope: "Normal", t: Term) -> Term:
    """``t`` with its traces and determinants computed from entries."""
    if t[0] in ("trace", "det"):
        return to_term({"trace": trace, "det": determinant}[t[0]](rows(scope, t[1])))
    if t[0] in ("sum", "all", "mean", "part", "rat"):
        return t
    return (t[0], *(computed(scope, a) if isinstance(a, tuple) else a for a in t[1:]))


def check_value(scope: "Normal", sides: list[Form], value: Term, positive: bool) -> None:
    """Refuse entries of another shape, or ones that are not symmetric with positive leading minors where that is declared."""
    if check(("trace", value))[1][0] != "entries":
        raise Rejected("a value is made of entries")
    inner = rows(scope, value)
    if [const(len(inner)), const(len(inner[0]))] != sides:
        raise Rejected("the entries have another shape than the matrix")
    if not positive:
        return
    if any(minus(inner[i][j], inner[j][i]).terms for i in range(len(inner)) for j in range(i)):
        raise Rejected("the entries are not symmetric")
    for n in range(1, len(inner) + 1):
        if not scope.signs.is_positive(determinant([r[:n] for r in inner[:n]])):
            raise Rejected(f"the leading minor of order {n} is not proved positive")
