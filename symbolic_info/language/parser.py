"""The whitelist parser: text to SymPy expressions, and to calls of constructors that the caller hands in.

Python's grammar is used for its tree alone; nothing is evaluated by Python or by SymPy's own parser.  ``^`` is a power.
"""

import ast
import difflib
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn

import sympy as sp

from symbolic_info.core.domains import one_symbol_per_name
from symbolic_info.core.errors import ParseError
from symbolic_info.language.building import applied, raised
from symbolic_info.language.limits import MAX_DECIMAL_EXPONENT, MAX_DEPTH, check_call, check_power
from symbolic_info.language.names import CONSTANTS, FUNCTIONS, REFUSED
from symbolic_info.language.scan import original_column, scan

Symbols = Mapping[str, sp.Symbol] | Callable[[str], sp.Symbol]
NAME = re.compile(r"(?=.{1,40}\Z)[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*\Z")
KINDS = {
    "Attribute": "a dot after a name",
    "Subscript": "an index in brackets",
    "Lambda": "a lambda",
    "IfExp": "an if",
    "BoolOp": "and/or",
    "Compare": "a comparison",
    "List": "a list outside a constructor",
    "Tuple": "a tuple outside a constructor",
    "ListComp": "a comprehension",
    "GeneratorExp": "a comprehension",
    "Starred": "a starred argument",
}
OPERATIONS: dict[type[ast.operator], Callable] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
NUMBER = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)([eE]([+-]?[0-9]{1,3}))?\Z")


def parse_expression(text: str, symbols: Symbols = sp.Symbol) -> sp.Expr:
    """The expression that ``text`` states, in numbers, names and the functions of ``language.names``.

    Args:
        text: For example ``"log(sigma_2/sigma_1) - 1/2"``; decimals are exact (0.1 is 1/10), ``^`` and ``**`` are powers.
        symbols: What a name means: a mapping (other names are refused) or a function of the name (default: a plain symbol).

    Raises:
        ParseError: The text is outside the grammar or its limits; names the column and what to write instead.

    Examples:
        >>> parse_expression("x^2/2 + 0.1")
        x**2/2 + 1/10
    """
    prepared, tree = scan(text)
    return Reading(prepared, partial(original_column, text), symbols, {}).expression(tree, 0)


def parse_statement(text: str, names: Mapping[str, Any], symbols: Symbols = sp.Symbol) -> Any:
    """The object that ``text`` states, where ``names`` may be called (constructors) or mentioned (objects).

    An argument of a constructor that holds names of its own is handed over as text, so that the constructor gives each name its
    domain; numbers, lists and other constructors are handed over as what they are.

    Args:
        text: For example ``"KL(Normal(mu_1, sigma_1), Normal(mu_2, sigma_2), base=2)"``.
        names: The constructors and objects that may be used, by name.
        symbols: What a name outside every constructor means.  One name is one symbol: the domains of its uses are intersected.

    Raises:
        ParseError: The text is outside the grammar or its limits, or uses a name that was not handed in.
        ParameterError: A constructor refuses its arguments, or a name is used with domains that exclude each other.
    """
    prepared, tree = scan(text)
    value = Reading(prepared, partial(original_column, text), symbols, names).value(tree, 0)
    return value.xreplace(one_symbol_per_name((value,))) if isinstance(value, sp.Basic) else value


