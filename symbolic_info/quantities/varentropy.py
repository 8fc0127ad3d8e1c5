"""Varentropy: V(P) = E_P[(log p)^2] - E_P[log p]^2, the variance of the self-information, in squared nats."""

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import ADDITIVE_OVER_INDEPENDENT, NONNEGATIVE


class Varentropy(Quantity):
    r"""``Varentropy(P, base=E)``: the variance E_P[(log p(X))^2] - E_P[log p(X)]^2 of the self-information of P.

    In squared nats by default, in squared bits with ``base=2``.  Unchanged by shifts and scales; 0 for a uniform law.

    Raises:
        ParameterError: The base is not above 1.

    References:
        Kontoyiannis & Verdú (2014), Optimal lossless data compression: non-asymptotics and asymptotics, *IEEE Trans. Inf. Theory* 60(2).

    Examples:
        >>> from symbolic_info import Normal, Varentropy
        >>> Varentropy(Normal("mu", "sigma")).doit()
        1/2
    """

    key = "varentropy"
    symbol = "V"
    logarithms = 2
    laws = (NONNEGATIVE, ADDITIVE_OVER_INDEPENDENT)
    is_extended_nonnegative = True

    def definition(self, p: Distribution) -> sp.Expr:
        x = p.variable()
        return Mean(LogDensity(p, x) ** 2, x, p) - Mean(LogDensity(p, x), x, p) ** 2
