"""The Gaussian nearest to a mixture of Gaussians, by the forward and by the reverse divergence.

    forward:  minimise D(p || q) over q = Normal(m, s).  The only minimum matches the moments: m = E_p X, s^2 = Var_p X, exactly.
    reverse:  minimise D(q || p) over q.  A local minimum sits at each peak that is far enough from the others; found with SciPy.

E_p f = sum of w_k E_k f, the mean under a mixture, is read off its parts, each of which is derived.  What is found here is *certified*
in ``fit_certificates``.

Source: Bishop (2006), Pattern Recognition and Machine Learning, section 10.1.2; Wainwright & Jordan (2008), Graphical Models,
Exponential Families, and Variational Inference, section 3.6 (the forward fit matches the moments).
"""

from dataclasses import dataclass

import sympy as sp

from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.derive.derivation import derive
from symbolic_info.distributions.density import Density
from symbolic_info.families.normal import Normal
from symbolic_info.numeric.function import NumericFunction
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.quantities.kl import KL

FORWARD, REVERSE = "forward", "reverse"


@dataclass(frozen=True)
class GaussianMixture:
    """sum of w_k Normal(mu_k, sigma_k), by name.

    Args:
        key: What it is called.
        weights: Exact, positive, with total 1.
        parts: ``Normal`` laws with exact parameters.

    Raises:
        ParameterError: The weights are no positive numbers that total 1, or not one a part.
    """

    key: str
    weights: tuple[sp.Rational, ...]
    parts: tuple[Distribution, ...]

    def __post_init__(self) -> None:
        if len(self.weights) != len(self.parts) or sum(self.weights) != 1 or not all(w > 0 for w in self.weights):
            given = ", ".join(map(str, self.weights))
            raise ParameterError(f"{self.key}: the weights {given} are not {len(self.parts)} positive numbers that total 1; mend them")

    @property
    def law(self) -> Density:
        """The mixture as a distribution: the widest part times a factor that is bounded, so that its logarithm never underflows."""
        wide = max(self.parts, key=lambda part: part.parameters[1])
        x = wide.variable()
        factor = sp.Add(*(w * _ratio(part, wide, x) for w, part in zip(self.weights, self.parts, strict=True)))
        return Density(wide.density(x) * factor, x, (-sp.oo, sp.oo))

    def mean(self, f: sp.Expr, x: sp.Symbol) -> sp.Expr:
        """E_p f(X), from the derived means under the parts.

        Raises:
            NoClosedForm: A part gives no closed form.
        """
        return sp.Add(*(w * derive(Mean(f, x, part)).result for w, part in zip(self.weights, self.parts, strict=True)))


def _ratio(part: Distribution, wide: Distribution, x: sp.Symbol) -> sp.Expr:
    return sp.Integer(1) if part == wide else sp.exp(sp.expand(part.log_density(x) - wide.log_density(x)))


def two_peaks() -> GaussianMixture:
    """3/5 Normal(-3, 4/5) + 2/5 Normal(3, 6/5): six apart, five standard deviations of the wider peak."""
    return GaussianMixture(
        key="two_peaks",
        weights=(sp.Rational(3, 5), sp.Rational(2, 5)),
        parts=(Normal(-3, sp.Rational(4, 5)), Normal(3, sp.Rational(6, 5))),
    )


@dataclass(frozen=True)
class Fit:
    """A Gaussian ``law`` = Normal(mean, sigma) at a minimum of the divergence in ``direction`` between ``mixture`` and itself.

    ``mean`` and ``sigma`` are exact numbers: those of the forward fit are the optimum, those of a reverse fit stand for it.
    """

    mixture: GaussianMixture
    direction: str
    mean: sp.Expr
    sigma: sp.Expr

    @property
    def law(self) -> Distribution:
        """Normal(mean, sigma)."""
        return Normal(self.mean, self.sigma)

    @property
    def divergence(self) -> Quantity:
        """D(p || q) or D(q || p) at this Gaussian; ``evalf`` computes it from the definition."""
        return KL(self.mixture.law, self.law) if self.direction == FORWARD else KL(self.law, self.mixture.law)


