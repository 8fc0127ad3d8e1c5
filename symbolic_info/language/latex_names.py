r"""Names as LaTeX writes them: ``\sigma_1`` is sigma_1, ``\hat\mu`` is mu_hat, ``x_{\text{max}}`` is x_max, ``k'`` is k_prime."""

from symbolic_info.language.latex_cursor import Cursor
from symbolic_info.language.latex_scan import Token
from symbolic_info.language.latex_words import ACCENTS, FONTS, GREEK


def marks(cursor: Cursor) -> str:
    """Primes and subscripts as the end of a name: ``_1``, ``_max``, ``_prime``."""
    out = ""
    while True:
        if cursor.take("'"):
            out += "_prime"
        elif cursor.take("_"):
            out += "".join(f"_{part}" for part in _subscript(cursor))
        else:
            return out


def word(cursor: Cursor, opening: Token) -> str:
    """Letters and digits up to the closing brace."""
    out = ""
    while not cursor.take("}"):
        token = cursor.next(f"the brace of column {opening.start + 1} is not closed; write }}")
        if not token.text.isalnum() or token.kind == "macro":
            cursor.refuse("only letters and digits make a word; leave the rest outside the braces", token)
        out += token.text
    if not out:
        cursor.refuse("the braces are empty; write a word", opening)
    return out


def accented(cursor: Cursor, accent: Token) -> str:
    r"""What stands under \hat, \bar or \tilde, with the accent as its end."""
    braces = cursor.take("{")
    inside = cursor.next(f"\\{accent.text} needs a letter; write \\{accent.text}{{x}}")
    name = GREEK.get(inside.text, "") if inside.kind == "macro" else inside.text
    if inside.kind not in ("letter", "macro") or not name or (braces and not cursor.take("}")):
        cursor.refuse(f"\\{accent.text} stands over one letter; write \\{accent.text}{{x}}", inside)
    return f"{name}_{ACCENTS[accent.text]}"


def _subscript(cursor: Cursor) -> list[str]:
    """The parts of one subscript: ``1``, ``{12}``, ``{ij}``, ``{1,2}``."""
    opening = cursor.next("a subscript is missing; write x_1")
    if opening.kind == "number" and len(opening.text) > 1:
        cursor.refuse(f"x_{opening.text[:9]} has the index {opening.text[0]} in LaTeX; write x_{{{opening.text[:9]}}}", opening)
    if opening.text != "{":
        return [_part(cursor, opening)]
    parts = [""]
    while not cursor.take("}"):
        token = cursor.next(f"the brace of column {opening.start + 1} is not closed; write }}")
        if token.text == ",":
            parts.append("")
        else:
            parts[-1] += _part(cursor, token)
    if not all(parts):
        cursor.refuse("an index is empty; write x_{1} or x_{1,2}", opening)
    return parts


def _part(cursor: Cursor, token: Token) -> str:
    """One letter, number, Greek letter or word in roman type."""
    if token.kind == "macro" and token.text in FONTS:
        opening = cursor.next(f"\\{token.text} takes its word in braces")
        if opening.text == "{":
            return word(cursor, opening)
    name = GREEK.get(token.text, "") if token.kind == "macro" else token.text
    if not name.isalnum():
        cursor.refuse("an index is a number, letters or a Greek letter; write x_1 or x_{max}", token)
    return name
