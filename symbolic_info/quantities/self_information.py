"""Self-information (surprisal): I(x) = -log p(x), in nats: rare outcomes carry much, certain ones nothing."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, LogDensity, Quantity
from symbolic_info.core.units import NATS, Unit, unit_of


class SelfInformation(Quantity):
    r"""``SelfInformation(P, x, base=E)``: -log p(x) of the outcome x under P; ``SelfInformation(prob)`` of an event of that probability.

    In nats by default, in bits with ``base=2``.

    Raises:
        ParameterError: A probability that is a number lies outside (0, 1], or the base is not above 1.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 2.1.

    Examples:
        >>> from symbolic_info import Exponential, SelfInformation
        >>> SelfInformation("p", base=2).doit()
        -log(p)/log(2)
        >>> SelfInformation(Exponential(rate="lam"), "x").doit()
        lam*x - log(lam)
    """

    key = "self_information"
    symbol = "I"

    def __new__(cls, *args: Any, base: Any = None) -> "SelfInformation":
        unit = NATS if base is None else unit_of(base)
        if args and isinstance(args[-1], Unit):
            args, unit = args[:-1], args[-1] if base is None else unit
        if len(args) == 1:
            return sp.Expr.__new__(cls, _probability(args[0]), unit)
        if len(args) != 2:
            raise ParameterError(f"SelfInformation takes a probability, or a distribution and an outcome; got {len(args)} arguments")
        law = door().as_distribution(args[0])
        outcome = sp.Symbol(args[1], integer=True) if isinstance(args[1], str) and law.is_discrete else args[1]
        outcome = sp.Symbol(outcome, real=True) if isinstance(outcome, str) else sp.sympify(outcome)
        return sp.Expr.__new__(cls, law, outcome, unit)

    def unfold(self) -> sp.Expr:
        first, *rest = self.args[:-1]
        log_probability = LogDensity(first, rest[0]) if isinstance(first, Distribution) else sp.log(first)
        return -log_probability / sp.log(self.base)

    @property
    def is_differential(self) -> bool:
        return isinstance(self.args[0], Distribution) and not self.args[0].is_discrete

    def doit(self, **hints: Any) -> sp.Expr:
        """The log-density inserted; ``oo`` at a number outside the support."""
        law, *at = self.args[:-1]
        if at and at[0].is_number and law.support.as_set().contains(at[0]) == sp.false:
            return sp.oo
        return sp.expand(self.unfold().replace(LogDensity, lambda p, x: p.log_density(x)))

    def _eval_derivative(self, symbol: sp.Symbol) -> sp.Expr:
        return self.doit().diff(symbol)

    def _eval_evalf(self, prec: int) -> sp.Expr:
        return self.doit()._evalf(prec)

    def _eval_rewrite_as_log(self, *args: Any, **hints: Any) -> sp.Expr:
        return self.doit()


def _probability(value: Any) -> sp.Expr:
    """A probability in (0, 1]; a string names a positive symbol."""
    if isinstance(value, str):
        return sp.Symbol(value, positive=True)
    value = sp.sympify(value)
    if not isinstance(value, sp.Expr) or value.is_positive is False or (1 - value).is_negative:
        raise ParameterError(f"{value} is not a probability in (0, 1]; self-information is -log of a probability")
    return value
