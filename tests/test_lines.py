"""Lines of a script that take several rules: what they state, what they make a condition, and what they refuse."""

import pytest
import sympy as sp

from symbolic_info import KL, Categorical, Density, Entropy, SelfInformation
from symbolic_info.core.errors import Rejected
from symbolic_info.derive.lines import POINT, defined, entropy_of_image, mean_of_image, same_logs, suppose
from symbolic_info.derive.script import Script

i, x, c = sp.Symbol("i", integer=True), sp.Symbol("x", real=True), sp.Symbol("c", real=True)
P, U = Categorical("p", "n"), Categorical("u", "n")
p, u = P.array[i], U.array[i]
f, LINE = sp.Function("f"), (-sp.oo, sp.oo)
X, SHIFTED = Density(f(x), x, LINE), Density(f(x - c), x, LINE)


def test_a_hypothesis_becomes_a_condition():
    a, b = sp.symbols("a b", positive=True)
    s = Script(a, b)
    theorem = s.theorem(suppose(s, POINT, a, b), a, b)
    assert theorem.conditions == (sp.Eq(a, b),)


def test_a_hypothesis_at_every_point():
    s = Script(KL(P, U))
    theorem = s.theorem(suppose(s, s.over(P, i), u, 1 / P.size, p))
    assert [str(condition) for condition in theorem.conditions] == ["Implies(p[i] > 0, u[i] > 0)", "Implies(p[i] > 0, Eq(u[i], 1/n))"]


def test_equal_arguments_have_equal_logarithms():
    s = Script(KL(P, U), Entropy(P))
    line = same_logs(s, s.over(P, i), p, u, 1 / P.size)
    assert s.proves(KL(P, U), "=", sp.log(P.size) - Entropy(P), {line: -1})


def test_a_hypothesis_is_needed():
    """Without the line about u the same combination is refused."""
    s = Script(KL(P, U), Entropy(P))
    with pytest.raises(Rejected, match="does not vanish"):
        s.proves(KL(P, U), "=", sp.log(P.size) - Entropy(P), {})


def test_logarithms_where_the_weight_may_vanish():
    """Over all classes p_i may be 0, and p_i (a - b) = 0 says nothing there."""
    s = Script(KL(P, U))
    with pytest.raises(Rejected):
        same_logs(s, s.where([i], ranges={i: P.size}), p, u, 1 / P.size)


def test_a_quantity_of_given_densities():
    s = Script(Entropy(X))
    assert s.theorem(defined(s, Entropy(X))).claim.rhs.integrand == -sp.log(f(s.bridge.variable))


def test_a_density_that_is_not_given_is_not_taken_as_one():
    s = Script(Entropy(SHIFTED))
    with pytest.raises(Rejected, match="taken as given"):
        defined(s, Entropy(SHIFTED))


@pytest.mark.parametrize("line", [entropy_of_image, mean_of_image])
def test_the_maps_of_an_image_are_checked(line):
    s = Script(Entropy(SHIFTED), Entropy(X))
    assert s.said(line(s, SHIFTED, X, x, x + c, x - c)).left[0] == "entropy"
    for psi, phi in ((x - c, x + c), (x + c, x), (2 * x, x / 2)):
        with pytest.raises(Rejected, match="image"):
            line(s, SHIFTED, X, x, psi, phi)


def test_an_event_is_no_hypothesis_about_itself_alone():
    """p = q gives equal informations, and another number does not come out."""
    a, b = sp.symbols("a b", positive=True)
    s = Script(SelfInformation(a), SelfInformation(b))
    logs = s.increasing(suppose(s, POINT, a, b), sp.log(sp.Symbol("u", real=True)), 0)
    assert s.proves(SelfInformation(a), "=", SelfInformation(b), {logs: -1})
    with pytest.raises(Rejected):
        s.proves(SelfInformation(a), "=", 2 * SelfInformation(b), {logs: -1})
