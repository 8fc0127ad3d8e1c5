"""Laws on matrices and on vectors: what they have in common, and how their parameters are read."""

from typing import Any, ClassVar

import sympy as sp
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.core.doors import door
from symbolic_info.core.errors import NotPositiveDefinite, ParameterError, SupportError
from symbolic_info.core.heads import VARIABLES, Distribution
from symbolic_info.core.supports import Support
from symbolic_info.distributions.parameters import exact, read_name, symbolic
from symbolic_info.distributions.pretty import pretty_call
from symbolic_info.distributions.sizes import size_of

MOST_ROWS = 6


class MatrixLaw(Distribution):
    """A law of a matrix: a subclass states its ``shape_of_value``, its ``scales``, its other ``places`` and ``log_density``.

    ``space`` is "full" (real matrices), "positive" (positive definite ones), "sphere" (vectors of length 1) or "complex" (complex
    vectors).  ``scales`` are parameters that are symmetric positive definite matrices, ``places`` other ones.  ``squares`` are pairs
    (a, B): the density holds (x - a)' B (x - a), B one of the scales or its inverse.
    """

    space: ClassVar[str] = "full"

    @property
    def shape_of_value(self) -> tuple[sp.Expr, sp.Expr]:
        """Rows and columns of the matrix whose law this is."""
        raise TypeError(f"{type(self).__name__} states no shape")

    @property
    def scales(self) -> tuple[sp.Basic, ...]:
        return ()

    @property
    def places(self) -> tuple[sp.Basic, ...]:
        return ()

    @property
    def squares(self) -> tuple[tuple[sp.Basic, sp.Basic], ...]:
        return ()

    @property
    def support(self) -> Support:
        rows, cols = self.shape_of_value
        says = f"{self} lives on matrices of shape ({rows}, {cols}), not on the line"
        raise SupportError(f"{says}; its density is log_density(x) of such an x, and derive or doit() need no more")

    @property
    def is_discrete(self) -> bool:
        return False

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return self.args

    @property
    def free_symbols(self) -> set:
        return super().free_symbols.union(*(side.free_symbols for side in self.shape_of_value))

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        """Sides and leading minors whose sign is not known."""
        sides = [side for side in self.shape_of_value if not side.is_positive]
        return tuple(dict.fromkeys([*sides, *(m for scale in self.scales for m in unsure_minors(scale, type(self).__name__))]))

    def variable(self, *others: sp.Basic) -> sp.MatrixSymbol:
        """A matrix that no parameter is called."""
        used = {s.name for b in (self, *others) for s in b.free_symbols}
        name = next((v for v in VARIABLES if v not in used), None) or next(f"x{i}" for i in range(1000) if f"x{i}" not in used)
        return sp.MatrixSymbol(name, *self.shape_of_value)

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__}({', '.join(_text(printer, a) for a in self.args)})"

    def _pretty(self, printer: Any) -> prettyForm:
        return pretty_call(printer, type(self).__name__, [("", a) for a in self.args])

    def _latex(self, printer: Any) -> str:
        return rf"\mathrm{{{type(self).__name__}}}\left({', '.join(printer._print(a) for a in self.args)}\right)"


def _text(printer: Any, value: sp.Basic) -> str:
    if not isinstance(value, sp.MatrixBase):
        return printer._print(value)
    rows = (", ".join(map(printer._print, row)) for row in value.tolist())
    return f"[{', '.join(f'[{row}]' for row in rows)}]"


# -- reading -----------------------------------------------------------------------------------------------------------


def side_of(given: Any, where: str, *shaped: Any) -> sp.Expr:
    """A number of rows or columns: as given, or the side of one of the ``shaped`` (matrix, axis) that has a shape.

    Raises:
        ParameterError: Nothing says how many there are.
    """
    if given is not None:
        return size_of(given, where)
    for value, axis in shaped:
        found = with_shape(value, where)
        if found is not None:
            return symbolic(found.shape[axis], where)
    raise ParameterError(f"{where}: nothing says how many there are; give a matrix with a shape, or the number")


def with_shape(value: Any, where: str) -> Any:
    """A matrix that has a shape of its own; None for a name or a number."""
    if isinstance(value, (sp.MatrixExpr, sp.MatrixBase)):
        return value.as_immutable() if isinstance(value, sp.MatrixBase) else value
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return None
    rows = [list(row) if hasattr(row, "__iter__") and not isinstance(row, (str, sp.Basic)) else [row] for row in value]
    if not rows or not rows[0] or len({len(row) for row in rows}) != 1:
        raise ParameterError(f"{where} = {value!r} has rows of different lengths; give a list of rows of one length")
    return sp.ImmutableMatrix([[_entry(e, where) for e in row] for row in rows])


