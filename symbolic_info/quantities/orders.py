"""Orders of Rényi's and Tsallis's families of quantities: positive numbers; at 1 they are Shannon's."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError
from symbolic_info.distributions.parameters import exact


def order_of(value: Any, where: str) -> sp.Expr:
    """An order: exact, a name in text a positive symbol.

    Raises:
        ParameterError: It is not a positive number.
    """
    order = exact(value, f"{where}: order", door().read, {"positive": True})
    if order.is_positive is False or order.is_real is False or order.has(sp.oo, sp.zoo, sp.nan):
        raise ParameterError(f"{where}: order {order} is not a positive number; at order 1 it is Shannon's, give any other order > 0")
    return order


def constraints_of_order(order: sp.Expr) -> tuple[sp.Expr, ...]:
    """What a symbolic order has to satisfy."""
    return () if order.is_number or order.is_positive else (order,)
