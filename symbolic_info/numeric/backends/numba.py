"""The back end Numba: the NumPy module, with a compiled loop in place of the form that long arrays try first.

The loop takes the non-negative atoms at every point; what it does not settle goes through NumPy, point by point as without it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric import compiled_matrices
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.backends import numpy as plain
from symbolic_info.numeric.backends.python import fast
from symbolic_info.numeric.calls import call, call_arrays
from symbolic_info.numeric.compensated import GammaOnePlus, PowerOfQuotient
from symbolic_info.numeric.compiled_form import LoggammaOfQuotient, RatioPhi, arithmetic, compiled_form
from symbolic_info.numeric.heads import (
    BesselRatio,
    Closer,
    Exponential,
    FarLog,
    HalfSine,
    LogBesselRemainder,
    LoggammaRemainder,
    LogRatio,
    Minus,
    RelativeEntropy,
    Size,
    StirlingRemainder,
)
from symbolic_info.numeric.layers import THRESHOLD
from symbolic_info.numeric.modules import domain, module, opening
from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.printing import Writer, wrapped
from symbolic_info.numeric.program import Program

FUNCTIONS: dict[Any, str] = {
    sp.pi: "math.pi",
    sp.E: "math.e",
    sp.EulerGamma: "0.5772156649015329",
    "sqrt": "math.sqrt({0})",
    "digamma": "fast_digamma({0})",
    "chi": "fast_chi({0}, {1}, {2}, {3})",
    "expm1": "(fast_exp({0}) - 1.0)",
    "and": "&",
    "or": "|",
    sp.log: "fast_log({0})",
    sp.exp: "fast_exp({0})",
    sp.Abs: "abs({0})",
    sp.sin: "fast_half_sine(2.0 * ({0}), 0.0)",
    sp.Max: "max({0}, {1})",
    sp.Min: "min({0}, {1})",
    Minus: "({0} - {1})",
    Closer: "fast_closer({all})",
    LogRatio: "fast_log_ratio({0}, {1}, {2})",
    FarLog: "fast_log({0})",
    RatioPhi: "fast_phi({0}, {1})",
    RelativeEntropy: "fast_relative_entropy({0}, {1}, {2})",
    Exponential: "fast_exp({0})",
    StirlingRemainder: "fast_stirling_remainder({0}, {1}, {2})",
    LoggammaRemainder: "fast_loggamma_remainder({0}, {1}, {2})",
    LoggammaOfQuotient: "fast_loggamma1p({0}, {1}, {2})",
    PowerOfQuotient: "fast_power_of_quotient({0}, {1}, {2})",
    GammaOnePlus: "fast_gamma_one_plus({0}, {1})",
    HalfSine: "fast_half_sine({0}, {1})",
    BesselRatio: "fast_bessel_ratio({0})",
    LogBesselRemainder: "fast_log_bessel_remainder({0}, {1}, {2})",
    Size: "abs({0})",
}
"""How each head, constant and word is printed inside the loop: an expression with another head has none, and NumPy alone computes it."""

HEADER = '''"""{title}, in {unit}.

