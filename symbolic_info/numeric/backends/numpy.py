"""The NumPy and SciPy back end: prints a program as a module that needs nothing else, and runs it on numbers and arrays."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric import kernels, summation
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.heads import (
    Exponential,
    Guarded,
    LoggammaOnePlus,
    LoggammaRemainder,
    LogRatio,
    Minus,
    Phi,
    RelativeEntropy,
    RowSum,
    StirlingRemainder,
    TimesLog,
)
from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.printing import Writer
from symbolic_info.numeric.program import Program

FUNCTIONS = {
    sp.exp: "np.exp({0})",
    sp.Abs: "np.abs({0})",
    sp.sign: "np.sign({0})",
    sp.floor: "np.floor({0})",
    sp.ceiling: "np.ceil({0})",
    sp.sin: "np.sin({0})",
    sp.cos: "np.cos({0})",
    sp.tan: "np.tan({0})",
    sp.asin: "np.arcsin({0})",
    sp.acos: "np.arccos({0})",
    sp.atan: "np.arctan({0})",
    sp.sinh: "np.sinh({0})",
    sp.cosh: "np.cosh({0})",
    sp.tanh: "np.tanh({0})",
    sp.asinh: "np.arcsinh({0})",
    sp.acosh: "np.arccosh({0})",
    sp.atanh: "np.arctanh({0})",
    sp.Max: "np.maximum({0}, {1})",
    sp.Min: "np.minimum({0}, {1})",
    sp.gamma: "special.gamma({0})",
    sp.loggamma: "special.gammaln({0})",
    sp.factorial: "special.gamma({0} + 1)",
    sp.binomial: "special.binom({0}, {1})",
    sp.beta: "special.beta({0}, {1})",
    sp.harmonic: "(special.digamma({0} + 1) + np.euler_gamma)",
    sp.erf: "special.erf({0})",
    sp.erfc: "special.erfc({0})",
    sp.erfi: "special.erfi({0})",
    sp.erfinv: "special.erfinv({0})",
    sp.Ei: "special.expi({0})",
    sp.expint: "special.expn({0}, {1})",
    sp.uppergamma: "(special.gammaincc({0}, {1}) * special.gamma({0}))",
    sp.lowergamma: "(special.gammainc({0}, {1}) * special.gamma({0}))",
    sp.besseli: "special.iv({0}, {1})",
    sp.besselk: "special.kv({0}, {1})",
    sp.besselj: "special.jv({0}, {1})",
    sp.zeta: "special.zeta({0})",
    sp.LambertW: "special.lambertw({0}).real",
    RowSum: "np.sum(np.atleast_1d({0}), axis=-1)",
    Minus: "({0} - {1})",
    LogRatio: "log_ratio({0}, {1}, {2})",
    Phi: "phi({0}, {1})",
    RelativeEntropy: "relative_entropy({0}, {1}, {2})",
    Exponential: "np.exp({0})",
    Guarded: "guarded({0}, {1})",
    StirlingRemainder: "stirling_remainder({0}, {1}, {2})",
    LoggammaRemainder: "loggamma_remainder({0}, {1}, {2})",
    LoggammaOnePlus: "loggamma1p({0}, {1})",
    TimesLog: "times_log({0}, {1})",
}
"""How each head is called; ``special`` is ``scipy.special``."""

KERNELS: dict[str, Callable] = {
    function.__name__: function
    for module in (kernels, summation)
    for name, function in sorted(vars(module).items())
    if inspect.isfunction(function) and function.__module__ == module.__name__
}

HEADER = '''"""{title}, in {unit}.

