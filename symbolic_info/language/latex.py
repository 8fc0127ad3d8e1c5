r"""The LaTeX that people paste, read by a grammar of our own into the tree that the whitelist parser evaluates.

    side     = ["-"] product (("+" | "-") product)*
    product  = factor (["*" | "/"] factor)*              a product needs no sign: 2 \sigma^2 x
    factor   = atom "!"* ["^" exponent]
    atom     = number | name | function | \frac{}{} | \sqrt[]{} | |side| | (side) | [side] | {side}

What people read in two ways is refused, with both readings: \ln x y, 1/2x, x^12.
"""

import ast
import difflib
from collections.abc import Collection, Mapping

import sympy as sp

from symbolic_info.language.latex_cursor import OPEN, Cursor
from symbolic_info.language.latex_names import accented, marks, word
from symbolic_info.language.latex_scan import Token
from symbolic_info.language.latex_words import ACCENTS, BESSEL, CONSTANTS, FONTS, FRACTIONS, FUNCTIONS, GREEK, OPERATOR_NAMES
from symbolic_info.language.parser import Reading, Symbols

BREAKS_OFF = "the formula breaks off; something is missing at the end"


def parse_tex(text: str, symbols: Symbols = sp.Symbol, own: Collection[str] = ()) -> sp.Expr:
    r"""The expression that a formula in LaTeX states.

    ``e``, ``\pi`` and ``\gamma`` are the constants, unless ``symbols`` is a mapping that holds such a name or ``own`` lists it;
    ``\lambda`` is the name ``lam``, as in the families; ``\hat\mu_1`` is ``mu_hat_1``.

    Args:
        text: For example ``r"\frac{1}{2} \ln(2 \pi e \sigma^2)"``, with dollars around it or not.
        symbols: What a name means, as for ``parse_expression``.
        own: Names that are symbols, not constants.

    Raises:
        ParseError: The text is outside the grammar or its limits, or is read in two ways; names the column.

    Examples:
        >>> parse_tex(r"\frac12 \ln(2\pi e \sigma_1^2)")
        log(2*E*pi*sigma_1**2)/2
        >>> parse_tex(r"k - \ln\lambda + \ln\Gamma(k) + (1-k)\,\psi(k)")
        k + (1 - k)*polygamma(0, k) - log(lam) + loggamma(k)
    """
    own = own_names(symbols, own)
    sheet = Sheet(text, own)
    return evaluated(text, sheet.whole(), symbols, own)


def own_names(symbols: Symbols, own: Collection[str] = ()) -> frozenset[str]:
    """The names that are symbols for certain."""
    return frozenset(own) | (frozenset(symbols) if isinstance(symbols, Mapping) else frozenset())


def evaluated(text: str, tree: ast.expr, symbols: Symbols, own: frozenset[str]) -> sp.Expr:
    """The tree of a formula in LaTeX as an expression."""
    find = symbols.__getitem__ if isinstance(symbols, Mapping) else symbols
    names = {name: find(name) for name in sorted(own & frozenset(CONSTANTS))}
    return Reading(text, int, symbols, names).expression(tree, 0)


