"""A quantity estimated from random draws, with an error bar: for what has no closed form, or as one more witness against a form.

The mean of n independent draws of the integrand lies within two standard errors of the expectation in about 95 of 100 cases; the
standard error is the sample's standard deviation divided by sqrt(n).  A draw from a density is a node of the double exponential rule,
chosen with the mass that the rule gives it: so the mean over all draws is the rule's own sum.

Source: Owen (2013), Monte Carlo theory, methods and examples, chapter 2.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Quantity
from symbolic_info.numeric.definition import definition, is_on_the_line
from symbolic_info.numeric.function import NumericFunction
from symbolic_info.numeric.heads import Divergence, Expectation
from symbolic_info.numeric.lambdify import regenerated
from symbolic_info.numeric.program import arguments_of

LEVEL = 7
"""Nodes stand 2^-7 apart."""


@dataclass(frozen=True)
class Estimate:
    """``value`` with the standard ``error`` of ``draws`` independent draws from a generator started with ``seed``."""

    value: float
    error: float
    draws: int
    seed: int

    def __str__(self) -> str:
        return f"{self.value:.6g} +- {self.error:.1g} ({self.draws} draws)"


def estimate(quantity: Quantity, draws: int = 100_000, seed: int = 0, **parameters: float) -> Estimate:
    r"""``quantity`` = E_P f(X) as the mean of f at ``draws`` draws from P, in the unit of the quantity, with its standard error.

    A divergence is the mean of q/p - 1 - log(q/p) >= 0 where P and Q have one support, which falls with the divergence itself.

    Args:
        quantity: An entropy, cross-entropy or divergence of laws on the line or on integers.
        draws: How many, at least 2.
        seed: Of the random numbers.
        parameters: A number for each symbol.

    Raises:
        ParameterError: The quantity is no single expectation on the line, or a finite sum; a parameter is missing, unknown, no number or
            outside the domain; or there are fewer than two draws.

    Where the integrand has no variance, as where the divergence is infinite by a tail, the standard error says nothing.

    Examples:
        >>> from symbolic_info import KL, Normal
        >>> found = estimate(KL(Normal("m", 1), Normal(0, 2)), draws=10_000, m=1)
        >>> abs(found.value - 0.4431471805599453) < 4 * found.error
        True
    """
    import numpy as np

    if not isinstance(draws, int | np.integer) or draws < 2:
        raise ParameterError(f"draws={draws} gives no error bar; take 2 or more, a whole number")
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise ParameterError(f"seed={seed!r} is no whole number from 0 on; give one")
    function, node = _integrated(quantity)
    values = _numbers(function, parameters)
    loaded = function._run.__globals__
    parts = next(v for name, v in loaded.items() if name.startswith("parts_"))
    breaks = next((v for name, v in loaded.items() if name.startswith("breaks_")), None)
    with np.errstate(all="ignore"):
        table = (
            _masses(parts, dict(zip(function.symbols, values, strict=True)), node)
            if breaks is None
            else _nodes(loaded, parts, breaks(*values), values)
        )
        x, end, mass = table
        chosen = np.random.default_rng(seed).choice(len(mass), size=draws, p=mass / mass.sum())
        terms = np.array(_terms(parts, x, end, values, isinstance(node, Divergence)))[chosen]
    terms = terms * float(sp.N(function.closed_form.coeff(node)))
    return Estimate(float(terms.mean()), float(terms.std(ddof=1) / np.sqrt(draws)), draws, seed)


def _numbers(function: NumericFunction, parameters: dict[str, float]) -> tuple[float, ...]:
    """The parameters in order.

    Raises:
        ParameterError: One is missing, unknown, no number, or outside the domain.
    """
    bound = function._bound((), parameters)
    for name, value in zip(function.args, bound, strict=True):
        if not hasattr(value, "__float__") or getattr(value, "shape", ()) != ():
            raise ParameterError(f"{name} = {value!r} is no real number; give one number for each symbol")
    values = tuple(map(float, bound))
    for rule, holds in zip(function._rules, function._kept(values), strict=True):
        if not holds:
            given = ", ".join(f"{name} = {value}" for name, value in zip(function.args, values, strict=True))
            raise ParameterError(f"{given}: {function.program.title} needs {rule}; give parameters with {rule}")
    return values


def _integrated(quantity: Quantity) -> tuple[NumericFunction, Expectation]:
    """The function that integrates the definition, and the expectation in it.

    Raises:
        ParameterError: The definition is not a number times one expectation.
    """
    if not isinstance(quantity, Quantity) or not all(map(is_on_the_line, quantity.distributions)):
        raise ParameterError(f"{quantity} is not estimated: give an entropy, cross-entropy or KL of laws on the line or on integers")
    form, conditions, method = definition(quantity)
    nodes = sorted(form.atoms(Expectation), key=sp.default_sort_key)
    if len(nodes) != 1 or not (form / nodes[0]).is_number:
        raise ParameterError(f"{quantity} is no single expectation on one support; give its parts one by one")
    function = regenerated(quantity, form, tuple(arguments_of(quantity, form)), conditions, method, "numpy")
    if not function.program.expression.has(Expectation):
        raise ParameterError(f"{quantity} is a sum of finitely many terms; lambdify(quantity) adds them up exactly")
    return function, nodes[0]


def _nodes(loaded: dict[str, Any], parts: Any, breaks: tuple, values: tuple) -> tuple:
    """The nodes of the double exponential rule, on which side of which end each is measured, and their masses."""
    import numpy as np

    points = loaded["ordered_points"](breaks)
    half = (np.arange(6 * 2**LEVEL) + 0.5) / 2**LEVEL
    found = [loaded["panel_nodes"](a, b, points, s) for a, b in pairwise(points) for s in (-half, half)]
    masses = [np.nan_to_num(np.exp(np.broadcast_to(parts(y, end, *values)[0], y.shape)) * weight) for y, end, weight in found]
    ends = np.concatenate([np.full(len(y), end) for y, end, _ in found])
    return np.concatenate([y for y, _, _ in found]), ends, np.concatenate(masses)


def _masses(parts: Any, given: dict[sp.Symbol, Any], node: Expectation) -> tuple:
    """The integers that hold all but 1e-12 of the mass."""
    import numpy as np

    lo, hi = (float(e.xreplace(given)) for e in node.args[3:5])
    values = tuple(given.values())
    k = np.arange(max(lo, -1e6), min(hi, (lo if np.isfinite(lo) else 0.0) + 1e6) + 1)
    mass = np.exp(np.broadcast_to(parts(k, *values)[0], k.shape))
    kept = mass > 0
    return k[kept], np.zeros(kept.sum()), mass[kept]


def _terms(parts: Any, x: Any, end: Any, values: tuple, divergence: bool) -> Any:
    """The integrand at each node."""
    import numpy as np

    found = np.zeros(len(x))
    for side in (-1, 0, 1):
        at = end == side
        if at.any():
            f = np.broadcast_to((parts(x[at], side, *values) if _takes_end(parts, values) else parts(x[at], *values))[1], x[at].shape)
            found[at] = np.expm1(f) - f if divergence else f
    return np.nan_to_num(found)


def _takes_end(parts: Any, values: tuple) -> bool:
    return parts.__code__.co_argcount == len(values) + 2
