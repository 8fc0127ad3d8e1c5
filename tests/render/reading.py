r"""Reads LaTeX back as a mathematician would and computes its value: printed formulas must mean what they came from.

Only tests use this.  A bare ``\ln`` takes the one factor that follows; juxtaposition multiplies; ``a/b`` divides by one factor.
"""

import re
from collections.abc import Mapping

import mpmath as mp

TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\d+(?:\.\d+)?|\S")
SPACES = {r"\,", r"\!", r"\left", r"\right", r"\biggl", r"\biggr", r"\quad", r"\qquad"}
CLOSING = {"(": ")", "[": "]", r"\lvert": r"\rvert", "|": "|", "{": "}"}
CONSTANTS = {r"\pi": mp.pi, "e": mp.e, r"\gamma": mp.euler}
ENDS = {None, ")", "]", "}", ",", r"\rvert", "|", "+", "-", "/"}


def value(latex: str, symbols: Mapping[str, mp.mpf]) -> mp.mpf:
    """The number that ``latex`` says, with ``symbols`` by their LaTeX."""
    reader = Reader(latex, symbols)
    found = reader.sum()
    if reader.peek() is not None:
        raise ValueError(f"cannot read {reader.peek()!r} in {latex}")
    return found


class Reader:
    """A recursive descent over the tokens; spacing and the size of brackets do not matter."""

    def __init__(self, latex: str, symbols: Mapping[str, mp.mpf]) -> None:
        self.tokens = [t for t in TOKEN.findall(latex) if t not in SPACES]
        self.at = 0
        self.symbols = {tuple(TOKEN.findall(name)): v for name, v in symbols.items()}

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if token is None or (expected is not None and token != expected):
            raise ValueError(f"expected {expected!r}, found {token!r} at {self.at} of {' '.join(self.tokens)}")
        self.at += 1
        return token

    def sum(self) -> mp.mpf:
        total = self.product(-1 if self.skip("-") else 1)
        while self.peek() in ("+", "-"):
            total += self.product(1 if self.take() == "+" else -1)
        return total

    def skip(self, token: str) -> bool:
        found = self.peek() == token
        self.at += found
        return found

    def product(self, sign: int) -> mp.mpf:
        total = sign * self.factor()
        while self.peek() not in ENDS or self.peek() == "/":
            if self.skip("/"):
                total /= self.factor()
            else:
                self.skip(r"\cdot")
                total *= self.factor()
        return total

    def factor(self) -> mp.mpf:
        base = self.atom()
        while self.peek() in ("^", "!"):
            base = mp.factorial(base) if self.take() == "!" else mp.power(base, self.group())
        return base

    def group(self) -> mp.mpf:
        """An argument of a macro: in braces."""
        self.take("{")
        inside = self.sum()
        self.take("}")
        return inside

    def bracketed(self) -> list[mp.mpf]:
        """Arguments in brackets, separated by commas."""
        closer = CLOSING[self.take()]
        inside = [self.sum()]
        while self.skip(","):
            inside.append(self.sum())
        self.take(closer)
        return inside

    def atom(self) -> mp.mpf:
        symbol = self.symbol()
        if symbol is not None:
            return symbol
        token = self.peek()
        if token in CLOSING:
            inside = self.bracketed()[0]
            return abs(inside) if token in (r"\lvert", "|") else inside
        self.take()
        if token in CONSTANTS and not (token == r"\gamma" and self.peek() == "("):
            return +CONSTANTS[token]
        return self.function(token)

    def symbol(self) -> mp.mpf | None:
        """The longest name that stands here."""
        for name in sorted(self.symbols, key=len, reverse=True):
            if tuple(self.tokens[self.at : self.at + len(name)]) == name:
                self.at += len(name)
                return self.symbols[name]
        return None

    def function(self, token: str) -> mp.mpf:
        if token[0].isdigit():
            return mp.mpf(token)
        if token == r"\frac":
            above = self.group()
            return above / self.group()
        if token == r"\sqrt":
            return mp.sqrt(self.group())
        if token in (r"\ln", r"\log"):
            base = mp.e if token == r"\ln" else (self.take("_"), self.group())[1]
            return self.logarithm(base)
        if token == r"\psi":
            order = (self.take("^"), self.take("{"), self.bracketed(), self.take("}"))[2][0] if self.peek() == "^" else 0
            return mp.psi(int(order), self.bracketed()[0])
        if token == r"\mathrm":
            name = "".join(self.take() for _ in range(3))
            return {"{B}": mp.beta}[name](*self.bracketed())
        return {r"\Gamma": mp.gamma, r"\exp": mp.exp, r"\max": max, r"\min": min, r"\zeta": mp.zeta}[token](*self.bracketed())

    def logarithm(self, base: mp.mpf) -> mp.mpf:
        argument = self.bracketed()[0] if self.peek() in ("(", "[") else self.atom()
        if self.peek() == "!":
            raise ValueError("ln x! is read in two ways")
        return mp.log(argument) / mp.log(base)
