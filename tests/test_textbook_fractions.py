"""Fractions over sums of exponentials and special functions, cancelled: short, equal, and the same for two hash seeds."""

import time

import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm
from symbolic_info.derive.textbook_fractions import cancelled_over_heads, is_short

A, B, S, X, Y = sp.symbols("a b s x y", positive=True)
U, V = sp.erf(X), sp.erf(Y)

CASES = {
    (A * sp.exp(X) + A * sp.exp(Y)) / (sp.exp(X) + sp.exp(Y)): A,
    sp.exp(X + Y) * (U - V) / (sp.exp(X) * (V - U)): -sp.exp(Y),
    (A * sp.exp(X) - A + B) / (sp.exp(X) - 1): A + B / (sp.exp(X) - 1),
    A * U / (U - V) - A * V / (U - V) + B: A + B,
    A**2 + sp.log(B): A**2 + sp.log(B),
}


@pytest.mark.parametrize("given", CASES, ids=str)
def test_what_stands_above_and_below_goes_out(given: sp.Expr) -> None:
    assert cancelled_over_heads(given) == CASES[given]


def test_nothing_is_lost() -> None:
    """The value stays, where nothing cancels too."""
    given = (A * sp.exp(-(X**2) / S) + B * U) / (sp.exp(X * Y / S) - V) + X / (U + V)
    point = {A: 2, B: 3, S: 5, X: sp.Rational(1, 3), Y: sp.Rational(2, 7)}
    assert abs(sp.N((cancelled_over_heads(given) - given).subs(point), 30)) < 1e-25


@pytest.mark.parametrize(("law", "operations"), [(si.TruncatedNormal, 65), (si.TruncatedExponential, 13)])
def test_truncated_laws_have_short_entropies(law: si.Family, operations: int) -> None:
    found = si.derive(si.Entropy(law.with_own_symbols()))
    assert sp.count_ops(found.result) <= operations


def test_what_would_take_minutes_is_left_alone() -> None:
    """A product of many sums below: seen by its size, before anything is multiplied out."""
    long = sp.Add(*(sp.Symbol(f"x{i}") / (1 + A + i * B) ** 3 for i in range(12)))
    assert not is_short(long)
    assert is_short((A * U / (U - V) - A * V / (U - V) + B) / (A + B))


def test_a_search_ends_where_fractions_are_long() -> None:
    """It took minutes in one call of SymPy, which no budget reaches."""
    start = time.process_time()
    with pytest.raises(NoClosedForm):
        si.derive(si.FisherInformation(si.Triangular("a", "c", "b"), "c"))
    assert time.process_time() - start < 20