def _entry(value: Any, where: str) -> sp.Expr:
    return exact(value, where, door().read, {"real": True})


def matrix_of(value: Any, rows: sp.Expr, cols: sp.Expr, where: str) -> sp.Basic:
    """A matrix of this shape: from a name, a matrix expression, rows of entries, 0, or a factor of the identity.

    Raises:
        ParameterError: The shape is another, or ``value`` is no matrix.
    """
    found = with_shape(value, where)
    if found is None and isinstance(value, str) and not value[:1].isdigit():
        return sp.MatrixSymbol(read_name(value).name, rows, cols)
    if found is None:
        number = _entry(value, where)
        if number != 0 and rows != cols:
            raise ParameterError(f"{where} = {number} is a number; give a matrix of shape ({rows}, {cols}), its name, or 0")
        return number * sp.Identity(rows) if rows == cols and number != 0 else sp.ZeroMatrix(rows, cols)
    if any(symbolic(a - b, where).is_zero is False for a, b in zip(found.shape, (rows, cols), strict=True)):
        raise ParameterError(f"{where} has the shape {found.shape}, not ({rows}, {cols}); give a matrix of that shape")
    return found.applyfunc(lambda e: _entry(e, where)) if isinstance(found, sp.MatrixBase) else found


def scale_of(value: Any, side: sp.Expr, where: str) -> sp.Basic:
    """A symmetric positive definite matrix: entries are checked, a matrix that is one symbol is taken as declared.

    Raises:
        ParameterError, NotPositiveDefinite: It is of another shape, or not positive definite.
    """
    found = matrix_of(value, side, side, where)
    unsure_minors(found, where)
    return found


def direction_of(value: Any, side: sp.Expr, where: str) -> sp.Basic:
    """A vector of length 1; entries are checked, a vector that is one symbol is taken as declared.

    Raises:
        ParameterError: It is of another shape or length.
    """
    found = matrix_of(value, side, sp.Integer(1), where)
    length = sp.expand(sum((e**2 for e in found), sp.Integer(0))) if isinstance(found, sp.MatrixBase) else sp.Integer(1)
    length = sp.Integer(0) if isinstance(found, sp.ZeroMatrix) else length
    if length.is_number and length != 1:
        raise ParameterError(f"{where} = {value!r} has length sqrt({length}), not 1; divide it by its length")
    return found


def unsure_minors(matrix: Any, where: str) -> tuple[sp.Expr, ...]:
    """The leading minors of entries, or the factor of the identity, whose sign is not known.

    Raises:
        NotPositiveDefinite: One of them is not positive, or the entries are not symmetric.
    """
    if not isinstance(matrix, sp.MatrixBase):
        signs = [_factor(matrix)]
    else:
        if not matrix.is_symmetric():
            raise NotPositiveDefinite(f"{where} = {matrix.tolist()} is not symmetric; a scale matrix equals its transpose")
        signs = [sp.factor(matrix[:n, :n].det(method="berkowitz")) for n in range(1, min(matrix.rows, MOST_ROWS) + 1)]
    if any(s.is_positive is False for s in signs):
        raise NotPositiveDefinite(f"{where} = {matrix} is not positive definite; give a matrix whose leading minors are positive")
    return tuple(s for s in signs if s.is_positive is not True)


def _factor(matrix: sp.Basic) -> sp.Expr:
    """c of c times the identity; 0 of zeros; 1 of other matrices, which are taken as declared."""
    if isinstance(matrix, sp.ZeroMatrix):
        return sp.Integer(0)
    factors = matrix.args if isinstance(matrix, (sp.MatMul, sp.Mul)) else (matrix,)
    matrices = [f for f in factors if f.is_Matrix]
    return (
        sp.Mul(*(f for f in factors if not f.is_Matrix)) if len(matrices) == 1 and isinstance(matrices[0], sp.Identity) else sp.Integer(1)
    )


def away(x: sp.Basic, place: sp.Basic) -> sp.Basic:
    """x - a, unevaluated: entries stay beside names."""
    parts = (x, sp.MatMul(-1, place))
    return x if isinstance(place, sp.ZeroMatrix) else sp.MatAdd(*sorted(parts, key=sp.default_sort_key))
