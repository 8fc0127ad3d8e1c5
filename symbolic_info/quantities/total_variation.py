"""Total variation distance: E_P[(1 - q/p)^+], half the integral or sum of |p - q|; between 0 and 1, symmetric."""

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF


class TotalVariation(Quantity):
    r"""``TotalVariation(P, Q)``: the largest difference P(A) - Q(A) over all events A, E_P[max(0, 1 - q(X)/p(X))].

    Closed where log q - log p is a line, such as for two exponential laws or two normal ones of one variance, for laws on few points
    and where the densities cross at points that are known; elsewhere ``lambdify`` and ``evalf`` give numbers.

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: A base is given: there is no unit.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 11.6.

    Examples:
        >>> from symbolic_info import Bernoulli, TotalVariation
        >>> TotalVariation(Bernoulli("1/3"), Bernoulli("1/2")).doit()
        1/6
    """

    key = "total_variation"
    symbol = r"\delta"
    arity = 2
    logarithms = 0
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, INVARIANT_UNDER_BIJECTIONS)
    is_extended_nonnegative = True

    def definition(self, p: Distribution, q: Distribution) -> sp.Expr:
        x = p.variable(q)
        gap = 1 - sp.exp(LogDensity(q, x) - LogDensity(p, x))
        return Mean((gap + sp.Abs(gap)) / 2, x, p)
