"""Tsallis entropy: (1 - E_P[p^(q - 1)])/(q - 1), a number without a unit; the limit q -> 1 is the Shannon entropy in nats."""

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import NONNEGATIVE_IF_DISCRETE
from symbolic_info.quantities.entropy import Entropy
from symbolic_info.quantities.orders import constraints_of_order, order_of


class TsallisEntropy(Quantity):
    r"""``TsallisEntropy(P, order)``: the Tsallis entropy (1 - E_P[p(X)^(order - 1)])/(order - 1) of P.

    At order 1 it is ``Entropy(P)``; not additive over independent parts.

    Args:
        P: A distribution.
        order: A number > 0, an expression, or the name of a positive symbol.  A symbolic order is not 1: that is a condition.

    Raises:
        ParameterError: The order is not positive, or a base is given: there is no unit.

    References:
        Tsallis (1988), Possible generalization of Boltzmann-Gibbs statistics, *J. Stat. Phys.* 52, 479-487.

    Examples:
        >>> from symbolic_info import Exponential, TsallisEntropy
        >>> TsallisEntropy(Exponential(rate="lam"), 2).doit()
        1 - lam/2
    """

    key = "tsallis_entropy"
    symbol = "S"
    further = ("order",)
    logarithms = 0
    laws = (NONNEGATIVE_IF_DISCRETE,)

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
        return (1 - Mean(sp.exp((order - 1) * LogDensity(p, x)), x, p)) / (order - 1)

    def symbol_of(self) -> str:
        return rf"S_{{{door().print_latex(self.args[1])}}}"
