"""The power spherical law."""

from typing import Any

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.core.errors import ParameterError
from symbolic_info.distributions.coordinate_law import POSITIVE, not_known_positive, parameter_of
from symbolic_info.distributions.matrix_law import MatrixLaw, direction_of, side_of

WHERE = "PowerSpherical"


class PowerSpherical(MatrixLaw):
    r"""``PowerSpherical(direction, concentration)``: the law on vectors x of length 1 with density proportional to (1 + mu' x)^kappa.

        log p(x) = kappa log(1 + mu' x) - (a + b) log 2 - b log pi - log Gamma(a) + log Gamma(a + b),    b = (d - 1)/2, a = b + kappa,

    against the surface measure.  That a symbolic mu has length 1 stands as a condition on every result.  The divergence is closed
    between laws of one direction.

    Args:
        direction: mu: the name of a vector, a matrix expression of shape (d, 1), or a list of d entries, of length 1.
        concentration: kappa > 0, a number, a symbol or a name.
        dimension: d > 1, where the direction has no shape.

    Raises:
        ParameterError: The entries of the direction have another length than 1, kappa <= 0, or d is 1.

    References:
        De Cao & Aziz (2020), "The Power Spherical distribution", arXiv:2006.04437.

    Examples:
        >>> from symbolic_info import PowerSpherical
        >>> PowerSpherical("mu", "kappa", "d")
        PowerSpherical(mu, kappa)
    """

    key = "power_spherical"
    space = "sphere"

    def __new__(cls, direction: Any, concentration: Any, dimension: Any = None) -> "PowerSpherical":
        d = side_of(dimension, f"{WHERE}: dimension", (direction, 0))
        if d == 1:
            raise ParameterError(f"{WHERE}: dimension = 1; a sphere needs at least 2 dimensions, so give a longer direction")
        kappa = parameter_of(concentration, f"{WHERE}: concentration", POSITIVE)
        return sp.Basic.__new__(cls, direction_of(direction, d, f"{WHERE}: direction"), kappa)

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "PowerSpherical":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls(f"mu{suffix}", f"kappa{suffix}", "d")

    @property
    def shape_of_value(self) -> tuple[sp.Expr, sp.Expr]:
        return sp.sympify(self.args[0].shape[0], strict=True), sp.Integer(1)

    @property
    def places(self) -> tuple[sp.Basic, ...]:
        return self.args[:1]

    @property
    def squares(self) -> tuple[tuple[sp.Basic, ...], ...]:
        return ((self.args[0],),)

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return not_known_positive((*self.args[1:], self.shape_of_value[0] - 1))

    def log_density(self, x: sp.Basic) -> sp.Expr:
        (mu, kappa), b = self.args, (self.shape_of_value[0] - 1) / 2
        a = b + kappa
        level = (a + b) * sp.log(2) + b * sp.log(sp.pi) + sp.loggamma(a) - sp.loggamma(a + b)
        return kappa * sp.log(1 + MatrixElement(sp.MatMul(sp.Transpose(mu), x), 0, 0)) - level
