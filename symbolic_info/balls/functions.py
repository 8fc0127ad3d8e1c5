"""SymPy's functions over balls: of fixed real numbers, and of the variable of an integral, where the ``analytic`` flag is always handed on.

A function with a branch cut may meet an integral only if it takes the flag, or if it answers nan wherever the cut could be.
"""

from collections.abc import Callable
from typing import Any

import sympy as sp

from symbolic_info.balls.library import flint
from symbolic_info.core.zeta import ZetaDerivative

HALF = 0.5


class LogGammaDifference(sp.Function):
    """``LogGammaDifference(x, a, b)``: log Gamma(x + a) - log Gamma(x + b), kept together because each part outgrows it."""


class StirlingRest(sp.Function):
    """``StirlingRest(n)``: log Gamma(n + 1) - (n + 1/2) log n + n, between log(2 pi)/2 and log(2 pi)/2 + 1/(12 n)."""


def nan() -> Any:
    """A number of which nothing is known."""
    return flint().acb("nan")


def log1p(z: Any, analytic: bool) -> Any:
    """log(1 + z), with its digits where z is small."""
    return z.log1p() if z.abs_upper() < HALF else (z + 1).log(analytic)


def log_gap(analytic: bool, w: Any) -> Any:
    """log(1 - exp(w)), with its digits where w is near 0 and where it is far below."""
    small = w.exp()
    return (-small).log1p() if small.abs_upper() < HALF else (-w.expm1()).log(analytic)


def lgamma(z: Any, analytic: bool) -> Any:
    """log Gamma(z) on the right half-plane, where it is analytic."""
    return z.lgamma() if z.real.lower() > 0 else nan()


def _lgamma_difference(x: Any, a: Any, b: Any) -> Any:
    return (x + a).lgamma() - (x + b).lgamma()


def _polygamma(order: Any, z: Any) -> Any:
    return z.digamma() if order == 0 else flint().acb(z).polygamma(flint().acb(order)).real


def _zeta_derivative(order: Any, s: Any) -> Any:
    n = int(float(order))
    return flint().arb_series([s, 1], n + 1).zeta()[n] * flint().arb(n + 1).gamma()


def _binomial(n: Any, k: Any) -> Any:
    return ((n + 1).lgamma() - (k + 1).lgamma() - (n - k + 1).lgamma()).exp()


def _least(*numbers: Any) -> Any:
    least = numbers[0]
    for number in numbers[1:]:
        least = least.min(number)
    return least


def _greatest(*numbers: Any) -> Any:
    greatest = numbers[0]
    for number in numbers[1:]:
        greatest = greatest.max(number)
    return greatest


FIXED: dict[type, Callable[..., Any]] = {
    sp.log: lambda z: z.log(),
    sp.exp: lambda z: z.exp(),
    sp.Abs: abs,
    sp.gamma: lambda z: z.gamma(),
    sp.loggamma: lambda z: z.lgamma(),
    sp.factorial: lambda z: (z + 1).gamma(),
    sp.binomial: _binomial,
    sp.beta: lambda a, b, *_: (a.lgamma() + b.lgamma() - (a + b).lgamma()).exp(),
    sp.polygamma: _polygamma,
    sp.harmonic: lambda n: (n + 1).digamma() + flint().arb.const_euler(),
    sp.zeta: lambda s, *a: s.zeta(*a),
    ZetaDerivative: _zeta_derivative,
    sp.Ei: lambda z: z.ei(),
    sp.expint: lambda order, z: z.expint(order),
    sp.uppergamma: lambda s, z: z.gamma_upper(s),
    sp.lowergamma: lambda s, z: z.gamma_lower(s),
    sp.erf: lambda z: z.erf(),
    sp.erfc: lambda z: z.erfc(),
    sp.erfi: lambda z: z.erfi(),
    sp.besselk: lambda n, z: z.bessel_k(n),
    sp.besseli: lambda n, z: z.bessel_i(n),
    sp.polylog: lambda s, z: z.polylog(s),
    sp.hyper: lambda a, b, z: z.hypgeom(list(a), list(b)),
    sp.LambertW: lambda z: z.lambertw(),
    sp.sin: lambda z: z.sin(),
    sp.cos: lambda z: z.cos(),
    sp.tan: lambda z: z.tan(),
    sp.atan: lambda z: z.atan(),
    sp.asin: lambda z: z.asin(),
    sp.acos: lambda z: z.acos(),
    sp.sinh: lambda z: z.sinh(),
    sp.cosh: lambda z: z.cosh(),
    sp.tanh: lambda z: z.tanh(),
    sp.coth: lambda z: z.coth(),
    sp.asinh: lambda z: z.asinh(),
    sp.acosh: lambda z: z.acosh(),
    sp.atanh: lambda z: z.atanh(),
    sp.sign: lambda z: z.sgn(),
    sp.Min: _least,
    sp.Max: _greatest,
    LogGammaDifference: _lgamma_difference,
    StirlingRest: lambda n: (n + 1).lgamma() - (n + HALF) * n.log() + n,
}
"""Of real balls; a number that is not real comes out as nan."""

MOVING: dict[type, Callable[..., Any]] = {
    sp.log: lambda analytic, z: z.log(analytic),
    sp.exp: lambda analytic, z: z.exp(),
    sp.Abs: lambda analytic, z: z.real_abs(analytic),
    sp.sin: lambda analytic, z: z.sin(),
    sp.cos: lambda analytic, z: z.cos(),
    sp.sinh: lambda analytic, z: z.sinh(),
    sp.cosh: lambda analytic, z: z.cosh(),
    sp.tanh: lambda analytic, z: z.tanh(),
    sp.erf: lambda analytic, z: z.erf(),
    sp.erfc: lambda analytic, z: z.erfc(),
    sp.gamma: lambda analytic, z: z.gamma(),
    sp.loggamma: lambda analytic, z: lgamma(z, analytic),
    LogGammaDifference: lambda analytic, x, a, b: lgamma(x + a, analytic) - lgamma(x + b, analytic),
}
"""Of complex balls, under an integral: entire or meromorphic functions, and those that heed the flag."""
