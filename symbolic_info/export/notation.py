r"""Notation that knows only printed text: heads of functions, relations, factors beside each other, what is one fraction."""

from typing import Any

from symbolic_info.export.width import tokens

HEADS = {
    "gamma": r"\Gamma",
    "beta": r"\mathrm{B}",
    "uppergamma": r"\Gamma",
    "lowergamma": r"\gamma",
    "zeta": r"\zeta",
    "Max": r"\max",
    "Min": r"\min",
    "sign": r"\operatorname{sgn}",
    "LambertW": r"W",
    "erf": r"\operatorname{erf}",
    "erfc": r"\operatorname{erfc}",
    "Ei": r"\operatorname{Ei}",
    "Heaviside": r"\theta",
} | {name: "\\" + name for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")}
RELATIONS = {"==": "=", "!=": r"\neq", "<=": r"\leq", ">=": r"\geq"}


def zeta_derivative(printer: Any, expr: Any, exp: Any = None) -> str:
    """A derivative of the zeta function: with primes, later with its order in brackets."""
    order, at = expr.args
    mark = "'" * int(order) if order < 4 else rf"^{{({order})}}"
    return rf"\zeta{mark}\left({printer._print(at)}\right)"


def displayed(cell: str) -> str:
    """A cell of a table, in which fractions would come out small."""
    return rf"\displaystyle {cell}" if r"\frac" in cell or r"\sum" in cell else cell


def juxtaposed(parts: list[str]) -> str:
    r"""Factors beside each other; a ``\cdot`` before a figure, which would read as one number with what stands before."""
    out = ""
    for part in parts:
        out += (r" \cdot " if part[:1].isdigit() else " ") * bool(out) + part
    return out


def is_one_fraction(printed: str) -> bool:
    r"""Whether ``printed`` is a ``\frac{...}{...}`` and nothing else."""
    found = tokens(printed)
    if found[:1] != [r"\frac"]:
        return False
    depth, closed = 0, 0
    for i, token in enumerate(found[1:], start=1):
        depth += (token == "{") - (token == "}")
        closed += token == "}" and depth == 0
        if closed == 2:
            return i == len(found) - 1
    return False
