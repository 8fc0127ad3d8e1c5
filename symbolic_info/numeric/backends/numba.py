"""The back end Numba: the NumPy module, with a compiled loop in place of the form that long arrays try first.

The loop takes the non-negative atoms at every point; what it does not settle goes through NumPy, point by point as without it.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.backends import numpy as plain
from symbolic_info.numeric.backends.python import fast, inlined
from symbolic_info.numeric.heads import (
    Closer,
    Exponential,
    FarLog,
    LoggammaRemainder,
    LogRatio,
    Minus,
    Phi,
    RelativeEntropy,
    ScaledPhi,
    Size,
    StirlingRemainder,
)
from symbolic_info.numeric.layers import THRESHOLD
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
    sp.Max: "max({0}, {1})",
    sp.Min: "min({0}, {1})",
    Minus: "({0} - {1})",
    Closer: "fast_closer({all})",
    LogRatio: "fast_log_ratio({0}, {1}, {2})",
    FarLog: "fast_log({0})",
    Phi: "fast_phi({0}, {1})",
    ScaledPhi: "fast_phi_times({0}, {1}, {2}, {3})",
    RelativeEntropy: "fast_relative_entropy({0}, {1}, {2})",
    Exponential: "fast_exp({0})",
    StirlingRemainder: "fast_stirling_remainder({0}, {1}, {2})",
    LoggammaRemainder: "fast_loggamma_remainder({0}, {1}, {2})",
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

compiled = numba.njit(error_model="numpy", fastmath={{"contract", "nsz"}}, cache=True, nogil=True, forceinline=True)
'''

RESERVED = (
    *("bits", "of_bits", "bare_log", "fast_log", "fast_exp", "fast_atanh_tail", "fast_log_ratio", "fast_phi", "fast_phi_times"),
    *("fast_relative_entropy", "fast_chi", "fast_closer", "fast_quotient", "fast_stirling_series", "fast_stirling_remainder"),
    "fast_loggamma_remainder",
    *("fast_digamma", "compiled", "numba", "point", "loop", "long", "i"),
)


def write(program: Program) -> str:
    """The text of a module with one public function, ``program.name``."""
    return plain.written(program, _loop, {**plain.KERNELS, **_kernels()}, HEADER)


def _kernels() -> Mapping[str, Any]:
    from symbolic_info.numeric import fast_kernels

    return {name: item.py_func for name, item in sorted(vars(fast_kernels).items()) if hasattr(item, "py_func")}


def _loop(program: Program, constants: Writer) -> str:
    """The value at a point, a loop over it, and the function that long arrays try first; that of NumPy where a head is not compiled."""
    writer = Writer(FUNCTIONS, program.arguments)
    writer.constants = constants.constants
    terms = inlined(program.layers.size) if program.layers is not None else sp.S.Zero
    names = list(program.arguments.values())
    try:
        *statements, value, size = writer.statements(sp.Tuple(inlined(program.expression), terms))
        rules = [f"({writer.code(rule)})" for rule in program.domain]
    except (ParameterError, KeyError):
        return plain.rough(program, constants)
    positive = {n for n in names if f"({n} > 0)" in rules}
    rules = [rule for rule in rules if rule not in {f"({n} > 0)" for n in positive}]
    moderate = [
        f"({n} >= 1e-100) & ({n} <= 1e100)" if n in positive else f"(abs({n}) <= 1e100) & ((abs({n}) >= 1e-100) | ({n} == 0.0))"
        for n in names
    ]
    sized = [] if terms == 0 else [f"({size} <= {THRESHOLD} * abs(value))"]
    settled = " & ".join([*sized, *rules, *moderate])
    lines = [*statements, f"value = {value}", f"settled = {settled}"]
    text = "\n".join(f"    {wrapped(line, 4)}" for line in lines)
    return _TEXT.format(
        names=", ".join(names),
        body=re.sub(r"\bquotient\(", "fast_quotient(", text),
        at=", ".join(f"{n}[i]" for n in names),
        whole=", ".join(f"long({n}, value)" for n in names),
    )


_TEXT = '''@compiled
def point({names}):
    """The value; nan where it is not settled."""
{body}
    return value + 0.0 if settled else math.nan


@compiled
def loop(value, {names}):
    """The values of equally long arrays; how many of them are not settled."""
    count = 0
    for i in range(value.size):
        value[i] = point({at})
        count += not (value[i] - value[i] == 0.0)
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
    reserved=(*plain.KERNELS, *RESERVED),
    write=write,
    call=plain.call,
    notes=notes,
    fast=fast,
    place=place,
    call_arrays=plain.NUMPY.call_arrays,
)
