"""The Dirichlet law on probability vectors."""

from typing import Any

import sympy as sp

from symbolic_info.core.supports import Support, interval
from symbolic_info.distributions.coordinate_law import POSITIVE, CoordinateLaw, not_known_positive, parameters_of


class Dirichlet(CoordinateLaw):
    r"""``Dirichlet([a_1, ..., a_k])``: the law of k probabilities that total 1, with concentrations a_i > 0.

        log p(x) = log Gamma(a_1 + ... + a_k) - sum_i log Gamma(a_i) + sum_i (a_i - 1) log x_i,    x_k = 1 - x_1 - ... - x_{k-1}.

    A density in x_1, ..., x_{k-1}; entropies are differential, in nats unless the quantity carries another base.

    Args:
        concentration: 2 to 8 numbers, symbols or names.

    Raises:
        ParameterError: A concentration is not positive, or there are fewer than two.

    References:
        Kotz, Balakrishnan & Johnson (2000), *Continuous Multivariate Distributions 1*, 2nd ed., chapter 49.

    Examples:
        >>> from symbolic_info import Dirichlet, Entropy
        >>> Entropy(Dirichlet([1, 1, 1])).doit()
        -log(2)
    """

    key = "dirichlet"

    def __new__(cls, concentration: Any) -> "Dirichlet":
        return sp.Basic.__new__(cls, parameters_of(concentration, "Dirichlet: concentration", POSITIVE, least=2))

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "Dirichlet":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls([f"a{suffix}", f"b{suffix}", f"c{suffix}"])

    @property
    def count(self) -> int:
        return len(self.args[0]) - 1

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return not_known_positive(self.parameters)

    def ranges(self, x: sp.Tuple) -> tuple[Support, ...]:
        return tuple(interval(0, 1 - sp.Add(*x[:k])) for k in range(self.count))

    def log_density(self, x: sp.Tuple) -> sp.Expr:
        shares = (*x, 1 - sp.Add(*x))
        constant = sp.loggamma(sp.Add(*self.parameters)) - sp.Add(*map(sp.loggamma, self.parameters))
        return constant + sp.Add(*((a - 1) * sp.log(share) for a, share in zip(self.parameters, shares, strict=True)))
