"""Functions that are declared convex: each is one function of its own, whatever else bears its name."""

import pytest
import sympy as sp

from symbolic_info import Categorical, convex_function
from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.derive.script import Script, u

P = Categorical("p", "n")
i = sp.Symbol("i", integer=True)


def test_functions_of_one_name_on_two_intervals_are_two_functions():
    """SymPy keeps applied functions; it must not hand out f on the line for f on (0, oo)."""
    line, half, plain = convex_function("f"), convex_function("f", 0), sp.Function("f")
    applied = [f(sp.Symbol("x", real=True)) for f in (line, half, plain)]
    assert len(set(applied)) == 3
    assert [f.func.convex_on for f in applied[:2]] == [(-sp.oo, sp.oo), (0, sp.oo)]
    assert not hasattr(applied[2].func, "convex_on")


def test_the_interval_is_checked():
    f = convex_function("f", 0)
    s = Script(P, f(1))
    here = s.over(P, i)
    assert s.line(here, P.array[i], f(u), P.array[i], 1, 0) == 0
    with pytest.raises(Rejected, match="not declared convex between these ends"):
        s.line(here, P.array[i], f(u), P.array[i], 1)


def test_no_interval():
    with pytest.raises(ParameterError, match="is not an interval"):
        convex_function("f", 1, 0)
