"""Tsallis divergence: (E_P[(p/q)^(a - 1)] - 1)/(a - 1), a number without a unit; the limit a -> 1 is the Kullback-Leibler divergence."""

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF
from symbolic_info.quantities.kl import KL
from symbolic_info.quantities.orders import constraints_of_order, order_of


class Tsallis(Quantity):
    r"""``Tsallis(P, Q, order)``: the Tsallis divergence (E_P[(p/q)^(order - 1)] - 1)/(order - 1) of Q from P.

    The first argument is always the true distribution P.  Non-negative; at order 1 it is ``KL(P, Q)``, at 2 ``ChiSquareDivergence(P, Q)``.

    Args:
        P, Q: Distributions of one kind.
        order: A number > 0, an expression, or the name of a positive symbol.  A symbolic order is not 1: that is a condition.

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: The order is not positive, or a base is given: there is no unit.

    References:
        Tsallis (1998), Generalized entropy-based criterion for consistent testing, *Phys. Rev. E* 58, 1442-1445.

    Examples:
        >>> from symbolic_info import Exponential, Tsallis
        >>> Tsallis(Exponential(rate=2), Exponential(rate=3), 2).doit()
        1/3
    """

    key = "tsallis"
    symbol = "T"
    arity = 2
    between = r" \,\|\, "
    further = ("order",)
    logarithms = 0
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, INVARIANT_UNDER_BIJECTIONS)
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
        return (Mean(sp.exp((order - 1) * (LogDensity(p, x) - LogDensity(q, x))), x, p) - 1) / (order - 1)

    def symbol_of(self) -> str:
        return rf"T_{{{door().print_latex(self.args[2])}}}"
