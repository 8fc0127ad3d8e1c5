"""Matrices: a normal form of their expressions, and the scalars made of them.  Trusted.

A matrix is a combination of words with scalar coefficients; a word is a product of letters: a named matrix A, its diagonal
part A*, an inverse A- or A*-, or a transpose A'.  Traces are cyclic and the same after transposition; determinants multiply.  A vector is a
matrix of one column, and a scalar v' A v stands as the trace of that matrix.  The record of a matrix:

    {"kind": "matrix", "rows": term, "cols": term, "positive": 0 or 1, "value": ("entries", cols, a_11, a_12, ...) or ()}

``positive`` declares a symmetric positive definite matrix; where there is a value, Sylvester's criterion is checked.  A law on
vectors has a positive density on the space of ``dim`` x 1 matrices:

    {"kind": "vector", "dim": term, "logp": term in the vector _x, "unknown": (f,) or (), "moments": (m, K) or ()}

where f is a density taken as given, with logp = log f(_x), and m and K are the mean and the covariance that it is given with.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.entries import check_value
from symbolic_info.proof.forms import ONE, ZERO, Atom, Form, letter_name, of_atom, plus, product, scale, times, to_term
from symbolic_info.proof.terms import Term, X, check, log, subst

if TYPE_CHECKING:
    from symbolic_info.proof.normal import Normal
    from symbolic_info.proof.world import World

FIELDS = {"kind", "rows", "cols", "positive", "value"}
VECTOR_FIELDS = {"kind", "dim", "logp", "unknown", "moments"}
MAX_WORDS = 200
MAX_LETTERS = 60
Word = tuple[str, ...]


class Value(NamedTuple):
    """The shape of the matrix that an expectation binds, and whether it is symmetric."""

    rows: Form
    cols: Form
    symmetric: bool


class Matrix(NamedTuple):
    """A combination of words, all of one shape; the empty word is the identity."""

    rows: Form
    cols: Form
    words: dict[Word, Form]


def matrix(scope: "Normal", t: Term) -> Matrix:
    """The normal form of a matrix term."""
    return FORMS[t[0]](scope, *t[1:])


def _letter(scope: "Normal", name: str) -> Matrix:
    return Matrix(*shape(scope, name), {(name,): ONE})


def _eye(scope: "Normal", size: Term) -> Matrix:
    side = side_of(scope, size)
    return Matrix(side, side, {(): ONE})


def _zeros(scope: "Normal", rows: Term, cols: Term) -> Matrix:
    return Matrix(side_of(scope, rows), side_of(scope, cols), {})


def _entries(scope: "Normal", cols: int, *entries: Term) -> Matrix:
    raise Rejected("explicit entries stand in the record of a matrix")


def _sum(scope: "Normal", *parts: Term) -> Matrix:
    first, *others = (matrix(scope, p) for p in parts)
    out = dict(first.words)
    for other in others:
        _same_side(first.rows, other.rows)
        _same_side(first.cols, other.cols)
        for word, c in other.words.items():
            out[word] = plus(out.get(word, ZERO), c)
    return Matrix(first.rows, first.cols, _trimmed(out))


def _product(scope: "Normal", *parts: Term) -> Matrix:
    out, *others = (matrix(scope, p) for p in parts)
    for other in others:
        _same_side(out.cols, other.rows)
        words: dict[Word, Form] = {}
        for w, c in out.words.items():
            for v, d in other.words.items():
                word = _joined(w, v)
                words[word] = plus(words.get(word, ZERO), times(c, d))
        out = Matrix(out.rows, other.cols, _trimmed(words))
    return out


def _scaled(scope: "Normal", factor: Term, t: Term) -> Matrix:
    c, inner = scope.form(factor), matrix(scope, t)
    return inner._replace(words=_trimmed({w: times(c, d) for w, d in inner.words.items()}))


def _transposed(scope: "Normal", t: Term) -> Matrix:
    inner = matrix(scope, t)
    return Matrix(inner.cols, inner.rows, {_flipped(scope, w): c for w, c in inner.words.items()})


def _inverse(scope: "Normal", t: Term) -> Matrix:
    """(c A B)^-1 = c^-1 B^-1 A^-1, for square letters whose determinants do not vanish."""
    inner = matrix(scope, t)
    word, c = _only_word(inner, "the inverse")
    for letter in word:
        scope.need_nonzero(_determinant(scope, letter))
    return inner._replace(words={tuple(_inverted(letter) for letter in reversed(word)): scope.power(c, scale(ONE, -1))})


def _diagonal(scope: "Normal", t: Term) -> Matrix:
    """The diagonal part of a named positive definite matrix, which is positive definite too."""
    if t[0] != "mat" or not _is_positive(scope.world, t[1]):
        raise Rejected("the diagonal part of what is not a matrix declared positive definite")
    return matrix(scope, t)._replace(words={(t[1] + "*",): ONE})


FORMS: dict[str, Callable[..., Matrix]] = {
    "diagonal": _diagonal,
    "mat": _letter,
    "eye": _eye,
    "zeros": _zeros,
    "entries": _entries,
    "madd": _sum,
    "mmul": _product,
    "mscale": _scaled,
    "transpose": _transposed,
    "inverse": _inverse,
}


# -- records -----------------------------------------------------------------------------------------------------------


def check_record(world: "World", law: dict[str, Any]) -> None:
    """Refuse a matrix, or a law on vectors, whose sides are no positive integers, or whose value is not what the record says."""
    if law["kind"] not in ("matrix", "vector"):
        return
    scope = world.normal()
    sides = [side_of(scope, world.closed(check(law[field]))) for field in ("rows", "cols", "dim") if field in law]
    if law["kind"] == "matrix" and (law["positive"] not in (0, 1) or (law["positive"] and sides[0] != sides[1])):
        raise Rejected("a positive definite matrix is square")
    if law.get("value"):
        check_value(scope, sides, law["value"], bool(law["positive"]))
    if scope.conditions:
        raise Rejected("a matrix needs conditions of its own")


def check_vector(world: "World", law: dict[str, Any]) -> None:
    """Refuse a law on vectors whose record holds other reserved names than the vector's."""
    world.closed(check(law["dim"]))
    world.closed(check(law["logp"]), {X})
    if law["unknown"] and law["logp"] != log(("value", *law["unknown"], ("mat", X))):
        raise Rejected("a density taken as given is one function of the vector")
    if law["moments"] and not law["unknown"]:
        raise Rejected("only a density taken as given is given with moments")


