"""Printing an expression as Python code, in the dialect of a back end: a table from heads, constants and a few words to patterns.

Like factors are printed as ratios ((a/b)**2, not a**2/b**2), so that squares neither overflow nor vanish; numbers are folded and rounded
once; log(1 + x) and exp(x) - 1 keep small x.  Names are identifiers made by ``names``, never what a user typed.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import sympy as sp
from sympy.logic.boolalg import BooleanFunction

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.computed import call_of
from symbolic_info.numeric.heads import Balanced, Chi, Expectation, Higher, IsZero, LogProduct, Lower, TimesLog, plain
from symbolic_info.numeric.names import fresh
from symbolic_info.numeric.sharing import is_log_one_plus, shared_parts

ADD, MUL, POWER, ATOM = 1, 2, 3, 4
"""How strongly printed code binds."""

LONGEST, SHORT = 120, 30
"""Longest line of printed code that is not broken, and longest piece that shares a line."""

OVERFLOW = 10**308
"""Numbers beyond it are infinite in float64; what is computed with them is left to mpmath."""

TAKEN = (
    "np",
    "special",
    "torch",
    "jnp",
    "math",
    "mpmath",
    "f",
    "value",
    "spare",
    "bound",
    "settled",
    "inside",
    "size",
    "same",
    "doubtful",
    "along",
    "closed_form",
    "layer",
)
"""Names that written modules use themselves."""

SAME = {Lower: sp.Min, Higher: sp.Max}
"""Heads that are printed as another."""

RELATIONS = {sp.Lt: "<", sp.Le: "<=", sp.Gt: ">", sp.Ge: ">=", sp.Eq: "==", sp.Ne: "!="}


class Writer:
    """Prints expressions; collects the constants and the definitions that the printed code uses.

    Args:
        functions: A pattern for each head and each constant of SymPy, and for the words "log1p", "expm1", "sqrt", "where", "digamma",
            "polygamma", "times_log1p", "x_log_x", "chi", "and", "or",
            "not".  Without "log1p" or "expm1" the plain form is printed; with "ratio",
            numbers are not rounded on the way.
        names: The identifier of each symbol.
    """

    def __init__(self, functions: Mapping[Any, str], names: dict[sp.Symbol, str]) -> None:
        self.functions = functions
        self.names = dict(names)
        self.constants: list[tuple[str, float, sp.Expr]] = []
        self.definitions: list[str] = []

    def name(self, wanted: str) -> str:
        """A name that nothing in the module has yet."""
        return fresh(wanted, {*self.names.values(), *(c[0] for c in self.constants), *TAKEN})

    def symbol(self, wanted: str) -> sp.Symbol:
        """A symbol that prints as a name of its own."""
        symbol = sp.Dummy(wanted)
        self.names[symbol] = self.name(wanted)
        return symbol

    def statements(self, expression: sp.Basic, named: Iterable[sp.Basic] = ()) -> list[str]:
        """Assignments of what is used more than once or ``named``, of sums and means; last what is left, or each of a tuple."""
        lines = []
        for i, node in enumerate(sorted(expression.atoms(Expectation, sp.Sum), key=sp.default_sort_key)):
            if expression.has(node):
                symbol = self.symbol(f"s{i}")
                lines.append(f"{self.names[symbol]} = {call_of(self, node)}")
                expression = expression.xreplace({node: symbol})
        shared, rest = shared_parts(expression, named)
        for i, (symbol, value) in enumerate(shared):
            self.names[symbol] = self.name(f"t{i}")
            lines.append(f"{self.names[symbol]} = {self.code(value)}")
        return [*lines, *map(self.code, rest.args if isinstance(rest, sp.Tuple) else (rest,))]

    def code(self, expression: sp.Basic, binds: int = 0) -> str:
        """The text of ``expression``, in parentheses where it binds less than ``binds``."""
        text, strength = self._text(expression)
        return f"({text})" if strength < binds else text

    def _text(self, e: sp.Basic) -> tuple[str, int]:
        if isinstance(e, sp.Symbol):
            return self.names[e], ATOM
        if isinstance(e, sp.Expr) and e.is_number and not e.has(Expectation, sp.Sum):
            found = self._number(e)
            if found is not None:
                return found
        for kind, write in self._kinds():
            if isinstance(e, kind):
                return write(e)
        return self._function(e), ATOM

    def _kinds(self) -> tuple[tuple[type | tuple, Callable], ...]:
        return (
            (sp.Add, self._add),
            (sp.Mul, self._mul),
            (sp.Pow, self._power),
            (sp.log, lambda e: (self._log(e.args[0]), ATOM)),
            (Balanced, lambda e: self._balanced(e.args[0])),
            (LogProduct, lambda e: (self._log_product(e.args[0]), ATOM)),
            (TimesLog, lambda e: (self._times_log(*e.args), ATOM)),
            (Chi, lambda e: (self._chi(*e.args), ATOM)),
            (sp.polygamma, lambda e: (self._polygamma(*e.args), ATOM)),
            (sp.Piecewise, lambda e: (self._cases(e.args), ATOM)),
            (tuple(RELATIONS), self._relation),
            (IsZero, lambda e: (f"{self.code(e.args[0], ADD)} == 0", 0)),
            (BooleanFunction, self._logic),
        )

    def _number(self, e: sp.Expr) -> tuple[str, int] | None:
        """A literal where it is short and exact, otherwise a named constant, rounded once; None where it is not to be rounded."""
        e = plain(e)
        if e in self.functions:
            return self.functions[e], ADD if e == -sp.oo else ATOM
        if isinstance(e, sp.Rational):
            return self._rational(e)
        if "ratio" in self.functions:
            return None
        if e.could_extract_minus_sign():
            return f"-{self.code(-e, MUL)}", ADD
        if abs(e) > OVERFLOW:
            return self.functions[sp.oo], ATOM
        known = next((name for name, _, shown in self.constants if shown == e), None)
        if known is None:
            number = float(sp.N(e, 40))
            known = self.name("C0")
            self.constants.append((known, number, e))
        return known, ATOM

    def _folds(self, e: sp.Expr) -> bool:
        """Whether ``e`` is a number that is computed here, with its like."""
        return bool(e.is_Rational if "ratio" in self.functions else e.is_number)

    def _rational(self, e: sp.Rational) -> tuple[str, int]:
        if "ratio" in self.functions and e.q != 1:
            return self.functions["ratio"].format(e.p, e.q), ATOM
        if abs(e) > OVERFLOW:
            return self.code(sp.oo if e > 0 else -sp.oo, ATOM), ATOM
        exact = e.q == 1 or (e.q & (e.q - 1)) == 0
        digits = str(e.p) if e.q == 1 and abs(e.p) < 2**53 else repr(e.p / e.q) if exact else f"{e.p} / {e.q}"
        return digits, (ADD if e.p < 0 else ATOM) if exact else MUL if e.p > 0 else ADD

    def _add(self, e: sp.Add) -> tuple[str, int]:
        numbers, terms = sp.Add(*filter(self._folds, e.args)), [a for a in e.as_ordered_terms() if not self._folds(a)]
        small = next(
            (
                t
                for t in terms
                if "expm1" in self.functions and numbers and t.as_coeff_Mul()[0] == -numbers and isinstance(t.as_coeff_Mul()[1], sp.exp)
            ),
            None,
        )
        pieces = [self._signed(t) for t in terms if t is not small]
        if small is not None:
            c, power = small.as_coeff_Mul()
            factor = "" if abs(c) == 1 else self.code(abs(c), MUL) + " * "
            pieces.insert(0, ("-" if c < 0 else "+", factor + self._word("expm1", power.args[0])))
        elif numbers:
            pieces.append(self._signed(numbers))
        pieces.sort(key=lambda piece: piece[0] == "-")  # a sum does not start with a minus where it need not
        first_sign, first = pieces[0]
        rest = "".join(f" {sign} {text}" for sign, text in pieces[1:])
        return ("-" if first_sign == "-" else "") + first + rest, ADD

    def _signed(self, term: sp.Expr) -> tuple[str, str]:
        if term.could_extract_minus_sign():
            return "-", self.code(-term, MUL)
        return "+", self.code(term, MUL)

    def _mul(self, e: sp.Mul) -> tuple[str, int]:
        number, factors = sp.Mul(*filter(self._folds, e.args)), [a for a in e.args if not self._folds(a)]
        if number.could_extract_minus_sign():
            return f"-{self.code(-e, MUL)}", ADD
        over, under = self._fraction(factors)
        if isinstance(number, sp.Rational) and number.p == 1 and number.q > 1:
            under.insert(0, self.code(sp.Integer(number.q), POWER))
        elif number != 1:
            over.insert(0, self.code(number, POWER))
        above = " * ".join(over) or "1"
        if not under:
            return above, MUL
        return f"{above} / {under[0] if len(under) == 1 else '(' + ' * '.join(under) + ')'}", MUL

    def _fraction(self, factors: list[sp.Expr]) -> tuple[list[str], list[str]]:
        """Texts of the factors above and below the line; a whole power below takes as many factors from above: (a/c)*(b/c)."""
        above: list[tuple[sp.Expr, sp.Expr]] = []
        below: list[tuple[sp.Expr, sp.Expr]] = []
        for factor in factors:
            base, exponent = factor.as_base_exp() if factor.is_Pow else (factor, sp.S.One)
            side = below if exponent.is_number and exponent.is_negative else above
            side.append((base, abs(exponent) if exponent.is_number else exponent))
        over: list[str] = []
        for base, exponent in list(below):
            twin = next(((b, n) for b, n in above if n == exponent and exponent != 1), None)
            if twin is not None:
                above.remove(twin)
                over.append(self._raised(f"({self.code(twin[0], MUL)} / {self.code(base, POWER)})", exponent))
            elif exponent.is_Integer and exponent > 1 and len(ones := [b for b, n in above if n == 1]) >= exponent:
                taken = ones[-int(exponent) :]
                above = [(b, n) for b, n in above if b not in taken]
                over += [f"({self.code(b, MUL)} / {self.code(base, POWER)})" for b in taken]
            else:
                continue
            below.remove((base, exponent))
        over = [*(self.code(b**n, MUL if len(above) + len(over) == 1 else POWER) for b, n in above), *over]
        return over, [self.code(b**n, POWER) for b, n in below]

    def _raised(self, text: str, exponent: sp.Expr) -> str:
        return self.functions["sqrt"].format(text) if exponent == sp.Rational(1, 2) else f"{text}**{self.code(exponent, ATOM)}"

    def _power(self, e: sp.Pow) -> tuple[str, int]:
        base, exponent = e.args
        if exponent.is_number and exponent.is_negative:
            return f"1 / {self.code(base**-exponent, POWER)}", MUL
        if exponent == sp.Rational(1, 2):
            return self._word("sqrt", base), ATOM
        return f"{self.code(base, ATOM)}**{self.code(exponent, ATOM)}", POWER

    def _log(self, v: sp.Expr) -> str:
        if isinstance(v, sp.gamma | sp.factorial):
            return self.functions[sp.loggamma].format(self.code(v.args[0] + (1 if isinstance(v, sp.factorial) else 0)))
        if isinstance(v, sp.besseli | sp.besselk) and f"log_{v.func.__name__}" in self.functions:
            return self._word(f"log_{v.func.__name__}", v.order, v.argument)
        if "log1p" in self.functions and is_log_one_plus(sp.log(v)):
            return self._word("log1p", v - 1)
        return self._word(sp.log, v)

    def _times_log(self, c: sp.Expr, v: sp.Expr) -> str:
        if "log1p" in self.functions and is_log_one_plus(sp.log(v)):
            return self._word("x_log_x", c, v - 1) if c == v else self._word("times_log1p", c, v - 1)
        return self._word(TimesLog, c, v)

    def _chi(self, c: sp.Expr, z: sp.Expr, exponential: sp.Expr, product: sp.Expr) -> str:
        less = f"{self.code(exponential, ADD)} - 1"  # used where |z| is not small alone: no need of expm1, which takes longer
        return self.functions["chi"].format(self.code(c), self.code(z), less, self.code(product))

    def _balanced(self, product: sp.Expr) -> tuple[str, int]:
        """A quotient of products that overflows only where its value does."""
        number, rest = product.as_coeff_Mul()
        over, under = self._sides(rest)
        if max(len(over), len(under)) < 2:
            return self._text(product)
        text = f"quotient({_tuple_of(over)}, {_tuple_of(under)})"
        return (text, ATOM) if number == 1 else (f"-{text}", ADD) if number == -1 else (f"{self.code(number, POWER)} * {text}", MUL)

    def _log_product(self, product: sp.Expr) -> str:
        """The logarithm of a quotient of products, none of which overflows; as it stands where a back end has no such thing."""
        number, rest = product.as_independent(*product.free_symbols, as_Add=False)
        if LogProduct not in self.functions or number == 0:
            return self._log(product)
        over, under = self._sides(rest)
        numbers = [] if number == 1 else [self.code(number)]
        return self.functions[LogProduct].format(_tuple_of([*numbers, *over]), _tuple_of(under))

    def _sides(self, product: sp.Expr) -> tuple[list[str], list[str]]:
        """The factors above and below the line, those with a whole exponent as often as it says."""
        over: list[str] = []
        under: list[str] = []
        for base, exponent in (f.as_base_exp() for f in sp.Mul.make_args(product)):
            if exponent.is_Integer:
                (over if exponent > 0 else under).extend([self.code(base)] * abs(int(exponent)))
            else:
                over.append(self.code(base**exponent))
        return over, under

    def _polygamma(self, n: sp.Expr, x: sp.Expr) -> str:
        return self._word("digamma", x) if n == 0 else self._word("polygamma", n, x)

    def _word(self, word: Any, *arguments: sp.Expr) -> str:
        if word not in self.functions:
            raise ParameterError(f"{word} has no counterpart in this back end: {arguments} is not compiled; evaluate it with .evalf()")
        return self.functions[word].format(*map(self.code, arguments))

    def _cases(self, pairs: tuple) -> str:
        text = self.functions[sp.nan]
        for value, condition in reversed(pairs):
            parts = (self.code(condition), self.code(value), text)
            text = parts[1] if condition == sp.true else self.functions["where"].format(*parts)
        return text

    def _relation(self, e: sp.Rel) -> tuple[str, int]:
        return f"{self.code(e.lhs, ADD)} {RELATIONS[type(e)]} {self.code(e.rhs, ADD)}", 0

    def _logic(self, e: BooleanFunction) -> tuple[str, int]:
        if isinstance(e, sp.Not):
            return self._word("not", e.args[0]), ATOM
        sign = f" {self.functions['and' if isinstance(e, sp.And) else 'or']} "
        return f"({sign.join(f'({self.code(a)})' for a in sorted(e.args, key=sp.default_sort_key))})", ATOM

    def _function(self, e: sp.Basic) -> str:
        if e in (sp.true, sp.false):
            return str(e)
        pattern = self.functions.get(SAME.get(e.func, e.func))
        if pattern is None:
            raise ParameterError(f"{type(e).__name__} has no counterpart in this back end: {e} is not compiled; evaluate it with .evalf()")
        arguments = [self.code(a) for a in e.args]
        while isinstance(e, sp.Max | sp.Min) and len(arguments) > 2:
            arguments = [pattern.format(*arguments[:2]), *arguments[2:]]
        return pattern.format(*arguments, all=", ".join(arguments))


def _tuple_of(texts: list[str]) -> str:
    return f"({', '.join(texts)}{',' * (len(texts) == 1)})"


def wrapped(statement: str, indent: int) -> str:
    """``name = a + b + ...`` over several lines where one would be too long; broken at its outermost signs."""
    name, text = statement.split(" = ", 1)
    pieces = _outermost(text)
    if indent + len(statement) <= LONGEST or len(pieces) == 1:
        return statement
    lines = "".join(f"\n{' ' * (indent + 4)}{line}" for line in _packed(pieces, LONGEST - indent - 4))
    return f"{name} = ({lines}\n{' ' * indent})"


def _packed(pieces: list[str], width: int) -> list[str]:
    """One piece a line; short ones share lines."""
    if max(map(len, pieces)) > SHORT:
        return pieces
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return lines


def _outermost(text: str) -> list[str]:
    """``text`` cut before every +, - and & between spaces that stands in no parentheses."""
    depth, start, pieces = 0, 0, []
    for i, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and text[i : i + 3] in (" + ", " - ", " & "):
            pieces.append(text[start:i])
            start = i + 1
    return [*pieces, text[start:]]
