"""Units of information: a unit is the base of its logarithm."""

import sympy as sp

from symbolic_info.core.errors import ParameterError

NAMES = {"nats": sp.E, "bits": sp.Integer(2), "shannons": sp.Integer(2), "hartleys": sp.Integer(10), "bans": sp.Integer(10)}


class Unit(sp.Basic):
    """The last argument of every quantity: logarithms are to base ``unit.base`` > 1."""

    def __new__(cls, base: sp.Expr) -> "Unit":
        return sp.Basic.__new__(cls, base)

    @property
    def base(self) -> sp.Expr:
        return self.args[0]

    @property
    def name(self) -> str:
        """ "nats", "bits", or the base itself."""
        return {sp.E: "nats", sp.Integer(2): "bits", sp.Integer(10): "hartleys"}.get(self.base, f"base {self.base}")


NATS = Unit(sp.E)


def unit_of(base: "str | int | float | sp.Expr | Unit") -> Unit:
    """The unit for ``base=``: a number or expression > 1, or "nats", "bits", "hartleys".

    Raises:
        ParameterError: The base is not above 1.
    """
    if isinstance(base, Unit):
        return base
    if isinstance(base, str):
        if base not in NAMES:
            raise ParameterError(f"unknown unit {base!r}; known units: {', '.join(sorted(NAMES))}")
        return Unit(NAMES[base])
    value = sp.sympify(base)
    value = sp.Rational(str(base)) if isinstance(base, float) else value
    if not isinstance(value, sp.Expr) or (value - 1).is_positive is False:
        raise ParameterError(f"base={base} is not above 1; a logarithm of information needs a base b > 1, e.g. base=2 for bits")
    return Unit(value)