class Sheet:
    """One text being read: ``own`` lists the names that are symbols where they look like constants."""

    def __init__(self, text: str, own: frozenset[str]) -> None:
        self.cursor, self.own = Cursor(text), own
        self.in_bars = False
        self.loose_end = -1
        """The token after the argument of a function without brackets."""

    def whole(self) -> ast.expr:
        """The tree of a text that is one side."""
        tree = self.side()
        self.finish()
        return tree

    def finish(self) -> None:
        """Refuse what is left."""
        if self.cursor.at < len(self.cursor.tokens):
            self.cursor.refuse(f"{self.cursor.tokens[self.cursor.at].text!r} has no place here; check the brackets before it")

    # -- sums and products ---------------------------------------------------------------------------------------------

    def side(self) -> ast.expr:
        """A sum, up to a closing bracket, a comma, a relation or the end."""
        sign = self.cursor.take("+", "-")
        value = self.product()
        if sign == "-":
            value = self.cursor.negative(value)
        while sign := self.cursor.take("+", "-"):
            value = self.cursor.binary(value, sign, self.product())
        return value

    def product(self) -> ast.expr:
        value, divided = self.factor(), False
        while not (self.cursor.ends() or (self.in_bars and self.cursor.sees("|"))):
            sign = self.cursor.take("*", "/")
            if sign is None:
                self._check_implicit(divided)
            elif sign == "/" and divided:
                self.cursor.refuse(r"a/b/c is read in two ways; write \frac{a}{b c}, or brackets", self.cursor.tokens[self.cursor.at - 1])
            value = self.cursor.binary(value, sign or "*", self.factor())
            divided = sign == "/" or (divided and sign is None)
        return value

    def _check_implicit(self, divided: bool) -> None:
        r"""Refuse a factor without a sign where it may belong to what stands before: \ln x y, 1/2 x."""
        token = self.cursor.tokens[self.cursor.at]
        function = token.kind == "macro" and token.text in FUNCTIONS
        if token.kind == "number":
            self.cursor.refuse(r"a number after a factor needs its sign; write 2 x, or x \cdot 2")
        if self.loose_end == self.cursor.at and not function:
            self.cursor.refuse(r"this may belong to the function before it, or not; write \ln(x y), or y \ln x")
        if divided and not function:
            self.cursor.refuse(r"this may belong to the denominator, or not; write \frac{1}{2} x, or 1/(2 x)")

    def factor(self) -> ast.expr:
        value = self.atom()
        while self.cursor.take("!"):
            value = self.cursor.call("factorial", [value], value.col_offset)
        loose = self.loose_end == self.cursor.at
        if self.cursor.take("^"):
            exponent = self.exponent()
            if isinstance(value, ast.Name) and value.id not in CONSTANTS.values():
                value.id += marks(self.cursor)  # \sigma^2_1
            value = self.cursor.binary(value, "^", exponent)
            self.loose_end = self.cursor.at if loose else self.loose_end
        return value

    def exponent(self) -> ast.expr:
        """What stands after ``^``: a group, or one token."""
        token = self.cursor.peek("an exponent is missing; write x^{2}")
        if token.kind == "number" and len(token.text) > 1:
            self.cursor.refuse(f"x^{token.text[:9]} is x^{token.text[0]} and more in LaTeX; write x^{{{token.text[:9]}}}")
        if token.text in ("+", "-"):
            self.cursor.refuse("an exponent with a sign needs braces; write x^{-1}")
        return self.single()

    def single(self) -> ast.expr:
        r"""A group in braces, or one token: what \frac, \sqrt, \log_ and ^ take."""
        self.cursor.peek(BREAKS_OFF)
        self.cursor.split_number()
        return self.atom(marked=False)

    # -- atoms ---------------------------------------------------------------------------------------------------------

    def atom(self, marked: bool = True) -> ast.expr:
        """One factor without its power; ``marked`` where primes and indices belong to a name.  Every nesting leads through here."""
        self.cursor.deeper()
        value = self._atom(self.cursor.next(BREAKS_OFF), marked)
        self.cursor.depth -= 1
        return value

    def _atom(self, token: Token, marked: bool) -> ast.expr:
        if token.kind == "number":
            return self.cursor.number(token.text, token.start)
        if token.kind == "letter":
            return self.name(token, token.text, marked)
        if token.kind == "macro":
            return self.macro(token, marked)
        if token.text in OPEN:
            return self.group(token)
        if token.text == "|":
            return self.absolute(token)
        self.cursor.refuse(f"{token.text!r} has no place here; write a term before it, or brackets", token)

    def group(self, opening: Token) -> ast.expr:
        around, self.in_bars = self.in_bars, False
        value = self.side()
        self.cursor.close(opening)
        self.in_bars = around
        return value

    def absolute(self, opening: Token) -> ast.expr:
        self.in_bars = True
        value = self.side()
        if not self.cursor.take("|"):
            self.cursor.refuse(f"the bar of column {opening.start + 1} is not closed here; write |x|")
        self.in_bars = False
        return self.cursor.call("Abs", [value], opening.start)

    def macro(self, token: Token, marked: bool) -> ast.expr:
        if token.text in FRACTIONS:
            top, bottom = self.single(), self.single()
            return self.cursor.binary(top, "/", bottom)
        if token.text == "sqrt":
            return self.root(token)
        if token.text in FONTS:
            return self.roman(token, marked)
        if token.text in ACCENTS:
            return self.name(token, accented(self.cursor, token), marked)
        if token.text in FUNCTIONS:
            return self.function(token)
        return self.name(token, GREEK.get(token.text, token.text), marked)

    def root(self, token: Token) -> ast.expr:
        degree = None
        if self.cursor.sees("["):
            degree = self.group(self.cursor.next(BREAKS_OFF))
        inside = self.single()
        if degree is None:
            return self.cursor.call("sqrt", [inside], token.start)
        return self.cursor.binary(inside, "^", self.cursor.binary(self.cursor.number("1", token.start), "/", degree))

    def name(self, token: Token, name: str, marked: bool) -> ast.expr:
        r"""A symbol with its indices, or the constant that it is; ``B(a, b)`` is the beta function, ``I_0(x)`` one of Bessel's."""
        special = self.bessel(token, name) if name in BESSEL and marked else self.zeta(token) if name == "zeta" else None
        if special is not None:
            return special
        name += marks(self.cursor) if marked else ""
        if name == "B" and self.cursor.sees("(") and self.cursor.holds_comma():
            return self.cursor.call("beta", self.arguments(), token.start)
        if name not in self.own:
            if name == "E":
                self.cursor.refuse("E is not read; Euler's number is e, and a symbol needs another name", token)
            name = CONSTANTS.get(name, name)
        return self.cursor.symbol(name, token.start)

    def roman(self, token: Token, marked: bool) -> ast.expr:
        r"""``\mathrm{max}``: a function before a bracket, a constant, or a name of several letters."""
        if not self.cursor.take("{"):
            self.cursor.refuse(f"\\{token.text} takes its word in braces; write \\{token.text}{{max}}", token)
        name = word(self.cursor, token)
        if name in OPERATOR_NAMES and self.cursor.sees("(", "{"):
            return self.cursor.call(OPERATOR_NAMES[name], self.arguments(), token.start)
        if len(name) > 1 and name in OPERATOR_NAMES:
            self.cursor.refuse(f"{name} needs its argument in brackets; write \\{token.text}{{{name}}}(x)", token)
        if len(name) > 1 and self.cursor.sees("("):
            near = difflib.get_close_matches(name[:30], sorted(OPERATOR_NAMES), n=3, cutoff=0.5)
            self.cursor.refuse(f"{name[:30]} is not a function here; known: {', '.join(near or sorted(OPERATOR_NAMES))}", token)
        return self.name(token, name, marked)

    # -- functions -----------------------------------------------------------------------------------------------------

    def function(self, token: Token) -> ast.expr:
        r"""A function macro: its base, its power, its argument; \ln\Gamma is one function."""
        if token.text == "psi":
            return self.psi(token)
        base = [self.single()] if token.text == "log" and self.cursor.take("_") else []
        power = self.exponent() if self.cursor.take("^") else None
        gamma = self.cursor.at < len(self.cursor.tokens) and self.cursor.tokens[self.cursor.at].text == "Gamma"
        if FUNCTIONS[token.text] == "log" and gamma and not base and power is None:
            self.cursor.at += 1
            return self.cursor.call("loggamma", [self.argument(token, loose=False)], token.start)
        if token.text == "Gamma" and power is None and self.cursor.sees("(") and self.cursor.holds_comma():
            return self.cursor.call("uppergamma", self.arguments(), token.start)
        value = self.cursor.call(FUNCTIONS[token.text], [self.argument(token, token.text != "Gamma"), *base], token.start)
        return value if power is None else self.cursor.binary(value, "^", power)

    def argument(self, token: Token, loose: bool = True) -> ast.expr:
        r"""What a function is of: brackets, or (where ``loose``) one factor as in \ln x, \ln\frac{a}{b}, \ln x^2."""
        if self.cursor.sees(*OPEN):
            return self.group(self.cursor.next(BREAKS_OFF))
        if not loose or self.cursor.ends() or self.cursor.sees("*", "/", "^", "_", "!"):
            self.cursor.refuse(f"\\{token.text} needs its argument in brackets; write \\{token.text}(x)", token)
        closed = self.cursor.sees("|") or self.cursor.tokens[self.cursor.at].text in FUNCTIONS
        value = self.factor()
        self.loose_end = self.loose_end if closed else self.cursor.at
        return value

    def psi(self, token: Token) -> ast.expr:
        r"""\psi(x), \psi'(x), \psi^{(1)}(x), \psi_1(x); without brackets a name."""
        start, order = self.cursor.at, 0
        while self.cursor.take("'"):
            order += 1
        index = self._order() if not order else None
        if self.cursor.sees("(", "["):
            argument = self.argument(token, loose=False)
            if order or index:
                return self.cursor.call("polygamma", [self.cursor.number(index or str(order), token.start), argument], token.start)
            return self.cursor.call("digamma", [argument], token.start)
        self.cursor.at = start
        if self.cursor.sees("^"):
            self.cursor.refuse(r"a power of \psi is read in two ways; write \psi(k)^2, or \psi^{(1)}(k) for the derivative", token)
        return self.name(token, "psi", marked=True)

    def _order(self) -> str | None:
        r"""The digits in _1, _{1} or ^{(1)}; None where something else stands there."""
        written = "".join(t.text for t in self.cursor.tokens[self.cursor.at : self.cursor.at + 7])
        for shape in ("_{#}", "_#", "^{(#)}"):
            before, _, after = shape.partition("#")
            digits = written.removeprefix(before)[:1] if written.startswith(before) else ""
            if digits.isdigit() and written.startswith(before + digits + after + "("):
                self.cursor.at += len(shape)
                return digits
        return None

    def bessel(self, token: Token, name: str) -> ast.expr | None:
        r"""I_0(x), K_{\nu}(x); None where a symbol stands there."""
        start = self.cursor.at
        symbol = name + marks(self.cursor) if any(own.startswith(f"{name}_") for own in self.own) else ""
        self.cursor.at = start
        if symbol in self.own or not self.cursor.take("_"):
            return None
        order = self.single()
        if self.cursor.sees("(", "["):
            return self.cursor.call(BESSEL[name], [order, self.argument(token, loose=False)], token.start)
        self.cursor.at = start
        return None

    def zeta(self, token: Token) -> ast.expr | None:
        r"""\zeta(s) and \zeta'(s); None where a symbol stands there."""
        start, prime = self.cursor.at, self.cursor.take("'")
        if "zeta" not in self.own and self.cursor.sees("(", "["):
            return self.cursor.call("zeta_prime" if prime else "zeta", [self.argument(token, loose=False)], token.start)
        self.cursor.at = start
        return None

    def arguments(self) -> list[ast.expr]:
        r"""Arguments in brackets, as SymPy prints them too: {\left(0, k \right)}."""
        braces = self.cursor.next(BREAKS_OFF) if self.cursor.sees("{") else None
        opening = self.cursor.next(BREAKS_OFF) if self.cursor.sees("(") else braces
        values = [self.side()]
        while self.cursor.take(","):
            values.append(self.side())
        for bracket in dict.fromkeys(b for b in (opening, braces) if b is not None):
            self.cursor.close(bracket)
        return values
