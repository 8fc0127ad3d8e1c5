"""What shows that a fitted Gaussian is a minimum: exactly for the forward fit, by the oracle for a reverse one.

    forward:  D(p || q) - D(p || q*) = D(q* || q) for every Gaussian q, an identity of derived closed forms: q* is the only minimum.
    reverse:  the gradient vanishes to a stated number of digits, the Hessian is positive definite, and D is larger all around.

The oracle (mpmath, from the definition, two precisions) shares nothing with the search that found the point.
"""

from dataclasses import dataclass

import mpmath
import sympy as sp

from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.derive.derivation import derive
from symbolic_info.numeric.gaussian_fit import FORWARD, REVERSE, Fit, fitted, reverse_gradient, reverse_hessian
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.proof.oracle import value
from symbolic_info.quantities.cross_entropy import CrossEntropy
from symbolic_info.quantities.kl import KL

RADII = (1e-2, 5e-2, 2e-1)
AROUND = 16


@dataclass(frozen=True)
class ForwardCertificate:
    """``excess``: D(p || q) - D(p || q*) for q = Normal(m, s), exact; it equals D(q* || q) >= 0, which is 0 at q* only.

    ``gradient`` and ``hessian`` of D(p || q) in (m, s) at the fit are exact: zero, and positive definite.
    """

    fit: Fit
    excess: sp.Expr
    gradient: tuple[sp.Expr, ...]
    hessian: sp.Matrix


@dataclass(frozen=True)
class ReverseCertificate:
    """``fit`` refined to ``digits`` decimal digits, and the oracle's numbers there.

    Attributes:
        divergence: D(q || p).
        gradient: By m and by s; below 10^-digits in size.
        hessian: The second derivatives, a matrix; its leading minors are positive.
        step: How far a further step of Newton's method would go: the error left in (m, s).
        margin: By how much the lowest of the neighbours (rings of several radii, in units of sigma) lies above ``divergence``.
    """

    fit: Fit
    digits: int
    divergence: mpmath.mpf
    gradient: tuple[mpmath.mpf, mpmath.mpf]
    hessian: mpmath.matrix
    step: mpmath.mpf
    margin: float


def certify_forward(fit: Fit) -> ForwardCertificate:
    """The exact certificate of a forward fit.

    Raises:
        ParameterError: ``fit`` is a reverse fit.
        Rejected: The identity or the second-order conditions do not hold: the fit is not the minimum.
    """
    _require(fit, FORWARD)
    q = fitted()
    at = dict(zip(q.parameters, (fit.mean, fit.sigma), strict=True))
    cost = _cross_entropy(fit)
    excess = cost - cost.xreplace(at)
    law = fit.law
    if sp.simplify(sp.expand_log(excess - derive(KL(law, q)).result)) != 0:
        raise Rejected(f"D(p || q) exceeds its value at {law} by something else than D({law} || q)", rule="forward_fit")
    gradient = tuple(sp.simplify(cost.diff(a).xreplace(at)) for a in q.parameters)
    hessian = sp.hessian(cost, q.parameters).xreplace(at).applyfunc(sp.simplify)
    if any(gradient) or not hessian.is_positive_definite:
        raise Rejected(f"the gradient at {law} is {gradient}, the Hessian {hessian.tolist()}", rule="forward_fit")
    return ForwardCertificate(fit, excess, gradient, hessian)


def _cross_entropy(fit: Fit) -> sp.Expr:
    """H(p, Normal(m, s)): linear in p, so the weighted sum of what is derived for the parts.  All of D(p || q) that depends on q."""
    mixture = fit.mixture
    return sp.Add(*(w * derive(CrossEntropy(part, fitted())).result for w, part in zip(mixture.weights, mixture.parts, strict=True)))


