"""The NumPy and SciPy back end: prints a program as a module that needs nothing else, and runs it on numbers and arrays."""

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from symbolic_info.core.zeta import ZetaDerivative
from symbolic_info.numeric import bessel, blocks, chain, cholesky, compensated, doubled, gamma_sums, kernels, redone, stirling, summation
from symbolic_info.numeric.algebra import replaced
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.backends.python import fast
from symbolic_info.numeric.bessel_quotients import ScaledBesselI, ScaledBesselK
from symbolic_info.numeric.calls import call, call_arrays
from symbolic_info.numeric.compensated import GammaOnePlus, PowerOfQuotient
from symbolic_info.numeric.degree_heads import DigammaSum, LoggammaSum, LoggammaSumRemainder, ScaledSpread
from symbolic_info.numeric.heads import (
    BesselRatio,
    Binet,
    BinetSlope,
    Chi,
    Closer,
    Dimension,
    Exponential,
    FarLog,
    FarLogRatio,
    Guarded,
    HalfSine,
    LogBesselRemainder,
    LogDet,
    LoggammaOnePlus,
    LoggammaRemainder,
    LogOneMinus,
    LogProduct,
    LogRatio,
    LogSum,
    Minus,
    Norm,
    Phi,
    RelativeEntropy,
    RowSum,
    ScaledPhi,
    Size,
    Sized,
    Spread,
    StirlingRemainder,
    TimesLog,
    TraceOf,
)
from symbolic_info.numeric.layers import THRESHOLD
from symbolic_info.numeric.modules import domain, inside, kernels_of, module, opening
from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.parts import Later, defined
from symbolic_info.numeric.printing import Writer, wrapped
from symbolic_info.numeric.program import Program
from symbolic_info.numeric.rough import SETTLED, rough_form
from symbolic_info.numeric.tape import taped

FUNCTIONS: dict[Any, str] = {
    sp.pi: "np.pi",
    sp.E: "np.e",
    sp.EulerGamma: "np.euler_gamma",
    sp.oo: "np.inf",
    -sp.oo: "-np.inf",
    sp.nan: "np.nan",
    "log1p": "np.log1p({0})",
    "expm1": "np.expm1({0})",
    "sqrt": "np.sqrt({0})",
    "where": "np.where({0}, {1}, {2})",
    "digamma": "special.digamma({0})",
    "polygamma": "special.polygamma({0}, {1})",
    "times_log1p": "times_log1p({0}, {1})",
    "x_log_x": "x_log_x({0}, {1})",
    "chi": "chi({0}, {1}, {2}, {3})",
    "finite": "np.isfinite({0})",
    "every": "np.all({0}, axis=-1)",
    "definite": "is_definite({0})",
    "and": "&",
    "or": "|",
    "not": "~({0})",
    sp.log: "np.log({0})",
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
    sp.besseli: "bessel_i({0}, {1})",
    sp.besselk: "special.kv({0}, {1})",
    ScaledBesselI: "special.ive({0}, {1})",
    ScaledBesselK: "special.kve({0}, {1})",
    "log_besseli": "(np.log(special.ive({0}, {1})) + ({1}))",
    "log_besselk": "(np.log(special.kve({0}, {1})) - ({1}))",
    sp.besselj: "special.jv({0}, {1})",
    sp.zeta: "special.zeta({0})",
    ZetaDerivative: "zeta_derivative({0}, {1})",
    sp.LambertW: "special.lambertw({0}).real",
    RowSum: "np.sum(np.atleast_1d({0}), axis=-1)",
    Minus: "({0} - {1})",
    Closer: "closer({all})",
    LogRatio: "log_ratio({0}, {1}, {2})",
    Phi: "phi({0}, {1})",
    ScaledPhi: "phi_times({0}, {1}, {2}, {3})",
    RelativeEntropy: "relative_entropy({0}, {1}, {2})",
    Exponential: "np.exp({0})",
    Guarded: "guarded({0}, lambda: {1})",
    Binet: "binet({0})",
    BinetSlope: "binet_slope({0})",
    StirlingRemainder: "stirling_remainder({0}, {1}, {2})",
    LoggammaRemainder: "loggamma_remainder({0}, {1}, {2})",
    LoggammaOnePlus: "loggamma1p({0}, {1})",
    HalfSine: "half_sine({0}, {1})",
    BesselRatio: "bessel_ratio({0})",
    LogBesselRemainder: "log_bessel_remainder({0}, {1}, {2})",
    TimesLog: "times_log({0}, {1})",
    Size: "np.abs({0})",
    Sized: "{0}, {1}",
    FarLog: "np.log({0})",
    sp.UnevaluatedExpr: "({0})",
    Dimension: "dimension_of({0})",
    LogDet: "log_det({0})",
    TraceOf: "trace_of({0}, {1})",
    Norm: "norm({0}, {1})",
    Spread: "spread({0}, {1})",
    ScaledSpread: "spread({0}, {1}, {2}, {3})",
    LoggammaSum: "loggamma_sum({0}, {1})",
    DigammaSum: "digamma_sum({0}, {1})",
    LoggammaSumRemainder: "loggamma_sum_remainder({0}, {1}, {2})",
    LogSum: "log_sum({all})",
    LogOneMinus: "log_one_minus({0}, {1})",
    LogProduct: "log_of_quotient({0}, {1})",
    PowerOfQuotient: "power_of_quotient({0}, {1}, {2})",
    GammaOnePlus: "gamma_one_plus({0}, {1})",
    FarLogRatio: "far_log({0}, {1})",
}
"""How each head, constant and word is printed; ``special`` is ``scipy.special``."""