Written by symbolic_info; needs NumPy and SciPy only.
"""

from __future__ import annotations

import numpy as np
from scipy import special
'''


def write(program: Program) -> str:
    """The text of a module with one public function, ``program.name``."""
    writer = Writer(FUNCTIONS, program.arguments)
    body = _body(program, writer)
    code = "\n\n\n".join([*writer.definitions, body, _domain(program, writer)])
    constants = "".join(f"{name} = {number!r}  # {harmless(str(shown))}\n" for name, number, shown in writer.constants)
    carried = [inspect.getsource(KERNELS[name]).rstrip() for name in needed(code)]
    header = HEADER.format(title=harmless(program.title), unit=program.unit) + (f"\n{constants}" if constants else "")
    return "\n\n\n".join([header.rstrip(), *carried, code.rstrip()]) + "\n"


def needed(code: str) -> list[str]:
    """The kernels that ``code`` calls, and those that they call."""
    found: list[str] = []
    waiting = [code]
    while waiting:
        text = waiting.pop()
        for name in KERNELS:
            if name not in found and re.search(rf"(?<![\w.]){name}\b", text):
                found.append(name)
                waiting.append(inspect.getsource(KERNELS[name]))
    return sorted(found)


def _body(program: Program, writer: Writer) -> str:
    statements = writer.statements(program.expression)
    inside = " & ".join(test if test.endswith(")") else f"({test})" for test in _rules(program, writer).values())
    lines = [
        f"def {program.name}({', '.join(program.arguments.values())}):",
        f'    """{harmless(program.title)}, in {program.unit}.',
        "",
        *(f"    {harmless(line)}" if line else "" for line in _description(program, writer)),
        '    """',
        '    with np.errstate(all="ignore"):',
        *(f"        {statement}" for statement in statements[:-1]),
        f"        value = {statements[-1]}",
        f"        inside = {inside or 'True'}",
        "        return np.where(inside, value, np.nan)",
    ]
    return "\n".join(lines)


def _rules(program: Program, writer: Writer) -> dict[str, str]:
    """What the arguments satisfy, in words, and the code that tests it; along a row every entry does."""
    rules = {f"finite {name}": f"np.isfinite({name})" for name in program.arguments.values()}
    rules |= {text: text for text in (writer.code(c) for c in program.domain)}
    rows = {program.arguments[s] for s in program.rows}
    return {
        rule: f"np.all({test}, axis=-1)" if any(re.search(rf"\b{row}\b", test) for row in rows) else test for rule, test in rules.items()
    }


def _domain(program: Program, writer: Writer) -> str:
    """A function that tells where each rule of the domain holds."""
    rules = _rules(program, writer)
    listed = "".join(f"\n        {harmless(rule)!r}: {text}," for rule, text in rules.items())
    start = f'def domain({", ".join(program.arguments.values())}):\n    """Where each rule of the domain holds."""\n    return {{'
    return start + listed + ("\n    }" if rules else "}")


def _description(program: Program, writer: Writer) -> list[str]:
    where = ", ".join(writer.code(c) for c in program.domain)
    rows = ", ".join(name for symbol, name in program.arguments.items() if symbol in program.rows)
    shapes = "Arguments are numbers or arrays that broadcast against each other; the result has their common shape."
    along = f"Arguments {rows} are masses along the last axis, which the result does not have; they are taken as they are, not normalised."
    return [
        along if rows else shapes,
        f"Outside {where} and for infinite arguments it is nan." if where else "For infinite arguments it is nan.",
        f"Method: {program.method}.",
        *program.notes,
    ]


def call(function: Callable, values: tuple[Any, ...]) -> Any:
    """Runs ``function`` in float64: numbers give a Python float, arrays an array, float32 arrays a float32 array.

    Raises:
        ParameterError: An argument is no real number and no array of them, or the shapes do not broadcast.
    """
    import numpy as np

    arrays = [_real(np, v) for v in values]
    try:
        np.broadcast_shapes(*(a.shape for a in arrays))
    except ValueError:
        shapes = ", ".join(str(a.shape) for a in arrays)
        raise ParameterError(f"shapes {shapes} do not broadcast; give arrays of one shape, or with axes of length 1") from None
    result = np.asarray(function(*(a.astype(np.float64) for a in arrays)), dtype=np.float64)
    typed = [v.dtype for v in values if isinstance(v, np.ndarray | np.generic) and not isinstance(v, float)]
    if not typed:
        return float(result) if result.ndim == 0 else result
    narrow = all(t.kind == "f" and t.itemsize < 8 for t in typed)
    return result.astype(np.result_type(*typed) if narrow else np.float64)[()]


def _real(np: Any, value: Any) -> Any:
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise ParameterError(f"{value!r} is not a real number or an array of real numbers; give floats")
    return array


NUMPY = Backend(key="numpy", name="NumPy", requires=("numpy", "scipy"), extra="", write=write, call=call)