Written by symbolic_info; needs NumPy, SciPy and Numba, which compiles its loop once and keeps it beside this file.
"""

from __future__ import annotations

import math

import numba
import numpy as np
from scipy import special

inner = {{"no_cpython_wrapper": True, "no_cfunc_wrapper": True}}  # compiled functions call them, nobody else
compiled = numba.njit(error_model="numpy", fastmath={{"contract", "nsz"}}, nogil=True, forceinline=True, **inner)
kept = numba.njit(error_model="numpy", fastmath={{"contract", "nsz"}}, nogil=True, cache=True)
'''

STEP = 65_536
"""Points of a block: a compiled loop needs no scratch, and a call of it takes as long as a thousand points."""

RESERVED = (
    *("log_parts", "fast_log", "fast_exp", "fast_log_ratio", "fast_phi", "fast_relative_entropy", "fast_chi", "fast_closer", "fast_lost"),
    *("fast_stirling_remainder", "fast_loggamma_remainder", "fast_digamma", "fast_log_pair", "fast_power_of_quotient"),
    *("fast_gamma_one_plus", "fast_loggamma1p", "fast_half_sine", "fast_bessel_ratio", "fast_log_bessel_remainder"),
    *("inner", "compiled", "kept", "numba", "loop", "long", "i", "result", "count"),
)


def write(program: Program) -> str:
    """The text of a module with one public function, ``program.name``."""
    kernels = {**plain.KERNELS, **_kernels()}
    if program.matrices and compiled_matrices.has_loop(program):
        return _of_matrices(program, kernels)
    text = plain.written(program, _loop, kernels, HEADER)
    return re.sub(r"(?m)(return by_blocks\(rough, .*)\)$", rf"\1, step={STEP:_})", text) if "def loop(" in text else text


def _kernels() -> Mapping[str, Any]:
    from symbolic_info.numeric import fast_kernels, fast_matrices

    items = {**vars(fast_kernels), **vars(fast_matrices)}
    return {name: item.py_func for name, item in sorted(items.items()) if hasattr(item, "py_func")}


def _of_matrices(program: Program, kernels: Mapping[str, Any]) -> str:
    """The module of a form in vectors and matrices: a loop for small ones, and what NumPy does for the others."""
    writer, inside = Writer(plain.FUNCTIONS, program.arguments), Writer(FUNCTIONS, program.arguments)
    inside.constants = writer.constants
    loop = compiled_matrices.text_of_loop(program, inside)
    body = plain.of_matrices(replace(program, name="plainly"), writer)
    public = "\n".join([*opening(program, writer, "", notes(program)), *compiled_matrices.text_of_call(program, writer)])
    opened = HEADER.format(title=harmless(program.title), unit=program.unit).replace(", forceinline=True", "")  # compiles in half the time
    return module(opened, writer, kernels, [*writer.definitions, loop, body, public, domain(program, writer)])


def _loop(program: Program, constants: Writer) -> str | None:
    """The value at a point, a loop over it, and the function that long arrays try first; that of NumPy where a head is not compiled."""
    writer = Writer(FUNCTIONS, program.arguments)
    writer.constants = constants.constants
    value, terms = compiled_form(program.expression, program.layers.size if program.layers is not None else sp.S.Zero)
    names = list(program.arguments.values())
    try:
        *statements, result, size = writer.statements(sp.Tuple(value, terms))
        rules = [f"({writer.code(rule)})" for rule in program.domain]
    except (ParameterError, KeyError):
        return plain.rough(program, constants)
    sized = [] if terms == 0 else [f"({size} <= {THRESHOLD} * abs(result))"]
    settled = " & ".join([*sized, *_moderate(names, rules)])
    lines = arithmetic([*statements, f"result = {result}", f"settled = {settled}"], names)
    every = next(p for p in ("all_", "all_of_", "every_one_of_") if not any(f"{p}{n}" in names for n in names))
    return _TEXT.format(
        names=", ".join(names),
        arrays=", ".join(f"{every}{n}" for n in names),
        body="\n".join(f"        {wrapped(line, 8)}" for line in lines),
        at=", ".join(f"{every}{n}[i]" for n in names),
        whole=", ".join(f"long({n}, value)" for n in names),
    )


def _moderate(names: list[str], rules: list[str]) -> list[str]:
    """The rules of the domain, and that arguments other than 0 lie between 1e-100 and 1e100 in size."""
    positive = {n for n in names if f"({n} > 0)" in rules}
    high = " + ".join(n if n in positive else f"abs({n})" for n in names)
    low = [f"({n} >= 1e-100)" if n in positive else f"((abs({n}) >= 1e-100) | ({n} == 0.0))" for n in names]
    return [f"({high} <= 1e100)", *(rule for rule in rules if rule not in {f"({n} > 0)" for n in positive}), *low]


_TEXT = '''@kept
def loop(value, {arrays}):
    """The values at equally many points, nan where one is not settled; how many are not."""
    count = 0
    for i in range(value.size):
        {names} = {at}
{body}
        result = result + 0.0 if settled else math.nan
        value[i] = result
        count += not (result - result == 0.0)
    return count


def long(a, value):
    """A single number as an array."""
    return a if a.size == value.size else np.full(value.size, a.item())


def rough(value, spare, {names}):
    """Writes values; returns where they are settled."""
    return np.isfinite(value) if loop(value, {whole}) else np.True_'''


def place(source: str) -> str:
    """The file that keeps ``source``: in the folder SYMBOLIC_INFO_CACHE names, else in the user's own cache."""
    import hashlib
    import os

    named = os.environ.get("SYMBOLIC_INFO_CACHE")
    shared = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = Path(named) if named else shared / "symbolic_info"
    path = folder / f"{hashlib.sha256(source.encode()).hexdigest()[:20]}.py"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_text(source, encoding="utf-8")
        unfinished.replace(path)
    return str(path)


def notes(program: Program) -> tuple[str, ...]:
    """How its values come about, in words."""
    return (*plain.notes(program), "Long arrays go through a compiled loop; what it does not settle goes the same way as without it.")


NUMBA = Backend(
    key="numba",
    name="Numba",
    requires=("numba", "numpy", "scipy"),
    extra="fast",
    reserved=(*plain.KERNELS, *RESERVED, *compiled_matrices.RESERVED),
    write=write,
    call=call,
    notes=notes,
    fast=fast,
    place=place,
    call_arrays=call_arrays,
)
