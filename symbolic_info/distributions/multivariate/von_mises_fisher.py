"""The von Mises-Fisher law on a sphere."""

from typing import Any

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.core.errors import ParameterError
from symbolic_info.distributions.coordinate_law import POSITIVE, not_known_positive, parameter_of
from symbolic_info.distributions.matrix_law import MatrixLaw, direction_of, side_of

WHERE = "VonMisesFisher"


class VonMisesFisher(MatrixLaw):
    r"""``VonMisesFisher(direction, concentration)``: the law on vectors x of length 1 with density proportional to e^(kappa mu' x).

        log p(x) = kappa mu' x - log((2 pi)^(d/2) I_{d/2 - 1}(kappa) kappa^(1 - d/2)),    d = 2, 3 or 4,

    against the surface measure.  That a symbolic mu has length 1 stands as a condition on every result.

    Args:
        direction: mu: the name of a vector, a matrix expression of shape (d, 1), or a list of d entries, of length 1.
        concentration: kappa > 0, a number, a symbol or a name.
        dimension: d, where the direction has no shape.

    Raises:
        ParameterError: The entries of the direction have another length than 1, kappa <= 0, or d is not 2, 3 or 4.

    References:
        Mardia & Jupp (2000), *Directional Statistics*, section 9.3.2.

    Examples:
        >>> from symbolic_info import KL, VonMisesFisher
        >>> VonMisesFisher([0, 0, 1], "kappa")
        VonMisesFisher([[0], [0], [1]], kappa)
    """

    key = "von_mises_fisher"
    space = "sphere"

    def __new__(cls, direction: Any, concentration: Any, dimension: Any = None) -> "VonMisesFisher":
        d = side_of(dimension, f"{WHERE}: dimension", (direction, 0))
        if d not in (2, 3, 4):
            raise ParameterError(f"{WHERE}: dimension = {d}; the normaliser is written out in 2, 3 and 4 dimensions, so give one of these")
        kappa = parameter_of(concentration, f"{WHERE}: concentration", POSITIVE)
        return sp.Basic.__new__(cls, direction_of(direction, d, f"{WHERE}: direction"), kappa)

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "VonMisesFisher":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls([0, 0, 1], f"kappa{suffix}")

    @property
    def shape_of_value(self) -> tuple[sp.Expr, sp.Expr]:
        return sp.sympify(self.args[0].shape[0], strict=True), sp.Integer(1)

    @property
    def places(self) -> tuple[sp.Basic, ...]:
        return self.args[:1]

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return not_known_positive(self.args[1:])

    def log_density(self, x: sp.Basic) -> sp.Expr:
        (mu, kappa), d = self.args, self.shape_of_value[0]
        level = (
            sp.sinh(kappa) * 4 * sp.pi / kappa if d == 3 else (2 * sp.pi) ** (d / 2) * sp.besseli(d / 2 - 1, kappa) * kappa ** (1 - d / 2)
        )
        return kappa * MatrixElement(sp.MatMul(sp.Transpose(mu), x), 0, 0) - sp.log(level)
