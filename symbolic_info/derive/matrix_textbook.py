"""Traces, determinants and quadratic forms in textbook form: each is one symbol to the scalar rules; squares are completed.

Untrusted: the kernel checks that the form equals what was derived.
"""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement


def matrix_scalars(expression: sp.Expr) -> dict[sp.Expr, sp.Dummy]:
    """A symbol for each trace, determinant and 1 x 1 matrix; determinants are positive."""
    found = sorted(expression.atoms(sp.Trace, sp.Determinant, MatrixElement), key=sp.default_sort_key)
    return {e: sp.Dummy(f"s{k}", positive=isinstance(e, sp.Determinant) or None, real=True) for k, e in enumerate(found)}


def with_matrices(expression: sp.Expr, textbook: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """``textbook`` of an expression in which traces and the like stand."""
    hidden = matrix_scalars(expression)
    squared = _completed(sp.expand(expression.xreplace(hidden)), {dummy: e for e, dummy in hidden.items()})
    hidden |= {e: dummy for e, dummy in matrix_scalars(squared).items() if e not in hidden}
    return textbook(squared.xreplace(hidden)).xreplace({dummy: e for e, dummy in hidden.items()})


def _completed(plain: sp.Expr, shown: dict[sp.Dummy, sp.Expr]) -> sp.Expr:
    """c u'Au - 2c u'Av + c v'Av as c (u - v)'A(u - v)."""
    forms = {parts: dummy for dummy, e in shown.items() if (parts := _parts(e)) is not None}
    for (u, a, _), (v, _, _) in permutations([p for p in forms if p[0] == p[2]], 2):
        cross = forms.get((u, a, v), forms.get((v, a, u)))
        if cross is None or (v, a, v) not in forms:
            continue
        c, d, e = (plain.coeff(s) for s in (forms[u, a, u], cross, forms[v, a, v]))
        if c != 0 and sp.expand(c - e) == 0 and sp.expand(d + 2 * c) == 0:
            gone = c * forms[u, a, u] + d * cross + e * forms[v, a, v]
            away = sp.MatAdd(*sorted((u, sp.MatMul(-1, v)), key=sp.default_sort_key))
            plain = sp.expand(plain - gone) + c * MatrixElement(sp.MatMul(sp.Transpose(away), *a, away), 0, 0)
    return plain.xreplace(shown)


def _parts(e: sp.Expr) -> tuple[Any, tuple[Any, ...], Any] | None:
    """(u, (A, ...), v) of u' A ... v."""
    factors: tuple[Any, ...] = e.parent.args if isinstance(e, MatrixElement) and isinstance(e.parent, sp.MatMul) else ()
    if len(factors) < 2 or not isinstance(factors[0], sp.Transpose) or factors[-1].shape[1] != 1:
        return None
    return factors[0].arg, tuple(factors[1:-1]), factors[-1]
