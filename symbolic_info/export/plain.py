"""Plain text of expressions: SymPy's notation, terms in textbook order, ``D_KL(P || Q)``, ``E_P[...]``; no control characters."""

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.printing.str import StrPrinter

from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.units import NATS
from symbolic_info.export import terms
from symbolic_info.export.names import plain_text
from symbolic_info.export.printing import LawName

SYMBOLS = {r"D_{\mathrm{KL}}": "D_KL"}


class Plain(StrPrinter):
    """SymPy's text printer with letters for laws."""

    # The heads' own ``_sympystr`` writes code; here the methods below come first.
    printmethod = "_plain_text"

    def __init__(self, laws: Mapping[Distribution, LawName]) -> None:
        super().__init__()
        self.laws = laws

    def law_body(self, law: Distribution) -> str:
        """A law written out, even where it has a letter."""
        own = getattr(law, "_sympystr", None)
        return own(self) if own else plain_text(str(law))

    def _print(self, expr: Any, **kwargs: Any) -> str:
        # A distribution or a quantity may be called like a class of SymPy (Product), by which SymPy chooses the method.
        own = self._print_Distribution if isinstance(expr, Distribution) else self._print_Quantity if isinstance(expr, Quantity) else None
        return own(expr) if own else super()._print(expr, **kwargs)

    def emptyPrinter(self, expr: Any) -> str:
        own = getattr(expr, "_sympystr", None)
        return own(self) if own else plain_text(str(expr))

    _print_Basic = emptyPrinter

    def _print_Indexed(self, expr: sp.Indexed) -> str:
        return f"{self._print(expr.base)}[{', '.join(self._print(i) for i in expr.indices)}]"

    def _print_IndexedBase(self, expr: sp.IndexedBase) -> str:
        return self._print(expr.label)

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return plain_text(expr.name) or "?"

    _print_Dummy = _print_Wild = _print_Symbol

    def _print_Function(self, expr: Any) -> str:
        return f"{plain_text(type(expr).__name__)}({', '.join(self._print(a) for a in expr.args)})"

    def _print_Add(self, expr: sp.Add, order: str | None = None) -> str:
        out = ""
        for term in terms.ordered(expr.args, self._print):
            text = self._print(term)
            negative, text = text.startswith("-"), text.removeprefix("-")
            out += ((" - " if negative else " + ") if out else "-" * negative) + text
        return out

    def _print_Distribution(self, law: Distribution) -> str:
        return self.laws[law].letter if law in self.laws else self.law_body(law)

    def _print_LogDensity(self, expr: LogDensity) -> str:
        law, x = expr.args
        head = self.laws[law].density if law in self.laws else f"f_{self.law_body(law)}"
        return f"log({head}({self._print(x)}))"

    def _print_Mean(self, expr: Mean) -> str:
        f, x, law = expr.args
        under = self.laws[law].letter if law in self.laws else f"{{{self._print(x)} ~ {self.law_body(law)}}}"
        return f"E_{under}[{self._print(f)}]"

    def _print_Quantity(self, expr: Quantity) -> str:
        own = SYMBOLS.get(expr.symbol_of(), expr.symbol_of())
        symbol = own if own.isidentifier() and not expr.further else type(expr).__name__
        unit = "" if expr.unit == NATS else f", base={self._print(expr.base)}"
        bar = " || " if "KL" in expr.symbol else ", "
        return f"{symbol}({bar.join(self._print(a) for a in expr.args[:-1])}{unit})"
