"""The Wishart law on symmetric positive definite matrices."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.gamma_sums import gamma_sum
from symbolic_info.distributions.coordinate_law import POSITIVE, parameter_of
from symbolic_info.distributions.matrix_law import MatrixLaw, scale_of, side_of


class Wishart(MatrixLaw):
    r"""``Wishart(degrees, scale)``: the law of the sum of ``degrees`` outer products of normal vectors with covariance V = ``scale``.

        log p(x) = ((nu - n - 1) log det x - tr(V^(-1) x) - nu n log 2 - nu log det V)/2 - log Gamma_n(nu/2),    nu > n - 1,

    for x of shape (n, n), symmetric positive definite, where log Gamma_n(a) = n(n - 1)/4 log pi + sum_{k=1}^n log Gamma(a + (1 - k)/2).

    Args:
        degrees: nu > n - 1, a number, a symbol or a name; need not be an integer.
        scale: V: the name of a matrix, a matrix expression, rows of entries, or a number c > 0 for c times the identity.
        order: n, where the scale has no shape.

    Raises:
        ParameterError: The shape does not fit, or nu <= n - 1.
        NotPositiveDefinite: The scale is not symmetric positive definite.

    References:
        Muirhead (1982), *Aspects of Multivariate Statistical Theory*, section 3.2.

    Examples:
        >>> from symbolic_info import KL, Wishart
        >>> KL(Wishart("nu", "V", "n"), Wishart("nu", "W", "n")).doit()
        nu*(-n + Trace(W**(-1)*V))/2 + nu*log(Determinant(W)/Determinant(V))/2
    """

    key = "wishart"
    space = "positive"

    def __new__(cls, degrees: Any, scale: Any, order: Any = None) -> "Wishart":
        n = side_of(order, f"{cls.__name__}: order", (scale, 0))
        nu = more_than(parameter_of(degrees, f"{cls.__name__}: degrees", POSITIVE), n - 1, f"{cls.__name__}: degrees")
        return sp.Basic.__new__(cls, nu, scale_of(scale, n, f"{cls.__name__}: scale"))

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "Wishart":
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
        (nu, v), n = self.args, self.shape_of_value[0]
        constant = n * (n - 1) * sp.log(sp.pi) / 4 + gamma_sum(sp.loggamma, nu / 2, n)
        kernel = (nu - n - 1) * sp.log(sp.Determinant(x)) - sp.Trace(sp.MatMul(sp.Inverse(v), x))
        return (kernel - nu * n * sp.log(2) - nu * sp.log(sp.Determinant(v))) / 2 - constant


def more_than(value: sp.Expr, bound: sp.Expr, where: str) -> sp.Expr:
    """``value``, unless it is known not to exceed ``bound``.

    Raises:
        ParameterError: It does not.
    """
    if (value - bound).is_positive is False:
        raise ParameterError(f"{where} = {value} is not more than {bound}; the density needs that, so give a larger number")
    return value