CARRIED = ("gamma_one_plus", "power_of_quotient", "rounded_away")
KERNELS = kernels_of(kernels, bessel, stirling, summation, doubled, redone, blocks, cholesky, gamma_sums) | {
    name: getattr(compensated, name) for name in CARRIED
}

REMAINDERS = (LoggammaRemainder, StirlingRemainder)
"""What is too small a part of the terms of a closed form for that to be of use beside them."""

HEADER = '''"""{title}, in {unit}.

Written by symbolic_info; needs NumPy and SciPy only.
"""

from __future__ import annotations

import numpy as np
from scipy import special
'''


def write(program: Program) -> str:
    """The text of a module with one public function, ``program.name``."""
    return written(program, rough, KERNELS, HEADER)


def written(program: Program, cheap: Callable[[Program, Writer], str | None], kernels: Mapping[str, Any], header: str) -> str:
    """The same with another function that long arrays try first, and the kernels that it may call."""
    writer = Writer(FUNCTIONS, program.arguments)
    precise = chain.printed(program, writer)
    first = cheap(program, writer) if _is_smooth(program) else None
    precise += [] if first is None else [first]
    body = _body(program, writer, "None" if first is None else "rough")
    opened = header.format(title=harmless(program.title), unit=program.unit)
    return module(opened, writer, kernels, [*writer.definitions, *precise, body, domain(program, writer)])


def of_matrices(program: Program, writer: Writer) -> str:
    """The function of vectors and matrices alone, for a module that has more beside it."""
    return _body(program, writer, "None")


def load(program: Program) -> dict[str, Any]:
    """The names of that module, but for those of its constants; the layers and the cheap form are written when they are called for."""
    import numpy as np
    from scipy import special

    given = {**KERNELS, "np": np, "special": special}

    def layers() -> Any:
        writer = Writer(FUNCTIONS, program.arguments)
        return defined("\n\n\n".join(chain.printed(program, writer)), writer, given)["LAYERS"]

    def cheap() -> Any:
        writer = Writer(FUNCTIONS, program.arguments)
        return defined(_cheap(program, writer), writer, given)["rough"]

    writer = Writer(FUNCTIONS, program.arguments)
    body = _body(program, writer, "None" if _is_never_doubtful(program) else "rough")
    text = "\n\n\n".join([*writer.definitions, body, domain(program, writer)])
    return defined(text, writer, {**given, "LAYERS": Later(layers), "rough": Later(cheap)})