def vector_scope(world: "World", outer: "Normal", law: dict[str, Any]) -> "Normal":
    """The scope of a value of a law on vectors."""
    side = side_of(outer, law["dim"])
    inner = outer.scope((X,), [of_atom(Atom("value", f, X)) for f in law["unknown"]])
    inner.vectors = {X: Value(side, ONE, False)}
    return inner


# -- letters and words -------------------------------------------------------------------------------------------------


def shape(scope: "Normal", name: str) -> tuple[Form, Form]:
    """Rows and columns of a named matrix, or of the vector that an expectation binds."""
    if name in scope.vectors:
        return scope.vectors[name][:2]
    record = record_of(scope.world, name)
    return scope.form(record["rows"]), scope.form(record["cols"])


def record_of(world: "World", name: str) -> dict[str, Any]:
    """The record of a matrix."""
    record = world.laws.get(name, {})
    if record.get("kind") != "matrix":
        raise Rejected(f"{name!r:.30} is not a matrix")
    return record


def _is_positive(world: "World", name: str) -> bool:
    return name != X and bool(record_of(world, name)["positive"])


def _is_symmetric(scope: "Normal", name: str) -> bool:
    return scope.vectors[name].symmetric if name in scope.vectors else _is_positive(scope.world, name)


def side_of(scope: "Normal", size: Term) -> Form:
    """A number of rows or columns: positive, and an integer at the witness."""
    side = scope.form(size)
    scope.need_positive(side)
    if scope.form(subst(to_term(side), scope.world.witness)).integer is None:
        raise Rejected("a number of rows or columns is an integer at the witness")
    return side


def _same_side(a: Form, b: Form) -> None:
    if a != b:
        raise Rejected(f"matrices of different shapes: {to_term(a)} beside {to_term(b)}")


