"""Products: independent parts, each with the number of its copies."""

from typing import Any

import sympy as sp
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError, SupportError
from symbolic_info.core.heads import Distribution
from symbolic_info.distributions.pretty import pretty_call
from symbolic_info.distributions.sizes import size_of


class Product(Distribution):
    """``Product(P1, P2, ...)``: independent parts; ``Product(P, d)``: d independent copies of P, d a symbol or an integer.

    Raises:
        ParameterError: No part, or a number of copies that is no positive integer.
        SupportError: Discrete and continuous parts together.

    Examples:
        >>> from symbolic_info import Normal, Product
        >>> Product(Normal(0, "s"), "d").factors
        ((Normal(0, s), d),)
        >>> Product(Normal(0, 1), Normal("m", 2))
        Product(Normal(0, 1), Normal(m, 2))
    """

    def __new__(cls, *parts: Any) -> "Product":
        if len(parts) == 2 and not isinstance(parts[0], sp.Tuple) and _is_count(parts[1]):
            parts = ((parts[0], parts[1]),)
        pairs = [pair for part in parts for pair in _pairs(part)]
        if not pairs:
            raise ParameterError("Product needs its parts; write Product(P1, P2) or Product(P, 'd')")
        kinds = {law.is_discrete for law, _ in pairs}
        if len(kinds) > 1:
            raise SupportError(
                f"Product of discrete and continuous parts ({', '.join(str(law) for law, _ in pairs)}); keep the two kinds apart"
            )
        return sp.Basic.__new__(cls, *(sp.Tuple(law, count) for law, count in pairs))

    @property
    def factors(self) -> tuple[tuple[Distribution, sp.Expr], ...]:
        """The parts, each with the number of its independent copies."""
        return tuple((law, count) for law, count in self.args)

    @property
    def dimension(self) -> sp.Expr:
        """The number of variables."""
        return sp.Add(*(count for _, count in self.factors))

    @property
    def is_discrete(self) -> bool:
        return self.factors[0][0].is_discrete

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return tuple(p for law, count in self.factors for p in (*law.parameters, count))

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        counts = [count for _, count in self.factors if not count.is_number]
        return tuple(dict.fromkeys([c for law, _ in self.factors for c in law.constraints] + counts))

    def _sympystr(self, printer: Any) -> str:
        if len(self.args) == 1:
            law, count = self.factors[0]
            return f"Product({printer._print(law)}, {printer._print(count)})"
        return f"Product({', '.join(_repeated(law, count, printer) for law, count in self.factors)})"

    def _pretty(self, printer: Any) -> prettyForm:
        parts = [part for law, count in self.factors for part in ((law,) if count == 1 else (law, count))]
        return pretty_call(printer, "Product", [("", part) for part in parts])

    def _latex(self, printer: Any) -> str:
        powers = (printer._print(law) + ("" if count == 1 else rf"^{{\otimes {printer._print(count)}}}") for law, count in self.factors)
        return r" \otimes ".join(powers)


def _is_count(value: Any) -> bool:
    return isinstance(value, (str, int, sp.Expr)) and not hasattr(value, "pspace")


def _pairs(part: Any) -> list[tuple[Distribution, sp.Expr]]:
    """A part as (distribution, copies); the parts of a product that is a part itself."""
    law, count = part if isinstance(part, (tuple, sp.Tuple)) and len(part) == 2 else (part, 1)
    law, count = door().as_distribution(law), size_of(count, "Product: d")
    inner = law.factors if isinstance(law, Product) else ((law, sp.Integer(1)),)
    return [(each, copies * count) for each, copies in inner]


def _repeated(law: Distribution, count: sp.Expr, printer: Any) -> str:
    return printer._print(law) if count == 1 else f"Product({printer._print(law)}, {printer._print(count)})"
