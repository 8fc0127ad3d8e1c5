"""Whatever a quantity may be of, as a distribution."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.core.records import Family
from symbolic_info.distributions.signatures import usage


def as_distribution(value: Any) -> Distribution:
    """``value`` itself where it is a distribution; a ``sympy.stats`` variable or distribution through its density.

    Raises:
        ParameterError: ``value`` is no distribution; the message shows how to make one.
    """
    if isinstance(value, Distribution):
        return value
    if isinstance(value, Family):
        raise ParameterError(f"{value.name} is a family, not a distribution; give it parameters: {usage(value)}")
    if isinstance(value, type) and issubclass(value, Distribution):
        raise ParameterError(f"{value.__name__} is a kind of distribution; call it, for example {value.__name__}([1/2, 1/2])")
    if isinstance(value, sp.Basic) and (hasattr(value, "pspace") or type(value).__module__.startswith("sympy.stats")):
        # Here, because sympy.stats takes as long to import as this package: only those who use it wait for it.
        from symbolic_info.distributions.sympy_stats import from_sympy

        return from_sympy(value)
    if isinstance(value, sp.Expr) and any(hasattr(symbol, "pspace") for symbol in value.free_symbols):
        raise ParameterError(
            f"{value} is computed from random variables; only a variable itself is read, so write its Density(expr, x, support)"
        )
    raise ParameterError(
        f"{value!r} is not a distribution; write for example Normal('mu', 'sigma'), Categorical('p', 'n') or Density(expr, x, (0, 1))"
    )
