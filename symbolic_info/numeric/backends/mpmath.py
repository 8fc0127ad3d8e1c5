"""The back end of mpmath: single numbers, as many digits as ``mpmath.mp.dps`` asks for."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric import exact, highprecision, redone
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.heads import ATOMS, Expectation, RelativeEntropy, TimesLog
from symbolic_info.numeric.modules import domain, inside, kernels_of, module, opening
from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.printing import Writer
from symbolic_info.numeric.program import Program

KERNELS = kernels_of(highprecision) | {name: getattr(redone, name) for name in redone.DIGITS}

HEADER = '''"""{title}, in {unit}.

Written by symbolic_info; needs mpmath only.
"""

from __future__ import annotations

import mpmath

f = mpmath
'''


def write(program: Program) -> str:
    """The text of a module with one public function, ``program.name``.

    Raises:
        ParameterError: Rows, series and what has no closed form are not written for mpmath; a head that it does not have.
    """
    if program.rows or program.expression.has(sp.Sum, Expectation):
        raise ParameterError(f"{program.title} is no closed form of single numbers; evaluate it with .evalf(digits)")
    form = _without_atoms(program.expression) if program.closed is None else program.closed
    text = exact.written(form, sp.S.Zero, program.arguments)
    if text is None:
        raise ParameterError(f"{program.title} is not written for mpmath: {form} holds a function that it lacks; use .evalf(digits)")
    writer = Writer(exact.FUNCTIONS | {"ratio": "(mpmath.mpf({0}) / {1})"}, program.arguments)
    same = " and ".join(f"{writer.code(p)} == {writer.code(q)}" for p, q in program.same)
    names = ", ".join(program.arguments.values())
    lines = [
        *opening(program, writer, "Arguments are single numbers.", notes(program)),
        f"    if not ({inside(program, writer)}):",
        "        return mpmath.nan",
        *([f"    if {same}:", "        return mpmath.mpf(0)"] if same else []),
        f"    return mpmath.mpf(settled_number(closed_form, [{names}], mpmath.mp.dps + 2))",
    ]
    header = HEADER.format(title=harmless(program.title), unit=program.unit)
    return module(header, writer, KERNELS, [text, "\n".join(lines), domain(program, writer)])


def _without_atoms(expression: sp.Expr) -> sp.Expr:
    """``expression`` with the definitions of its stable atoms, but for those that hold where a mass is zero."""
    kept = (RelativeEntropy, TimesLog)
    return expression.replace(lambda e: isinstance(e, ATOMS) and not isinstance(e, kept), lambda e: e.doit())


def notes(program: Program) -> tuple[str, ...]:
    """How values come about here, in words."""
    return ("The digits are doubled until two values agree to those that mpmath.mp.dps asks for.",)


def call(function: Callable, values: tuple[Any, ...]) -> Any:
    """Runs ``function`` on single numbers: floats stand for exactly what they are; mpmath's numbers, fractions and integers too.

    Raises:
        ParameterError: An argument is no real number.
    """
    import mpmath

    try:
        return function(*(mpmath.mpmathify(v) for v in values))
    except TypeError:
        raise ParameterError(f'{values!r} are not all real numbers; for arrays use backend="numpy"') from None


MPMATH = Backend(
    key="mpmath",
    name="mpmath",
    requires=("mpmath",),
    extra="",
    reserved=("mpmath", "f", *KERNELS),
    write=write,
    call=call,
    notes=notes,
)
