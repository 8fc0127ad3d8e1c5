"""Signals with independent noise added: Y = X + N, for laws whose sum has a known law."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.core.supports import Support
from symbolic_info.distributions.law import Law


class AdditiveNoise(Distribution):
    r"""``AdditiveNoise(signal, noise)``: the pair (X, Y), Y = X + N, X with the law ``signal`` and N, independent, with the law ``noise``.

    ``output`` is the law of Y: of two normal or two Poisson laws again one, of two uniform laws the trapezoidal one
    (the signal's width above the noise's: that order of symbolic widths is part of what the pair means).

    Raises:
        ParameterError: The law of the sum is not known, or uniform noise is not narrower than its signal.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 9.1 (the Gaussian channel).

    Examples:
        >>> from symbolic_info import AdditiveNoise, MutualInformation, Normal
        >>> MutualInformation(AdditiveNoise(Normal(0, "s"), Normal(0, "t"))).doit()
        log((s**2 + t**2)/t**2)/2
    """

    def __new__(cls, signal: Any, noise: Any) -> "AdditiveNoise":
        laws = [door().as_distribution(law) for law in (signal, noise)]
        keys = tuple(getattr(getattr(law, "family", None), "key", "") for law in laws)
        if keys[0] != keys[1] or keys[0] not in SUMS:
            known = ", ".join(sorted(SUMS))
            raise ParameterError(f"AdditiveNoise: no law is known for the sum of {laws[0]} and {laws[1]}; known for two of: {known}")
        law = sp.Basic.__new__(cls, *laws)
        law._output = SUMS[keys[0]](*laws)
        return law

    @property
    def signal(self) -> Distribution:
        """The law of X."""
        return self.args[0]

    @property
    def noise(self) -> Distribution:
        """The law of N = Y - X."""
        return self.args[1]

    @property
    def output(self) -> Distribution:
        """The law of Y."""
        return self._output

    @property
    def factors(self) -> tuple[tuple[Distribution, int], ...]:
        """X and N, which are independent."""
        return ((self.signal, 1), (self.noise, 1))

    @property
    def dimension(self) -> sp.Integer:
        """Two variables: X and Y."""
        return sp.Integer(2)

    @property
    def is_discrete(self) -> bool:
        return self.noise.is_discrete

    @property
    def support(self) -> Support:
        raise ParameterError(f"{self} is the law of a pair; ask signal, noise or output for a support on the line")

    def marginal(self, *axes: int) -> Distribution:
        """The law of X (axis 0) or of Y (axis 1).

        Raises:
            ParameterError: Another axis, or both.
        """
        if tuple(axes) not in ((0,), (1,)):
            raise ParameterError(f"{self} has the axes 0 (signal) and 1 (output), not {axes}")
        return (self.signal, self.output)[axes[0]]

    def _sympystr(self, printer: Any) -> str:
        return f"AdditiveNoise({', '.join(map(printer._print, self.args))})"


def _normal(x: Any, n: Any) -> Distribution:
    (mu, s), (nu, t) = x.parameters, n.parameters
    return x.func(x.args[0], mu + nu, sp.sqrt(s**2 + t**2))


def _poisson(x: Any, n: Any) -> Distribution:
    return x.func(x.args[0], x.parameters[0] + n.parameters[0])


def _uniform(x: Any, n: Any) -> Distribution:
    (a, b), (c, d) = x.parameters, n.parameters
    if (b - a - (d - c)).is_positive is False:
        raise ParameterError(
            f"AdditiveNoise: the noise {n} is not narrower than the signal {x}; the law of their sum is known (a trapezoid) where it is, "
            "so exchange the two for the law of the sum, which is the same"
        )
    return Law("Trapezoidal", a + c, a + d, b + c, b + d)


SUMS: dict[str, Callable[[Any, Any], Distribution]] = {"normal": _normal, "poisson": _poisson, "uniform": _uniform}
