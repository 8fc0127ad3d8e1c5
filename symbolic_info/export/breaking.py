r"""Long lines broken where a person would: before a plus, a minus or a relation, as far outside as possible.

Only the printed form is known here.  Inside ``{...}`` (a fraction, an index) and inside ``cases`` no line can break; inside
brackets it can, and then ``\left( ... \right)``, which may not span two lines, becomes ``\biggl( ... \biggr)``.
"""

from dataclasses import dataclass
from itertools import pairwise

from symbolic_info.export.delimiters import joined
from symbolic_info.export.width import tokens, width

INDENT = r"\quad "
DEEP_INDENT = r"\qquad "
OPERATORS = {"+", "-", "="}
OPEN, CLOSE = {"(", "[", r"\lvert", r"\{"}, {")", "]", r"\rvert", r"\}"}


# A pair of brackets narrower than this part of the line is not broken.
NARROW = 0.4
# An outer place is taken rather than an inner one if it leaves the line at least this full.
FULL = 0.4


@dataclass(frozen=True)
class Place:
    """Where a line may break: before token ``at``, inside ``depth`` pairs of brackets, the innermost ``held`` wide."""

    at: int
    depth: int
    held: float


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
    operators, pairs, open_at, closed = [], [], [], 0
    for i, token in enumerate(found):
        closed += (token in ("{", r"\begin")) - (token in ("}", r"\end"))
        if token in OPEN:
            open_at.append(i)
        elif token in CLOSE and open_at:
            pairs.append((open_at.pop(), i))
        elif token in OPERATORS and closed == 0 and 0 < i < len(found) - 1 and found[i - 1] == " " == found[i + 1]:
            operators.append(i)
    return [_place(found, i, [p for p in pairs if p[0] < i < p[1]]) for i in operators]


def _place(found: list[str], at: int, pairs: list[tuple[int, int]]) -> Place:
    held = min((width(joined(found[start:end])) for start, end in pairs), default=0.0)
    return Place(at, len(pairs), held)


def _cuts(found: list[str], places: list[Place], limit: float) -> list[Place]:
    """Greedy: the last place that fits, an outer one before an inner one unless that leaves the line too empty."""
    cuts: list[Place] = []
    start, room = 0, limit
    while width(joined(found[start:])) > room:
        ahead = [p for p in places if p.at > start]
        fitting = [p for p in ahead if width(joined(found[start : p.at])) <= room]
        if not ahead:
            break
        good = [p for p in fitting if p.depth == 0 or p.held > NARROW * limit]
        cuts.append(_best(found, start, good or fitting, room) if fitting else ahead[0])
        start, room = cuts[-1].at, limit - width(DEEP_INDENT if cuts[-1].depth else INDENT)
    return cuts


def _best(found: list[str], start: int, fitting: list[Place], room: float) -> Place:
    outermost = min(p.depth for p in fitting)
    for depth in range(outermost, max(p.depth for p in fitting) + 1):
        last = max((p for p in fitting if p.depth <= depth), key=lambda p: p.at)
        if width(joined(found[start : last.at])) >= FULL * room:
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
                out[start], out[i] = r"\biggl", r"\biggr"
    return out
