"""What is checked of a text before Python's own grammar sees it: length, characters, digits, brackets."""

import ast
import keyword
import re
import unicodedata

from symbolic_info.core.errors import ParseError
from symbolic_info.language.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_DIGITS, MAX_NODES

ALLOWED = re.compile(r"[A-Za-z0-9_+\-*/^(),.=\[\] ]*")
OPERATOR_RUN = re.compile(r"[-+*/^][-+*/^ ]{7,}")
DASHES = "\u2212\u2013\u2014\u2010\u2011"
LONG_NUMBER = re.compile(rf"[0-9]{{{MAX_DIGITS + 1}}}")


def scan(text: str) -> tuple[str, ast.expr]:
    """``text`` with ``**`` for ``^``, and its tree.

    Raises:
        ParseError: The text is too long or too deep, holds a character outside the grammar, or is no expression.
    """
    check_text(text)
    _check_characters(text)
    _check_brackets(text)
    prepared = text.strip().replace("^", "**")
    return prepared, _tree(text, prepared)


def check_text(text: str) -> None:
    """Refuse what is no text, nothing, or too much.

    Raises:
        ParseError: Says which.
    """
    if not isinstance(text, str):
        raise ParseError(f"text is expected, not {type(text).__name__}; SymPy expressions need no parsing")
    if len(text) > MAX_CHARACTERS:
        raise ParseError(f"{len(text)} characters are more than {MAX_CHARACTERS}; split the formula or build it in SymPy")
    if not text.strip():
        raise ParseError("the text is empty; write an expression such as log(x)/2")


def original_column(text: str, column: int) -> int:
    """The column in ``text`` of a column in the prepared text, which starts at the first word and has ``**`` for ``^``."""
    prepared = 0
    for place in range(len(text) - len(text.lstrip()), len(text)):
        prepared += 2 if text[place] == "^" else 1
        if prepared > column:
            return place
    return len(text)


def _check_characters(text: str) -> None:
    end = ALLOWED.match(text).end()  # type: ignore[union-attr]  # matches the empty text too
    if end < len(text):
        raise ParseError(f"{text[end]!r} is not read; {advice(text[end])}", end)
    for found, problem in (
        (text.find("__"), "two underscores in a row are not read; write one"),
        (_start(LONG_NUMBER, text), f"a number has more than {MAX_DIGITS} digits; name it instead"),
        (_start(OPERATOR_RUN, text), "so many operators in a row are not read; use brackets"),
    ):
        if found >= 0:
            raise ParseError(problem, found)


def _start(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else -1


def advice(character: str) -> str:
    """What to write for a character that is not read."""
    name = unicodedata.name(character, "")
    if name.startswith("SUPERSCRIPT"):
        return f"write ^{unicodedata.normalize('NFKC', character)}"
    if name.startswith("SUBSCRIPT"):
        return f"write _{unicodedata.normalize('NFKC', character)}"
    if name in ("MIDDLE DOT", "DOT OPERATOR", "MULTIPLICATION SIGN", "ASTERISK OPERATOR"):
        return "write *"
    if name.startswith("GREEK"):
        return f"write {name.split()[-1].lower()!r}, in ASCII"
    if character in DASHES:
        return "write -, the sign on the keyboard"
    return "use ASCII letters, digits, _ + - * / ^ ( ) [ ] , . ="


def _check_brackets(text: str) -> None:
    depth = 0
    for column, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth > MAX_DEPTH:
            raise ParseError(f"brackets more than {MAX_DEPTH} deep are not read; name a part of the formula", column)


def _tree(text: str, prepared: str) -> ast.expr:
    try:
        tree = ast.parse(prepared, mode="eval").body
    except SyntaxError as problem:
        column = min(max((problem.offset or 1) - 1, 0), len(prepared))
        raise ParseError(f"this is not an expression: {_why(text, problem)}", original_column(text, column)) from None
    except (ValueError, MemoryError, RecursionError):
        raise ParseError("the formula is nested too deeply; name a part of it") from None
    if sum(isinstance(node, ast.expr) for node in ast.walk(tree)) > MAX_NODES:
        raise ParseError(f"the formula has more than {MAX_NODES} parts; split it")
    return tree


def _why(text: str, problem: SyntaxError) -> str:
    words = [w for w in re.findall(r"[A-Za-z_]+", text) if keyword.iskeyword(w)]
    if words:
        short = {"lambda": "lam"}.get(words[0], f"{words[0]}_1")
        return f"{words[0]!r} is a word of Python; write {short!r}"
    if re.search(r"[0-9][A-Za-z(]", text):
        return "a product needs its sign; write 2*x"
    if found := re.search(r"\b(log|ln|exp|sqrt)\s+([A-Za-z0-9]\w*)", text):
        return f"the argument of a function stands in brackets; write {found[1]}({found[2]})"
    if found := re.search(r"([A-Za-z0-9_)])\s+([A-Za-z0-9_(])", text):
        return f"a product needs its sign; write * between {found[1]!r} and {found[2]!r}"
    if found := re.search(r"([-+*/^])\s*$", text):
        return f"nothing stands behind the last {found[1]}"
    if found := re.search(r"([-+*/^])\s*([*/^])", text):
        return f"{found[1]} and {found[2]} stand side by side; something is missing between them"
    return f"{problem.msg}; write something like log(x)/2"
