r"""Long lines broken where a person would: before a plus, a minus or a relation, as far outside as possible.

Only the printed form is known here.  Inside ``{...}`` (a fraction, an index) and inside ``cases`` no line can break; inside
brackets it can, and then ``\left( ... \right)``, which may not span two lines, becomes ``\Bigl( ... \Bigr)``.
"""

from dataclasses import dataclass
from itertools import pairwise

from symbolic_info.export.delimiters import joined
from symbolic_info.export.width import tokens, width

INDENT = r"\quad "
DEEP_INDENT = r"\qquad "
OPERATORS = {"+", "-", "="}
OPEN, CLOSE = {"(", "[", r"\lvert", r"\{"}, {")", "]", r"\rvert", r"\}"}


@dataclass(frozen=True)
class Place:
    """Where a line may break: before token ``at``, inside ``depth`` pairs of brackets."""

    at: int
    depth: int


def broken(latex: str, limit: float) -> list[str]:
    """``latex`` in lines of at most ``limit`` characters, as far as it has places to break; the lines are joined by a line break."""
    found = tokens(latex)
    if width(latex) <= limit:
        return [latex]
    cuts = _cuts(found, _places(found), limit)
    found = _stretch_within_lines(found, [c.at for c in cuts])
    bounds = [0, *(c.at for c in cuts), len(found)]
    lines = [joined(found[a:b]).strip() for a, b in pairwise(bounds)]
    indents = [""] + [DEEP_INDENT if c.depth else INDENT for c in cuts]
    return [indent + line for indent, line in zip(indents, lines, strict=True)]


def _places(found: list[str]) -> list[Place]:
    """Binary operators outside braces and environments."""
    places, braces, brackets = [], 0, 0
    for i, token in enumerate(found):
        if token == r"\begin":
            braces += 1
        elif token == r"\end":
            braces -= 1
        braces += {"{": 1, "}": -1}.get(token, 0)
        brackets += (token in OPEN) - (token in CLOSE)
        if token in OPERATORS and braces == 0 and 0 < i < len(found) - 1 and found[i - 1] == " " == found[i + 1]:
            places.append(Place(i, brackets))
    return places


def _cuts(found: list[str], places: list[Place], limit: float) -> list[Place]:
    """Greedy: the last place that fits, an outer one before an inner one unless that leaves the line less than half full."""
    cuts: list[Place] = []
    start, room = 0, limit
    while width(joined(found[start:])) > room:
        ahead = [p for p in places if p.at > start]
        fitting = [p for p in ahead if width(joined(found[start : p.at])) <= room]
        if not ahead:
            break
        cuts.append(_best(found, start, fitting, room) if fitting else ahead[0])
        start, room = cuts[-1].at, limit - width(DEEP_INDENT if cuts[-1].depth else INDENT)
    return cuts


def _best(found: list[str], start: int, fitting: list[Place], room: float) -> Place:
    outermost = min(p.depth for p in fitting)
    for depth in range(outermost, max(p.depth for p in fitting) + 1):
        last = max((p for p in fitting if p.depth <= depth), key=lambda p: p.at)
        if width(joined(found[start : last.at])) >= room / 2:
            return last
    return max((p for p in fitting if p.depth == outermost), key=lambda p: p.at)


def _stretch_within_lines(found: list[str], cuts: list[int]) -> list[str]:
    r"""``\left`` and ``\right`` that a break comes between get a fixed size."""
    out, open_at = list(found), []
    for i, token in enumerate(found):
        if token == r"\left":
            open_at.append(i)
        elif token == r"\right" and open_at:
            start = open_at.pop()
            if any(start < cut <= i for cut in cuts):
                out[start], out[i] = r"\Bigl", r"\Bigr"
    return out
