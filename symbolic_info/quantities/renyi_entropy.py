"""Rényi entropy: H_a(P) = log E_P[p^(a - 1)]/(1 - a), in nats; the limit a -> 1 is the Shannon entropy."""

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import ADDITIVE_OVER_INDEPENDENT, NONNEGATIVE_IF_DISCRETE
from symbolic_info.quantities.entropy import Entropy
from symbolic_info.quantities.orders import constraints_of_order, order_of


class RenyiEntropy(Quantity):
    r"""``RenyiEntropy(P, order, base=E)``: the Rényi entropy log(E_P[p(X)^(order - 1)])/(1 - order) of P.

    Of a density it may be negative, as every differential entropy.  Nonincreasing in the order; at order 1 it is ``Entropy(P)``.

    Args:
        P: A distribution.
        order: A number > 0, an expression, or the name of a positive symbol.  A symbolic order is not 1: that is a condition.
        base: Base b > 1 of the logarithm, or "nats" or "bits".

    Raises:
        ParameterError: The order is not positive, or the base is not above 1.

    References:
        Rényi (1961), On measures of entropy and information, *Proc. 4th Berkeley Symposium* 1, 547-561.

    Examples:
        >>> from symbolic_info import Exponential, RenyiEntropy
        >>> RenyiEntropy(Exponential(rate="lam"), 2).doit()
        log(2/lam)
    """

    key = "renyi_entropy"
    symbol = "H"
    further = ("order",)
    laws = (NONNEGATIVE_IF_DISCRETE, ADDITIVE_OVER_INDEPENDENT)

    @classmethod
    def coerce_further(cls, laws: tuple[sp.Basic, ...], given: tuple) -> tuple[sp.Basic, ...]:
        return (order_of(given[0], cls.__name__),)

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return constraints_of_order(self.args[1])

    def definition(self, p: Distribution, order: sp.Expr) -> sp.Expr:
        if order == 1:
            return Entropy(p)
        x = p.variable(order)
        return sp.log(Mean(sp.exp((order - 1) * LogDensity(p, x)), x, p)) / (1 - order)

    def symbol_of(self) -> str:
        return rf"{'h' if self.is_differential else 'H'}_{{{door().print_latex(self.args[1])}}}"
