"""Rényi divergence: D_a(P || Q) = log E_P[(p/q)^(a - 1)]/(a - 1), in nats; the limit a -> 1 is the Kullback-Leibler divergence."""

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import ADDITIVE_OVER_INDEPENDENT, INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF
from symbolic_info.quantities.kl import KL
from symbolic_info.quantities.orders import constraints_of_order, order_of


class Renyi(Quantity):
    r"""``Renyi(P, Q, order, base=E)``: the Rényi divergence log(E_P[(p/q)^(order - 1)])/(order - 1) of Q from P.

    The first argument is always the true distribution P.  Non-negative, nondecreasing in the order; at order 1 it is ``KL(P, Q)``.
    ``oo`` where the integral diverges for an order above 1, as where P has mass that Q has not; below 1 the common support counts.

    Args:
        P, Q: Distributions of one kind.
        order: A number > 0, an expression, or the name of a positive symbol.  A symbolic order is not 1: that is a condition.
        base: Base b > 1 of the logarithm, or "nats" or "bits".

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: The order is not positive, or the base is not above 1.

    References:
        van Erven & Harremoës (2014), Rényi divergence and Kullback-Leibler divergence, *IEEE Trans. Inf. Theory* 60(7).

    Examples:
        >>> from symbolic_info import Exponential, Renyi
        >>> Renyi(Exponential(rate="a"), Exponential(rate="b"), 2).doit()
        log(a**2/(b*(2*a - b)))
    """

    key = "renyi"
    symbol = "D"
    arity = 2
    between = r" \,\|\, "
    further = ("order",)
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, ADDITIVE_OVER_INDEPENDENT, INVARIANT_UNDER_BIJECTIONS)
    is_extended_nonnegative = True

    @classmethod
    def coerce_further(cls, laws: tuple[sp.Basic, ...], given: tuple) -> tuple[sp.Basic, ...]:
        return (order_of(given[0], cls.__name__),)

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return constraints_of_order(self.args[2])

    def definition(self, p: Distribution, q: Distribution, order: sp.Expr) -> sp.Expr:
        if order == 1:
            return KL(p, q)
        x = p.variable(q, order)
        return sp.log(Mean(sp.exp((order - 1) * (LogDensity(p, x) - LogDensity(q, x))), x, p)) / (order - 1)

    def symbol_of(self) -> str:
        return rf"D_{{{door().print_latex(self.args[2])}}}"
