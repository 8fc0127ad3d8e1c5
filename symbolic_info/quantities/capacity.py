"""Capacity: the largest mutual information of input and output over all laws of the input, in nats."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Quantity
from symbolic_info.core.units import NATS, Unit, unit_of


class Capacity(Quantity):
    r"""``Capacity(channel)``: max over p(x) of I(X; Y), which is D(p(y | x) || p(y)) for every input x that the best law uses.

    Args:
        channel: A ``FiniteChannel``, which knows an input law that attains the maximum.
        base: Base b > 1 of the logarithm, or "nats" or "bits".

    Raises:
        ParameterError: ``channel`` is none.

    References:
        Gallager (1968), *Information Theory and Reliable Communication*, theorem 4.5.1; Cover & Thomas (2006), (7.1).

    Examples:
        >>> from symbolic_info import BinaryErasureChannel, Capacity
        >>> Capacity(BinaryErasureChannel("e")).doit()
        (1 - e)*log(2)
    """

    key = "capacity"
    symbol = "C"
    is_extended_nonnegative = True

    def __new__(cls, channel: Any, base: Any = None) -> "Capacity":
        if not hasattr(channel, "best"):
            raise ParameterError(f"Capacity: {channel} is no channel with explicit rows; write for example BinarySymmetricChannel('e')")
        unit = base if isinstance(base, Unit) else NATS if base is None else unit_of(base)
        return sp.Expr.__new__(cls, channel, unit)

    def definition(self, channel: Any) -> sp.Expr:
        """The divergence of the first row from the output law, as a sum."""
        pairs = ((w, channel.output.mass(j + 1)) for j, w in enumerate(channel.rows.row(0)) if w != 0)
        return sp.Add(*(w * (sp.log(w) - sp.log(q)) for w, q in pairs))

    @property
    def is_differential(self) -> bool:
        return False

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        """The transition probabilities that are not 0 are positive."""
        return tuple(dict.fromkeys(w for w in self.args[0].rows if not w.is_number))
