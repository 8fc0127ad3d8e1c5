"""The normal-gamma law: a precision from a gamma law, and a mean that is normal given it."""

from typing import Any

import sympy as sp

from symbolic_info.core.supports import Support, interval
from symbolic_info.distributions.coordinate_law import POSITIVE, REAL, CoordinateLaw, not_known_positive, parameter_of


class NormalGamma(CoordinateLaw):
    r"""``NormalGamma(mu, lam, shape, rate)``: t ~ Gamma(shape, rate), and x given t ~ Normal(mu, variance 1/(lam t)).

        log p(t, x) = a log b - log Gamma(a) + (a - 1) log t - b t + log(lam t/(2 pi))/2 - lam t (x - mu)^2/2,    t > 0, x real.

    The conjugate prior of a normal law's precision t and mean x.  Differential entropies, in nats unless the quantity says otherwise.

    Raises:
        ParameterError: ``lam``, ``shape`` or ``rate`` is not positive, or ``mu`` not real.

    References:
        Bernardo & Smith (2000), *Bayesian Theory*, section 3.2.5 and appendix A.

    Examples:
        >>> from symbolic_info import NormalGamma
        >>> NormalGamma("mu", "lam", "a", "b")
        NormalGamma(mu, lam, a, b)
    """

    key = "normal_gamma"
    letters = ("t", "x")

    def __new__(cls, mu: Any, lam: Any, shape: Any, rate: Any) -> "NormalGamma":
        given = (("mu", mu, REAL), ("lam", lam, POSITIVE), ("shape", shape, POSITIVE), ("rate", rate, POSITIVE))
        return sp.Basic.__new__(cls, *(parameter_of(value, f"NormalGamma: {name}", domain) for name, value, domain in given))

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "NormalGamma":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls(f"mu{suffix}", f"lam{suffix}", f"a{suffix}", f"b{suffix}")

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return not_known_positive(self.args[1:])

    def ranges(self, x: sp.Tuple) -> tuple[Support, ...]:
        return interval(0, sp.oo), interval(-sp.oo, sp.oo)

    def log_density(self, x: sp.Tuple) -> sp.Expr:
        (t, y), (mu, lam, a, b) = x, self.args
        gamma = a * sp.log(b) - sp.loggamma(a) + (a - 1) * sp.log(t) - b * t
        return gamma + sp.log(lam * t / (2 * sp.pi)) / 2 - lam * t * (y - mu) ** 2 / 2
