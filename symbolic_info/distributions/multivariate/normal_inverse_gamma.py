"""The normal-inverse-gamma law: a variance from an inverse gamma law, and a mean that is normal given it."""

from typing import Any

import sympy as sp

from symbolic_info.core.supports import Support, interval
from symbolic_info.distributions.coordinate_law import POSITIVE, REAL, CoordinateLaw, not_known_positive, parameter_of


class NormalInverseGamma(CoordinateLaw):
    r"""``NormalInverseGamma(mu, lam, shape, rate)``: v ~ InverseGamma(shape, rate), and x given v ~ Normal(mu, variance v/lam).

        log p(v, x) = a log b - log Gamma(a) - (a + 1) log v - b/v + log(lam/(2 pi v))/2 - lam (x - mu)^2/(2 v),    v > 0, x real.

    The conjugate prior of a normal law's variance v and mean x.  Differential entropies, in nats unless the quantity says otherwise.

    Raises:
        ParameterError: ``lam``, ``shape`` or ``rate`` is not positive, or ``mu`` not real.

    References:
        Bernardo & Smith (2000), *Bayesian Theory*, section 3.2.5 and appendix A.

    Examples:
        >>> from symbolic_info import NormalInverseGamma
        >>> NormalInverseGamma("mu", "lam", "a", "b")
        NormalInverseGamma(mu, lam, a, b)
    """

    key = "normal_inverse_gamma"
    letters = ("v", "x")

    def __new__(cls, mu: Any, lam: Any, shape: Any, rate: Any) -> "NormalInverseGamma":
        given = (("mu", mu, REAL), ("lam", lam, POSITIVE), ("shape", shape, POSITIVE), ("rate", rate, POSITIVE))
        return sp.Basic.__new__(cls, *(parameter_of(value, f"NormalInverseGamma: {name}", domain) for name, value, domain in given))

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "NormalInverseGamma":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls(f"mu{suffix}", f"lam{suffix}", f"a{suffix}", f"b{suffix}")

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return not_known_positive(self.args[1:])

    def ranges(self, x: sp.Tuple) -> tuple[Support, ...]:
        return interval(0, sp.oo), interval(-sp.oo, sp.oo)

    def log_density(self, x: sp.Tuple) -> sp.Expr:
        (v, y), (mu, lam, a, b) = x, self.args
        gamma = a * sp.log(b) - sp.loggamma(a) - (a + 1) * sp.log(v) - b / v
        return gamma + sp.log(lam / (2 * sp.pi * v)) / 2 - lam * (y - mu) ** 2 / (2 * v)
