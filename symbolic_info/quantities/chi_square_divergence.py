"""Pearson's chi-square divergence: E_P[p/q] - 1, the integral or sum of (p - q)^2/q."""

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF


class ChiSquareDivergence(Quantity):
    r"""``ChiSquareDivergence(P, Q)``: E_P[p(X)/q(X)] - 1, the integral (or sum) of (p - q)^2/q; P the true distribution.

    Not symmetric; ``oo`` where P has mass that Q has not.  exp(Renyi(P, Q, 2)) - 1.

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: A base is given: there is no unit.

    References:
        Pearson (1900), On the criterion that a given system of deviations ..., *Philosophical Magazine* 50, 157-175.

    Examples:
        >>> from symbolic_info import ChiSquareDivergence, Exponential
        >>> ChiSquareDivergence(Exponential(rate=2), Exponential(rate=3)).doit()
        1/3
    """

    key = "chi_square_divergence"
    symbol = r"\chi^2"
    arity = 2
    between = r" \,\|\, "
    logarithms = 0
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, INVARIANT_UNDER_BIJECTIONS)
    is_extended_nonnegative = True

    def definition(self, p: Distribution, q: Distribution) -> sp.Expr:
        x = p.variable(q)
        return Mean(sp.exp(LogDensity(p, x) - LogDensity(q, x)), x, p) - 1
