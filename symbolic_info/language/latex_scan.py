r"""LaTeX as tokens: numbers, letters, macros of the whitelist, signs.  What only sets space or size is left out."""

import difflib
import re
from typing import NamedTuple

from symbolic_info.core.errors import ParseError
from symbolic_info.language.latex_words import ACCENTS, FONTS, MACROS, SIGNS, SPACES
from symbolic_info.language.limits import MAX_DIGITS
from symbolic_info.language.scan import advice, check_text

TOKEN = re.compile(
    r"(?P<space>[ \t\r\n~]+)|(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)|(?P<letter>[A-Za-z])"
    r"|\\(?P<macro>[A-Za-z]+|[^A-Za-z])|(?P<sign><=|>=|==|[-+*/^_(){}\[\]|,!'=<>])"
)
FENCES = (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"))
PYTHON_EXPONENT = re.compile(r"[0-9.]e[-+]?[0-9]")


class Token(NamedTuple):
    """``kind`` is number, letter, macro or sign; a macro that is a sign has become one."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a formula in LaTeX, with ``$`` or ``\\[`` around it or not.

    Raises:
        ParseError: A character or a macro outside the grammar, or a text that is too long.
    """
    check_text(text)
    place, end = _inside(text)
    problem = PYTHON_EXPONENT.search(text)
    if problem:
        raise ParseError("1e-3 is 1*e - 3 in LaTeX; write 10^{-3}", problem.start())
    found: list[Token] = []
    while place < end:
        match = TOKEN.match(text, place, end)
        if match is None:
            raise ParseError(f"{text[place]!r} is not read; {advice(text[place])}", place)
        found += _token(match)
        place = match.end()
    return found


def _inside(text: str) -> tuple[int, int]:
    """Where the formula starts and ends, inside the marks of mathematics and before a full stop."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for opening, closing in FENCES:
        if text.startswith(opening, start) and text.endswith(closing, start + len(opening), end):
            start, end = start + len(opening), end - len(closing)
            break
    while end > start and text[end - 1] in " .,;":
        end -= 1
    return start, end


def _token(match: re.Match[str]) -> list[Token]:
    """The token of a match; none for a space."""
    kind, written, start = str(match.lastgroup), match[match.lastgroup or 0], match.start()
    if kind == "number" and sum(c.isdigit() for c in written) > MAX_DIGITS:
        raise ParseError(f"a number has more than {MAX_DIGITS} digits; name it instead", start)
    if kind == "space" or (kind == "macro" and written in SPACES):
        return []
    if kind == "macro" and written in SIGNS:
        return [Token("sign", SIGNS[written], start, match.end())]
    if kind == "macro" and written not in MACROS:
        raise ParseError(f"\\{written[:30]} is not read; {_nearest(written)}", start)
    return [Token(kind, written, start, match.end())]


def _nearest(macro: str) -> str:
    near = difflib.get_close_matches(macro[:30], sorted(MACROS - FONTS - frozenset(ACCENTS)), n=3, cutoff=0.7)
    if near:
        return f"did you mean {' or '.join(chr(92) + name for name in near)}?"
    return r"read are \frac, \sqrt, \ln, \log_2, \exp, \Gamma, \psi and Greek letters"
