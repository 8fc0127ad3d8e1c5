"""The multivariate t law."""

from typing import Any

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.core.errors import ParameterError
from symbolic_info.distributions.coordinate_law import POSITIVE, not_known_positive, parameter_of
from symbolic_info.distributions.matrix_law import MatrixLaw, away, matrix_of, scale_of, side_of

WHERE = "MultivariateT"


class MultivariateT(MatrixLaw):
    r"""``MultivariateT(degrees, location, scale)``: Student's t law of a vector of d numbers; nu = ``degrees``, m, S = ``scale``.

        log p(x) = log Gamma((nu + d)/2) - log Gamma(nu/2) - (d log(nu pi) + log det S + (nu + d) log(1 + (x - m)' S^(-1) (x - m)/nu))/2.

    Its entropy is closed; the divergence between two of them is not, unless they are one.

    Args:
        degrees: nu > 0, a number, a symbol or a name.
        location: m: the name of a vector, a matrix expression of shape (d, 1), a list of d entries, or 0.
        scale: S: a name, a matrix expression, rows of entries, or a number c > 0 for c times the identity.
        dimension: d, where neither has a shape.

    Raises:
        ParameterError: A shape does not fit, or nu <= 0.
        NotPositiveDefinite: The scale is not symmetric positive definite.

    References:
        Kotz & Nadarajah (2004), *Multivariate t Distributions and Their Applications*, chapter 1.

    Examples:
        >>> from symbolic_info import Entropy, MultivariateT
        >>> MultivariateT("nu", 0, 1, 2)
        MultivariateT(nu, 0, I)
    """

    key = "multivariate_t"

    def __new__(cls, degrees: Any, location: Any, scale: Any, dimension: Any = None) -> "MultivariateT":
        d = side_of(dimension, f"{WHERE}: dimension", (scale, 0), (location, 0))
        nu = parameter_of(degrees, f"{WHERE}: degrees", POSITIVE)
        place = matrix_of(location, d, sp.Integer(1), f"{WHERE}: location")
        return sp.Basic.__new__(cls, nu, place, scale_of(scale, d, f"{WHERE}: scale"))

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "MultivariateT":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls(f"nu{suffix}", f"m{suffix}", f"S{suffix}", "d")

    @property
    def shape_of_value(self) -> tuple[sp.Expr, sp.Expr]:
        return sp.sympify(self.args[2].shape[0], strict=True), sp.Integer(1)

    @property
    def dimension(self) -> sp.Expr:
        """The number d of dimensions."""
        return self.shape_of_value[0]

    def marginal(self, *axes: int) -> "MultivariateT":
        """The law of some coordinates, counted from 0; needs explicit entries (Kotz & Nadarajah, section 1.10).

        Raises:
            ParameterError: There are no entries to take, or no such coordinates.
        """
        nu, place, scale = self.args
        if not all(isinstance(a, sp.MatrixBase) for a in (place, scale)) or any(a not in range(int(self.dimension)) for a in axes):
            raise ParameterError(f"{self} has no coordinates {axes}; give location and scale as lists, and different coordinates of them")
        return MultivariateT(nu, place.extract(list(axes), [0]), scale.extract(list(axes), list(axes)))

    @property
    def scales(self) -> tuple[sp.Basic, ...]:
        return self.args[2:]

    @property
    def places(self) -> tuple[sp.Basic, ...]:
        return self.args[1:2]

    @property
    def squares(self) -> tuple[tuple[sp.Basic, sp.Basic], ...]:
        return ((self.args[1], sp.Inverse(self.args[2])),)

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return tuple(dict.fromkeys([*not_known_positive(self.args[:1]), *super().constraints]))

    def log_density(self, x: sp.Basic) -> sp.Expr:
        (nu, m, s), d = self.args, self.shape_of_value[0]
        gap = away(x, m)
        square = MatrixElement(sp.MatMul(sp.Transpose(gap), sp.Inverse(s), gap), 0, 0)
        constant = sp.loggamma((nu + d) / 2) - sp.loggamma(nu / 2) - (d * sp.log(nu * sp.pi) + sp.log(sp.Determinant(s))) / 2
        return constant - (nu + d) * sp.log(1 + square / nu) / 2
