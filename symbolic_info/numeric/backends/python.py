"""The back end of Python floats: ``math`` alone while float64 holds, mpmath where it does not.  For loops over single numbers."""

import itertools
import re
from collections.abc import Callable
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.zeta import ZetaDerivative
from symbolic_info.numeric import exact, redone, scalars
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.heads import (
    BesselRatio,
    Binet,
    BinetSlope,
    Closer,
    Expectation,
    Exponential,
    FarLog,
    Guarded,
    HalfSine,
    LogBesselRemainder,
    LoggammaOnePlus,
    LoggammaRemainder,
    LogProduct,
    LogRatio,
    Minus,
    Phi,
    RelativeEntropy,
    ScaledPhi,
    Size,
    StirlingRemainder,
    TimesLog,
)
from symbolic_info.numeric.layers import THRESHOLD
from symbolic_info.numeric.modules import domain, inside, kernels_of, module, opening
from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.printing import Writer, wrapped
from symbolic_info.numeric.program import Program

FUNCTIONS: dict[Any, str] = {
    sp.pi: "math.pi",
    sp.E: "math.e",
    sp.EulerGamma: "0.5772156649015329",
    sp.oo: "math.inf",
    -sp.oo: "-math.inf",
    sp.nan: "math.nan",
    "log1p": "math.log1p({0})",
    "expm1": "math.expm1({0})",
    "sqrt": "math.sqrt({0})",
    "where": "({1} if {0} else {2})",
    "digamma": "digamma({0})",
    "times_log1p": "times_log1p({0}, {1})",
    "x_log_x": "x_log_x({0}, {1})",
    "chi": "chi({0}, {1}, {2}, {3})",
    "finite": "math.isfinite({0})",
    "every": "all({0})",
    "and": "and",
    "or": "or",
    "not": "(not {0})",
    sp.log: "math.log({0})",
    sp.exp: "math.exp({0})",
    sp.Abs: "abs({0})",
    sp.sign: "math.copysign(1.0 if {0} else 0.0, {0})",
    sp.floor: "math.floor({0})",
    sp.ceiling: "math.ceil({0})",
    sp.sin: "math.sin({0})",
    sp.cos: "math.cos({0})",
    sp.tan: "math.tan({0})",
    sp.asin: "math.asin({0})",
    sp.acos: "math.acos({0})",
    sp.atan: "math.atan({0})",
    sp.sinh: "math.sinh({0})",
    sp.cosh: "math.cosh({0})",
    sp.tanh: "math.tanh({0})",
    sp.asinh: "math.asinh({0})",
    sp.acosh: "math.acosh({0})",
    sp.atanh: "math.atanh({0})",
    sp.Max: "max({0}, {1})",
    sp.Min: "min({0}, {1})",
    sp.gamma: "math.gamma({0})",
    sp.loggamma: "math.lgamma({0})",
    sp.factorial: "math.gamma({0} + 1)",
    sp.beta: "math.exp(math.lgamma({0}) + math.lgamma({1}) - math.lgamma({0} + {1}))",
    sp.erf: "math.erf({0})",
    sp.erfc: "math.erfc({0})",
    sp.Ei: "by_digits('ei', {0})",
    sp.besseli: "by_digits('besseli', {0}, {1})",
    sp.besselk: "by_digits('besselk', {0}, {1})",
    sp.zeta: "by_digits('zeta', {0})",
    ZetaDerivative: "by_digits('zeta', {1}, 1, int({0}))",
    Minus: "({0} - {1})",
    Closer: "closer({all})",
    LogRatio: "log_ratio({0}, {1}, {2})",
    FarLog: "math.log({0})",
    LogProduct: "log_of_quotient({0}, {1})",
    Phi: "(phi_near({0}) if -0.5 < {0} < 1 else {0} - ({1}))",
    ScaledPhi: "(({0}) * phi_near({1}) if -0.5 < {1} < 1 else {2} - ({0}) * ({3}))",
    RelativeEntropy: "relative_entropy({0}, {1}, {2})",
    Exponential: "math.exp({0})",
    Guarded: "{0}",
    Binet: "binet({0})",
    BinetSlope: "binet_slope({0})",
    StirlingRemainder: "stirling_remainder({0}, {1}, {2})",
    LoggammaRemainder: "loggamma_remainder({0}, {1}, {2})",
    LoggammaOnePlus: "loggamma1p({0}, {1})",
    HalfSine: "half_sine({0}, {1})",
    BesselRatio: "bessel_ratio({0})",
    LogBesselRemainder: "log_bessel_remainder({0}, {1}, {2})",
    TimesLog: "times_log({0}, {1})",
    Size: "abs({0})",
}
"""How each head, constant and word is printed."""

