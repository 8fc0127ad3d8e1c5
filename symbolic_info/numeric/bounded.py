"""A value with a bound of its error, as ``scipy.integrate.quad`` gives both: stated by the kernel that integrates or adds up.

The bound of a closed form is measured: the distance of the value from mpmath's.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.function import NumericFunction, loaded
from symbolic_info.numeric.heads import Expectation, Size, Sized
from symbolic_info.numeric.magnitude import size

Array = Any
KERNELS = ("series", "mean_of_masses", "divergence_of_masses", "mean_of_density", "divergence_of_density")
"""What computes sums and integrals in a generated module; NAME_and_bound gives the value and a bound of its error."""
DIGITS = 20


class Bounded(NamedTuple):
    """``value`` and the largest absolute error that it may have, each a number or an array; nan where there is no value.

    Of a sum or an integral the bound holds what the last refinement changed and what rounding may do to the terms.
    """

    value: Any
    bound: Any


def bounded(function: NumericFunction, values: tuple[Any, ...]) -> Bounded:
    """The values of ``function`` at arguments in order, with their bounds.

    Raises:
        ParameterError: The function takes rows or matrices, or is of a tensor library.
    """
    import numpy as np

    if function.program.rows or function.program.matrices or function.backend.key not in ("numpy", "numba", "python", "mpmath"):
        raise ParameterError(f"{function.program.title} by {function.backend.name} has no stated bounds; ask for single numbers by NumPy")
    value = function(*values)
    arrays = [np.asarray(v, dtype=float) for v in values]
    with np.errstate(all="ignore"):
        found = _measured(function, arrays, value) if function.method == "closed form" else _stated(function, arrays)
        bound = np.where(np.isnan(np.asarray(value, dtype=float)), np.nan, found)
    return Bounded(value, float(bound) if bound.ndim == 0 else bound)


def _measured(function: NumericFunction, arrays: list[Array], value: Any) -> Array:
    """How far the values lie from those of mpmath, and half a unit of its last place."""
    import mpmath
    import numpy as np

    exact = function.on("mpmath")

    def one(found: float, *point: float) -> float:
        with mpmath.workdps(DIGITS):
            true = exact(*point)
            if mpmath.isinf(true) and true == found:
                return 0.0
            return float(abs(true - found) + abs(true) * mpmath.mpf(2) ** -60)

    return np.vectorize(one, otypes=[float])(np.asarray(value, dtype=float), *arrays)


def _with_sizes(function: NumericFunction) -> NumericFunction:
    """The function with the size of the terms in each integrand and in each term beside them."""
    from symbolic_info.numeric.lambdify import regenerated

    def sized(node: sp.Expr) -> sp.Expr:
        f, *rest = node.args
        if isinstance(node, sp.Sum):
            return sp.Sum(Sized(f, size(f)), *rest)
        return node.func(Sized(f, size(f) + Size(f) * size(rest[0])), *rest)

    form = function.closed_form.replace(lambda e: isinstance(e, sp.Sum | Expectation), sized)
    return regenerated(function.quantity, form, function.symbols, function.conditions, function.method, "numpy")


def _stated(function: NumericFunction, arrays: list[Array]) -> Array:
    """What the errors of the sums and integrals in the function make of its value, each at its bound in turn."""
    import numpy as np

    module = loaded(_with_sizes(function).source)
    results: list[tuple[Array, Array]] = []

    def record(kernel: Callable) -> Callable:
        def run(*given: Any) -> Array:
            results.append(kernel(*given))
            return results[-1][0]

        return run

    def moved(recorded: Iterator[Array]) -> Callable:
        return lambda *given: next(recorded)

    kernels = {name: module[f"{name}_and_bound"] for name in KERNELS if name in module}
    module |= {name: record(kernel) for name, kernel in kernels.items()}
    value = module[function.program.name](*arrays)
    total = 2.0**-51 * abs(np.where(np.isfinite(value), value, 0.0))
    for i in range(len(results)):
        told = iter([v + b if i == j else v for j, (v, b) in enumerate(results)])
        module |= dict.fromkeys(kernels, moved(told))
        total = total + abs(module[function.program.name](*arrays) - value)
    return np.where(np.isinf(value), 0.0, np.where(np.isnan(total), np.inf, total))
