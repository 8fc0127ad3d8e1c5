"""Conditional entropy: H(Y | X) = E[-log p(y | x)]."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.heads import Quantity
from symbolic_info.core.units import NATS, Unit, unit_of
from symbolic_info.quantities.entropy import Entropy
from symbolic_info.quantities.mutual_information import axes, check_groups, marginal, mass, mean, variables


class ConditionalEntropy(Quantity):
    r"""``ConditionalEntropy(J, 1, given=0)``: H(X_1 | X_0) = E[-log p(x_1 | x_0)] of a joint law, in nats unless ``base`` says otherwise.

    Non-negative for finite laws; may be negative, as every differential entropy, for densities.

    Args:
        law: A joint law (``Joint``, ``MarkovChain``, ``AdditiveNoise``, or a vector with entries such as ``MultivariateNormal``).
        of: Axes of the law, counted from 0.
        given: Axes conditioned on.
        base: Base b > 1 of the logarithm, or "nats" or "bits".

    Raises:
        ParameterError: The axes overlap or do not exist.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., (2.10) and (8.32).

    Examples:
        >>> from symbolic_info import ConditionalEntropy, Joint
        >>> ConditionalEntropy(Joint("p", ("n", "m")), 1, given=0)
        ConditionalEntropy(Joint(p, (n, m)), (1,), (0,))
    """

    key = "conditional_entropy"
    symbol = "H"

    def __new__(cls, law: Any, of: Any = (1,), given: Any = (0,), base: Any = None) -> "ConditionalEntropy":
        unit = NATS if base is None else unit_of(base)
        if isinstance(base, Unit):
            unit = base
        joint = door().as_distribution(law)
        groups = [axes(of), axes(given)]
        check_groups(cls.__name__, joint, [*groups, ()])
        return sp.Expr.__new__(cls, joint, *(sp.Tuple(*group) for group in groups), unit)

    def to(self, unit: Any) -> "ConditionalEntropy":
        return self.func(*self.args[:-1], base=unit)

    def in_nats(self) -> sp.Expr:
        return self.func(*self.args[:-1])

    def definition(self, *arguments: Any) -> sp.Expr:
        """The mean of log p(x) - log p(x, y), x the given variables, as a sum or an integral; of densities h(X, Y) - h(X)."""
        law, of, given = self.args[:3]
        whole = marginal(law, (*of, *given))
        if not hasattr(law, "mass"):
            return Entropy(whole) - Entropy(marginal(law, given))
        return mean(whole, lambda at: sp.log(mass(law, given, at)) - sp.log(mass(law, (*of, *given), at)))

    def _sympystr(self, printer: Any) -> str:
        return f"ConditionalEntropy({', '.join(map(printer._print, self.args[:-1]))}{self._unit_suffix(printer)})"

    def _latex(self, printer: Any) -> str:
        _, of, given = self.args[:3]
        sub = "" if self.unit == NATS else rf"_{{{printer._print(self.base)}}}"
        letter = "h" if self.is_differential else "H"
        return rf"{letter}{sub}\left({variables(of)} | {variables(given)}\right)"