def _is_smooth(program: Program) -> bool:
    """Whether long arrays go block by block: one expression in finite numbers holds everywhere."""
    return program.closed is not None and bool(program.arguments) and not program.closed.has(sp.Piecewise)


def _is_never_doubtful(program: Program) -> bool:
    """Whether the careful form is a sum of atoms that are not negative and that nothing amplifies: a cheap form would lose digits."""
    if program.least != 0:
        return False
    return program.layers is None or program.layers.size == 0 or (program.expression.has(*REMAINDERS) and not program.expression.has(Chi))


def rough(program: Program, constants: Writer) -> str | None:
    """The cheap form for blocks of long arrays, and where it is settled; None where the careful one is served everywhere."""
    return None if _is_never_doubtful(program) else _cheap(program, constants)


def _cheap(program: Program, constants: Writer) -> str:
    writer = Writer(FUNCTIONS, program.arguments)
    writer.constants = constants.constants
    form, size, is_fragile = rough_form(program.expression, program.closed)
    *statements, value, terms = writer.statements(sp.Tuple(form, size))
    statements += [f"value = {value}", f"size = {terms}", f"bound = {SETTLED} * np.abs(value)"]
    names = list(program.arguments.values())
    found = taped(statements, ("value", "size", "bound"), names)
    kept = [f"value[...] = {value}", f"size = {terms}", f"bound = {SETTLED} * np.abs(value)"]
    lines, places = found if found is not None else ([*statements[:-3], *kept], ["value", "size", "bound"])
    settled = f"({places[1]} <= {places[2]}) & ({places[2]} < np.inf) & {inside(program, writer)}"
    if is_fragile:
        settled += f" & are_moderate({', '.join(names)})"
    lines = [
        f"def rough({', '.join(['value', 'spare', *names])}):",
        '    """Writes a cheap form of the value; returns where its terms are so small that it is accurate."""',
        *(f"    {s if found else wrapped(s, 4)}" for s in lines),
        f"    {wrapped(f'settled = {settled}', 4)}",
        "    return settled",
    ]
    return "\n".join(lines)


def _body(program: Program, writer: Writer, first: str) -> str:
    """The public function, and after it what long arrays share with it."""
    shapes = "Arguments are numbers or arrays that broadcast against each other; the result has their common shape."
    names = ", ".join(program.arguments.values())
    precise = chain.is_precise(program)
    opened = opening(program, writer, shapes, notes(program))
    is_split = _is_smooth(program)
    indent = 4 if is_split else 8
    value = [
        *(_factors(program) if program.matrices else []),
        *(wrapped(statement, indent) for statement in _statements(program, writer, precise)),
        wrapped(f"inside = {inside(program, writer)}", indent),
        *_doubtful(program, writer, precise),
    ]
    result = "within(value, inside)"
    if not is_split:
        last = [f"value = redone(value, doubtful, LAYERS, {names})"] if precise else []
        batches = _batches(program) if program.matrices else []
        shown = [*value, *last, f"return {result}"]
        return "\n".join([*opened, *batches, '    with np.errstate(all="ignore"):', *(f"        {line}" for line in shown)])
    careful = [f"def careful({names}):", '    """The value, nan outside the domain; and where it is doubtful."""']
    shared = [*value, f"return {result}, {'doubtful' if precise else 'np.False_'}"]
    again = "lambda value, doubtful, *at: redone(value, doubtful, LAYERS, *at)" if precise else "None"
    called = f"by_blocks({first}, careful, {again}, {program.threads}, {names})"
    long = [f"    if np.broadcast({names}).size >= 20_000:", f"        return {called}"]
    layered = [f"        value, doubtful = careful({names})", f"        return redone(value, doubtful, LAYERS, {names}) + 0.0"]
    short = layered if precise else [f"        return careful({names})[0]"]
    public = "\n".join([*opened, *long, '    with np.errstate(all="ignore"):', *short])
    return public + "\n\n\n" + "\n".join([*careful, *(f"    {line}" for line in shared)])


