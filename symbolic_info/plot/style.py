"""How pictures look: type that is readable at the width of a column, and colours that colour-blind readers tell apart.

The colours are those of Okabe & Ito (2008), Color universal design.  Fonts come with matplotlib, so that a picture is the same
everywhere.
"""

import re
from typing import Any

BLACK, GREY, PALE = "#1a1a1a", "#6b6b6b", "#d9d9d9"
BLUE, RED, GREEN, ORANGE, SKY, PURPLE = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7"
SEQUENCE = "cividis"
"""A colour map that is monotone in lightness."""

STYLE: Any = {
    "font.family": "STIXGeneral",
    "mathtext.fontset": "stix",
    "font.size": 9,
    "axes.labelsize": 10,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "axes.linewidth": 0.7,
    "axes.edgecolor": GREY,
    "axes.labelcolor": BLACK,
    "text.color": BLACK,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": BLACK,
    "ytick.labelcolor": BLACK,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "figure.facecolor": "white",
    "svg.hashsalt": "symbolic_info",
    "svg.fonttype": "path",
}

SPACELESS, THIN_SPACE = r"(?<=\w) (?=\\ln)", r"\\,"

THIN = {"color": GREY, "linewidth": 0.8}
DASHED = {**THIN, "linestyle": (0, (4, 3))}
GAP = {"arrowstyle": "<->", "color": RED, "linewidth": 1.1, "shrinkA": 1.5, "shrinkB": 1.5, "mutation_scale": 8}
"""An arrow between two points: how far apart they are."""


def math(latex: str) -> str:
    """LaTeX of this package as text for matplotlib, which leaves no space between a letter and a function's name."""
    return f"${re.sub(SPACELESS, THIN_SPACE, latex)}$"
