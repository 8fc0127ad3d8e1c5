"""The circular complex normal law of a vector."""

from typing import Any

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.distributions.matrix_law import MatrixLaw, away, matrix_of, scale_of, side_of

WHERE = "ComplexNormal"


class ComplexNormal(MatrixLaw):
    r"""``ComplexNormal(mean, covariance)``: a circular normal vector z of d complex numbers, E[(z - m)(z - m)^H] = S = ``covariance``.

        log p(z) = -d log pi - log det S - (z - m)^H S^(-1) (z - m),    and E[(z - m)(z - m)'] = 0.

    A density in the 2 d real and imaginary parts.  Matrices that are symbols may be complex; m^H is the conjugate transpose.

    Args:
        mean: m: the name of a vector, a matrix expression of shape (d, 1), a list of d real entries, or 0.
        covariance: S, Hermitian positive definite: a name, a matrix expression, real entries, or a number c > 0 for c times the identity.
        dimension: d, where neither has a shape.

    Raises:
        ParameterError: A shape does not fit.
        NotPositiveDefinite: The covariance is not positive definite.

    References:
        Goodman (1963), "Statistical analysis based on a certain multivariate complex Gaussian distribution",
        *Annals of Mathematical Statistics* 34, 152-177.

    Examples:
        >>> from symbolic_info import ComplexNormal, Entropy
        >>> Entropy(ComplexNormal("m", "S", "d")).doit()
        d + d*log(pi) + log(Determinant(S))
    """

    key = "complex_normal"
    space = "complex"

    def __new__(cls, mean: Any, covariance: Any, dimension: Any = None) -> "ComplexNormal":
        d = side_of(dimension, f"{WHERE}: dimension", (covariance, 0), (mean, 0))
        return sp.Basic.__new__(cls, matrix_of(mean, d, sp.Integer(1), f"{WHERE}: mean"), scale_of(covariance, d, f"{WHERE}: covariance"))

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "ComplexNormal":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls(f"m{suffix}", f"S{suffix}", "d")

    @property
    def shape_of_value(self) -> tuple[sp.Expr, sp.Expr]:
        return sp.sympify(self.args[1].shape[0], strict=True), sp.Integer(1)

    @property
    def scales(self) -> tuple[sp.Basic, ...]:
        return self.args[1:]

    @property
    def places(self) -> tuple[sp.Basic, ...]:
        return self.args[:1]

    def log_density(self, x: sp.Basic) -> sp.Expr:
        (mean, covariance), d = self.args, self.shape_of_value[0]
        gap = away(x, mean)
        square = MatrixElement(sp.MatMul(sp.Adjoint(gap), sp.Inverse(covariance), gap), 0, 0)
        return -d * sp.log(sp.pi) - sp.log(sp.Determinant(covariance)) - square
