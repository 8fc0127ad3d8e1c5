"""-p log p, what an outcome of probability p adds to an entropy: 0 at both ends, largest at p = 1/e, where it is 1/e."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import sympy as sp

from symbolic_info.distributions.categorical import Categorical
from symbolic_info.export.printing import latex
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.plot.picture import Figure, Picture
from symbolic_info.plot.style import BLUE, DASHED, RED, math
from symbolic_info.plot.summand import summand
from symbolic_info.quantities.entropy import Entropy


class Term(NamedTuple):
    """-p log p at ``p``; its exact maximum ``highest`` at ``where``; ``slope`` and ``bend``: the derivatives there."""

    formula: str
    p: Any
    nats: Any
    where: sp.Expr
    highest: sp.Expr
    slope: sp.Expr
    bend: sp.Expr


def data() -> Term:
    import numpy as np

    term = summand(Entropy(Categorical("p", "n")))
    (symbol,) = term.free_symbols
    inner = sp.Symbol("p", positive=True)
    formula = term.xreplace({symbol: inner})
    (where,) = sp.solve(formula.diff(inner), inner)
    p = np.linspace(0, 1, 501)
    slope, bend = (sp.simplify(formula.diff(inner, k).xreplace({inner: where})) for k in (1, 2))
    return Term(latex(formula), p, lambdify(term)(p), where, sp.simplify(formula.xreplace({inner: where})), slope, bend)


def check(shown: Term) -> Iterator[str]:
    if shown.nats[0] != 0 or shown.nats[-1] != 0:
        yield "-p log p is not 0 at the ends"
    if not (shown.where == shown.highest == sp.exp(-1) and shown.slope == 0 and shown.bend.is_negative):
        yield "the maximum is not 1/e at 1/e"
    if not (shown.nats <= float(shown.highest)).all():
        yield "a value lies above the maximum"


def draw(figure: Figure, shown: Term) -> None:
    axes = figure.subplots()
    top = float(shown.where), float(shown.highest)
    axes.plot([0, top[0], top[0]], [top[1], top[1], 0], zorder=0, **DASHED)
    axes.fill_between(shown.p, shown.nats, color=BLUE, alpha=0.1, linewidth=0)
    axes.plot(shown.p, shown.nats, color=BLUE, clip_on=False)
    axes.plot(*top, "o", color=RED, markersize=5)
    axes.annotate("maximum $1/e$ at $p = 1/e$", top, (9, 4), textcoords="offset points", color=RED)
    at = int(0.72 * len(shown.p))
    axes.annotate(math(shown.formula), (shown.p[at], shown.nats[at]), (5, 4), textcoords="offset points", color=BLUE)
    axes.set(xlim=(0, 1), ylim=(0, 0.42), xlabel="$p$", ylabel="nats")
    axes.set_xticks([0, top[0], 0.5, 0.75, 1], ["0", "$1/e$", "0.5", "0.75", "1"])
    axes.set_yticks([0, 0.1, 0.2, 0.3, top[1]], ["0", "0.1", "0.2", "0.3", "$1/e$"])


PICTURE = Picture(
    key="entropy_term",
    title="-p log p, with its maximum at 1/e",
    settles=("S05",),
    size=(3.4, 2.4),
    data=data,
    check=check,
    draw=draw,
)
