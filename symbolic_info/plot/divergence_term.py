"""The surface p log(p/q), what an outcome adds to D(p || q): huge where p is large and q small, small where p is small.

It is 0 along p = q, negative where p < q (never below -q/e), and runs to +oo as q -> 0 at any fixed p > 0.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from symbolic_info.distributions.categorical import Categorical
from symbolic_info.export.printing import latex
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.plot.picture import Figure, Picture
from symbolic_info.plot.style import BLACK, GREY, PALE, math
from symbolic_info.plot.summand import summand
from symbolic_info.quantities.kl import KL

STEPS = 161
NEAREST = 0.01
"""The smallest p and q that are drawn."""
DIVERGING = "RdBu_r"
"""Red above 0, blue below."""


class Surface(NamedTuple):
    """``height`` = p log(p/q) on the grid ``p`` (rows) by ``q`` (columns)."""

    formula: str
    p: Any
    q: Any
    height: Any


def data() -> Surface:
    import numpy as np

    term = summand(KL(Categorical("p", "n"), Categorical("q", "n")))
    axis = np.linspace(NEAREST, 1, STEPS)
    p, q = np.meshgrid(axis, axis, indexing="ij")
    return Surface(latex(term), p, q, lambdify(term)(p=p, q=q))


def check(shown: Surface) -> Iterator[str]:
    import numpy as np

    above, below = shown.p > shown.q, shown.p < shown.q
    if np.diagonal(shown.height).any():
        yield "the surface is not 0 where p = q"
    if not ((shown.height[above] > 0).all() and (shown.height[below] < 0).all()):
        yield "the sign is not that of p - q"
    if not (shown.height >= -shown.q / np.e - 1e-12).all():
        yield "a value lies below -q/e"
    if not (np.diff(shown.height, axis=1) < 0).all():
        yield "the surface does not fall as q grows"


def draw(figure: Figure, shown: Surface) -> None:
    from matplotlib.colors import TwoSlopeNorm
    from matplotlib.patheffects import withStroke

    axes = figure.add_subplot(projection="3d", computed_zorder=False)
    norm = TwoSlopeNorm(0, vmin=-0.6, vmax=3)
    surface = axes.plot_surface(
        shown.q, shown.p, shown.height, cmap=DIVERGING, norm=norm, rcount=STEPS, ccount=STEPS, linewidth=0, antialiased=False
    )
    surface.set_rasterized(True)
    for k in range(0, STEPS, 32):
        for cut in ((k, slice(None)), (slice(None), k)):
            axes.plot(shown.q[cut], shown.p[cut], shown.height[cut], color=BLACK, linewidth=0.4, alpha=0.55)
    diagonal = range(STEPS)
    axes.plot(shown.q[diagonal, diagonal], shown.p[diagonal, diagonal], 0, color=BLACK, linewidth=1.6)
    halo = [withStroke(linewidth=2.5, foreground="white", alpha=0.8)]
    axes.text(0.5, 0.5, 0.12, "$p = q$", ha="center", va="bottom", path_effects=halo)
    axes.set(xlim=(0, 1), ylim=(0, 1), zlim=(-0.5, 4.7), xlabel="$q$", ylabel="$p$")
    axes.text2D(0.62, 0.92, math(shown.formula), transform=axes.transAxes, fontsize=10.5)
    _quiet(axes)


def _quiet(axes: Any) -> None:
    """Thin lines instead of matplotlib's grey walls."""
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.pane.set_facecolor("white")
        axis.pane.set_edgecolor(PALE)
        axis._axinfo["grid"].update(color=PALE, linewidth=0.5)
        axis.line.set_color(GREY)
        axis.set_tick_params(pad=-2)
        axis.labelpad = -6
    axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.view_init(elev=22, azim=-50)
    axes.set_box_aspect((1, 1, 0.8), zoom=1.15)


PICTURE = Picture(
    key="divergence_term",
    title="The surface p log(p/q)",
    settles=("S16",),
    size=(3.4, 2.9),
    data=data,
    check=check,
    draw=draw,
)