def forward_fit(mixture: GaussianMixture) -> Fit:
    """The Gaussian that minimises D(p || q): mean and variance are those of the mixture, derived and exact.

    Examples:
        >>> forward_fit(two_peaks()).law
        Normal(-3/5, 4*sqrt(15)/5)
    """
    x = sp.Symbol("x", real=True)
    mean = mixture.mean(x, x)
    variance = sp.expand(mixture.mean(x**2, x) - mean**2)
    return Fit(mixture, FORWARD, mean, sp.sqrt(variance))


def reverse_fits(mixture: GaussianMixture) -> tuple[Fit, ...]:
    """The local minima of D(q || p), one for each part of the mixture, in the parts' order, to float64.

    SciPy descends from each part, then finds the zero of the gradient; mean and sigma are the rationals that the floats store.

    Raises:
        Rejected: The search from a part did not converge, or arrived where another one did: the peaks are too close.
    """
    q = fitted()
    value, *slopes = (lambdify(e, args=q.parameters) for e in (KL(q, mixture.law), *reverse_gradient(mixture)))
    found = tuple(Fit(mixture, REVERSE, *_descended(value, slopes, part)) for part in mixture.parts)
    for i, fit in enumerate(found):
        if any(abs(fit.mean - other.mean) < sp.Rational(1, 10**6) for other in found[:i]):
            raise Rejected(f"two searches arrive at mean {float(fit.mean):.6g}; {mixture.key} is not separated enough", rule="reverse_fits")
    return found


def _descended(value: NumericFunction, slopes: list[NumericFunction], part: Distribution) -> tuple[sp.Rational, sp.Rational]:
    """The minimum of ``value`` near the parameters of ``part``, where its ``slopes`` are 0."""
    from scipy import optimize

    start = [float(a) for a in part.parameters]
    low = optimize.minimize(lambda at: value(*at), start, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-10})
    flat = optimize.root(lambda at: [slope(*at) for slope in slopes], low.x, tol=1e-13)
    if not (low.success and flat.success):
        raise Rejected(f"the search from {part} stopped: {flat.message}; take peaks that lie further apart", rule="reverse_fits")
    mean, sigma = (sp.Rational(float(a)) for a in flat.x)
    return mean, sigma


def fitted() -> Distribution:
    """Normal(m, s), the Gaussian whose parameters are sought."""
    return Normal("m", "s")


def reverse_gradient(mixture: GaussianMixture) -> tuple[Mean, ...]:
    """The gradient of D(q || p) in (m, s), as expectations under q = Normal(m, s).

    d/da E_q[log q/p] = E_q[u_a log(q/p)], u_a = d log q/da the score, since E_q[u_a] = 0.
    """
    q = fitted()
    x = q.variable()
    return tuple(Mean(score * _log_ratio(q, mixture.law, x), x, q) for score in _scores(q, x))


def reverse_hessian(mixture: GaussianMixture) -> tuple[Mean, Mean, Mean]:
    """The second derivatives of D(q || p): by (m, m), (m, s), (s, s).

    d^2/da db E_q[log q/p] = E_q[(d u_a/db + u_a u_b) log(q/p) + u_a u_b].
    """
    q = fitted()
    x = q.variable()
    of_mean, of_sigma = _scores(q, x)
    m, s = q.parameters

    def second(u: sp.Expr, v: sp.Expr, by: sp.Symbol) -> Mean:
        return Mean(sp.expand(u.diff(by) + u * v) * _log_ratio(q, mixture.law, x) + sp.expand(u * v), x, q)

    return second(of_mean, of_mean, m), second(of_mean, of_sigma, s), second(of_sigma, of_sigma, s)


def _scores(q: Distribution, x: sp.Symbol) -> tuple[sp.Expr, ...]:
    return tuple(sp.expand(q.log_density(x).diff(a)) for a in q.parameters)


def _log_ratio(q: Distribution, p: Distribution, x: sp.Symbol) -> sp.Expr:
    return LogDensity(q, x) - LogDensity(p, x)
