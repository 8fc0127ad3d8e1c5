"""The law of the inverse of a Wishart matrix."""

from typing import Any

import sympy as sp

from symbolic_info.core.gamma_sums import gamma_sum
from symbolic_info.distributions.coordinate_law import POSITIVE, parameter_of
from symbolic_info.distributions.matrix_law import MatrixLaw, scale_of, side_of
from symbolic_info.distributions.multivariate.wishart import more_than

WHERE = "InverseWishart"


class InverseWishart(MatrixLaw):
    r"""``InverseWishart(degrees, scale)``: the law of x where x^(-1) is Wishart(degrees, scale^(-1)); S = ``scale``.

        log p(x) = (nu log det S - (nu + n + 1) log det x - tr(S x^(-1)) - nu n log 2)/2 - log Gamma_n(nu/2),    nu > n - 1.

    Args:
        degrees: nu > n - 1, a number, a symbol or a name.
        scale: S: the name of a matrix, a matrix expression, rows of entries, or a number c > 0 for c times the identity.
        order: n, where the scale has no shape.

    Raises:
        ParameterError: The shape does not fit, or nu <= n - 1.
        NotPositiveDefinite: The scale is not symmetric positive definite.

    References:
        Anderson (2003), *An Introduction to Multivariate Statistical Analysis*, 3rd ed., section 7.7.

    Examples:
        >>> from symbolic_info import InverseWishart
        >>> InverseWishart("nu", [[2, 0], [0, 1]])
        InverseWishart(nu, [[2, 0], [0, 1]])
    """

    key = "inverse_wishart"
    space = "positive"

    def __new__(cls, degrees: Any, scale: Any, order: Any = None) -> "InverseWishart":
        n = side_of(order, f"{WHERE}: order", (scale, 0))
        nu = more_than(parameter_of(degrees, f"{WHERE}: degrees", POSITIVE), n - 1, f"{WHERE}: degrees")
        return sp.Basic.__new__(cls, nu, scale_of(scale, n, f"{WHERE}: scale"))

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "InverseWishart":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls(f"nu{suffix}", f"V{suffix}", "n")

    @property
    def shape_of_value(self) -> tuple[sp.Expr, sp.Expr]:
        n = sp.sympify(self.args[1].shape[0], strict=True)
        return n, n

    @property
    def scales(self) -> tuple[sp.Basic, ...]:
        return self.args[1:]

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        nu, n = self.args[0], self.shape_of_value[0]
        stated = [c for c in (nu, nu - n + 1) if not (c.is_number and c.is_positive)]
        return tuple(dict.fromkeys([*stated, *super().constraints]))

    def log_density(self, x: sp.Basic) -> sp.Expr:
        (nu, s), n = self.args, self.shape_of_value[0]
        constant = n * (n - 1) * sp.log(sp.pi) / 4 + gamma_sum(sp.loggamma, nu / 2, n)
        kernel = (nu + n + 1) * sp.log(sp.Determinant(x)) + sp.Trace(sp.MatMul(s, sp.Inverse(x)))
        return (nu * sp.log(sp.Determinant(s)) - kernel - nu * n * sp.log(2)) / 2 - constant
