"""Jeffreys divergence: J(P, Q) = D(P || Q) + D(Q || P), in nats; symmetric."""

import sympy as sp

from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.core.laws import ADDITIVE_OVER_INDEPENDENT, INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF
from symbolic_info.quantities.kl import KL


class Jeffreys(Quantity):
    r"""``Jeffreys(P, Q, base=E)``: the symmetric divergence D(P || Q) + D(Q || P).

    Not halved.  In nats by default, in bits with ``base=2``; ``oo`` where either divergence is.

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: The base is not above 1.

    References:
        Jeffreys (1946), An invariant form for the prior probability in estimation problems, *Proc. R. Soc. Lond. A* 186, 453-461.

    Examples:
        >>> from symbolic_info import Exponential, Jeffreys
        >>> Jeffreys(Exponential(rate="a"), Exponential(rate="b")).doit()
        (a - b)**2/(a*b)
    """

    key = "jeffreys"
    symbol = "J"
    arity = 2
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, ADDITIVE_OVER_INDEPENDENT, INVARIANT_UNDER_BIJECTIONS)
    is_extended_nonnegative = True

    def definition(self, p: Distribution, q: Distribution) -> sp.Expr:
        return KL(p, q) + KL(q, p)
