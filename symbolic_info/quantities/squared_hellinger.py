"""Squared Hellinger distance: 1 - BC, BC = E_P[(q/p)^(1/2)], the integral or sum of (p q)^(1/2); between 0 and 1, symmetric."""

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF


class SquaredHellinger(Quantity):
    r"""``SquaredHellinger(P, Q)``: 1 - BC(P, Q), BC the integral (or sum) of the square root of p q.

    Half the integral of (sqrt(p) - sqrt(q))^2; between 0 (P = Q) and 1 (disjoint supports).  Its square root is the distance.

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: A base is given: there is no unit.

    References:
        Pollard (2002), *A User's Guide to Measure Theoretic Probability*, section 3.3 (there without the factor 1/2).

    Examples:
        >>> from symbolic_info import Exponential, SquaredHellinger
        >>> SquaredHellinger(Exponential(rate=1), Exponential(rate=4)).doit()
        1/5
    """

    key = "squared_hellinger"
    symbol = "H^2"
    arity = 2
    logarithms = 0
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, INVARIANT_UNDER_BIJECTIONS)
    is_extended_nonnegative = True

    def definition(self, p: Distribution, q: Distribution) -> sp.Expr:
        x = p.variable(q)
        return 1 - Mean(sp.exp((LogDensity(q, x) - LogDensity(p, x)) / 2), x, p)
