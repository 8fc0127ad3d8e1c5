"""Degrees of freedom for ``verify``: how they are drawn, what the heads with them mean, and means of Wishart log-densities.

The definition: a log-density at X is linear in log det X and a trace, and Bartlett's decomposition X = L A A' L', V = L L', gives both
means from those of t and log t under chi-square laws, which are integrated numerically from the density.

Source: Muirhead (1982), Aspects of Multivariate Statistical Theory, theorem 3.2.14.
"""

import math
from collections.abc import Callable
from typing import Any

import mpmath
import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.numeric.degree_heads import DigammaSum, LoggammaSum, LoggammaSumRemainder, ScaledSpread

Number = Any


def drawn_degrees(generator: Any, size: int, between: tuple[float, float], near: float | None) -> float:
    """Degrees of freedom above ``size`` - 1 by a number of the region; near others of one relative size."""
    if near is not None:
        return near * (1 + 10 ** generator.uniform(-12, -1) * generator.uniform(-0.1, 0.1))
    return size - 1 + math.exp(generator.uniform(*map(math.log, between)))


def heads_of_degrees(ctx: Any, size: int, number: Callable[[sp.Expr], Number], spread: Callable[..., Number]) -> dict[Any, Callable]:
    """The heads by the functions of ``ctx``; ``spread(s, t, r)`` is that of r s and t."""

    def total(f: Callable[[Number], Number], a: sp.Expr) -> Number:
        return sum(f(number(a) - ctx.mpf(k) / 2) for k in range(size))

    def remainder(a: sp.Expr, b: sp.Expr, _: sp.Expr) -> Number:
        x, y = number(a), number(b)
        tangent = total(ctx.loggamma, b) - total(ctx.loggamma, a) - (y - x) * total(lambda z: ctx.psi(0, z), a)
        return tangent - size * (y * ctx.log(y / x) - y + x)

    return {
        LoggammaSum: lambda a, _: total(ctx.loggamma, a),
        DigammaSum: lambda a, _: total(lambda z: ctx.psi(0, z), a),
        LoggammaSumRemainder: remainder,
        ScaledSpread: lambda s, t, a, b: spread(s, t, number(a) / number(b)),
    }


def mean_log_densities(p: Distribution, laws: tuple[Distribution, ...], given: dict[str, Any]) -> dict[Distribution, mpmath.mpf]:
    """The mean of the log-density of each law under p; ``given``: the arrays and numbers by the names of their symbols."""
    inverted = p.key == "inverse_wishart"
    scale, degrees = _scale(p, given), mpmath.mpf(given[p.args[0].name])
    v = mpmath.inverse(scale) if inverted else scale
    chi = [_means_of_chi_square(degrees - k) for k in range(v.rows)]
    lower = mpmath.cholesky(v)
    middle = mpmath.diag([chi[k][0] + k for k in range(v.rows)])  # the mean of A A': the entries below the diagonal are standard normal
    mean = lower * middle * lower.T
    log_det = mpmath.log(mpmath.det(v)) + mpmath.fsum(log for _, log in chi)
    return {law: _at_means(law, mean, -log_det if inverted else log_det, given) for law in laws}


def _scale(law: Distribution, given: dict[str, Any]) -> Any:
    found = law.args[1]
    size = next(len(a) for a in given.values() if getattr(a, "ndim", 0) == 2)
    return mpmath.matrix(given[found.name].tolist()) if hasattr(found, "name") else mpmath.eye(size)


def _means_of_chi_square(degrees: mpmath.mpf) -> tuple[mpmath.mpf, mpmath.mpf]:
    """The means of t and of log t, from the density of log t."""
    half = degrees / 2

    def density(y: mpmath.mpf) -> mpmath.mpf:
        return mpmath.exp(half * (y - mpmath.log(2)) - mpmath.exp(y) / 2 - mpmath.loggamma(half))

    places = [mpmath.log(degrees) + c for c in (-160 / half - 20, -40 / half - 5, -6 / mpmath.sqrt(half), 0, 6 / mpmath.sqrt(half), 6)]
    return mpmath.quad(lambda y: mpmath.exp(y) * density(y), sorted(places)), mpmath.quad(lambda y: y * density(y), sorted(places))


def _at_means(law: Distribution, mean: Any, log_det: mpmath.mpf, given: dict[str, Any]) -> mpmath.mpf:
    """The log-density, whose statistics have these means: log det of the value, and ``mean`` of what has the Wishart law."""
    x = law.variable()
    own = _scale(law, given)
    rate = own if law.key == "inverse_wishart" else mpmath.inverse(own)
    trace = mpmath.fsum((rate * mean)[i, i] for i in range(mean.rows))
    e = law.log_density(x).xreplace({sp.log(sp.Determinant(x)): sp.Float(log_det, 40)})
    e = e.replace(sp.Trace, lambda _: sp.Float(trace, 40)).replace(sp.Determinant, lambda _: sp.Float(mpmath.det(own), 40))
    numbers = {law.args[0]: sp.Float(mpmath.mpf(given[law.args[0].name]), 40), law.shape_of_value[0]: sp.Integer(mean.rows)}
    return mpmath.mpf(sp.N(e.subs(numbers).doit(), 30))
