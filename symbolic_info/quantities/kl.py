"""Kullback-Leibler divergence: D(P || Q) = E_P[log p - log q], in nats, P and Q in that order.

Non-negative, 0 only at P = Q; +oo where Q misses mass of P.  Not the element-wise ``kl_div`` of SciPy (which adds q - p).
"""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import ADDITIVE_OVER_INDEPENDENT, INVARIANT_UNDER_BIJECTIONS, NONNEGATIVE, ZERO_ON_ITSELF
from symbolic_info.quantities.cross_entropy import CrossEntropy
from symbolic_info.quantities.entropy import Entropy


class KL(Quantity):
    r"""``KL(P, Q, base=E)``: the Kullback-Leibler divergence of Q from P, E_P[log p(X) - log q(X)].

    The first argument is always the true distribution P.  In nats by default, in bits with ``base=2``.  Non-negative, and 0
    only where P = Q; ``oo`` where P has mass that Q has not.

    Args:
        P, Q: Distributions of one kind (both discrete or both continuous), or ``sympy.stats`` random variables.
        base: Base b > 1 of the logarithm, or "nats" or "bits".

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: The base is not above 1.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 2.3 and (8.46).

    Examples:
        >>> from symbolic_info import KL, Normal
        >>> KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2")).doit()
        log(sigma_2/sigma_1) - 1/2 + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2)
    """

    key = "kl"
    symbol = r"D_{\mathrm{KL}}"
    arity = 2
    between = r" \,\|\, "
    laws = (NONNEGATIVE, ZERO_ON_ITSELF, ADDITIVE_OVER_INDEPENDENT, INVARIANT_UNDER_BIJECTIONS)
    is_extended_nonnegative = True

    def definition(self, p: Distribution, q: Distribution) -> sp.Expr:
        x = p.variable(q)
        return Mean(LogDensity(p, x) - LogDensity(q, x), x, p)

    def _eval_rewrite_as_CrossEntropy(self, *args: Any, **hints: Any) -> sp.Expr:
        p, q, unit = self.args
        entropy = Entropy(p, unit)
        difference = CrossEntropy(p, q, unit) - entropy
        if door().is_finite(entropy):
            return difference
        return sp.Piecewise((difference, sp.Lt(sp.Abs(entropy), sp.oo, evaluate=False)), (self, True), evaluate=False)

    _eval_rewrite_as_Entropy = _eval_rewrite_as_CrossEntropy
