"""Limits and derivatives on their way out of the kernel: SymPy, asked to evaluate what is printed, finds the value proved."""

import pytest
import sympy as sp

from symbolic_info.derive.moving import continuous, derivative, growth, ratio, t, turned
from symbolic_info.derive.script import Script

a, x = sp.symbols("a x", positive=True)
p = sp.Symbol("p", positive=True)

LINES = {
    "derivative": lambda s: derivative(s, t**2 * sp.exp(a * t), x),
    "second derivative": lambda s: derivative(s, t * sp.log(t), p, times=2),
    "limit at 0": lambda s: growth(s, a + t * sp.log(t)),
    "infinite limit": lambda s: growth(s, a * sp.log(a / t)),
    "limit at infinity": lambda s: growth(s, sp.log(t) ** 2 / t - a, sp.oo),
    "continuous": lambda s: continuous(s, sp.log(1 + t), x, "below"),
    "ratio": lambda s: ratio(s, sp.exp(a * t) - 1, t),
    "ratio of second order": lambda s: ratio(s, sp.cosh(t) - 1, t**2, times=2),
    "ratio elsewhere": lambda s: ratio(s, t**2 - x**2, t - x, point=x),
}


@pytest.mark.parametrize("name", LINES)
def test_sympy_agrees(name):
    s = Script(a, x, p)
    theorem = s.theorem(LINES[name](s))
    left, right = theorem.claim.args
    assert sp.simplify(left.doit() - right) == 0 or left.doit() == right
    assert isinstance(left, (sp.Limit, sp.Subs))


def test_what_moves_is_called_as_no_symbol_is():
    """The symbol x is a parameter here, so another letter moves."""
    s = Script(x)
    left = s.theorem(derivative(s, x * t, x)).claim.lhs
    assert left.args[1][0] != x
    assert left.doit() == x


def test_what_moves_is_called_as_no_index_is():
    i = sp.Symbol("i", integer=True)
    v = sp.IndexedBase("v", shape=(sp.Symbol("n", integer=True, positive=True),), real=True)
    s = Script(v[i])
    left = s.theorem(derivative(s, sp.Sum(t * v[i], (i, 1, v.shape[0])))).claim.lhs
    (moving,) = left.args[1]
    assert moving not in left.args[0].expr.atoms(sp.Sum).pop().variables


def test_turned_into_another_form():
    s = Script(a)
    line = turned(s, derivative(s, sp.log(1 + t), a), 1 / (a + 1))
    assert s.theorem(line).claim.rhs == 1 / (a + 1)
