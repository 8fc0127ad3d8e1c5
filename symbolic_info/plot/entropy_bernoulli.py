"""The entropy of a Bernoulli law in bits: 0 where the outcome is certain, largest where it is most uncertain."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from symbolic_info.distributions.categorical import Categorical
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.plot.picture import Figure, Picture
from symbolic_info.plot.style import BLUE, DASHED
from symbolic_info.quantities.entropy import Entropy


class Curve(NamedTuple):
    """H in bits at the probabilities ``p``."""

    p: Any
    bits: Any


def data() -> Curve:
    import numpy as np

    p = np.linspace(0, 1, 401)
    return Curve(p, lambdify(Entropy(Categorical(["p", "1 - p"]), base=2))(p))


def check(shown: Curve) -> Iterator[str]:
    if shown.bits[0] != 0 or shown.bits[-1] != 0:
        yield "the entropy of a certain outcome is not 0"
    if not (shown.p[shown.bits.argmax()] == 0.5 and shown.bits.max() == 1):
        yield "the largest entropy is not 1 bit at p = 1/2"
    if not (abs(shown.bits - shown.bits[::-1]) < 1e-14).all():
        yield "H(p) is not H(1 - p)"


def draw(figure: Figure, shown: Curve) -> None:
    axes = figure.subplots()
    axes.plot([0, 0.5], [1, 1], zorder=0, **DASHED)
    axes.plot([0.5, 0.5], [0, 1], zorder=0, **DASHED)
    axes.fill_between(shown.p, shown.bits, color=BLUE, alpha=0.1, linewidth=0)
    axes.plot(shown.p, shown.bits, color=BLUE, clip_on=False)
    axes.plot(0.5, 1, "o", color=BLUE, markersize=5, clip_on=False)
    axes.annotate("fair coin: 1 bit", (0.5, 1), (8, 3), textcoords="offset points", color=BLUE, annotation_clip=False)
    axes.set(xlim=(0, 1), ylim=(0, 1.08), xlabel="$p$", ylabel=r"$H(p, 1-p)$ in bits")
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])


PICTURE = Picture(
    key="entropy_bernoulli",
    title="The entropy of a Bernoulli law",
    settles=("S06", "S07"),
    size=(3.4, 2.4),
    data=data,
    check=check,
    draw=draw,
)
