"""The generalised Dirichlet law of Connor and Mosimann: sticks broken by independent Beta variables."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.supports import Support, interval
from symbolic_info.distributions.coordinate_law import POSITIVE, CoordinateLaw, not_known_positive, parameters_of


class GeneralizedDirichlet(CoordinateLaw):
    r"""``GeneralizedDirichlet([a_1, ..., a_k], [b_1, ..., b_k])``: x_i = z_i (1 - x_1 - ... - x_{i-1}), z_i ~ Beta(a_i, b_i) independent.

        log p(x) = sum_i ((a_i - 1) log x_i + c_i log(1 - x_1 - ... - x_i) - log B(a_i, b_i)),

    where c_i = b_i - a_{i+1} - b_{i+1} for i < k, and c_k = b_k - 1.

    A density in x_1, ..., x_k, which are positive and total less than 1; b_i = a_{i+1} + b_{i+1} for every i gives Dirichlet.

    Args:
        a, b: As many numbers, symbols or names each, 1 to 8, all positive.

    Raises:
        ParameterError: A parameter is not positive, or the lists differ in length.

    References:
        Connor & Mosimann (1969), "Concepts of independence for proportions with a generalization of the Dirichlet distribution",
        *Journal of the American Statistical Association* 64, 194-206.

    Examples:
        >>> from symbolic_info import GeneralizedDirichlet
        >>> GeneralizedDirichlet(["a", "b"], ["c", 2])
        GeneralizedDirichlet([a, b], [c, 2])
    """

    key = "generalized_dirichlet"

    def __new__(cls, a: Any, b: Any) -> "GeneralizedDirichlet":
        lists = [parameters_of(v, f"GeneralizedDirichlet: {n}", POSITIVE) for n, v in (("a", a), ("b", b))]
        if len(lists[0]) != len(lists[1]):
            raise ParameterError(f"GeneralizedDirichlet: {len(lists[0])} values a beside {len(lists[1])} values b; give as many of both")
        return sp.Basic.__new__(cls, *lists)

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "GeneralizedDirichlet":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls([f"a{suffix}", f"b{suffix}"], [f"c{suffix}", f"e{suffix}"])

    @property
    def count(self) -> int:
        return len(self.args[0])

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return not_known_positive(self.parameters)

    def ranges(self, x: sp.Tuple) -> tuple[Support, ...]:
        return tuple(interval(0, 1 - sp.Add(*x[:k])) for k in range(self.count))

    def log_density(self, x: sp.Tuple) -> sp.Expr:
        a, b = self.args
        after = [*(b[k] - a[k + 1] - b[k + 1] for k in range(self.count - 1)), b[-1] - 1]
        left = [1 - sp.Add(*x[: k + 1]) for k in range(self.count)]
        terms = ((a[k] - 1) * sp.log(x[k]) + after[k] * sp.log(left[k]) for k in range(self.count))
        constants = (sp.loggamma(p + q) - sp.loggamma(p) - sp.loggamma(q) for p, q in zip(a, b, strict=True))
        return sp.Add(*terms, *constants)
