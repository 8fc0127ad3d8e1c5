"""Entropy: H(P) = E_P[-log p], in nats; for a density it is the *differential* entropy h(P), which may be negative."""

from typing import Any

import sympy as sp

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import ADDITIVE_OVER_INDEPENDENT, NONNEGATIVE_IF_DISCRETE
from symbolic_info.core.registry import Table


class Entropy(Quantity):
    r"""``Entropy(P, base=E)``: the Shannon entropy E_P[-log p(X)] of P.

    For masses it is non-negative; for a density it is *differential* entropy, which may be negative and moves by log|c| when X
    is multiplied by c.  In nats by default, in bits with ``base=2``.

    Raises:
        ParameterError: The base is not above 1.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., (2.1) and (8.1).

    Examples:
        >>> from symbolic_info import Entropy, Exponential
        >>> Entropy(Exponential(rate="lam")).doit()
        1 - log(lam)
    """

    key = "entropy"
    symbol = "H"
    laws = (NONNEGATIVE_IF_DISCRETE, ADDITIVE_OVER_INDEPENDENT)

    def definition(self, p: Distribution) -> sp.Expr:
        x = p.variable()
        return Mean(-LogDensity(p, x), x, p)

    def _eval_is_extended_nonnegative(self) -> bool | None:
        return None if self.is_differential else True

    def _eval_rewrite_as_CrossEntropy(self, *args: Any, **hints: Any) -> sp.Expr:
        """H(P) = H(P, P)."""
        law, unit = self.args
        return Table("quantities", Quantity).named("CrossEntropy")(law, law, unit)

    def symbol_of(self) -> str:
        return "h" if self.is_differential else "H"
