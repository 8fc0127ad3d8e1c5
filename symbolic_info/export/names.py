r"""Names and sentences that a user may have typed, made harmless for LaTeX, Markdown and plain text.

A name that follows the usual pattern (``sigma_1``, ``x_max``, ``mu_hat``) is typeset; every other name comes out letter by
letter in typewriter type, so that no backslash, brace, dollar or angle bracket of a user reaches the output as itself.
"""

import re
import unicodedata
from collections.abc import Iterable

import sympy as sp
from sympy.core.alphabets import greeks

PATTERN = re.compile(r"([A-Za-z]+|[\u0391-\u03c9])([0-9]*)((?:_[A-Za-z0-9]+)*)", re.ASCII)
ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde"}
# The package's own files write ``lam`` because ``lambda`` is a word of Python.
GREEK = {name: name for name in greeks} | {"lamda": "lambda", "lambda": "lambda", "lam": "lambda", "kap": "kappa"}
# Capitals that look Latin have no macro of their own.
CAPITALS = ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
LATEX_TEXT = {
    "\\": r"\textbackslash{}",
    "$": r"\textdollar{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {c: "\\" + c for c in "%#&_{}"}
PLAIN = {"\u2013": "-", "\u2014": "-", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...", "\u00a0": " "}
COMBINING = "\u0300\u0301\u0302\u0303\u0308"
MARKDOWN_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
MARKDOWN_MARKS = "\\`*_{}[]#!|~$"


def plain_text(text: str) -> str:
    """``text`` on one line without control characters: what a terminal may be given."""
    return "".join(_visible(c) for c in re.sub(r"\s+", " ", text)).strip()


def latex_text(text: str) -> str:
    r"""``text`` for the inside of ``\text{...}``: every character stands for itself."""
    return "".join(LATEX_TEXT.get(c) or _typeset(c) for c in plain_text(text))


def markdown_text(text: str) -> str:
    """``text`` for a line of Markdown: no mark-up, no HTML, no mathematics, no link, no list."""
    escaped = "".join(MARKDOWN_ENTITIES.get(c) or ("\\" + c if c in MARKDOWN_MARKS else c) for c in plain_text(text))
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", escaped.replace("://", r":\/\/"))


def latex_name(name: str) -> str:
    r"""A symbol's name typeset: ``sigma_1`` becomes ``\sigma_{1}``, ``x_max`` becomes ``x_{\mathrm{max}}``."""
    match = PATTERN.fullmatch(name)
    if not match or not _greek(match[1]):
        return verbatim(name)
    head, digits, rest = match.groups()
    marks = [digits] * bool(digits) + rest.split("_")[1:]
    out = _word(head)
    while marks and marks[0] in ACCENTS:
        out = f"{ACCENTS[marks.pop(0)]}{{{out}}}"
    return f"{out}_{{{','.join(_word(m) for m in marks)}}}" if marks else out


def verbatim(name: str) -> str:
    """A name letter by letter in typewriter type."""
    return rf"\texttt{{{latex_text(name)}}}" if plain_text(name) else r"\texttt{?}"


def latex_names(expressions: Iterable[sp.Basic]) -> dict[str, str]:
    """LaTeX for the name of every symbol; two names never look the same, and none looks like a constant that is used."""
    names, taken = set(), set()
    for expression in expressions:
        names |= {s.name for s in expression.atoms(sp.Symbol)}
        taken |= {latex for constant, latex in CONSTANTS.items() if expression.has(constant)}
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda n: ("_" not in n, n)):
        latex = latex_name(name)
        found[name] = verbatim(name) if latex in taken else latex
        taken.add(latex)
    return found


CONSTANTS = {sp.E: "e", sp.exp: "e", sp.pi: r"\pi", sp.EulerGamma: r"\gamma", sp.I: "i"}


def subscripted(latex: str, mark: str) -> str:
    """``latex`` with ``mark`` as a subscript, joined to the one that it may have already."""
    if "_{" in latex and latex.endswith("}"):
        return f"{latex[:-1]},{mark}}}"
    return f"{latex}_{{{mark}}}"


def _word(word: str) -> str:
    """One part of a name: a Greek letter, a letter, a number or a word."""
    word = _greek(word)
    if GREEK.get(word.lower()) and word == word.lower():
        return "o" if word == "omicron" else "\\" + GREEK[word]
    if word in CAPITALS:
        return "\\" + word
    if len(word) == 1 or word.isdigit():
        return word
    return rf"\mathrm{{{word}}}"


def _greek(letter: str) -> str:
    """The name of a Greek letter that was typed as itself; "" for one with an accent."""
    if letter.isascii():
        return letter
    name = unicodedata.name(letter, "").split()
    if name[:1] != ["GREEK"] or len(name) != 4:
        return ""
    return name[3].lower() if name[1] == "SMALL" else name[3].capitalize()


def _visible(character: str) -> str:
    if character in PLAIN:
        return PLAIN[character]
    category = unicodedata.category(character)
    return character if category[0] in "LNPSMZ" and category not in ("Zl", "Zp") else f"[U+{ord(character):04X}]"


def _typeset(character: str) -> str:
    """A character that every LaTeX font has, or its code point."""
    plain = unicodedata.normalize("NFD", character)
    accented = len(plain) == 2 and plain[0].isascii() and plain[0].isalpha() and plain[1] in COMBINING
    return character if character.isascii() or accented else f"[U+{ord(character):04X}]"
