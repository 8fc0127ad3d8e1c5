"""Joint entropy: H(X, Y, ...) = E[-log p(x, y, ...)] of some, or all, variables of a joint law."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.heads import Quantity
from symbolic_info.core.units import NATS, Unit, unit_of
from symbolic_info.quantities.entropy import Entropy
from symbolic_info.quantities.mutual_information import axes, check_groups, every_axis, marginal, mass, mean, variables


class JointEntropy(Quantity):
    r"""``JointEntropy(J)``: H(X_0, X_1, ...) = E[-log p(x_0, x_1, ...)] of a joint law; ``JointEntropy(J, (0, 2))``: of two variables.

    In nats unless ``base`` says otherwise.

    Args:
        law: A joint law (``Joint``, ``MarkovChain``, ``AdditiveNoise``, or a vector with entries such as ``MultivariateNormal``).
        of: Axes of the law, counted from 0; by default all.
        base: Base b > 1 of the logarithm, or "nats" or "bits".

    Raises:
        ParameterError: There are no such axes.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., (2.8) and (8.33).

    Examples:
        >>> from symbolic_info import Joint, JointEntropy
        >>> JointEntropy(Joint("p", ("n", "m")))
        JointEntropy(Joint(p, (n, m)), (0, 1))
    """

    key = "joint_entropy"
    symbol = "H"

    def __new__(cls, law: Any, of: Any = None, base: Any = None) -> "JointEntropy":
        if isinstance(of, Unit):
            of, base = None, of
        unit = base if isinstance(base, Unit) else NATS if base is None else unit_of(base)
        joint = door().as_distribution(law)
        group = every_axis(joint) if of is None else axes(of)
        check_groups(cls.__name__, joint, [group, ()])
        return sp.Expr.__new__(cls, joint, sp.Tuple(*group), unit)

    def definition(self, *arguments: Any) -> sp.Expr:
        """The mean of -log p as a sum or an integral; the entropy of a density."""
        law, of = arguments
        if not hasattr(law, "mass"):
            return Entropy(marginal(law, of))
        return mean(marginal(law, of), lambda at: -sp.log(mass(law, of, at)))

    def _latex(self, printer: Any) -> str:
        sub = "" if self.unit == NATS else rf"_{{{printer._print(self.base)}}}"
        return rf"{'h' if self.is_differential else 'H'}{sub}\left({variables(self.args[1])}\right)"
