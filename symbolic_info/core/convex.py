"""An unknown convex function, to state a theorem for all of them."""

from typing import Any

import sympy as sp
from sympy.core.function import UndefinedFunction

from symbolic_info.core.errors import ParameterError


def convex_function(name: str, lo: Any = -sp.oo, hi: Any = sp.oo) -> UndefinedFunction:
    """An unknown function of one real number that is convex on the open interval (``lo``, ``hi``).

    Raises:
        ParameterError: The interval is empty.

    Examples:
        >>> from symbolic_info import convex_function
        >>> f = convex_function("f", 0)
        >>> f(1), f.convex_on
        (f(1), (0, oo))
    """
    ends = sp.sympify(lo, strict=True), sp.sympify(hi, strict=True)
    if not (ends[0] < ends[1]) == True:  # noqa: E712 (a relation between symbols has no truth value)
        raise ParameterError(f"convex_function: ({ends[0]}, {ends[1]}) is not an interval; give lo < hi")
    return UndefinedFunction(name, convex_on=ends, real=True)  # a keyword, so that SymPy tells functions of one name apart
