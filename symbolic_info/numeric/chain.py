"""The text of the layers: what serves values whose terms cancel."""

import sympy as sp

from symbolic_info.numeric import exact, magnitude
from symbolic_info.numeric.layers import Segment
from symbolic_info.numeric.printing import Writer, wrapped
from symbolic_info.numeric.program import Program


def printed(program: Program, writer: Writer) -> list[str]:
    """The functions that serve values whose terms cancel, and their order."""
    chain, text = program.layers, text_of(program)
    if chain is None or text is None:
        return []
    names = ["multiprecision(closed_form)"]
    if chain.size != 0 and exact.fits_doubles(chain.closed_form):
        names.insert(0, "double_double(closed_form)")
    parts = [text]
    if chain.segment is not None:
        parts.append(_along(program, chain.segment, writer))
        names.insert(0, f"segment(along, {chain.segment.order})")
    return [*parts, f"LAYERS = ({', '.join(names)},)"]


def is_precise(program: Program) -> bool:
    """Whether a module has layers, which ``printed`` then prints: asked without printing where one look shows it."""
    chain = program.layers
    return chain is not None and (exact.is_printed(chain.closed_form, program.arguments) or text_of(program) is not None)


def text_of(program: Program) -> str | None:
    chain = program.layers
    return None if chain is None else exact.written(chain.closed_form, chain.closed_size, program.arguments)


def _along(program: Program, segment: Segment, constants: Writer) -> str:
    """The derivative along the segment from P to Q, as a function of the place on it."""
    writer = Writer(constants.functions, program.arguments)
    writer.constants = constants.constants
    writer.names[segment.place] = writer.name("t")
    gaps = {d: writer.name(f"d_{program.arguments[q]}") for d, _, q in segment.gaps}
    writer.names |= gaps
    *statements, value, size = writer.statements(sp.Tuple(segment.derivative, magnitude.size(segment.derivative)))
    moved = [f"{gaps[d]} = {writer.names[q]} - {writer.names[p]}" for d, p, q in segment.gaps]
    lines = [
        f"def along({', '.join([writer.names[segment.place], *program.arguments.values()])}):",
        f'    """The derivative of order {segment.order} along Q - P, and the size of its terms."""',
        *(f"    {s}" for s in moved),
        *(f"    {wrapped(s, 4)}" for s in statements),
        f"    {wrapped(f'value = {value}', 4)}",
        f"    {wrapped(f'size = {size}', 4)}",
        "    return value, size",
    ]
    return "\n".join(lines)
