"""The one way up: what a head on floor 0 or 1 may ask of the floors above.

``KL(P, Q).doit()`` is a method of a head, but needs the search; text needs the parser; printing needs the exporters.
The package's ``__init__`` opens the door once; without it a head stays an unevaluated expression.
"""

from typing import Any, Protocol

import sympy as sp

from symbolic_info.core.errors import SymbolicInfoError


class Door(Protocol):
    """What the upper floors offer."""

    def closed_form(self, quantity: sp.Expr) -> sp.Expr | None:
        """The derived closed form, or None."""

    def is_finite(self, quantity: sp.Expr) -> bool:
        """Whether a derivation shows ``quantity`` finite."""

    def numeric_value(self, quantity: sp.Expr, digits: int) -> sp.Expr:
        """The value by the definition (quadrature or summation)."""

    def print_latex(self, expression: sp.Basic) -> str:
        """Textbook LaTeX."""

    def as_distribution(self, value: Any) -> Any:
        """A distribution for ``value``: one of ours, or a ``sympy.stats`` random variable."""

    def law(self, family: Any, args: tuple, kwargs: dict) -> Any:
        """The family at given parameters."""

    def read(self, text: str) -> sp.Expr:
        """Text as an expression, its names plain symbols."""

    def statement(self, text: str) -> Any:
        """What a user's text states: a quantity, an expression in quantities, a relation."""

    def export(self, derivation: Any, key: str) -> str:
        """``derivation`` in the format ``key``."""

    def mimebundle(self, derivation: Any) -> dict[str, str]:
        """``derivation`` in every form that a notebook may show."""


class _Closed:
    def __getattr__(self, name: str) -> Any:
        raise SymbolicInfoError(f"door {name!r} is shut: import symbolic_info, which opens the doors")


_open: list[Any] = [_Closed()]


def bind(door: Door) -> None:
    """Open the doors (called once, by the package's ``__init__``)."""
    _open[0] = door


def door() -> Door:
    """The open door."""
    return _open[0]
