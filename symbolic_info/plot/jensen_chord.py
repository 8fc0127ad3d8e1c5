"""Jensen's inequality on two points: the chord of a convex function lies above it, so E f(X) >= f(E X).

f(x) = D(Poisson(x) || Poisson(1)), derived; its second derivative is positive.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import sympy as sp

from symbolic_info.derive.derivation import derive
from symbolic_info.export.printing import latex
from symbolic_info.families.poisson import Poisson
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.plot.picture import Figure, Picture
from symbolic_info.plot.style import BLUE, DASHED, GAP, ORANGE, RED, math
from symbolic_info.quantities.kl import KL

ENDS = (0.3, 3.4)
WEIGHT = 0.4
"""P(X = right end)."""
WINDOW = (0.1, 3.85)
FLOOR = -0.4


class Chord(NamedTuple):
    """The curve on ``x``, the chord over ``between`` two points, and X = ``ends`` with P(X = ends[1]) = ``weight``."""

    formula: str
    bends_up: bool
    x: Any
    curve: Any
    ends: tuple[float, float]
    heights: tuple[float, float]
    between: Any
    below: Any
    chord: Any
    mean: float
    of_mean: float
    mean_of: float


def data() -> Chord:
    import numpy as np

    quantity = KL(Poisson("x"), Poisson(1))
    closed = derive(quantity).result
    f = lambdify(quantity)
    x, between, right = np.linspace(*WINDOW, 400), np.linspace(*ENDS, 200), np.linspace(0, 1, 200)
    heights = f(ENDS[0]), f(ENDS[1])
    mean = (1 - WEIGHT) * ENDS[0] + WEIGHT * ENDS[1]
    return Chord(
        formula=latex(closed),
        bends_up=bool(sp.diff(closed, quantity["x"], 2).is_positive),
        x=x,
        curve=f(x),
        ends=ENDS,
        heights=heights,
        between=between,
        below=f(between),
        chord=(1 - right) * heights[0] + right * heights[1],
        mean=mean,
        of_mean=f(mean),
        mean_of=(1 - WEIGHT) * heights[0] + WEIGHT * heights[1],
    )


def check(shown: Chord) -> Iterator[str]:
    if not shown.bends_up:
        yield "the second derivative is not shown to be positive"
    if not (shown.chord[1:-1] > shown.below[1:-1]).all():
        yield "the chord is not above the curve"
    if not shown.mean_of > shown.of_mean:
        yield "E f(X) is not above f(E X)"


def draw(figure: Figure, shown: Chord) -> None:
    axes = figure.subplots()
    axes.fill_between(shown.between, shown.below, shown.chord, color=ORANGE, alpha=0.18, linewidth=0)
    axes.plot(shown.x, shown.curve, color=BLUE)
    axes.plot(shown.ends, shown.heights, color=ORANGE, marker="o", markersize=5)
    for at, height in ((shown.ends[0], shown.heights[0]), (shown.mean, shown.of_mean), (shown.ends[1], shown.heights[1])):
        axes.plot([at, at], [FLOOR, height], zorder=0, **DASHED)
    axes.annotate("", (shown.mean, shown.mean_of), (shown.mean, shown.of_mean), arrowprops=GAP)
    axes.plot(shown.mean, shown.of_mean, "o", color=BLUE, markersize=5)
    axes.plot(shown.mean, shown.mean_of, "o", color=RED, markersize=5)
    axes.annotate(r"$\mathbb{E}\,f(X)$", (shown.mean, shown.mean_of), (-4, 5), textcoords="offset points", ha="right", color=RED)
    axes.annotate(r"$f(\mathbb{E}\,X)$", (shown.mean, shown.of_mean), (6, -10), textcoords="offset points", color=BLUE)
    axes.annotate(math(f"f(x) = {shown.formula}"), (shown.x[-1], shown.curve[-1]), (-2, 4), textcoords="offset points", ha="right")
    axes.set(xlim=(0, 4), ylim=(FLOOR, 2.5), xlabel="$x$", ylabel="$f(x)$")
    axes.set_xticks([*shown.ends, shown.mean], ["$x_1$", "$x_2$", r"$\mathbb{E}\,X$"])
    axes.set_yticks([0, 1, 2])


PICTURE = Picture(
    key="jensen_chord",
    title="Jensen's inequality: the chord of a convex function lies above it",
    settles=("S24",),
    size=(3.4, 2.6),
    data=data,
    check=check,
    draw=draw,
)
