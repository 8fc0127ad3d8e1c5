"""Entropy on the simplex of three outcomes, in bits: 0 at the corners, log 3 at the centre, level lines closed around it."""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from symbolic_info.distributions.categorical import Categorical
from symbolic_info.numeric.arrays import entropy
from symbolic_info.plot.picture import Figure, Picture
from symbolic_info.plot.style import BLACK, SEQUENCE
from symbolic_info.quantities.entropy import Entropy

SIDE = 120
"""Steps along an edge; a multiple of 3, so that the centre is a point of the grid."""
LEVELS = tuple(k / 20 for k in range(33))
LINES = (0.4, 0.8, 1.2, 1.4)
HEIGHT = math.sqrt(3) / 2


class Simplex(NamedTuple):
    """H in bits at the ``masses`` (points by outcomes) of a triangular grid, and at the centre."""

    masses: Any
    bits: Any
    highest: float


def data() -> Simplex:
    import numpy as np

    first, second = np.divmod(np.arange((SIDE + 1) ** 2), SIDE + 1)
    inside = first + second <= SIDE
    a, b = first[inside] / SIDE, second[inside] / SIDE
    c = (SIDE - first - second)[inside] / SIDE
    masses = np.stack([a, b, c], axis=1)
    return Simplex(masses, entropy(masses, base=2), float(Entropy(Categorical(["1/3"] * 3), base=2).evalf()))


def check(shown: Simplex) -> Iterator[str]:
    corners = (shown.masses == 1).any(axis=1)
    if not (abs(shown.bits[corners]) < 1e-12).all():
        yield "the entropy at a corner is not 0"
    if not (abs(shown.masses[shown.bits.argmax()] - 1 / 3) < 1e-12).all():
        yield "the largest entropy is not at the centre"
    if abs(shown.bits.max() - shown.highest) > 1e-12:
        yield "the entropy at the centre is not log 3"
    if not (shown.bits > -1e-12).all():
        yield "an entropy is negative"


def draw(figure: Figure, shown: Simplex) -> None:
    axes = figure.subplots()
    x, y = shown.masses[:, 1] + shown.masses[:, 2] / 2, shown.masses[:, 2] * HEIGHT
    filled = axes.tricontourf(x, y, shown.bits.clip(min=0), levels=LEVELS, cmap=SEQUENCE)
    filled.set_rasterized(True)
    lines = axes.tricontour(x, y, shown.bits, levels=LINES, colors="white", linewidths=0.6)
    axes.clabel(lines, levels=LINES[2:], fontsize=8, fmt="%.1f", colors=BLACK, manual=[(0.5, 0.02), (0.5, 0.1)])
    axes.plot([0, 1, 0.5, 0], [0, 0, HEIGHT, 0], color=BLACK, linewidth=0.9)
    axes.plot(0.5, HEIGHT / 3, "o", color=BLACK, markersize=3.5)
    says: dict[str, Any] = {"textcoords": "offset points", "ha": "center"}
    axes.annotate(rf"$\log_2 3 \approx {shown.highest:.3f}$", (0.5, HEIGHT / 3), (0, -10), fontsize=8, **says)
    for where, text, way in (((0, 0), "(1, 0, 0)", "top"), ((1, 0), "(0, 1, 0)", "top"), ((0.5, HEIGHT), "(0, 0, 1)", "bottom")):
        shift = (0, -4) if way == "top" else (0, 3)
        axes.annotate(text, where, shift, va=way, **says)
    axes.set(aspect="equal", xlim=(-0.1, 1.1), ylim=(-0.08, HEIGHT + 0.07))
    axes.set_axis_off()
    bar = figure.colorbar(filled, ax=axes, shrink=0.75, pad=0.02, ticks=(0, 0.4, 0.8, 1.2, 1.6))
    bar.set_label("entropy in bits")
    bar.outline.set_visible(False)
    bar.add_lines(lines)


PICTURE = Picture(
    key="entropy_simplex",
    title="Entropy on the simplex of three outcomes",
    settles=("S06", "S07"),
    size=(3.4, 2.7),
    data=data,
    check=check,
    draw=draw,
)
