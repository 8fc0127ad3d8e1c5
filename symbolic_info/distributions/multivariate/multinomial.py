"""The multinomial law: how often each outcome comes up in independent trials."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.supports import Support, integers
from symbolic_info.distributions.categorical import masses_of
from symbolic_info.distributions.coordinate_law import MOST, CoordinateLaw, not_known_positive
from symbolic_info.distributions.sizes import size_of


class Multinomial(CoordinateLaw):
    r"""``Multinomial(m, [p_1, ..., p_k])``: the counts of k outcomes in m independent trials, the p_i positive with total 1.

        log P(x) = log m! - sum_i log x_i! + sum_i x_i log p_i,    x_i = 0, 1, ...,  x_k = m - x_1 - ... - x_{k-1}.

    The coordinates are x_1, ..., x_{k-1}.  Its entropy holds the series E log x_i!; of two with one m these cancel in the divergence.

    Args:
        trials: m, a positive integer, or a symbol or name for one.
        probabilities: 2 to 8 probabilities that total 1; the last one may be written as 1 less the others.

    Raises:
        ParameterError: A probability is not positive, or m no positive integer.
        NotNormalised: The probabilities do not total 1.

    References:
        Johnson, Kotz & Balakrishnan (1997), *Discrete Multivariate Distributions*, chapter 35.

    Examples:
        >>> from symbolic_info import KL, Multinomial
        >>> KL(Multinomial("m", ["1/2", "1/2"]), Multinomial("m", ["1/4", "3/4"])).doit()
        m*log(4/3)/2
    """

    key = "multinomial"

    def __new__(cls, trials: Any, probabilities: Any) -> "Multinomial":
        count = size_of(trials, "Multinomial: trials")
        masses = masses_of(probabilities, "Multinomial")
        if not 2 <= len(masses) <= MOST or 0 in masses:
            raise ParameterError(
                f"Multinomial: {list(masses)} are not 2 to {MOST} positive probabilities; leave out outcomes of probability 0"
            )
        return sp.Basic.__new__(cls, count, sp.Tuple(*masses))

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "Multinomial":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls("m", [f"p{suffix}", f"1 - p{suffix}"])

    @property
    def count(self) -> int:
        return len(self.args[1]) - 1

    @property
    def is_discrete(self) -> bool:
        return True

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return not_known_positive(self.parameters)

    def ranges(self, x: sp.Tuple) -> tuple[Support, ...]:
        return tuple(integers(0, self.args[0] - sp.Add(*x[:k])) for k in range(self.count))

    def log_density(self, x: sp.Tuple) -> sp.Expr:
        m, masses = self.args
        counts = (*x, m - sp.Add(*x))
        terms = (n * sp.log(p) - sp.loggamma(n + 1) for n, p in zip(counts, masses, strict=True))
        return sp.loggamma(m + 1) + sp.Add(*terms)
