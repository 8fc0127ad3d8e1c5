"""A quantity as JSON and back: a closed list of heads, each rebuilt through its own constructor, which checks it again."""

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.symbol import Str
from sympy.functions.elementary.piecewise import ExprCondPair

from symbolic_info.core.domains import declared
from symbolic_info.core.errors import Rejected
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.core.registry import Table
from symbolic_info.core.units import Unit
from symbolic_info.core.zeta import ZetaDerivative

MAX_DEPTH = 60
ELEMENTARY = (sp.Add, sp.Mul, sp.Pow, sp.Tuple, sp.exp, sp.log, sp.Abs, sp.cosh, sp.sinh, sp.tanh, sp.IndexedBase, sp.Indexed, sp.Lambda)
SPECIAL = (
    *(sp.gamma, sp.loggamma, sp.polygamma, sp.erf, sp.erfc, sp.factorial, sp.beta, sp.uppergamma),
    *(sp.cos, sp.sin, sp.besseli, sp.besselk, sp.zeta, ZetaDerivative),
)
MATRICES = (sp.MatrixSymbol, sp.Identity, sp.ZeroMatrix, sp.ImmutableDenseMatrix, sp.MatAdd, sp.MatMul, sp.MatPow, sp.Transpose, sp.Inverse)
PIECES = (sp.Piecewise, ExprCondPair, sp.StrictLessThan, sp.LessThan, sp.StrictGreaterThan, sp.GreaterThan, type(sp.true), sp.Heaviside)
FUNCTIONS = {f.__name__: f for f in (*ELEMENTARY, *SPECIAL, *MATRICES, *PIECES)}
CONSTANTS = {"pi": sp.pi, "E": sp.E, "EulerGamma": sp.EulerGamma, "oo": sp.oo, "-oo": -sp.oo}


def heads() -> dict[str, type]:
    """The heads that may stand in a document."""
    tables = Table("quantities", Quantity), Table("distributions", Distribution), Table("distributions.multivariate", Distribution)
    own = {row.__name__: row for table in tables for module in table.modules() for row in table.rows_of(module)}
    return FUNCTIONS | own | {"Unit": Unit}


def to_document(expression: sp.Basic) -> Any:
    """``expression`` as nested lists and dictionaries of text."""
    if isinstance(expression, sp.Dummy):
        return {"dummy": expression.name, "assumptions": _flags(expression), "index": expression.dummy_index}
    if isinstance(expression, sp.Symbol):
        return {"symbol": expression.name, "assumptions": _flags(expression)}
    if isinstance(expression, Str):
        return {"text": str(expression)}
    if isinstance(expression, sp.Rational):
        return {"number": f"{expression.p}/{expression.q}"}
    for key, constant in CONSTANTS.items():
        if expression == constant:
            return {"constant": key}
    if isinstance(expression, AppliedUndef):
        return {"function": expression.func.__name__, "args": [to_document(a) for a in expression.args]}
    return {"head": type(expression).__name__, "args": [to_document(a) for a in expression.args]}


def _flags(symbol: sp.Symbol) -> dict[str, int]:
    """The assumptions with which the symbol was made; 1 for true, 0 for false."""
    return {k: int(v) for k, v in sorted(declared(symbol).items())}


def from_document(document: Any) -> sp.Expr:
    """The expression of a document.

    Raises:
        Rejected: The document is malformed or uses a head that is not known.
    """
    try:
        return _read(document, heads(), 0)
    except (TypeError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise Rejected(f"not the document of a quantity: {type(error).__name__}: {error}") from None


def _read(node: Any, known: dict[str, type], depth: int) -> Any:
    if not isinstance(node, dict) or depth > MAX_DEPTH:
        raise Rejected(f"not a node of a quantity: {node!r:.60}")
    if "symbol" in node or "dummy" in node:
        return _symbol(node)
    if "text" in node:
        return Str(str(node["text"]))
    if "number" in node:
        top, bottom = node["number"].split("/")
        return sp.Rational(int(top), int(bottom))
    if "constant" in node:
        return CONSTANTS[node["constant"]]
    arguments = [_read(a, known, depth + 1) for a in node["args"]]
    if "function" in node:
        return sp.Function(str(node["function"]))(*arguments)
    if node.get("head") not in known:
        raise Rejected(f"unknown head {node.get('head')!r:.40}")
    return known[node["head"]](*arguments)


def _symbol(node: dict) -> sp.Symbol:
    flags = {str(k): bool(v) for k, v in node["assumptions"].items()}
    if "dummy" in node:
        return sp.Dummy(str(node["dummy"]), dummy_index=int(node["index"]), **flags)
    return sp.Symbol(str(node["symbol"]), **flags)
