"""What a compiled loop computes at a point: atoms in the form that its kernels take, products without calls, divisions shared."""

import ast
from collections import Counter
from collections.abc import Iterable

import sympy as sp

from symbolic_info.numeric.compensated import GammaOnePlus, PowerOfQuotient, with_quotients
from symbolic_info.numeric.computed import is_exponential
from symbolic_info.numeric.heads import Chi, Exponential, Guarded, LoggammaOnePlus, LogRatio, Lower, Phi, ScaledPhi

OFTEN = 3
"""So many divisions by one argument are worth its reciprocal: it rounds once more."""


class LoggammaOfQuotient(sp.Function):
    """``LoggammaOfQuotient(p, q, p/q - 1)`` = loggamma(1 + p/q)."""

    nargs = 3


class RatioPhi(sp.Function):
    """``RatioPhi(v - 1, v)`` = v - 1 - log v >= 0."""

    nargs = 2
    is_nonnegative = True


def compiled_form(expression: sp.Expr, size: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Both with phi of a ratio instead of its logarithm, and powers and gamma functions of quotients in the forms that keep their digits.

    Where all exponentials in a chi are of that kind, nothing of it is amplified.
    """
    value, terms = (_with_ratios(_with_quotients(e)) for e in (expression, size))
    kept = [_is_kept(chi.args[2]) for chi in sorted(value.atoms(Chi), key=sp.default_sort_key)]
    return value, terms.replace(Lower, lambda *_: sp.S.Zero) if kept and all(kept) else terms


def _with_ratios(e: sp.Expr) -> sp.Expr:
    opened = e.replace(LoggammaOnePlus, lambda x, d: LoggammaOfQuotient(*sp.fraction(x), d)).replace(
        Phi, lambda w, log: RatioPhi(w, _ratio(log))
    )
    return opened.replace(ScaledPhi, lambda c, w, cw, log: c * RatioPhi(w, _ratio(log)))


def _ratio(log: sp.Expr) -> sp.Expr:
    """exp(log), as a product of powers where the logarithms have whole coefficients."""
    factors = []
    for term in sp.Add.make_args(log):
        number, inner = term.as_coeff_Mul()
        if not number.is_Integer or not isinstance(inner, LogRatio | sp.log):
            return Exponential(log)
        factors.append((inner.args[0] if isinstance(inner, sp.log) else inner.args[0] / inner.args[1]) ** number)
    return sp.Mul(*factors)


def _with_quotients(e: sp.Expr) -> sp.Expr:
    return e.replace(Guarded, lambda product, _: with_quotients(product.replace(sp.gamma, lambda x: sp.gamma(sp.expand(x)))))


def _is_kept(exponential: sp.Expr) -> bool:
    parts = sp.Mul.make_args(exponential)
    return exponential.has(PowerOfQuotient, GammaOnePlus) and not any(is_exponential(f) for f in parts)


def arithmetic(statements: Iterable[str], arguments: Iterable[str]) -> list[str]:
    """The statements with ``quotient`` written out, and a reciprocal for an argument that is divided by often."""
    trees = [_Opened().visit(ast.parse(s)) for s in statements]
    divisions = Counter(_divisor(n) for tree in trees for n in ast.walk(tree))
    names = set(arguments)
    shared = [n for n in sorted(names) if divisions[n] >= OFTEN and f"per_{n}" not in names]
    trees = [_Shared(frozenset(shared)).visit(tree) for tree in trees]
    return [*(f"per_{n} = 1.0 / {n}" for n in shared), *(ast.unparse(ast.fix_missing_locations(tree)) for tree in trees)]


def _divisor(node: ast.AST) -> str:
    """The name that ``node`` divides by; an empty one where it does not."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Name):
        return node.right.id
    return ""


class _Opened(ast.NodeTransformer):
    """quotient((a, b), (c,)) as a / c * b: factors above and below the line by turns."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Name) or node.func.id != "quotient":
            node.args = [ast.Constant(float(ast.unparse(a))) if isinstance(a, ast.Constant) else a for a in node.args]  # one type
            return node
        over, under = (list(part.elts) for part in node.args if isinstance(part, ast.Tuple))
        value: ast.expr = over.pop(0) if over else ast.Constant(1.0)
        while over or under:
            if under:
                value = ast.BinOp(value, ast.Div(), under.pop(0))
            if over:
                value = ast.BinOp(value, ast.Mult(), over.pop(0))
        return value


class _Shared(ast.NodeTransformer):
    """Division by a name as multiplication with its reciprocal."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        name = _divisor(node)
        return ast.BinOp(node.left, ast.Mult(), ast.Name(f"per_{name}", ast.Load())) if name in self.names else node
