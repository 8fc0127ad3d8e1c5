"""Cross-entropy: H(P, Q) = E_P[-log q], in nats: the mean cost of coding P's outcomes with Q's code."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import ENTROPY_ON_ITSELF
from symbolic_info.core.registry import Table
from symbolic_info.quantities.entropy import Entropy


class CrossEntropy(Quantity):
    r"""``CrossEntropy(P, Q, base=E)``: H(P, Q) = E_P[-log q(X)], P the true distribution, Q the model.

    Equals H(P) + D(P || Q) where H(P) is finite; ``oo`` where P has mass that Q has not.  Not symmetric.

    Raises:
        SupportError: One is discrete, the other continuous.
        ParameterError: The base is not above 1.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., theorem 5.4.3 (coding with the wrong code).

    Examples:
        >>> from symbolic_info import CrossEntropy, Exponential
        >>> CrossEntropy(Exponential(rate="a"), Exponential(rate="b")).doit()
        -log(b) + b/a
    """

    key = "cross_entropy"
    symbol = "H"
    arity = 2
    laws = (ENTROPY_ON_ITSELF,)

    def definition(self, p: Distribution, q: Distribution) -> sp.Expr:
        x = p.variable(q)
        return Mean(-LogDensity(q, x), x, p)

    def symbol_of(self) -> str:
        return "h" if self.is_differential else "H"

    def _eval_rewrite_as_Entropy(self, *args: Any, **hints: Any) -> sp.Expr:
        """H(P) + D(P || Q), under the condition that H(P) is finite."""
        p, q, unit = self.args
        entropy = Entropy(p, unit)
        if p == q:
            return entropy
        total = entropy + Table("quantities", Quantity).named("KL")(p, q, unit)
        return total if door().is_finite(entropy) else sp.Piecewise((total, sp.Lt(sp.Abs(entropy), sp.oo, evaluate=False)), (self, True), evaluate=False)

    _eval_rewrite_as_KL = _eval_rewrite_as_Entropy