KERNELS = kernels_of(scalars) | {name: getattr(redone, name) for name in redone.DIGITS}

HEADER = '''"""{title}, in {unit}.

Written by symbolic_info; needs Python's math, and mpmath where float64 does not settle the value.
"""

from __future__ import annotations

import math
'''


def write(program: Program) -> str:
    """The text of a module with one public function, ``program.name``.

    Raises:
        ParameterError: Rows, series and what has no closed form are not written for single floats.
    """
    _refuse(program)
    writer = Writer(FUNCTIONS, program.arguments)
    text = None if program.closed is None else exact.written(program.closed, sp.S.Zero, program.arguments)
    body = _body(program, writer, text is not None)
    header = HEADER.format(title=harmless(program.title), unit=program.unit)
    return module(header, writer, KERNELS, [*([] if text is None else [text]), body, domain(program, writer)])


def fast(program: Program) -> str:
    """The same for a module that is given what serves what ``math`` does not settle: the scalar path of functions of arrays.

    It defines ``scalar``, of floats, which goes on with ``general(*values)``; and ``called``, of anything, which goes on with
    ``otherwise(values, more, named)``, where arguments left out are ``absent``.

    Raises:
        ParameterError: As ``write``.
    """
    _refuse(program)
    writer = Writer(FUNCTIONS, program.arguments)
    listed = list(program.arguments.values())
    names = ", ".join(listed)
    tried = _tried(program, writer, True)
    floats = " and ".join(f"{name}.__class__ is float" for name in listed)
    guarded = [f"if {floats} and not more and not named:", *(f"    {line}" for line in tried)]
    given = "".join(f"{name}=absent, " for name in listed)
    lines = [
        *_falling(f"def scalar({names}):", tried, f"general({names})"),
        *_falling(f"def called({given}/, *more, **named):", guarded, f"otherwise(({names},), more, named)"),
    ]
    text = _floated(_multiplied("\n".join(lines)))
    used = sorted(set(re.findall(r"\bmath\.(\w+)", text)))  # as globals: a third of the time of a call goes into looking names up
    imports = "".join(f"from math import {name} as math_{name}\n" for name in used)
    header = f"from __future__ import annotations\n\nimport math\n{imports}"
    return module(header, writer, kernels_of(scalars), [re.sub(r"\bmath\.(\w+)", r"math_\1", text)])


def _falling(head: str, tried: list[str], otherwise: str) -> list[str]:
    """A function that tries some lines, and else returns ``otherwise``."""
    body = ["try:", *(f"    {line}" for line in tried), "except (ArithmeticError, ValueError):", "    pass", f"return {otherwise}"]
    return [head, *(f"    {line}" for line in body)]


def _floated(text: str) -> str:
    """Whole numbers as floats: arithmetic of a float and an int takes twice as long."""
    return re.sub(r"(?<![\w.'])(?<!\de[+-])(\d{1,15})(?![\w.'])", r"\1.0", text)


def _multiplied(text: str) -> str:
    """Squares as products: a power of floats takes as long as a logarithm."""
    count = itertools.count()
    inner = r"\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)\*\*2(?![\w.])"
    named = re.sub(rf"(?<![\w.]){inner}", lambda found: f"(({(name := f'_{next(count)}')} := {found[1]}) * {name})", text)
    return re.sub(r"(?<![\w.])([A-Za-z]\w*)\*\*2(?![\w.])", r"(\1 * \1)", named)


