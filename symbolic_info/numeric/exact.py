"""The closed form in other arithmetics: printed once, over functions ``f`` of numbers with 31 digits, or of mpmath's with any."""

from typing import Any

import sympy as sp
from sympy.functions.elementary.piecewise import ExprCondPair

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.zeta import ZetaDerivative
from symbolic_info.numeric.gaps import ErfGap, with_gaps
from symbolic_info.numeric.heads import RelativeEntropy, Size, TimesLog
from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.printing import RELATIONS, Writer, wrapped

FUNCTIONS: dict[Any, str] = {
    sp.pi: "f.pi",
    sp.E: "f.exp(1)",
    sp.EulerGamma: "f.euler",
    sp.oo: "f.inf",
    -sp.oo: "-f.inf",
    sp.nan: "f.nan",
    "ratio": "f.ratio({0}, {1})",
    "where": "({1} if {0} else {2})",
    "and": "and",
    "or": "or",
    "not": "(not {0})",
    "finite": "f.isfinite({0})",
    sp.Max: "max({0}, {1})",
    sp.Min: "min({0}, {1})",
    sp.sign: "f.sign({0})",
    RelativeEntropy: "relative_entropy(f, {0}, {1})",
    TimesLog: "f.times_log({0}, {1})",
    "sqrt": "f.sqrt({0})",
    "digamma": "f.digamma({0})",
    "polygamma": "f.psi({0}, {1})",
    sp.log: "f.log({0})",
    sp.exp: "f.exp({0})",
    sp.loggamma: "f.loggamma({0})",
    sp.gamma: "f.gamma({0})",
    sp.factorial: "f.gamma({0} + 1)",
    sp.Abs: "abs({0})",
    Size: "abs({0})",
    sp.sin: "f.sin({0})",
    sp.cos: "f.cos({0})",
    sp.tan: "f.tan({0})",
    sp.atan: "f.atan({0})",
    sp.sinh: "f.sinh({0})",
    sp.cosh: "f.cosh({0})",
    sp.tanh: "f.tanh({0})",
    sp.beta: "f.beta({0}, {1})",
    sp.binomial: "f.binomial({0}, {1})",
    sp.erf: "f.erf({0})",
    sp.erfc: "f.erfc({0})",
    ErfGap: "erf_gap(f, {0}, {1})",
    sp.Ei: "f.ei({0})",
    sp.expint: "f.expint({0}, {1})",
    sp.uppergamma: "f.gammainc({0}, {1})",
    sp.lowergamma: "f.gammainc({0}, 0, {1})",
    sp.besseli: "f.besseli({0}, {1})",
    sp.besselk: "f.besselk({0}, {1})",
    sp.besselj: "f.besselj({0}, {1})",
    sp.zeta: "f.zeta({0})",
    ZetaDerivative: "f.zeta({1}, 1, {0})",
    sp.LambertW: "f.lambertw({0}).real",
}
"""How each head is called on ``f``, which is mpmath or has its names."""

IN_DOUBLES = (sp.log, sp.exp, sp.loggamma, sp.gamma, sp.factorial, sp.Abs, sp.sign, Size, sp.sin, sp.cos)
"""Functions that numbers of 31 digits have; digamma and the modified Bessel functions of whole orders besides."""


SIMPLE = (sp.Add, sp.Mul, sp.Pow, sp.Rational, sp.log, sp.exp, sp.loggamma, sp.gamma, sp.polygamma)
"""What is printed whatever stands in it; the size of a form with these adds absolute values and logarithms."""

CASES = (sp.Piecewise, ExprCondPair, sp.And, sp.Or, *RELATIONS)
KNOWN = (sp.pi, sp.E, sp.EulerGamma, sp.oo, sp.true)


def is_printed(form: sp.Expr, arguments: dict[sp.Symbol, str]) -> bool:
    """Whether one look shows that ``written`` prints ``form`` and its size; where it does not, ask that."""
    return all(isinstance(e, (*SIMPLE, *CASES)) or e in arguments or e in KNOWN for e in sp.preorder_traversal(form))


def written(form: sp.Expr, size: sp.Expr, arguments: dict[sp.Symbol, str]) -> str | None:
    """The text of ``closed_form(f, ...)``, which gives value and size; None for a form that it cannot be written for."""
    writer = Writer(FUNCTIONS, arguments)
    try:
        *statements, value, terms = writer.statements(with_gaps(sp.Tuple(form, size)))
    except (ParameterError, KeyError):
        return None
    lines = [
        f"def closed_form({', '.join(['f', *arguments.values()])}):",
        f'    """{harmless("The closed form as it stands, and the size of its terms, by the functions of f.")}"""',
        *(f"    {wrapped(s, 4)}" for s in statements),
        f"    {wrapped(f'value = {value}', 4)}",
        f"    {wrapped(f'size = {terms}', 4)}",
        "    return value, size",
    ]
    return "\n".join(lines)


def fits_doubles(form: sp.Expr) -> bool:
    """Whether numbers of 31 digits have all functions of ``form``."""
    return not form.has(sp.Piecewise) and all(map(_is_in_doubles, form.atoms(sp.Function)))


def _is_in_doubles(f: sp.Function) -> bool:
    if isinstance(f, sp.polygamma):
        return bool(f.args[0] == 0)
    if isinstance(f, sp.besseli):
        return bool(f.args[0].is_Integer and f.args[0] >= 0)
    return isinstance(f, IN_DOUBLES)