@dataclass(frozen=True)
class Reading:
    """One tree being evaluated: ``prepared`` is the text that it stands for, ``place`` gives the user's column of one in it."""

    prepared: str
    place: Callable[[int], int]
    symbols: Symbols
    names: Mapping[str, Any]

    def expression(self, node: ast.expr, depth: int) -> sp.Expr:
        value = self.value(node, depth)
        if not isinstance(value, sp.Expr):
            self.refuse(node, f"{type(value).__name__} is no expression; arithmetic needs numbers, names or quantities")
        return value

    def value(self, node: ast.expr, depth: int) -> Any:
        if depth > MAX_DEPTH:
            self.refuse(node, f"nested more than {MAX_DEPTH} deep; name a part of the formula")
        match node:
            case ast.Constant():
                return self.number(node)
            case ast.Name():
                return self.name(node)
            case ast.UnaryOp():
                return self.signed(node, depth)
            case ast.BinOp():
                return self.chain(node, depth)
            case ast.Call():
                return self.call(node, depth)
        self.refuse(node, f"{KINDS.get(type(node).__name__, 'this form')} is not read; write arithmetic and calls of known functions")

    def number(self, node: ast.Constant) -> sp.Expr:
        written = node.value if isinstance(node.value, str) else self.prepared[node.col_offset : node.end_col_offset]
        match = NUMBER.match(written)
        if written in REFUSED:
            self.refuse(node, f"{written} is not read; {REFUSED[written]}")
        if not match or abs(int(match[3] or 0)) > MAX_DECIMAL_EXPONENT:
            self.refuse(node, f"{written[:20]!r} is not a number that is read; write it in plain decimals, or as a fraction")
        return sp.Rational(written)

    def name(self, node: ast.Name) -> Any:
        if node.id in self.names:
            if callable(self.names[node.id]) and not isinstance(self.names[node.id], sp.Basic):
                self.refuse(node, f"{node.id} is a constructor; write {node.id}(...)")
            return self.names[node.id]
        if node.id in CONSTANTS:
            return CONSTANTS[node.id]
        if node.id in REFUSED or not NAME.match(node.id):
            advice = REFUSED.get(node.id, "write a letter, then letters, digits and single _")
            self.refuse(node, f"{node.id[:40]!r} is not a name that is read; {advice}")
        if not isinstance(self.symbols, Mapping):
            return self.symbols(node.id)
        if node.id not in self.symbols:
            self.refuse(node, f"{node.id!r} is not a name here; {_nearest(node.id, [*self.symbols, *CONSTANTS])}")
        return self.symbols[node.id]

    def signed(self, node: ast.UnaryOp, depth: int) -> sp.Expr:
        if not isinstance(node.op, (ast.USub, ast.UAdd)):
            self.refuse(node, "only + and - stand before a term")
        value = self.expression(node.operand, depth + 1)
        return -value if isinstance(node.op, ast.USub) else value

    def chain(self, node: ast.BinOp, depth: int) -> sp.Expr:
        """a + b + c is one level deep: walk down the left operands, then combine upwards."""
        spine: list[ast.BinOp] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            spine.append(left)
            left = left.left
        value = self.expression(left, depth + 1)
        for step in reversed(spine):
            value = self.combine(step, value, self.expression(step.right, depth + 1))
        return value

    def combine(self, node: ast.BinOp, left: sp.Expr, right: sp.Expr) -> sp.Expr:
        operation = OPERATIONS.get(type(node.op))
        if operation is None:
            self.refuse(node, "this operator is not read; use + - * / and ^ for powers")
        return self.built(node, partial(_power, self.column(node)) if operation is operator.pow else operation, left, right)

    def built(self, node: ast.expr, make: Callable, *parts: sp.Expr) -> sp.Expr:
        """What SymPy makes of ``parts``: a real value that is defined, or a refusal."""
        try:
            value = make(*parts)
            undefined, real = value.has(sp.zoo, sp.nan), not (value.is_number and value.is_extended_real is False)
        except ParseError:
            raise
        except (ArithmeticError, ValueError, TypeError, RecursionError) as problem:
            raise ParseError(f"SymPy cannot build this value ({problem}); name a part of it", self.column(node)) from None
        if undefined:
            self.refuse(node, "the value is undefined (a division by zero, or oo - oo); check the formula there")
        if value.has(sp.oo, -sp.oo) and value not in (sp.oo, -sp.oo):
            self.refuse(node, "oo stands alone; the formula has no value with it inside")
        if not real or value.has(sp.I):
            self.refuse(node, f"the value {value} is not real; only real formulas are read")
        return value

    def call(self, node: ast.Call, depth: int) -> Any:
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.attr in FUNCTIONS:
            self.refuse(node, f"write {node.func.attr}(...), without {node.func.value.id[:40]!r}")
        if not isinstance(node.func, ast.Name):
            self.refuse(node, "only a known name can be called")
        if node.func.id in self.names:
            return self.construct(node, node.func.id, depth)
        if node.func.id not in FUNCTIONS:
            self.refuse(node, f"{node.func.id[:40]!r} is not a function here; {_nearest(node.func.id, [*FUNCTIONS, *self.names])}")
        return self.function(node, node.func.id, depth)

    def function(self, node: ast.Call, name: str, depth: int) -> sp.Expr:
        function, arities = FUNCTIONS[name]
        if node.keywords or len(node.args) not in arities:
            given = len(node.args) + len(node.keywords)
            self.refuse(node, f"{name} takes {' or '.join(map(str, arities))} argument(s) by position, got {given}")
        arguments = [self.expression(a, depth + 1) for a in node.args]
        return self.built(node, partial(_called, self.column(node), name, function), *arguments)

    def construct(self, node: ast.Call, name: str, depth: int) -> Any:
        make = self.names[name]
        if not callable(make) or any(k.arg is None for k in node.keywords):
            self.refuse(node, f"{name} cannot be called like this; write its arguments one by one")
        args = [self.argument(a, depth + 1) for a in node.args]
        words = {str(k.arg): self.argument(k.value, depth + 1) for k in node.keywords}
        try:
            return make(*args, **words)
        except TypeError as problem:
            raise ParseError(f"{name} does not take these arguments: {problem}", self.column(node)) from None

    def argument(self, node: ast.expr, depth: int) -> Any:
        if isinstance(node, (ast.List, ast.Tuple)):
            items = [self.argument(item, depth + 1) for item in node.elts]
            return items if isinstance(node, ast.List) else tuple(items)
        value = Reading(self.prepared, self.place, _mark, self.names).value(node, depth)
        if isinstance(value, sp.Expr) and any(isinstance(s, sp.Dummy) for s in value.free_symbols):
            return self.prepared[node.col_offset : node.end_col_offset]
        return value

    def column(self, node: ast.AST) -> int:
        return self.place(getattr(node, "col_offset", 0))

    def refuse(self, node: ast.AST, why: str) -> NoReturn:
        raise ParseError(why, self.column(node))


def _mark(name: str) -> sp.Symbol:
    """A stand-in for a name inside a constructor's argument: it shows that the argument holds names."""
    return sp.Dummy(name)


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(sorted(known)[:20])}"


def _power(column: int, base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    """base**exponent, if that can be built."""
    check_power(base, exponent, column)
    return raised(base, exponent)


def _called(column: int, name: str, function: Callable, *arguments: sp.Expr) -> sp.Expr:
    """The function at its arguments, if that can be built."""
    check_call(name, list(arguments), column)
    return applied(function, *arguments)
