r"""LaTeX as one would type it into a paper: ``\ln``, ``\psi``, ``\ln\Gamma``, ``D_{\mathrm{KL}}(P \,\|\, Q)``.

SymPy's own printer writes ``\operatorname{polygamma}\left(0,k\right)`` and ``\frac{\log{\left(2 \pi \right)}}{2}``, and puts
names into its output as they are; this one writes ``\psi(k)`` and ``\frac{1}{2} \ln(2 \pi)``, and escapes every name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.units import NATS
from symbolic_info.export import names, notation, terms
from symbolic_info.export.delimiters import tighten
from symbolic_info.export.width import width

WIDEST_NUMERATOR = 60
WIDEST_EXPONENT = 12


@dataclass(frozen=True)
class LawName:
    """What a law is called within one derivation: ``P``, with density ``p(x)``."""

    letter: str
    density: str


def latex(expression: sp.Basic, laws: Mapping[Distribution, LawName] | None = None) -> str:
    r"""``expression`` as LaTeX for a paper; the order of terms does not depend on the run.

    Args:
        expression: Any SymPy expression, also one built from quantities and distributions.
        laws: Letters for distributions; without one a distribution is written out, ``\mathrm{Normal}(\mu, \sigma)``.

    Returns:
        LaTeX for math mode; needs amsmath and amssymb.

    Raises:
        ParameterError: ``expression`` is text or no SymPy object.

    Examples:
        >>> import sympy as sp
        >>> k = sp.Symbol("k", positive=True)
        >>> print(latex(sp.digamma(k) + sp.log(2 * sp.pi) / 2 - sp.loggamma(k)))
        \frac{1}{2} \ln(2 \pi) - \ln\Gamma(k) + \psi(k)
    """
    if not isinstance(expression, sp.Basic):
        raise ParameterError(f"latex takes a SymPy expression, got {expression!r} of type {type(expression).__name__}; parse text first")
    return Textbook(names.latex_names([expression]), laws or {}).doprint(expression)


class Textbook(LatexPrinter):
    """SymPy's LaTeX printer with a formulary's habits."""

    # The heads bring a plain ``_latex`` for SymPy's own printer; here the methods below come first.
    printmethod = "_textbook_latex"

    def __init__(self, symbols: Mapping[str, str], laws: Mapping[Distribution, LawName]) -> None:
        super().__init__()
        self.symbols = symbols
        self.laws = laws
        self.inline = 0
        self.printed: dict[tuple[sp.Basic, bool], str] = {}

    def doprint(self, expr: sp.Basic) -> str:
        return tighten(self._print(expr))

    def _print(self, expr: Any, **kwargs: Any) -> str:
        """Each part once: to put terms in order asks for their text before they are printed."""
        if kwargs or not isinstance(expr, sp.Basic):
            return super()._print(expr, **kwargs)
        key = (expr, self.inline > 0)
        if key not in self.printed:
            # A distribution or a quantity may be called like a class of SymPy (Product), by which SymPy chooses the method.
            own = (
                self._print_Distribution if isinstance(expr, Distribution) else self._print_Quantity if isinstance(expr, Quantity) else None
            )
            self.printed[key] = own(expr) if own else super()._print(expr)
        return self.printed[key]

    def law_body(self, law: Distribution) -> str:
        """A law written out, even where it has a letter."""
        return tighten(self._written_out(law))

    # Names

    def _print_Symbol(self, expr: sp.Symbol, style: str = "plain") -> str:
        return self.symbols.get(expr.name) or names.latex_name(expr.name)

    _print_Dummy = _print_Wild = _print_Symbol

    def _print_Str(self, expr: Any) -> str:
        return names.verbatim(expr.name)

    def _print_str(self, expr: str) -> str:
        return names.verbatim(expr)

    def _print_MatrixSymbol(self, expr: Any) -> str:
        return names.latex_name(expr.name)

    _print_RandomSymbol = _print_ArraySymbol = _print_MatrixSymbol

    def _print_Indexed(self, expr: sp.Indexed) -> str:
        return names.subscripted(self._print(expr.base.label), ",".join(self._print(i) for i in expr.indices))

    def _print_IndexedBase(self, expr: sp.IndexedBase) -> str:
        name = self._print(expr.label)
        return f"{{{name}}}" if "_" in name else name  # so that whoever adds an index makes no double subscript

    def emptyPrinter(self, expr: Any) -> str:
        own = getattr(expr, "_latex", None)
        return own(self) if own and isinstance(expr, sp.Basic) else names.verbatim(str(expr))

    _print_Basic = emptyPrinter

    # Matrices

    def _print_MatrixElement(self, expr: Any) -> str:
        """The only entry of a 1 x 1 matrix is that matrix: x^T A x."""
        return self._print(expr.parent) if expr.parent.shape == (1, 1) else super()._print_MatrixElement(expr)

    def _print_Determinant(self, expr: sp.Determinant) -> str:
        inner = self._print(expr.arg)
        return rf"\det {inner}" if isinstance(expr.arg, sp.MatrixSymbol) else rf"\det\left({inner}\right)"

    def _print_DiagonalMatrix(self, expr: Any) -> str:
        return rf"\operatorname{{diag}}\left({self._print(expr.arg)}\right)"

    # Sums and products

    def _print_Add(self, expr: sp.Add, order: str | None = None) -> str:
        out = ""
        for term in terms.ordered(expr.args, self._print):
            parts = terms.take_apart(term)
            sign = (" - " if out else "-") if parts.negative else (" + " if out else "")
            out += sign + self._term(parts)
        return out

    def _print_Mul(self, expr: sp.Mul) -> str:
        if not expr.is_commutative:
            return super()._print_Mul(expr)
        parts = terms.take_apart(expr)
        return "-" * parts.negative + self._term(parts)

    def _term(self, parts: terms.Factored) -> str:
        """A term without its sign."""
        if not parts.bottom and parts.number == 1 and len(parts.top) == 1:
            return self._bracketed(parts.top[0], sp.Add)
        parts, base = terms.in_base(parts)
        behind = terms.behind_the_fraction(parts)
        if parts.bottom or (parts.number.is_Rational and parts.number.q != 1):
            behind += tuple(f for f in parts.top if f not in behind and r"\frac" in self._print(f))
        rest = tuple(f for f in parts.top if f not in behind)
        above, below = (parts.number.p, parts.number.q) if parts.number.is_Rational else (parts.number, 1)
        lead = self._line(above, rest, base) if below == 1 and not parts.bottom else self._fraction(above, rest, below, parts.bottom, base)
        tail = self._row(behind, base)
        if not tail:
            return lead or "1"
        return f"{lead} {tail}" if lead and lead != "1" else tail

    def _line(self, number: Any, factors: tuple[sp.Expr, ...], base: sp.Expr | None) -> str:
        row = self._row(factors, base)
        if number == 1 and row:
            return row
        figure = str(number) if isinstance(number, int) else self._print(number)
        return notation.juxtaposed([figure, row]) if row else figure

    def _fraction(self, above: Any, top: tuple[sp.Expr, ...], below: int, bottom: tuple[sp.Expr, ...], base: sp.Expr | None) -> str:
        numerator, denominator = self._alone(above, top, base), self._alone(below, bottom, None)
        if self.inline:
            above_line = rf"\left({numerator}\right)" if len(top) == 1 and top[0].is_Add and above == 1 else numerator
            return f"{above_line}/" + (rf"\left({denominator}\right)" if " " in denominator else denominator)
        if width(numerator) > WIDEST_NUMERATOR:
            return rf"\frac{{1}}{{{denominator}}} \left({numerator}\right)"
        return rf"\frac{{{numerator}}}{{{denominator}}}"

    def _alone(self, number: Any, factors: tuple[sp.Expr, ...], base: sp.Expr | None) -> str:
        """One side of a fraction: a single sum needs no brackets there."""
        return self._print(factors[0]) if number == 1 and len(factors) == 1 and base is None else self._line(number, factors, base)

    def _row(self, factors: tuple[sp.Expr, ...], base: sp.Expr | None) -> str:
        """Factors beside each other, what reaches to the right last and bare, the others of its kind in brackets."""
        roots, factors = _under_one_root(factors)
        placed = sorted(factors, key=lambda f: terms.factor_key(f, self._print(f)))
        out = [rf"\sqrt{{{self._alone(1, roots, None)}}}\," if placed else rf"\sqrt{{{self._alone(1, roots, None)}}}"] if roots else []
        for i, factor in enumerate(placed):
            out.append(self._factor(factor, base, last=i == len(placed) - 1))
        return notation.juxtaposed(out)

    def _factor(self, factor: sp.Expr, base: sp.Expr | None, last: bool) -> str:
        if isinstance(factor, (sp.log, sp.loggamma, LogDensity)):
            head = r"\ln" if base is None else rf"\log_{{{self._print(base)}}}"
            return self._logarithm(head, factor, bare=last)
        if last and isinstance(factor, (sp.Sum, sp.Integral, sp.Product)):
            return self._print(factor)
        return self._bracketed(factor, (sp.Add, sp.Piecewise, *terms.LONG_HEADS, sp.Mul))

    def _bracketed(self, expression: sp.Basic, kinds: Any) -> str:
        """In brackets if it is of one of ``kinds`` or would start with a minus sign."""
        inner = self._print(expression)
        return rf"\left({inner}\right)" if isinstance(expression, kinds) or inner.startswith("-") else inner

    # Powers

    def _print_Pow(self, expr: sp.Pow) -> str:
        parts = terms.take_apart(expr)
        if parts.bottom:
            return self._term(parts)
        base, exponent = expr.base, expr.exp
        if exponent == sp.S.Half:
            return rf"\sqrt{{{self._print(base)}}}"
        root = self._print(base)
        atomic = isinstance(base, (sp.Symbol, sp.Indexed, sp.NumberSymbol, sp.Abs)) or (base.is_Integer and not base.is_negative)
        if not atomic or "^" in root or (root.startswith(r"\texttt") and root.endswith("}}")):
            root = rf"\left({root}\right)"
        return f"{root}^{{{self._in_line(exponent)}}}"

    def _print_exp(self, expr: sp.exp) -> str:
        exponent = self._in_line(expr.args[0])
        if width(exponent) <= WIDEST_EXPONENT and not ("(" in exponent and "^" in exponent) and r"\frac" not in exponent:
            return f"e^{{{exponent}}}"
        return rf"\exp\left({exponent if self.inline else self._print(expr.args[0])}\right)"

    def _in_line(self, expression: sp.Basic) -> str:
        """Printed for an exponent: fractions with a slash."""
        self.inline += 1
        try:
            return self._print(expression)
        finally:
            self.inline -= 1

    def _print_Rational(self, expr: sp.Rational) -> str:
        sign = "-" if expr.p < 0 else ""
        return f"{sign}{abs(expr.p)}/{expr.q}" if self.inline else rf"{sign}\frac{{{abs(expr.p)}}}{{{expr.q}}}"

    def _print_Integer(self, expr: sp.Integer) -> str:
        return str(expr.p)

    def _print_NumberSymbol(self, expr: Any) -> str:
        return expr._latex(self)

    _print_Infinity = _print_NegativeInfinity = _print_ComplexInfinity = _print_NaN = _print_ImaginaryUnit = _print_NumberSymbol

    def _print_Exp1(self, expr: sp.Expr, exp: Any = None) -> str:
        return "e"

    # Logarithms and other functions

    def _print_log(self, expr: sp.log) -> str:
        return self._logarithm(r"\ln", expr, bare=True)

    _print_loggamma = _print_LogDensity = _print_log

    def _logarithm(self, head: str, expr: sp.Expr, bare: bool) -> str:
        """``head`` applied; brackets where the argument is not one symbol, number, fraction or function."""
        if isinstance(expr, LogDensity):
            return f"{head} {self._density(*expr.args)}"
        if isinstance(expr, sp.loggamma):
            return rf"{head}\Gamma\left({self._print(expr.args[0])}\right)"
        argument = expr.args[0]
        inner = self._print(argument)
        plain = (sp.Symbol, sp.Indexed, sp.NumberSymbol, sp.Abs, sp.gamma, sp.beta, sp.Determinant)
        closed = isinstance(argument, plain) or argument.is_Integer
        if bare and not inner.startswith("-") and (closed or notation.is_one_fraction(inner)):
            return f"{head} {inner}" if not inner.startswith("\\") or inner.startswith(r"\texttt") else f"{head}{inner}"
        return rf"{head}\left({inner}\right)"

    def _density(self, law: Distribution, x: sp.Expr) -> str:
        named = self.laws.get(law)
        head = named.density if named else f"f_{{{self._written_out(law)}}}"
        return rf"{head}\left({self._print(x)}\right)"

    def _print_polygamma(self, expr: sp.polygamma, exp: Any = None) -> str:
        order, x = expr.args
        mark = "" if order == 0 else f"^{{({self._in_line(order)})}}"
        return rf"\psi{mark}\left({self._print(x)}\right)"

    def _print_Function(self, expr: Any, exp: Any = None) -> str:
        """Heads named by :data:`notation.HEADS`; other ones by their name, typeset or letter by letter."""
        name = type(expr).__name__
        head = notation.HEADS.get(name) if not isinstance(expr, sp.core.function.AppliedUndef) else None
        inside = ", ".join(self._print(a) for a in expr.args)
        slope = getattr(type(expr), "slope_of", None)  # f', the slope of a supporting line of f
        typeset = head or (f"{names.latex_name(slope)}'" if slope else names.latex_name(name))
        return rf"{typeset}\left({inside}\right)"

    _print_gamma = _print_beta = _print_uppergamma = _print_lowergamma = _print_Function
    _print_ZetaDerivative = notation.zeta_derivative
    _print_zeta = _print_LambertW = _print_Max = _print_Min = _print_digamma = _print_Function
    _print_Heaviside = _print_expint = _print_Chi = _print_dirichlet_eta = _print_Function

    def _print_Abs(self, expr: sp.Abs, exp: Any = None) -> str:
        return rf"\left\lvert {self._print(expr.args[0])}\right\rvert"

    def _print_UndefinedFunction(self, expr: Any) -> str:
        return names.latex_name(str(expr))

    _print_FunctionClass = _print_UndefinedFunction

    # Sums, integrals, cases, relations

    def _print_Sum(self, expr: sp.Sum) -> str:
        return self._under_limits(r"\sum", expr)

    def _print_Product(self, expr: sp.Product) -> str:
        return self._under_limits(r"\prod", expr)

    def _under_limits(self, sign: str, expr: Any) -> str:
        parts = terms.take_apart(expr)
        if parts.negative:
            return f"-{self._print(parts.top[0])}"
        where = terms.restriction(expr.function)
        if where:
            below = rf"{', '.join(self._print(index) for index, *_ in expr.limits)} \,:\, {self._in_line(where[1])}"
            return f"{sign}_{{{below}}} {self._bracketed(where[0], (sp.Add, sp.Piecewise))}"
        out = ""
        for index, *bounds in expr.limits:
            lower = f"{self._print(index)}={self._in_line(bounds[0])}" if bounds else self._print(index)
            out += f"{sign}_{{{lower}}}" + (f"^{{{self._in_line(bounds[1])}}} " if len(bounds) > 1 else " ")
        return out + self._bracketed(expr.function, (sp.Add, sp.Piecewise))

    def _print_Integral(self, expr: sp.Integral) -> str:
        parts = terms.take_apart(expr)
        if parts.negative:
            return f"-{self._print(parts.top[0])}"
        signs, ends = "", ""
        where = terms.restriction(expr.function)
        if where:
            ends = "".join(rf" \,d{self._print(x)}" for x, *_ in expr.limits)
            return rf"\int_{{{self._in_line(where[1])}}} {self._bracketed(where[0], (sp.Add, sp.Piecewise))}{ends}"
        for x, *bounds in expr.limits:
            lower, upper = ([self._in_line(b) for b in bounds] + ["", ""])[:2] if len(bounds) == 2 else ("", "")
            signs = r"\int" + (f"_{{{lower}}}^{{{upper}}} " if bounds else " ") + signs
            ends += rf" \,d{self._print(x)}"
        return signs + self._bracketed(expr.function, (sp.Add, sp.Piecewise)) + ends

    def _print_Limit(self, expr: sp.Limit) -> str:
        body, x, to, side = expr.args
        mark = "" if str(side) == "+-" or to.is_infinite else f"^{{{side}}}"
        return rf"\lim_{{{self._print(x)} \to {self._print(to)}{mark}}} {self._bracketed(body, (sp.Add, sp.Piecewise))}"

    def _print_Piecewise(self, expr: sp.Piecewise) -> str:
        rows = [
            rf"{notation.displayed(self._print(value))} & "
            + (r"\text{otherwise}" if condition == True else rf"\text{{if }} {self._print(condition)}")  # noqa: E712
            for value, condition in expr.args
        ]
        return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"

    def _print_Relational(self, expr: Any) -> str:
        """A number stands on the right: ``s > 0``, not ``0 < s``."""
        relation = expr.reversed if expr.lhs.is_number and not expr.rhs.is_number else expr
        return f"{self._print(relation.lhs)} {notation.RELATIONS.get(relation.rel_op, relation.rel_op)} {self._print(relation.rhs)}"

    def _print_And(self, expr: sp.And) -> str:
        return self._joined(expr, r" \text{ and } ", sp.Or)

    def _print_Or(self, expr: sp.Or) -> str:
        return self._joined(expr, r" \text{ or } ", sp.And)

    def _joined(self, expr: Any, word: str, bracketed: Any) -> str:
        parts = sorted((self._print(a), isinstance(a, bracketed)) for a in expr.args)
        return word.join(rf"\left({text}\right)" if inner else text for text, inner in parts)

    # Distributions and what is of them

    def _print_Distribution(self, law: Distribution) -> str:
        return self.laws[law].letter if law in self.laws else self._written_out(law)

    def _written_out(self, law: Distribution) -> str:
        own = getattr(law, "_latex", None)
        if own:
            return own(self)
        return rf"{names.latex_name(type(law).__name__)}\left({', '.join(self._print(a) for a in law.args)}\right)"

    def _print_Mean(self, expr: Mean) -> str:
        f, x, law, *ends = expr.args
        under = self.laws[law].letter if law in self.laws else rf"{self._print(x)} \sim {self._written_out(law)}"
        part = rf";\, {self._print(ends[0])} < {self._print(x)} < {self._print(ends[1])}" if ends else ""
        return rf"\mathbb{{E}}_{{{under}}}\left[{self._print(f)}{part}\right]"

    def _print_Quantity(self, expr: Quantity) -> str:
        own = type(expr)._latex
        if own is not Quantity._latex:
            return own(expr, self)
        symbol = expr.symbol_of() if expr.unit == NATS else names.subscripted(expr.symbol_of(), self._print(expr.base))
        inside = expr.distributions or expr.args[:-1]  # an order stands in the symbol
        return rf"{symbol}\left({expr.between.join(map(self._print, inside))}\right)"


def _under_one_root(factors: tuple[sp.Expr, ...]) -> tuple[tuple[sp.Expr, ...], tuple[sp.Expr, ...]]:
    """Square roots of positive numbers gathered, sqrt(2) sqrt(pi) = sqrt(2 pi), and the other factors."""
    roots = tuple(f for f in factors if f.is_Pow and f.exp == sp.S.Half and f.base.is_number and f.base.is_positive)
    return tuple(f.base for f in roots), tuple(f for f in factors if f not in roots)
