"""Orders of Rényi's and Tsallis's families of quantities: positive numbers; at 1 they are Shannon's."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError


def order_of(value: Any, where: str) -> sp.Expr:
    """An order: exact (a float is the decimal that it prints as), a name in text a positive symbol.

    Raises:
        ParameterError: It is not a positive number.
    """
    if isinstance(value, str):
        read = door().read(value)
        return sp.Symbol(read.name, positive=True) if isinstance(read, sp.Symbol) else order_of(read, where)
    try:
        order = sp.Rational(str(value)) if isinstance(value, float) else sp.sympify(value, strict=True)
    except (TypeError, ValueError, sp.SympifyError):
        raise ParameterError(f"{where}: order {value!r} is no number; give one > 0, an expression or a name") from None
    order = order.xreplace({f: sp.Rational(str(f)) for f in order.atoms(sp.Float)})
    if not isinstance(order, sp.Expr) or order.is_positive is False or order.is_real is False or order.has(sp.oo, sp.zoo, sp.nan):
        raise ParameterError(f"{where}: order {value} is not a positive number; at order 1 it is Shannon's, give any other order > 0")
    return order


def constraints_of_order(order: sp.Expr) -> tuple[sp.Expr, ...]:
    """What a symbolic order has to satisfy."""
    return () if order.is_number or order.is_positive else (order,)
