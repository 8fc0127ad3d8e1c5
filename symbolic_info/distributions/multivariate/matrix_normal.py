"""The normal law of a matrix, with one covariance of its rows and one of its columns."""

from typing import Any

import sympy as sp

from symbolic_info.distributions.matrix_law import MatrixLaw, away, matrix_of, scale_of, side_of

WHERE = "MatrixNormal"


class MatrixNormal(MatrixLaw):
    r"""``MatrixNormal(mean, rows, columns)``: a normal matrix of n rows and p columns; its column-stacked vector has covariance V (x) U.

        log p(x) = -(n p log(2 pi) + p log det U + n log det V + tr(V^(-1) (x - M)' U^(-1) (x - M)))/2,    U = rows, V = columns.

    Differential entropies and divergences are in nats unless the quantity carries another base.

    Args:
        mean: M: the name of a matrix, a matrix expression of shape (n, p), rows of entries, or 0.
        rows, columns: U of shape (n, n) and V of shape (p, p), symmetric positive definite: names, matrix expressions, rows of
            entries, or a number c > 0 for c times the identity.
        shape: (n, p), where no argument has a shape.

    Raises:
        ParameterError: A shape does not fit.
        NotPositiveDefinite: U or V is not symmetric positive definite.

    References:
        Gupta & Nagar (2000), *Matrix Variate Distributions*, chapter 2.

    Examples:
        >>> from symbolic_info import Entropy, MatrixNormal
        >>> Entropy(MatrixNormal("M", "U", "V", ("n", "p"))).doit()
        n*p/2 + n*p*log(2*pi)/2 + n*log(Determinant(V))/2 + p*log(Determinant(U))/2
    """

    key = "matrix_normal"

    def __new__(cls, mean: Any, rows: Any, columns: Any, shape: Any = None) -> "MatrixNormal":
        n, p = shape if shape is not None else (None, None)
        n = side_of(n, f"{WHERE}: rows", (rows, 0), (mean, 0))
        p = side_of(p, f"{WHERE}: columns", (columns, 0), (mean, 1))
        scales = scale_of(rows, n, f"{WHERE}: rows"), scale_of(columns, p, f"{WHERE}: columns")
        return sp.Basic.__new__(cls, matrix_of(mean, n, p, f"{WHERE}: mean"), *scales)

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "MatrixNormal":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls(f"M{suffix}", f"U{suffix}", f"V{suffix}", ("n", "p"))

    @property
    def shape_of_value(self) -> tuple[sp.Expr, sp.Expr]:
        return sp.sympify(self.args[1].shape[0], strict=True), sp.sympify(self.args[2].shape[0], strict=True)

    @property
    def scales(self) -> tuple[sp.Basic, ...]:
        return self.args[1:]

    @property
    def places(self) -> tuple[sp.Basic, ...]:
        return self.args[:1]

    def log_density(self, x: sp.Basic) -> sp.Expr:
        (n, p), (mean, u, v) = self.shape_of_value, self.args
        gap = away(x, mean)
        square = sp.Trace(sp.MatMul(sp.Inverse(v), sp.Transpose(gap), sp.Inverse(u), gap))
        return -(n * p * sp.log(2 * sp.pi) + p * sp.log(sp.Determinant(u)) + n * sp.log(sp.Determinant(v)) + square) / 2