def _batches(program: Program) -> list[str]:
    """Many matrices go through part by part."""
    axes = ", ".join("2" if s in program.matrices else "1" if s in program.rows else "0" for s in program.arguments)
    names = ", ".join(program.arguments.values())
    axes += "," * (len(program.arguments) == 1)
    called = f"by_batches({program.name}, ({axes}), {program.threads}, {names})"
    return [f"    if is_batch(({axes}), {names}):", f"        return {called}"]


def _factors(program: Program) -> list[str]:
    """Each matrix with its factor, under its own name."""
    names = [name for symbol, name in program.arguments.items() if symbol in program.matrices]
    return [f"{', '.join(names)}{',' * (len(names) == 1)} = factored({', '.join(names)})"]


def _statements(program: Program, writer: Writer, precise: bool) -> list[str]:
    if not precise or program.layers is None:
        *statements, value = writer.statements(_far(program.expression))
        return [*statements, f"value = {value}"]
    *statements, value, size = writer.statements(_far(sp.Tuple(program.expression, program.layers.size)))
    return [*statements, f"value = {value}", f"size = {size}"]


def _far(asked: sp.Basic) -> sp.Basic:
    """With plain logarithms of ratios in phi, which takes them only where the ratio is not near 1."""
    return replaced(asked, lambda e: isinstance(e, Phi | ScaledPhi), lambda e: e.func(*e.args[:-1], _plain(e.args[-1])))


def _plain(log: sp.Expr) -> sp.Expr:
    """Of log(a/b) and log(b/a) one is computed."""
    return log.replace(LogRatio, lambda a, b, d: _far_log(*sp.fraction(a / b)))


def _far_log(over: sp.Expr, under: sp.Expr) -> sp.Expr:
    up = over.is_number or (not under.is_number and sp.default_sort_key(under) < sp.default_sort_key(over))
    return -FarLogRatio(under, over) if up else FarLogRatio(over, under)


def _doubtful(program: Program, writer: Writer, precise: bool) -> list[str]:
    """Zero where P is Q; elsewhere what cancels is doubtful."""
    same = " & ".join(f"({writer.code(p)} == {writer.code(q)})" for p, q in program.same)
    infinite = " & ~(size < 0)" if precise and program.expression.has(sp.oo, -sp.oo) else ""  # the size of an infinite case is -1
    if precise and program.least == 0 and program.layers is not None and program.layers.size == 0 and not infinite:
        again = ["if np.any(doubtful):", f"    same = {same}", "    value, doubtful = np.where(same, 0.0, value), doubtful & ~same"]
        return ["doubtful = inside & ~((value >= 0) & (value < np.inf))", *(again if same else [])]
    known = "value" if program.least == 0 else "np.abs(value)"  # a negative divergence is doubtful
    doubtful = f"inside & ~((size <= {THRESHOLD} * {known}) & np.isfinite(value)){infinite}"
    lines = [f"same = {same}", "value = np.where(same, 0.0, value)"] if same else []
    return [*lines, f"doubtful = {doubtful}{' & ~same' if same else ''}"] if precise else lines


def notes(program: Program) -> tuple[str, ...]:
    """How values come about here, in words."""
    return (*program.notes, *(() if program.layers is None else program.layers.notes))


NUMPY = Backend(
    key="numpy",
    name="NumPy",
    requires=("numpy", "scipy"),
    extra="",
    reserved=tuple(KERNELS),
    write=write,
    call=call,
    call_arrays=call_arrays,
    notes=notes,
    load=load,
    fast=fast,
)
