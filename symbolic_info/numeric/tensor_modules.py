"""Printing for tensor libraries that differ in little but their names: the table that they share, and the module's text."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric import tensor_cholesky, tensors
from symbolic_info.numeric.heads import (
    Binet,
    BinetSlope,
    Closer,
    Dimension,
    Expectation,
    Exponential,
    Guarded,
    LogDet,
    LoggammaOnePlus,
    LoggammaRemainder,
    LogRatio,
    Minus,
    Norm,
    Phi,
    RelativeEntropy,
    RowSum,
    ScaledPhi,
    Spread,
    StirlingRemainder,
    TimesLog,
    TraceOf,
)
from symbolic_info.numeric.modules import domain, inside, kernels_of, module, opening
from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.printing import Writer, wrapped
from symbolic_info.numeric.program import Program

KERNELS = kernels_of(tensors, tensor_cholesky)

FUNCTIONS: dict[Any, str] = {
    sp.pi: "3.141592653589793",
    sp.E: "2.718281828459045",
    sp.EulerGamma: "0.5772156649015329",
    sp.oo: 'float("inf")',
    -sp.oo: '-float("inf")',
    sp.nan: 'float("nan")',
    "log1p": "xp.log1p({0})",
    "expm1": "expm1({0})",
    "sqrt": "xp.sqrt({0})",
    "where": "xp.where({0}, {1}, {2})",
    "digamma": "digamma({0})",
    "polygamma": "polygamma({0}, {1})",
    "times_log1p": "times_log1p({0}, {1})",
    "x_log_x": "x_log_x({0}, {1})",
    "chi": "chi({0}, {1}, {2}, {3})",
    "finite": "xp.isfinite({0})",
    "every": "xp.all({0}, -1)",
    "definite": "is_definite({0})",
    "and": "&",
    "or": "|",
    "not": "~({0})",
    sp.log: "xp.log({0})",
    sp.exp: "xp.exp({0})",
    sp.Abs: "xp.abs({0})",
    sp.Max: "xp.where({1} > {0}, {1}, {0} + 0 * {1})",
    sp.sign: "xp.sign({0})",
    sp.floor: "xp.floor({0})",
    sp.ceiling: "xp.ceil({0})",
    sp.sin: "xp.sin({0})",
    sp.cos: "xp.cos({0})",
    sp.tan: "xp.tan({0})",
    sp.sinh: "xp.sinh({0})",
    sp.cosh: "xp.cosh({0})",
    sp.tanh: "xp.tanh({0})",
    sp.gamma: "xp.exp(loggamma({0}))",
    sp.loggamma: "loggamma({0})",
    sp.factorial: "xp.exp(loggamma({0} + 1))",
    sp.erf: "special.erf({0})",
    sp.erfc: "special.erfc({0})",
    Dimension: "{0}.shape[-1]",
    LogDet: "log_det({0})",
    TraceOf: "trace_of({0}, {1})",
    Norm: "norm({0}, {1})",
    Spread: "spread({0}, {1})",
    RowSum: "xp.sum({0}, -1)",
    Minus: "({0} - {1})",
    Closer: "closer({all})",
    LogRatio: "log_ratio({0}, {1}, {2})",
    Phi: "phi({0}, {1})",
    ScaledPhi: "phi_times({0}, {1}, {2}, {3})",
    RelativeEntropy: "relative_entropy({0}, {1}, {2})",
    Exponential: "xp.exp({0})",
    Guarded: "xp.exp({1})",
    Binet: "binet({0})",
    BinetSlope: "binet_slope({0})",
    StirlingRemainder: "stirling_remainder({0}, {1}, {2})",
    LoggammaRemainder: "loggamma_remainder({0}, {1}, {2})",
    LoggammaOnePlus: "loggamma1p({0}, {1})",
    TimesLog: "times_log({0}, {1})",
}
"""How each head, constant and word is printed over ``xp`` and ``special``."""


def tensor_module(program: Program, imports: str, library: str) -> str:
    """The text of a module with one public function of tensors.

    Raises:
        ParameterError: Series and what has no closed form are not written for tensors.
    """
    if program.expression.has(sp.Sum, Expectation):
        raise ParameterError(f'{program.title} has no closed form that {library} runs; use backend="numpy"')
    writer = Writer(FUNCTIONS, program.arguments)
    *statements, value = writer.statements(program.expression)
    first = next(iter(program.arguments.values()), None)
    shapes = "Arguments are tensors that broadcast against each other; the result has their common shape, type and device."
    lines = [
        *opening(program, writer, shapes, program.notes),
        *(f"    {wrapped(s, 4)}" for s in statements),
        f"    {wrapped(f'value = {value}', 4)}",
        f"    {wrapped(f'inside = {inside(program, writer)}', 4)}",
        f"    return masked(value, inside, {first})" if first else "    return value",
    ]
    head = f'"""{harmless(program.title)}, in {program.unit}.\n\nWritten by symbolic_info; needs {library} only.\n"""\n\n'
    header = f"{head}from __future__ import annotations\n\n{imports}\n"
    return module(header, writer, KERNELS, ["\n".join(lines), domain(program, writer)])
