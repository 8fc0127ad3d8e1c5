"""Fisher information: I(theta) = E_P[(d/dtheta log p)^2] of a law in one of its parameters."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError, SupportError
from symbolic_info.core.heads import Distribution, Mean, Quantity, Score
from symbolic_info.core.laws import NONNEGATIVE


class FisherInformation(Quantity):
    r"""``FisherInformation(P, theta)``: E_P[(d/dtheta log p(X))^2], the variance of the score; theta a symbol in P's parameters.

    The support may not move with theta: there the score says little, and no bound rests on it.

    Args:
        P: A distribution.
        theta: A symbol of P, or its name.

    Raises:
        ParameterError: P has no such symbol, it is an integer, or a base is given: there is no unit.
        SupportError: The support moves with theta.

    References:
        Lehmann & Casella (1998), *Theory of Point Estimation*, 2nd ed., section 2.5.

    Examples:
        >>> from symbolic_info import FisherInformation, Poisson
        >>> FisherInformation(Poisson("lam"), "lam").doit()
        1/lam
    """

    key = "fisher_information"
    symbol = r"\mathcal{I}"
    further = ("theta",)
    logarithms = 0
    laws = (NONNEGATIVE,)
    is_extended_nonnegative = True

    @classmethod
    def coerce_further(cls, laws: tuple[sp.Basic, ...], given: tuple) -> tuple[sp.Basic, ...]:
        (law,), (theta,) = laws, given
        found = [s for s in law.free_symbols if theta in (s, s.name) or (isinstance(theta, sp.Symbol) and theta.name == s.name)]
        if len(found) != 1 or not isinstance(found[0], sp.Symbol) or found[0].is_integer:
            known = ", ".join(sorted(s.name for s in law.free_symbols if not s.is_integer))
            raise ParameterError(f"{cls.__name__}: {theta} is no real symbol of {law}; its real symbols: {known or 'none'}")
        if found[0] in law.support.lo.free_symbols | law.support.hi.free_symbols:
            raise SupportError(f"{cls.__name__}: the support of {law} moves with {theta}, so its score has no such variance; take another")
        return (found[0],)

    def definition(self, p: Distribution, theta: sp.Symbol) -> sp.Expr:
        x = p.variable()
        return Mean(Score(p, theta, x) ** 2, x, p)

    def _eval_subs(self, old: sp.Basic, new: sp.Basic) -> sp.Expr | None:
        """At a value of theta: the closed form there, as for any derivative at a point."""
        return self.doit().subs(old, new) if old == self.args[1] and not isinstance(new, sp.Symbol) else None

    def _latex(self, printer: Any) -> str:
        law, theta = self.args[:2]
        return rf"\mathcal{{I}}_{{{printer._print(law)}}}\left({printer._print(theta)}\right)"
