r"""Brackets: plain ones around what is one line high, stretching ones around fractions and sums.

SymPy writes ``\left( ... \right)`` everywhere, which TeX sets with extra space around and higher than need be.
"""

import re

from symbolic_info.export.width import tokens

TALL = {r"\frac", r"\dfrac", r"\sum", r"\int", r"\prod", r"\binom", r"\begin"}
# What the short form of each pair is.
SHORT = {"(": ("(", ")"), "[": ("[", "]"), r"\{": (r"\{", r"\}"), r"\lvert": (r"\lvert", r"\rvert")}
ENDS_IN_WORD = re.compile(r"\\[A-Za-z]+$")


def tighten(latex: str) -> str:
    r"""``\left( x \right)`` becomes ``(x)``; around something tall the brackets stretch and sit close to their function."""
    found = tokens(latex)
    out: list[str] = []
    open_at: list[int] = []
    i = 0
    while i < len(found):
        token = found[i]
        if token not in (r"\left", r"\right") or i + 1 >= len(found):
            out.append(token)
        elif token == r"\left":
            open_at.append(len(out))
            out += [r"\left", found[i + 1]]
            i = _past_spaces(found, i + 1)
        elif open_at:
            i += 1
            _close_pair(out, open_at.pop(), found[i])
        i += 1
    return joined(out)


def joined(found: list[str]) -> str:
    """The tokens as text, with a blank where a letter would run into a macro."""
    pairs = zip(found, [*found[1:], ""], strict=True)
    return "".join(token + " " * bool(ENDS_IN_WORD.match(token) and following[:1].isalpha()) for token, following in pairs)


def _past_spaces(found: list[str], i: int) -> int:
    """The last of the blanks after position ``i``."""
    while i + 1 < len(found) and found[i + 1].isspace():
        i += 1
    return i


def _close_pair(out: list[str], start: int, closer: str) -> None:
    """Put the closing bracket; make both short if nothing between them is tall."""
    while out[-1].isspace():
        out.pop()
    opener = out[start + 1]
    if opener in SHORT and TALL.isdisjoint(out[start:]):
        out[start : start + 2] = [SHORT[opener][0]]
        out.append(SHORT[opener][1])
        return
    before = out[start - 1] if start else " "
    if opener != r"\lvert" and (before[-1].isalnum() or before in ")]}"):
        out[start] = r"\!\left"
    out += [r"\right", closer]
