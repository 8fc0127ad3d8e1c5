"""Printing an expression as Python code over arrays.

Like factors are printed as ratios ((a/b)**2, not a**2/b**2), so that squares neither overflow nor vanish; numbers are folded and rounded
once; log(1 + x) and exp(x) - 1 keep small x.  Names are identifiers made by ``names``, never what a user typed.
"""

from collections.abc import Callable

import sympy as sp
from sympy.logic.boolalg import BooleanFunction

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.computed import call_of
from symbolic_info.numeric.heads import Chi, Expectation, TimesLog
from symbolic_info.numeric.names import fresh
from symbolic_info.numeric.sharing import shared_parts

ADD, MUL, POWER, ATOM = 1, 2, 3, 4
"""How strongly printed code binds."""

KNOWN = {sp.pi: "np.pi", sp.E: "np.e", sp.EulerGamma: "np.euler_gamma", sp.oo: "np.inf", -sp.oo: "-np.inf", sp.nan: "np.nan"}
RELATIONS = {sp.Lt: "<", sp.Le: "<=", sp.Gt: ">", sp.Ge: ">=", sp.Eq: "==", sp.Ne: "!="}


class Writer:
    """Prints expressions; collects the constants and the definitions that the printed code uses."""

    def __init__(self, functions: dict[type, str], names: dict[sp.Symbol, str]) -> None:
        self.functions = functions
        self.names = dict(names)
        self.constants: list[tuple[str, float, sp.Expr]] = []
        self.definitions: list[str] = []

    def name(self, wanted: str) -> str:
        """A name that nothing in the module has yet."""
        return fresh(wanted, {*self.names.values(), *(c[0] for c in self.constants), "np", "special", "value", "inside"})

    def symbol(self, wanted: str) -> sp.Symbol:
        """A symbol that prints as a name of its own."""
        symbol = sp.Dummy(wanted)
        self.names[symbol] = self.name(wanted)
        return symbol

    def statements(self, expression: sp.Expr) -> list[str]:
        """Assignments of what is used more than once, and of sums and means; the last line is the expression that is left."""
        lines = []
        for i, node in enumerate(sorted(expression.atoms(Expectation, sp.Sum), key=sp.default_sort_key)):
            if expression.has(node):
                symbol = self.symbol(f"s{i}")
                lines.append(f"{self.names[symbol]} = {call_of(self, node)}")
                expression = expression.xreplace({node: symbol})
        shared, rest = shared_parts(expression)
        for i, (symbol, value) in enumerate(shared):
            self.names[symbol] = self.name(f"t{i}")
            lines.append(f"{self.names[symbol]} = {self.code(value)}")
        return [*lines, self.code(rest)]

    def code(self, expression: sp.Basic, binds: int = 0) -> str:
        """The text of ``expression``, in parentheses where it binds less than ``binds``."""
        text, strength = self._text(expression)
        return f"({text})" if strength < binds else text

    def _text(self, e: sp.Basic) -> tuple[str, int]:
        if isinstance(e, sp.Symbol):
            return self.names[e], ATOM
        if isinstance(e, sp.Expr) and e.is_number and not e.has(Expectation, sp.Sum):
            return self._number(e)
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
            (TimesLog, lambda e: (self._times_log(*e.args), ATOM)),
            (Chi, lambda e: (self._chi(*e.args), ATOM)),
            (sp.polygamma, lambda e: (self._polygamma(*e.args), ATOM)),
            (sp.Piecewise, lambda e: (self._cases(e.args), ATOM)),
            (tuple(RELATIONS), self._relation),
            (BooleanFunction, self._logic),
        )

    def _number(self, e: sp.Expr) -> tuple[str, int]:
        """A literal where it is short and exact, otherwise a named constant, rounded once."""
        if e in KNOWN:
            return KNOWN[e], ADD if e == -sp.oo else ATOM
        if isinstance(e, sp.Rational):
            return self._rational(e)
        if e.could_extract_minus_sign():
            return f"-{self.code(-e, MUL)}", ADD
        known = next((name for name, _, shown in self.constants if shown == e), None)
        if known is None:
            number = float(sp.N(e, 40))
            known = self.name("C0")
            self.constants.append((known, number, e))
        return known, ATOM

    def _rational(self, e: sp.Rational) -> tuple[str, int]:
        exact = e.q == 1 or (e.q & (e.q - 1)) == 0
        digits = str(e.p) if e.q == 1 and abs(e.p) < 2**53 else repr(e.p / e.q) if exact else f"{e.p} / {e.q}"
        return digits, (ADD if e.p < 0 else ATOM) if exact else MUL if e.p > 0 else ADD

    def _add(self, e: sp.Add) -> tuple[str, int]:
        numbers, terms = sp.Add(*(a for a in e.args if a.is_number)), [a for a in e.as_ordered_terms() if not a.is_number]
        small = next((t for t in terms if numbers and t.as_coeff_Mul()[0] == -numbers and isinstance(t.as_coeff_Mul()[1], sp.exp)), None)
        pieces = [self._signed(t) for t in terms if t is not small]
        if small is not None:
            c, power = small.as_coeff_Mul()
            factor = "" if abs(c) == 1 else self.code(abs(c), MUL) + " * "
            pieces.insert(0, ("-" if c < 0 else "+", f"{factor}np.expm1({self.code(power.args[0])})"))
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
        number, factors = sp.Mul(*(a for a in e.args if a.is_number)), [a for a in e.args if not a.is_number]
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
        return f"np.sqrt({text})" if exponent == sp.Rational(1, 2) else f"{text}**{self.code(exponent, ATOM)}"

    def _power(self, e: sp.Pow) -> tuple[str, int]:
        base, exponent = e.args
        if exponent.is_number and exponent.is_negative:
            return f"1 / {self.code(base**-exponent, POWER)}", MUL
        if exponent == sp.Rational(1, 2):
            return f"np.sqrt({self.code(base)})", ATOM
        return f"{self.code(base, ATOM)}**{self.code(exponent, ATOM)}", POWER

    def _log(self, v: sp.Expr) -> str:
        return f"np.log1p({self.code(v - 1)})" if _is_one_plus(v) else f"np.log({self.code(v)})"

    def _times_log(self, c: sp.Expr, v: sp.Expr) -> str:
        return f"times_log1p({self.code(c)}, {self.code(v - 1)})" if _is_one_plus(v) else f"times_log({self.code(c)}, {self.code(v)})"

    def _chi(self, z: sp.Expr, exponential: sp.Expr) -> str:
        less = f"np.expm1({self.code(z)})" if isinstance(exponential, sp.exp) else f"{self.code(exponential, ADD)} - 1"
        return f"chi({self.code(z)}, {less})"

    def _polygamma(self, n: sp.Expr, x: sp.Expr) -> str:
        return f"special.digamma({self.code(x)})" if n == 0 else f"special.polygamma({self.code(n)}, {self.code(x)})"

    def _cases(self, pairs: tuple) -> str:
        text = "np.nan"
        for value, condition in reversed(pairs):
            text = self.code(value) if condition == sp.true else f"np.where({self.code(condition)}, {self.code(value)}, {text})"
        return text

    def _relation(self, e: sp.Rel) -> tuple[str, int]:
        return f"{self.code(e.lhs, ADD)} {RELATIONS[type(e)]} {self.code(e.rhs, ADD)}", 0

    def _logic(self, e: BooleanFunction) -> tuple[str, int]:
        if isinstance(e, sp.Not):
            return f"~({self.code(e.args[0])})", ATOM
        sign = " & " if isinstance(e, sp.And) else " | "
        return f"({sign.join(f'({self.code(a)})' for a in sorted(e.args, key=sp.default_sort_key))})", ATOM

    def _function(self, e: sp.Basic) -> str:
        if e in (sp.true, sp.false):
            return str(e)
        pattern = self.functions.get(e.func)
        if pattern is None:
            raise ParameterError(f"{type(e).__name__} has no counterpart in this back end: {e} is not compiled; evaluate it with .evalf()")
        arguments = [self.code(a) for a in e.args]
        while isinstance(e, sp.Max | sp.Min) and len(arguments) > 2:
            arguments = [pattern.format(*arguments[:2]), *arguments[2:]]
        return pattern.format(*arguments)


def _is_one_plus(v: sp.Expr) -> bool:
    return isinstance(v, sp.Add) and v.as_coeff_Add()[0] == 1
