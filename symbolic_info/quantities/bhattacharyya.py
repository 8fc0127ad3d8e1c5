"""Bhattacharyya distance: -log BC, BC = E_P[(q/p)^(1/2)], the integral or sum of (p q)^(1/2); in nats, symmetric."""

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import ADDITIVE_OVER_INDEPENDENT, INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF


class Bhattacharyya(Quantity):
    r"""``Bhattacharyya(P, Q, base=E)``: the distance -log BC(P, Q), BC the integral (or sum) of the square root of p q.

    Half the Rényi divergence of order 1/2.  Where the supports differ, what they have in common counts.

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: The base is not above 1.

    References:
        Bhattacharyya (1943), On a measure of divergence between two statistical populations, *Bull. Calcutta Math. Soc.* 35, 99-109.

    Examples:
        >>> from symbolic_info import Bhattacharyya, Exponential
        >>> Bhattacharyya(Exponential(rate=1), Exponential(rate=4)).doit()
        log(5/4)
    """

    key = "bhattacharyya"
    symbol = r"D_{\mathrm{B}}"
    arity = 2
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, ADDITIVE_OVER_INDEPENDENT, INVARIANT_UNDER_BIJECTIONS)
    is_extended_nonnegative = True

    def definition(self, p: Distribution, q: Distribution) -> sp.Expr:
        x = p.variable(q)
        return -sp.log(Mean(sp.exp((LogDensity(q, x) - LogDensity(p, x)) / 2), x, p))
