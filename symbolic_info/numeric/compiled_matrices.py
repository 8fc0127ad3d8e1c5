"""Prints the loop that Numba compiles for a form in vectors and matrices: a few matrices side by side, their heads one after the other.

Matrices of more than ``ROWS`` rows, and what the loop has no finite value for, go through NumPy and LAPACK as without it.
"""

from typing import Any

import sympy as sp

from symbolic_info.numeric.heads import Dimension, LogDet, Norm, Spread, TraceOf
from symbolic_info.numeric.matrices import IDENTITY
from symbolic_info.numeric.printing import Writer, wrapped
from symbolic_info.numeric.program import Program

ROWS = 48
"""The most rows of matrices that are worked on side by side; LAPACK is faster from there on."""

HEADS = (LogDet, Norm, Spread, TraceOf)
RESERVED = ("d", "lane", "lanes", "axis", "first", "row", "work", "eye", "of_eye", "is_fine", "loop", "looped", "plainly")
OWN = "t_"
"""How the names of values of heads begin."""


def has_loop(program: Program) -> bool:
    """Whether a form holds vectors and matrices only; one of degrees of freedom is left to NumPy."""
    return {*program.arguments} == program.rows | program.matrices and program.expression.has(*HEADS)


def text_of_loop(program: Program, writer: Writer) -> str:
    """The compiled loop, and the function of arrays that calls it."""
    names = ", ".join(program.arguments.values())
    heads = {node: sp.Dummy(f"{OWN}{i}") for i, node in enumerate(sorted(program.expression.atoms(*HEADS), key=sp.default_sort_key))}
    of_dimension = sp.Dummy("d")
    for symbol in (*heads.values(), of_dimension):
        writer.names[symbol] = symbol.name
    form = program.expression.xreplace(heads).replace(Dimension, lambda *_: of_dimension)
    *statements, value = writer.statements(form)
    called = [line for node, symbol in heads.items() for line in _called(node, symbol.name, program, writer)]
    last = [*(f"{symbol.name} = all_{symbol.name}[lane]" for symbol in heads.values()), *statements, f"result = {value}"]
    matrices = _matrices(program)
    return _TEXT.format(
        names=names,
        axes=_axes(program),
        some=matrices[0],
        eye=_EYE if any(IDENTITY in node.args for node in heads) else "",
        factors="\n".join(f"    of_{name} = np.empty((d, d, lanes))" for name in matrices),
        totals="\n".join(f"    all_{symbol.name} = np.empty(lanes)" for symbol in heads.values()),
        factored="\n".join(f"        fast_factor({name}, first, of_{name})" for name in matrices),
        heads="\n".join(f"        {line}" for line in called),
        finite="".join(map(_finite, _unused(program))),
        statements="\n".join(f"            {wrapped(line, 12)}" for line in last),
    )


def text_of_call(program: Program, writer: Writer) -> list[str]:
    """The last lines of the public function."""
    names = ", ".join(program.arguments.values())
    axes = _axes(program)
    tests = [f"0 < dimension_of({_matrices(program)[0]}) <= {ROWS}", *map(writer.code, program.domain)]  # what order the laws state
    return [
        f"    if {' and '.join(tests)}:",
        f"        value = by_batches(looped, {axes}, {program.threads}, {names})",
        f"        return completed(plainly, {axes}, value, {names})",
        f"    return plainly({names})",
    ]


def _axes(program: Program) -> str:
    numbers = ["2" if s in program.matrices else "1" for s in program.arguments]
    return f"({', '.join(numbers)}{',' * (len(numbers) == 1)})"


def _matrices(program: Program) -> list[str]:
    return [name for symbol, name in program.arguments.items() if symbol in program.matrices]


def _unused(program: Program) -> list[str]:
    """The vectors that the form does not hold; where one of the others is not finite, no more is the value."""
    return [name for s, name in program.arguments.items() if s not in program.matrices and not program.expression.has(s)]


def _entry(name: str) -> str:
    """The entry of a vector in a lane."""
    return f"{name}[min(first + lane, {name}.shape[0] - 1), axis]"


def _finite(name: str) -> str:
    return f"            for axis in range(d):\n                is_fine &= abs({_entry(name)}) < math.inf\n"


def _called(node: Any, total: str, program: Program, writer: Writer) -> list[str]:
    """The statements that fill ``total`` with the values of a head."""

    def matrix(s: sp.Expr) -> str:
        return "eye" if s == IDENTITY else program.arguments[s]

    total = f"all_{total}"
    if isinstance(node, LogDet):
        return [f"fast_log_det(of_{matrix(node.args[0])}, {total})"]
    if isinstance(node, TraceOf):
        s, t = map(matrix, node.args)
        return [f"fast_trace(of_{s}, of_{t}, work, {total})"]
    if isinstance(node, Spread):
        s, t = map(matrix, node.args)
        return [f"fast_spread({s}, {t}, first, of_{s}, of_{t}, work, {total})"]
    inner = Writer(writer.functions, {s: _entry(name) for s, name in program.arguments.items()})
    inner.constants = writer.constants
    return [
        "for lane in range(lanes):",
        "    for axis in range(d):",
        f"        row[0, axis, lane] = {inner.code(node.args[0])}",
        f"fast_squares(row, of_{matrix(node.args[1])}, np.int64(1), np.int64(0), {total})",
    ]


_EYE = """    eye, of_eye = np.zeros((1, d, d)), np.zeros((d, d, lanes))
    for axis in range(d):
        eye[0, axis, axis] = 1.0
        for lane in range(lanes):
            of_eye[axis, axis, lane] = 1.0
"""

_TEXT = '''@kept
def loop(value, {names}):
    """The values of vectors and matrices, a few lanes at a time; not finite where a matrix is not symmetric and positive definite."""
    d = {some}.shape[1]
    lanes = 32 if d <= 16 else 16
{factors}
{totals}
    row, work = np.empty((1, d, lanes)), np.empty((d + 1, d, lanes))
{eye}    for first in range(0, value.size, lanes):
{factored}
{heads}
        for lane in range(min(lanes, value.size - first)):
            is_fine = True
{finite}{statements}
            value[first + lane] = result + 0.0 if is_fine else math.nan


def looped({names}):
    """The same for arrays."""
    blocks = laid_out({axes}, ({names},))
    value = np.empty(max(map(len, blocks)))
    loop(value, *blocks)
    return value'''
