"""A density from a function that is one up to a constant."""

from typing import Any

from symbolic_info.derive.derivation import derive
from symbolic_info.distributions.density import Density


def normalized(expr: Any, x: Any, support: Any) -> Density:
    r"""The density proportional to ``expr``, a positive function of ``x`` on ``support``:

        p(x) = f(x) / Z,    Z = integral (or sum) of f over the support.

    Z is derived from f by the lemmas and replayed by the kernel: ``derive(Density(f, x, support).total)`` shows the steps, and
    ``derive(normalized(f, x, support).total)`` proves that the result totals 1.

    Args:
        expr: The function as a SymPy expression or text.
        x: Its variable, a symbol or a name.
        support: A pair of bounds, or a SymPy set: ``Interval``, ``Range``, ``Naturals0`` ...

    Raises:
        NotNormalised: f is negative somewhere, or its integral diverges; the message says where.
        NoClosedForm: No rule gives Z; the message names the integral that is left.
        ParameterError, SupportError: As for ``Density``.

    Examples:
        >>> normalized("exp(-x^4)", "x", ("-oo", "oo"))
        Density(2*exp(-x**4)/gamma(1/4), x, (-oo, oo))
    """
    shape = Density(expr, x, support)
    return Density(shape.expression / derive(shape.total).result, shape.bound, shape.support)