def _refuse(program: Program) -> None:
    if program.rows or program.expression.has(sp.Sum, Expectation):
        raise ParameterError(f'{program.title} is no closed form of single numbers; use backend="numpy"')


def _body(program: Program, writer: Writer, precise: bool) -> str:
    names = ", ".join(program.arguments.values())
    same = " and ".join(f"{writer.code(p)} == {writer.code(q)}" for p, q in program.same)
    again = [f"    if {inside(program, writer)}:", *([f"        if {same}:", "            return 0.0"] if same else [])]
    again.append(f"        return settled_digits(closed_form, [{names}])")
    lines = [
        *opening(program, writer, "Arguments are single numbers.", notes(program)),
        "    try:",
        *(f"        {line}" for line in _tried(program, writer, precise)),
        "    except (ArithmeticError, ValueError):",
        "        pass",
        *(again if precise else []),
        "    return math.nan",
    ]
    return "\n".join(lines)


def _tried(program: Program, writer: Writer, precise: bool) -> list[str]:
    """The value by ``math``, returned if it is settled."""
    rules = " and ".join(writer.code(c) for c in program.domain)
    asked = inlined(program.expression)
    first = sorted({a.args[i] for a, i in _tested(asked)}, key=sp.default_sort_key)
    size_of = inlined(program.layers.size) if program.layers is not None and precise else sp.S.Zero
    *statements, value, terms = writer.statements(sp.Tuple(asked, size_of), first)
    settled = "value - value == 0.0" if precise else "value == value"  # neither infinite nor nan
    settled = "0.0 <= value <= 1.7976931348623157e308" if program.least == 0 and precise else settled
    settled += f" and {terms} <= {THRESHOLD} * abs(value)" if size_of != 0 else ""
    within = [*statements, f"value = {value}", f"if {settled}:", "    return value + 0.0  # no -0.0"]
    return [f"if {rules}:", *(f"    {wrapped(line, 12)}" if " = " in line else f"    {line}" for line in within)] if rules else within


def _tested(asked: sp.Expr) -> list[tuple[sp.Expr, int]]:
    """The atoms whose printed code names an argument more than once, and which argument."""
    return [*((a, 0) for a in asked.atoms(Phi)), *((a, 1) for a in asked.atoms(ScaledPhi))]


def inlined(asked: sp.Expr) -> sp.Expr:
    """With plain logarithms in the far branches of phi, the only ones that use them."""
    far = asked.replace(Phi, lambda w, log: Phi(w, log.replace(LogRatio, lambda a, b, d: FarLog(a / b))))
    return far.replace(ScaledPhi, lambda c, w, cw, log: ScaledPhi(c, w, cw, log.replace(LogRatio, lambda a, b, d: FarLog(a / b))))


def call(function: Callable, values: tuple[Any, ...]) -> Any:
    """Runs ``function`` on single numbers.

    Raises:
        ParameterError: An argument is no real number.
    """
    wrong = next((v for v in values if not isinstance(v, float | int) and not hasattr(v, "__float__")), None)
    if wrong is not None or any(getattr(v, "ndim", 0) for v in values):
        raise ParameterError(f'{wrong if wrong is not None else values!r} is not a real number; for arrays use backend="numpy"')
    return function(*map(float, values))


def notes(program: Program) -> tuple[str, ...]:
    """How values come about here, in words."""
    if program.closed is None:
        return program.notes
    terms = "" if program.layers is None else f" or its terms are more than {THRESHOLD} times as large"
    return (*program.notes, f"Where float64 does not hold a value{terms}: by mpmath until 20 digits agree.")


PYTHON = Backend(
    key="python", name="Python floats", requires=(), extra="", reserved=("math", *KERNELS), write=write, call=call, notes=notes
)
