"""D(p || q) >= 0 by Jensen: -log is convex, and Z = q/p is the random variable, whose distribution under p is drawn below.

E_p[-log Z] = D(p || q) is not less than -log E_p[Z] = -log 1 = 0.  The supporting line at E Z lies below -log.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import sympy as sp

from symbolic_info.distributions.categorical import Categorical
from symbolic_info.export.printing import latex
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.plot.picture import Figure, Picture
from symbolic_info.plot.style import BLUE, DASHED, GAP, GREEN, GREY, ORANGE, RED, THIN, math
from symbolic_info.quantities.kl import KL
from symbolic_info.quantities.self_information import SelfInformation

TRUE = ("2/5", "1/4", "1/5", "3/20")
MODEL = ("1/20", "3/20", "2/5", "2/5")
WINDOW = (0.075, 3.15)


class Ratio(NamedTuple):
    """-log on ``x``, its ``formula``, with its supporting ``line`` at ``mean`` = E Z; Z takes ``values`` with probabilities ``masses``."""

    formula: str
    tangent: str
    x: Any
    curve: Any
    line: Any
    values: Any
    masses: Any
    heights: Any
    mean: float
    of_mean: float
    divergence: float


def data() -> Ratio:
    import numpy as np

    p, q = Categorical(TRUE), Categorical(MODEL)
    minus_log = SelfInformation("z").doit()
    (z,) = minus_log.free_symbols
    values = [b / a for a, b in zip(p.masses or (), q.masses or (), strict=True)]
    mean = sp.Add(*(a * v for a, v in zip(p.masses or (), values, strict=True)))
    tangent = minus_log.xreplace({z: mean}) + minus_log.diff(z).xreplace({z: mean}) * (z - mean)
    f, line = lambdify(minus_log), lambdify(tangent)
    x, at = np.linspace(*WINDOW, 500), np.array(values, dtype=float)
    return Ratio(
        formula=latex(minus_log),
        tangent=latex(tangent),
        x=x,
        curve=f(x),
        line=line(x),
        values=at,
        masses=np.array(p.masses, dtype=float),
        heights=f(at),
        mean=float(mean),
        of_mean=f(float(mean)),
        divergence=float(KL(p, q).evalf()),
    )


def check(shown: Ratio) -> Iterator[str]:
    if not (shown.curve >= shown.line - 1e-15).all():
        yield "the supporting line is not below -log"
    if abs(shown.mean - 1) > 1e-15 or abs((shown.masses * shown.values).sum() - shown.mean) > 1e-15:
        yield "E Z is not 1"
    if abs((shown.masses * shown.heights).sum() - shown.divergence) > 1e-14:
        yield "E[-log Z] is not D(p || q)"
    if not shown.divergence > shown.of_mean:
        yield "E[-log Z] is not above -log E[Z]"


def draw(figure: Figure, shown: Ratio) -> None:
    above, below = figure.subplots(2, sharex=True, height_ratios=(3.4, 1))
    _convexity(above, shown)
    for axes in (above, below):
        axes.axvline(shown.mean, zorder=0, **DASHED)
    for value in shown.values:
        above.axvline(value, ymax=0.03, color=ORANGE, linewidth=1)
    below.vlines(shown.values, 0, shown.masses, color=ORANGE, linewidth=3)
    below.plot(shown.values, shown.masses, "o", color=ORANGE, markersize=5)
    below.set(ylim=(0, 0.5), xlabel=r"$z = q/p$", yticks=(0, 0.2, 0.4))
    below.set_ylabel(r"$P(Z = z)$", labelpad=8)
    below.annotate(r"$\mathbb{E}\,Z = 1$", (shown.mean, 0.5), (5, -9), textcoords="offset points", color=GREY)


def _convexity(axes: Any, shown: Ratio) -> None:
    axes.axhline(0, zorder=0, **THIN)
    axes.plot(shown.x, shown.curve, color=BLUE)
    axes.plot(shown.x, shown.line, color=GREEN, linewidth=1.4)
    hull = sorted(zip(shown.values, shown.heights, strict=True))
    axes.fill(*zip(*hull, strict=True), color=ORANGE, alpha=0.15, linewidth=0)
    axes.plot(shown.values, shown.heights, "o", color=ORANGE, markersize=5)
    axes.annotate("", (shown.mean, shown.divergence), (shown.mean, shown.of_mean), arrowprops=GAP)
    axes.plot(shown.mean, shown.divergence, "o", color=RED, markersize=5)
    axes.plot(shown.mean, shown.of_mean, "o", color=BLUE, markersize=5)
    says = {"textcoords": "offset points"}
    axes.annotate(r"$\mathbb{E}[-\ln Z] = D(p\,\|\,q)$", (shown.mean, shown.divergence), (9, 9), color=RED, **says)
    axes.annotate(r"$-\ln\,\mathbb{E}\,Z = 0$", (shown.mean, shown.of_mean), (-7, -12), color=BLUE, ha="right", **says)
    axes.annotate(math(shown.formula), (shown.x[0], shown.curve[0]), (7, -5), color=BLUE, **says)
    below = int(0.74 * len(shown.x))
    axes.annotate(f"supporting line {math(shown.tangent)}", (shown.x[below], shown.line[below]), (-5, -12), color=GREEN, ha="right", **says)
    axes.set(xlim=(0, 3.2), ylim=(-2.3, 2.7))


PICTURE = Picture(
    key="jensen_ratio",
    title="D(p || q) >= 0 by Jensen's inequality for -log over the distribution of Z = q/p",
    settles=("S15", "S20"),
    size=(3.4, 3.5),
    data=data,
    check=check,
    draw=draw,
)
