r"""The front door: whatever a user types, in Python's notation or in LaTeX; an expression, or a statement with =, <= or >=.

A text that holds a backslash, a brace or a dollar is LaTeX; every other text is Python's notation.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

import sympy as sp

from symbolic_info.core.domains import one_symbol_per_name
from symbolic_info.core.errors import ParseError
from symbolic_info.language.latex import Sheet, evaluated, own_names, parse_tex
from symbolic_info.language.parser import Symbols, parse_expression, parse_statement
from symbolic_info.language.scan import check_text

RELATIONS = {"=": sp.Eq, "==": sp.Eq, "<=": sp.Le, ">=": sp.Ge}
LATEX = re.compile(r"[\\{}$]")
SIGN = re.compile(r"<=|>=|==|[=<>]")


def is_latex(text: str) -> bool:
    """Whether ``text`` is taken for LaTeX."""
    return LATEX.search(text) is not None


def parse_formula(text: str, symbols: Symbols = sp.Symbol, own: Collection[str] = ()) -> sp.Expr:
    r"""The expression that ``text`` states, in Python's notation or in LaTeX.

    Args:
        text: ``"log(2*pi*s**2)/2"`` or ``r"\frac{1}{2} \ln(2\pi s^2)"``.
        symbols: What a name means, as for ``parse_expression``.
        own: Names that LaTeX would take for constants (``e``, ``pi``, ``gamma``) and that are symbols here.

    Raises:
        ParseError: The text is outside the grammar or its limits; names the column and what to write instead.

    Examples:
        >>> parse_formula(r"\frac{a}{2}") == parse_formula("a/2")
        True
    """
    check_text(text)
    return parse_tex(text, symbols, own) if is_latex(text) else parse_expression(text, symbols)


def parse_text(text: str, names: Mapping[str, Any], symbols: Symbols = sp.Symbol) -> Any:
    r"""The object, expression or statement that ``text`` states: what ``parse_statement`` reads, LaTeX, and ``=``, ``<=``, ``>=``.

    Returns:
        A statement comes back as an unevaluated ``Eq``, ``Le`` or ``Ge``; LaTeX names no constructors.

    Raises:
        ParseError: As ``parse_statement``; also for ``<``, ``>`` and a second relation.
        ParameterError: A constructor refuses its arguments.

    Examples:
        >>> parse_text("x + 1 >= x", {})
        x + 1 >= x
    """
    check_text(text)
    if is_latex(text):
        return _latex(text, symbols)
    place = _relation(text)
    if place is None:
        return parse_statement(text, names, symbols)
    sign = place[0]
    sides = text[: place.start()], " " * place.end() + text[place.end() :]
    if not all(side.strip() for side in sides):
        raise ParseError(f"a side of {sign} is missing; write both", place.start())
    left, right = (parse_statement(side, names, symbols) for side in sides)
    return _related(left, sign, right, place.start())


def _latex(text: str, symbols: Symbols) -> sp.Basic:
    own = own_names(symbols)
    sheet = Sheet(text, own)
    left = sheet.side()
    if not sheet.cursor.sees("=", "==", "<=", ">=", "<", ">"):
        sheet.finish()
        return evaluated(text, left, symbols, own)
    sign = sheet.cursor.next("a relation is missing")
    right = sheet.whole()
    sides = (evaluated(text, side, symbols, own) for side in (left, right))
    return _related(next(sides), sign.text, next(sides), sign.start)


def _relation(text: str) -> re.Match[str] | None:
    """The relation outside all brackets: ``=`` inside them gives a keyword."""
    depth, found = 0, None
    for place, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        match = SIGN.match(text, place)
        if match and depth == 0 and (found is None or place >= found.end()):
            if found is not None:
                raise ParseError("a second relation is not read; state one at a time", place)
            found = match
    return found


def _related(left: Any, sign: str, right: Any, column: int) -> sp.Basic:
    if sign not in RELATIONS:
        raise ParseError(f"{sign} is not read; state {sign}=, or =", column)
    for side in (left, right):
        if not isinstance(side, sp.Expr):
            raise ParseError(f"{type(side).__name__} is no number; a relation stands between expressions", column)
    same = one_symbol_per_name((left, right))
    return RELATIONS[sign](left.xreplace(same), right.xreplace(same), evaluate=False)
