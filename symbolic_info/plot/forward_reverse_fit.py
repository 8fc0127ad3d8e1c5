"""A Gaussian fitted to two peaks: the forward divergence covers both, the reverse one settles on one of them.

The forward fit is exact (it matches the moments), the reverse ones are local minima; each is checked before it is drawn.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import sympy as sp

from symbolic_info.numeric.fit_certificates import certify_forward
from symbolic_info.numeric.function import NumericFunction
from symbolic_info.numeric.gaussian_fit import (
    Fit,
    GaussianMixture,
    fitted,
    forward_fit,
    reverse_fits,
    reverse_gradient,
    reverse_hessian,
    two_peaks,
)
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.plot.picture import Figure, Picture
from symbolic_info.plot.style import BLUE, GREEN, GREY, PALE, RED
from symbolic_info.quantities.kl import KL
from symbolic_info.quantities.self_information import SelfInformation

WINDOW = (-8.5, 8.5)
HEIGHTS = (0.4, 0.7)
"""Of the two panels, in units of density: both have one scale."""
FLAT = 1e-9
"""Below this a slope computed in float64 is 0."""


class Drawn(NamedTuple):
    """A fit with its density, D(p || q), D(q || p), and the slopes and second derivatives of the one that it minimises."""

    mean: float
    sigma: float
    density: Any
    forward: float
    reverse: float
    slopes: tuple[float, ...]
    bends: tuple[float, ...]


class Fits(NamedTuple):
    """The mixture's density on ``x``, the forward fit, and the reverse fits."""

    x: Any
    mixture: Any
    forward: Drawn
    reverse: tuple[Drawn, ...]


class Asked(NamedTuple):
    """What is computed of a Gaussian q = Normal(m, s): functions of m and s (the first one of x as well)."""

    information: NumericFunction
    forward: NumericFunction
    reverse: NumericFunction
    slopes: tuple[NumericFunction, ...]
    bends: tuple[NumericFunction, ...]


def data() -> Fits:
    import numpy as np

    peaks = two_peaks()
    x = np.linspace(*WINDOW, 600)
    ask = _asked(peaks)
    exact = certify_forward(forward_fit(peaks))
    bends = exact.hessian[0, 0], exact.hessian[0, 1], exact.hessian[1, 1]
    forward = _drawn(ask, exact.fit, x, tuple(map(float, exact.gradient)), tuple(map(float, bends)))
    reverse = tuple(_drawn(ask, fit, x, _at(fit, ask.slopes), _at(fit, ask.bends)) for fit in reverse_fits(peaks))
    return Fits(x, np.exp(-lambdify(SelfInformation(peaks.law, "x"))(x)), forward, reverse)


def _asked(peaks: GaussianMixture) -> Asked:
    q, p = fitted(), peaks.law

    def function(expression: sp.Expr) -> NumericFunction:
        return lambdify(expression, args=q.parameters)

    return Asked(
        information=lambdify(SelfInformation(q, "x"), args=(*q.parameters, "x")),
        forward=function(KL(p, q)),
        reverse=function(KL(q, p)),
        slopes=tuple(map(function, reverse_gradient(peaks))),
        bends=tuple(map(function, reverse_hessian(peaks))),
    )


def _drawn(ask: Asked, fit: Fit, x: Any, slopes: tuple[float, ...], bends: tuple[float, ...]) -> Drawn:
    import numpy as np

    mean, sigma = at = float(fit.mean), float(fit.sigma)
    return Drawn(mean, sigma, np.exp(-ask.information(*at, x)), ask.forward(*at), ask.reverse(*at), slopes, bends)


def _at(fit: Fit, functions: tuple[NumericFunction, ...]) -> tuple[float, ...]:
    return tuple(f(float(fit.mean), float(fit.sigma)) for f in functions)


def check(shown: Fits) -> Iterator[str]:
    for one in (shown.forward, *shown.reverse):
        mm, ms, ss = one.bends
        if not max(map(abs, one.slopes)) < FLAT:
            yield f"the gradient at mean {one.mean} is not 0"
        if not (mm > 0 and mm * ss - ms**2 > 0):
            yield f"the Hessian at mean {one.mean} is not positive definite"
        if not (one.forward >= shown.forward.forward):
            yield f"by the forward divergence, mean {one.mean} is better than the forward fit"
        if not (one.reverse <= shown.forward.reverse):
            yield f"by the reverse divergence, mean {one.mean} is worse than the forward fit"


def draw(figure: Figure, shown: Fits) -> None:
    above, below = figure.subplots(2, sharex=True, height_ratios=HEIGHTS)
    for axes, height in zip((above, below), HEIGHTS, strict=True):
        axes.fill_between(shown.x, shown.mixture, color=PALE, linewidth=0)
        axes.plot(shown.x, shown.mixture, color=GREY, linewidth=0.9)
        axes.set(ylim=(0, height), yticks=(), xlim=WINDOW)
        axes.spines["left"].set_visible(False)
    above.set_title(r"forward: the least $D(p\,\|\,q)$ covers both peaks", loc="left", fontsize=10)
    below.set_title(r"reverse: each least $D(q\,\|\,p)$ sits on one peak", loc="left", fontsize=10)
    _curve(above, shown, shown.forward, BLUE)
    _says(above, shown.forward, shown.forward.forward, BLUE, 1.9)
    for one, color in zip(shown.reverse, (RED, GREEN), strict=True):
        _curve(below, shown, one, color)
        _says(below, one, one.reverse, color, one.mean)
    peak = shown.mixture.argmax()
    above.annotate("$p$", (shown.x[peak], shown.mixture[peak]), (-15, -5), textcoords="offset points", color=GREY, fontsize=10)
    below.set_xlabel("$x$")


def _curve(axes: Any, shown: Fits, one: Drawn, color: str) -> None:
    rises = one.density > one.density.max() / 500  # elsewhere it would hide the axis
    axes.plot(shown.x[rises], one.density[rises], color=color)


def _says(axes: Any, one: Drawn, divergence: float, color: str, at: float) -> None:
    """The law and its divergence, above its curve."""
    law = rf"$q = \mathcal{{N}}({one.mean:.2f},{one.sigma:.2f}^2)$"
    top = one.density.max() + 0.02
    axes.text(at, top, f"{law}\n$D = {divergence:.3f}$ nats", color=color, ha="center", va="bottom", linespacing=1.3)


PICTURE = Picture(
    key="forward_reverse_fit",
    title="A Gaussian fitted to two peaks by the forward and by the reverse divergence",
    settles=("S19", "S28"),
    size=(3.4, 3.4),
    data=data,
    check=check,
    draw=draw,
)
