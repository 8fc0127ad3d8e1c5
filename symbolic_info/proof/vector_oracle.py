"""Numbers about vectors: matrices become their entries, and expectations of polynomials finite sums that are equal to them.

    E f(m + L Z) = (1/2d) sum over i of (f(m + sqrt(d) L e_i) + f(m - sqrt(d) L e_i)),    L L' the covariance,

exact for polynomials of degree 3 at most, since the 2d points have the mean, the covariance and the third moments of Z: nothing
here shares a formula with the derivations, which take second moments from a lemma.
"""

import random
from dataclasses import replace
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import LogDensity, Mean, Quantity
from symbolic_info.core.records import Step
from symbolic_info.proof.matrix_bridge import SCALARS
from symbolic_info.proof.matrix_scalars import computed

DEGREE = 3


def is_about_vectors(expression: sp.Basic) -> bool:
    """Whether traces and the like stand in it, or laws on vectors."""
    return expression.has(*SCALARS) or any(hasattr(node, "covariance") for node in sp.preorder_traversal(expression))


def scalar(expression: sp.Basic) -> sp.Basic:
    """``expression`` without matrices, all of which have entries.

    Raises:
        ParameterError: An expectation of what is no polynomial of degree 3 at most, or under a law without entries.
    """
    if not is_about_vectors(expression):
        return expression
    plain = expression.replace(
        lambda e: isinstance(e, Quantity) and any(hasattr(law, "covariance") for law in e.distributions), lambda e: e.unfold()
    )
    return computed(plain.replace(lambda e: isinstance(e, Mean) and hasattr(e.law, "covariance"), _mean))


def _mean(node: Mean) -> sp.Expr:
    """An expectation under a normal law with entries as a finite sum."""
    f, x, law = node.args
    if not hasattr(law, "marginal"):
        raise ParameterError(f"{law} has an unknown density: its expectations have no numbers")
    if law.covariance.atoms(sp.MatrixSymbol) or law.mean.atoms(sp.MatrixSymbol) or not law.dimension.is_Integer:
        raise ParameterError(f"{law} has no entries, so no number; put matrices with entries in (xreplace) first")
    centre, spread = law.mean.as_explicit(), law.covariance.as_explicit()
    lower, squares = spread.LDLdecomposition(hermitian=False)
    body = f.replace(LogDensity, lambda p, at: p.log_density(at))
    at = sp.Matrix([sp.Dummy(f"x{i}", real=True) for i in range(spread.rows)])
    polynomial = _put(body, x, at)
    if not polynomial.is_polynomial(*at) or sp.Poly(polynomial, *at).total_degree() > DEGREE:
        raise ParameterError(f"{f} is no polynomial of degree {DEGREE} at most; its expectation has no exact sum")
    sides = lower * squares.applyfunc(lambda e: sp.sqrt(spread.rows * e))
    places = (centre + sign * sides[:, i] for i in range(spread.rows) for sign in (1, -1))
    values = (polynomial.xreplace(dict(zip(at, place, strict=True))) for place in places)
    return sp.Add(*values) / (2 * spread.rows)


def _put(f: sp.Expr, x: sp.MatrixSymbol, at: sp.Matrix) -> sp.Expr:
    """f where the vector x has these entries."""
    return computed(f.xreplace({x: sp.ImmutableMatrix(at)}))


def with_entries(step: Step, seed: int) -> Step:
    """The step with its dimensions small numbers, and every matrix filled with random ones; covariances are positive definite."""
    generator = random.Random(f"{seed} vectors")
    matrices = sorted({s for side in (step.before, step.after) for s in side.atoms(sp.MatrixSymbol)}, key=sp.default_sort_key)
    bound = {m.variable for side in (step.before, step.after) for m in side.atoms(Mean)}
    laws = {law for side in (step.before, step.after) for law in sp.preorder_traversal(side) if hasattr(law, "covariance")}
    sizes = sorted({n for m in (*matrices, *laws) for n in _sizes(m)}, key=sp.default_sort_key)
    put: dict[sp.Basic, Any] = dict.fromkeys(sizes, sp.Integer(2 + seed % 2))
    put |= {
        m: _drawn(generator, *(sp.Integer(n).xreplace(put) if isinstance(n, int) else n.xreplace(put) for n in m.shape))
        for m in matrices
        if m not in bound
    }
    kept = (computed(sp.sympify(c, strict=True).xreplace(put)) for c in step.conditions)
    sides = scalar(step.before.xreplace(put)), scalar(step.after.xreplace(put))
    return replace(step, before=sides[0], after=sides[1], conditions=tuple(c for c in kept if c != sp.true))


def _sizes(m: Any) -> set[sp.Symbol]:
    shape = m.shape if isinstance(m, sp.MatrixSymbol) else (m.dimension,)
    return set().union(*(n.free_symbols for n in shape if isinstance(n, sp.Basic)))


def _drawn(generator: random.Random, rows: sp.Integer, cols: sp.Integer) -> sp.ImmutableMatrix:
    """Random fractions; a square matrix is L L' with ones and more on the diagonal of L."""
    if rows != cols:
        return sp.ImmutableMatrix(rows, cols, lambda i, j: sp.Rational(generator.randint(-9, 9), 4))
    lower = sp.Matrix(
        rows,
        cols,
        lambda i, j: sp.Rational(generator.randint(-6, 6), 4) if i > j else int(i == j) * sp.Rational(generator.randint(4, 9), 4),
    )
    return sp.ImmutableMatrix(lower * lower.T)
