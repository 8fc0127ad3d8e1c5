r"""A place in the tokens of a formula in LaTeX, and the nodes that are made of them."""

import ast
from typing import NoReturn

from symbolic_info.core.errors import ParseError
from symbolic_info.language.latex_scan import Token, tokens
from symbolic_info.language.limits import MAX_DEPTH, MAX_NODES

OPEN = {"(": ")", "[": "]", "{": "}"}
ENDS = ("+", "-", ")", "]", "}", ",", "=", "==", "<=", ">=", "<", ">")
OPERATORS: dict[str, type[ast.operator]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.Div, "^": ast.Pow}


class Cursor:
    """The tokens of ``text``, read from left to right; counts what is made of them."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens = text, tokens(text)
        self.at = self.nodes = self.depth = 0

    # -- tokens --------------------------------------------------------------------------------------------------------

    def peek(self, missing: str) -> Token:
        """The next token; ``missing`` says what is wrong where there is none."""
        if self.at >= len(self.tokens):
            raise ParseError(missing, len(self.text))
        return self.tokens[self.at]

    def next(self, missing: str) -> Token:
        """The next token, which is then behind us."""
        token = self.peek(missing)
        self.at += 1
        return token

    def sees(self, *signs: str) -> bool:
        """Whether the next token is one of ``signs``."""
        return self.at < len(self.tokens) and self.tokens[self.at].kind == "sign" and self.tokens[self.at].text in signs

    def take(self, *signs: str) -> str | None:
        """The next token where it is one of ``signs``, which is then behind us."""
        if not self.sees(*signs):
            return None
        self.at += 1
        return self.tokens[self.at - 1].text

    def ends(self) -> bool:
        """Whether no factor can start here."""
        return self.at >= len(self.tokens) or self.sees(*ENDS)

    def split_number(self) -> None:
        r"""\frac12 takes one digit: the next number becomes its first digit and the rest."""
        token = self.tokens[self.at]
        if token.kind == "number" and len(token.text) > 1 and token.text.isdigit():
            middle = token.start + 1
            self.tokens[self.at : self.at + 1] = [
                Token("number", token.text[0], token.start, middle),
                Token("number", token.text[1:], middle, token.end),
            ]

    def holds_comma(self) -> bool:
        """Whether the bracket that opens here holds a comma of its own."""
        depth = 0
        for token in self.tokens[self.at :]:
            depth += (token.text in OPEN) - (token.text in OPEN.values())
            if depth <= 1 and (depth == 0 or token.text == ","):
                return depth == 1
        return False

    def close(self, opening: Token) -> None:
        """Take the bracket that closes ``opening``."""
        if self.take(OPEN[opening.text]) is None:
            self.refuse(f"the bracket {opening.text} of column {opening.start + 1} is not closed here; write {OPEN[opening.text]}")

    def refuse(self, why: str, token: Token | None = None) -> NoReturn:
        """Say what is wrong with ``token``, or with the next one."""
        at = token or (self.tokens[self.at] if self.at < len(self.tokens) else None)
        raise ParseError(why, len(self.text) if at is None else at.start)

    # -- nodes ---------------------------------------------------------------------------------------------------------

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.refuse(f"nested more than {MAX_DEPTH} deep; name a part of the formula")

    def number(self, text: str, start: int) -> ast.expr:
        return self._placed(ast.Constant(text), start)

    def symbol(self, name: str, start: int) -> ast.expr:
        return self._placed(ast.Name(name), start)

    def negative(self, value: ast.expr) -> ast.expr:
        return self._placed(ast.UnaryOp(ast.USub(), value), value.col_offset)

    def binary(self, left: ast.expr, sign: str, right: ast.expr) -> ast.expr:
        return self._placed(ast.BinOp(left, OPERATORS[sign](), right), left.col_offset)

    def call(self, name: str, arguments: list[ast.expr], start: int) -> ast.expr:
        return self._placed(ast.Call(ast.Name(name), arguments, []), start)

    def _placed(self, node: ast.expr, start: int) -> ast.expr:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise ParseError(f"the formula has more than {MAX_NODES} parts; split it", start)
        node.col_offset = start
        return node