def certify_reverse(fit: Fit, digits: int = 25) -> ReverseCertificate:
    """Refine a reverse fit by one step of Newton's method, and certify the point that it leads to; takes some fifteen seconds.

    Args:
        fit: What ``reverse_fits`` found.
        digits: Decimal digits to which the gradient must vanish; float64 starts with about 14, so up to 28 are reached.

    Raises:
        ParameterError: ``fit`` is a forward fit.
        Rejected: A condition of a strict local minimum does not hold at the point, or a neighbour is lower.
        Unverified: The oracle cannot vouch for a number.
    """
    _require(fit, REVERSE)
    guard = digits + 5
    step = mpmath.lu_solve(_rough_hessian(fit), -mpmath.matrix(_gradient(fit, guard)))
    refined = _moved(fit, step, guard)
    gradient, hessian = _gradient(refined, guard), _hessian(refined, 15)
    found = ReverseCertificate(
        fit=refined,
        digits=digits,
        divergence=value(refined.divergence, {}, digits),
        gradient=gradient,
        hessian=hessian,
        step=mpmath.norm(mpmath.lu_solve(hessian, mpmath.matrix(gradient)), mpmath.inf),
        margin=_margin(refined),
    )
    return accepted(found)


def accepted(found: ReverseCertificate) -> ReverseCertificate:
    """The certificate, if it shows a strict local minimum."""
    limit = mpmath.mpf(10) ** -found.digits
    shown = ", ".join(mpmath.nstr(g, 3) for g in found.gradient)
    checks = {
        f"the gradient ({shown}) is not 0 to {found.digits} digits": max(map(abs, found.gradient)) < limit and found.step < limit,
        "the Hessian is not positive definite": found.hessian[0, 0] > 0 and mpmath.det(found.hessian) > 0,
        f"a neighbour lies {-found.margin} below it": found.margin > 0,
    }
    for complaint, holds in checks.items():
        if not holds:
            raise Rejected(f"{found.fit.law} is no certified minimum: {complaint}", rule="reverse_fits")
    return found


def _at(fit: Fit) -> dict[sp.Symbol, sp.Expr]:
    return dict(zip(fitted().parameters, (fit.mean, fit.sigma), strict=True))


def _gradient(fit: Fit, digits: int) -> tuple[mpmath.mpf, mpmath.mpf]:
    by_mean, by_sigma = (_absolute(mean, fit, digits) for mean in reverse_gradient(fit.mixture))
    return by_mean, by_sigma


def _hessian(fit: Fit, digits: int) -> mpmath.matrix:
    mm, ms, ss = (_absolute(mean, fit, digits) for mean in reverse_hessian(fit.mixture))
    return mpmath.matrix([[mm, ms], [ms, ss]])


def _rough_hessian(fit: Fit) -> mpmath.matrix:
    """In float64: it only directs the step."""
    at = float(fit.mean), float(fit.sigma)
    mm, ms, ss = (lambdify(mean, args=fitted().parameters)(*at) for mean in reverse_hessian(fit.mixture))
    return mpmath.matrix([[mm, ms], [ms, ss]])


def _absolute(mean: sp.Expr, fit: Fit, digits: int) -> mpmath.mpf:
    """``mean`` at the fit to an error of 10^-digits: the oracle counts digits relatively, so it is asked for ``mean`` + 1."""
    return mpmath.fsub(value(mean + 1, _at(fit), digits), 1, exact=True)


def _moved(fit: Fit, by: mpmath.matrix, digits: int) -> Fit:
    mean, sigma = (old + sp.Rational(mpmath.nstr(step, digits)) for old, step in zip((fit.mean, fit.sigma), by, strict=True))
    return Fit(fit.mixture, fit.direction, _rounded(mean, digits), _rounded(sigma, digits))


def _rounded(number: sp.Rational, digits: int) -> sp.Rational:
    """``number`` to so many decimals, exactly."""
    return sp.Rational(round(number * 10**digits), 10**digits)


def _margin(fit: Fit) -> float:
    """The lowest of D on rings around the fit, less D at the fit; by float64 quadrature, which vouches for 1e-11."""
    import numpy as np

    q = fitted()
    divergence = lambdify(KL(q, fit.mixture.law), args=q.parameters)
    mean, sigma = float(fit.mean), float(fit.sigma)
    angles, radii = np.arange(AROUND) * (2 * np.pi / AROUND), sigma * np.array(RADII)[:, None]
    ring = divergence(mean + radii * np.cos(angles), sigma + radii * np.sin(angles))
    return float(ring.min() - divergence(mean, sigma))


def _require(fit: Fit, direction: str) -> None:
    if fit.direction != direction:
        raise ParameterError(f"this is the {fit.direction} fit {fit.law}; give a {direction} one")
