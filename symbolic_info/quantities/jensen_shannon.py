"""Jensen-Shannon divergence: JS(P, Q) = (D(P || M) + D(Q || M))/2, M = (P + Q)/2, in nats; symmetric, at most log 2."""

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF
from symbolic_info.quantities.jeffreys import Jeffreys
from symbolic_info.quantities.squared_hellinger import SquaredHellinger


class JensenShannon(Quantity):
    r"""``JensenShannon(P, Q, base=E)``: the mean divergence of P and Q from their mixture M = (P + Q)/2.

    A divergence; its square root is the distance.  Closed for finite laws; ``bounds`` for others.

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: The base is not above 1.

    References:
        Lin (1991), Divergence measures based on the Shannon entropy, *IEEE Trans. Inf. Theory* 37(1), 145-151.

    Examples:
        >>> from symbolic_info import Categorical, JensenShannon
        >>> JensenShannon(Categorical([1, 0]), Categorical([0, 1])).doit()
        log(2)
    """

    key = "jensen_shannon"
    symbol = r"\mathrm{JS}"
    arity = 2
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, INVARIANT_UNDER_BIJECTIONS)
    is_extended_nonnegative = True

    def definition(self, p: Distribution, q: Distribution) -> sp.Expr:
        x = p.variable(q)

        def half(a: Distribution, b: Distribution) -> sp.Expr:
            return Mean(sp.log(2) - sp.log(1 + sp.exp(LogDensity(b, x) - LogDensity(a, x))), x, a)

        return (half(p, q) + half(q, p)) / 2

    def bounds(self) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
        """(1 - BC)/2 <= JS <= 2 log 2 (1 - BC), and JS <= J/4: a lower and two upper bounds, in the unit of the quantity.

        References:
            Topsøe (2000), Some inequalities for information divergence and related measures of discrimination, *IEEE Trans. Inf.
            Theory* 46(4), 1602-1609 (the first two); Lin (1991), theorem 3 (the last).
        """
        p, q = self.distributions
        hellinger = SquaredHellinger(p, q) / sp.log(self.base)
        return hellinger / 2, 2 * sp.log(2) * hellinger, Jeffreys(p, q, self.unit) / 4