def _inverted(letter: str) -> str:
    name, star = letter_name(letter), "*" if "*" in letter else ""
    return name + star + ("" if "-" in letter else "-") + ("'" if "'" in letter else "")


def _flipped(scope: "Normal", word: Word) -> Word:
    """The transpose of a word; a positive definite matrix is its own."""
    out = []
    for letter in reversed(word):
        if not _is_symmetric(scope, letter_name(letter)):
            letter = letter[:-1] if letter.endswith("'") else letter + "'"
        out.append(letter)
    return tuple(out)


def _joined(left: Word, right: Word) -> Word:
    """One word after the other; a letter beside its inverse falls out."""
    while left and right and left[-1] == _inverted(right[0]):
        left, right = left[:-1], right[1:]
    if len(left) + len(right) > MAX_LETTERS:
        raise Rejected(f"a product of more than {MAX_LETTERS} matrices")
    return left + right


def _trimmed(words: dict[Word, Form]) -> dict[Word, Form]:
    """Without zero coefficients, in a fixed order."""
    if len(words) > MAX_WORDS:
        raise Rejected(f"a matrix of more than {MAX_WORDS} terms")
    return {w: words[w] for w in sorted(words) if words[w].terms}


def _only_word(inner: Matrix, what: str) -> tuple[Word, Form]:
    _same_side(inner.rows, inner.cols)
    if len(inner.words) != 1:
        raise Rejected(f"{what} of a sum of matrices, or of zero")
    return next(iter(inner.words.items()))


# -- scalars -----------------------------------------------------------------------------------------------------------


def trace(scope: "Normal", t: Term) -> Form:
    """The trace: tr(AB) = tr(BA), tr(A') = tr(A), tr(1) = the dimension."""
    inner = matrix(scope, t)
    _same_side(inner.rows, inner.cols)
    return plus(*(times(c, _trace_of_word(scope, w, inner.rows)) for w, c in inner.words.items()))


def _trace_of_word(scope: "Normal", word: Word, side: Form) -> Form:
    while len(word) > 1 and word[0] == _inverted(word[-1]):
        word = word[1:-1]
    if not word or _is_over_own_diagonal(word):
        return side
    turned = [w[k:] + w[:k] for w in (word, _flipped(scope, word)) for k in range(len(word))]
    return of_atom(Atom("trace", *min(turned)))


def _is_over_own_diagonal(word: Word) -> bool:
    """diag(A)^-1 A, whose trace sums A_ii/A_ii = 1."""
    name = letter_name(word[0])
    return sorted(word) == [name, name + "*-"]


def determinant(scope: "Normal", t: Term) -> Form:
    """det(c A B) = c^n det A det B."""
    inner = matrix(scope, t)
    word, c = _only_word(inner, "the determinant")
    return product([scope.power(c, inner.rows), *(_determinant(scope, letter) for letter in word)])


def _determinant(scope: "Normal", letter: str) -> Form:
    _same_side(*shape(scope, letter_name(letter)))
    if is_complex(scope.world) and not _is_positive(scope.world, letter_name(letter)):
        raise Rejected("the determinant of a complex matrix that is not declared positive definite")
    plain = letter.replace("-", "").replace("'", "")
    return of_atom(Atom("det", plain), scale(ONE, -1) if "-" in letter else ONE)


def is_complex(world: "World") -> bool:
    """Whether matrices are complex: then A' is the conjugate transpose, and a trace stands for its real part."""
    return any(law.get("space") == "complex" for law in world.laws.values())


def is_positive_determinant(world: "World", atom: Atom) -> bool:
    """A symmetric positive definite matrix has a positive determinant; so has its diagonal part."""
    return atom.head == "det" and _is_positive(world, letter_name(atom.args[0]))


def at_vector(scope: "Normal", function: str, t: Term) -> Form:
    """The value of a function at the vector that an expectation binds."""
    if t != ("mat", X) or X not in scope.vectors:
        raise Rejected("a function of vectors is read at the vector that an expectation binds")
    return of_atom(Atom("value", function, X))
