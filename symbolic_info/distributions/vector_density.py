"""An unknown density of vectors, of which the mean and the covariance are given."""

from typing import Any

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.distributions.multivariate_normal import MultivariateNormal
from symbolic_info.distributions.parameters import read_name


class VectorDensity(Distribution):
    """``VectorDensity("f", mean, covariance)``: any positive density f on d-dimensional space with this mean and covariance.

    The arguments after the name are those of ``MultivariateNormal``, with the same errors.

    Examples:
        >>> from symbolic_info import VectorDensity
        >>> VectorDensity("f", "mu", "K", "n")
        VectorDensity(f, mu, K)
    """

    def __new__(cls, name: Any, mean: Any, covariance: Any, dimension: Any = None) -> "VectorDensity":
        symbol = read_name(name) if isinstance(name, str) else name
        return sp.Basic.__new__(cls, symbol, *MultivariateNormal(mean, covariance, dimension).args)

    @property
    def function(self) -> str:
        """The name of the density."""
        return self.args[0].name

    @property
    def mean(self) -> sp.MatrixExpr:
        """The mean vector, of shape (d, 1)."""
        return self.args[1]

    @property
    def covariance(self) -> sp.MatrixExpr:
        """The covariance matrix, of shape (d, d)."""
        return self.args[2]

    @property
    def gaussian(self) -> MultivariateNormal:
        """The normal law with this mean and covariance."""
        return MultivariateNormal(*self.args[1:])

    @property
    def dimension(self) -> sp.Expr:
        """The number d of dimensions."""
        return self.gaussian.dimension

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return self.args[1:]

    @property
    def free_symbols(self) -> set:
        return self.gaussian.free_symbols

    @property
    def is_discrete(self) -> bool:
        return False

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return self.gaussian.constraints

    def variable(self, *others: sp.Basic) -> sp.MatrixSymbol:
        """A vector that no parameter is called."""
        return self.gaussian.variable(*others)

    def log_density(self, x: sp.Expr) -> sp.Expr:
        """log f(x), for a matrix expression x of shape (d, 1)."""
        return sp.log(sp.Function(self.function, positive=True)(x))

    def _sympystr(self, printer: Any) -> str:
        return f"VectorDensity({', '.join(map(printer._print, self.args))})"

    def _latex(self, printer: Any) -> str:
        return printer._print(self.args[0])
