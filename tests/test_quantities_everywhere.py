"""Every quantity of laws of different kinds: a result, or one of the house's own errors that says what is missing; nothing else.

A new quantity is tried here without a new test, as long as what it takes after its laws stands in ``FURTHER``.
"""

import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, ParameterError, SupportError, SymbolicInfoError
from symbolic_info.proof.oracle import value

x = sp.Symbol("x", real=True)
HALF = sp.Rational(1, 2)
LAWS = {
    "half-line": (si.Exponential(rate="a"), si.Exponential(rate="b")),
    "integers": (si.Geometric("p"), si.Geometric("q")),
    "moving support": (si.Uniform(0, "b"), si.Uniform(0, "d")),
    "piecewise": (si.Density(sp.Piecewise((HALF, x < 1), (sp.exp(1 - x) / 2, True)), x, (0, sp.oo)), si.Exponential(rate="b")),
    "vector": (si.MultivariateNormal("m", "S", "n"), si.MultivariateNormal("k", "L", "n")),
    "vector with entries": (si.MultivariateNormal([0, "m"], [[1, "r"], ["r", 1]]), si.MultivariateNormal([0, 0], [[2, 0], [0, 1]])),
    "coordinates": (si.Dirichlet(["a", "b"]), si.Dirichlet(["c", "d"])),
    "matrix": (si.Wishart("nu", "V", "n"), si.Wishart("nu", "W", "n")),
    "classes": (si.Categorical("p", "n"), si.Categorical("q", "n")),
    "masses": (si.Categorical(["1/2", "1/3", "1/6"]), si.Categorical(["1/4", "3/4", 0])),
    "joint": (si.Joint("p", ("n", "m")), si.Joint("q", ("n", "m"))),
    "noise": (si.AdditiveNoise(si.Normal(0, "s"), si.Normal(0, "t")), si.AdditiveNoise(si.Normal(0, "u"), si.Normal(0, "v"))),
    "product": (si.Product(si.Normal(0, "s"), 3), si.Product(si.Normal(0, "t"), 3)),
}
SLOW = ("integers", "moving support")
"""Laws whose quantities are derived elsewhere too: behind the marker ``wide``."""
FURTHER = {"order": "alpha", "theta": "b", "f": "t*log(t)"}


def made(head, laws):
    """The quantity of these laws, or the error that says why there is none."""
    try:
        return head(*laws[: head.arity], *(FURTHER[name] for name in head.further))
    except SymbolicInfoError as refusal:
        return refusal


def derived(quantity):
    """What ``derive`` finds, or the error that says what is missing."""
    try:
        return si.derive(quantity, budget=2.0).result
    except SymbolicInfoError as refusal:
        return refusal


def says_enough(refusal):
    """Whether an error says what of: it names a law or a quantity, and more."""
    text = str(refusal)
    return len(text) > 40 and "(" in text and "Error" not in text and "counterpart" not in text


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=[pytest.mark.wide] if kind in SLOW else []) for kind in LAWS])
def test_a_result_or_an_error_that_says_what_is_missing(kind):
    for head in si.quantities():
        quantity = made(head, LAWS[kind])
        found = derived(quantity) if isinstance(quantity, sp.Basic) else quantity
        if isinstance(found, Exception):
            assert says_enough(found), (head, kind, found)
        else:
            assert isinstance(found, sp.Expr)
            assert not found.has(sp.nan, sp.zoo)


def test_what_is_not_enough():
    assert not says_enough(ValueError("x"))
    assert not says_enough(ValueError("TypeError: 'NoneType' object has no attribute 'indices' (of a law that nobody named)"))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda p: si.ConditionalEntropy(p, 0, given=1), "log(2*pi*(1 - r**2))/2 + 1/2"),
        (si.JointEntropy, "log(4*pi**2*(1 - r**2))/2 + 1"),
        (lambda p: si.JointEntropy(p, (1,)), "1/2 + log(2*pi)/2"),
    ],
)
def test_entropies_of_parts_of_a_vector(make, expected):
    assert str(make(LAWS["vector with entries"][0]).doit()) == expected


DISTANCES = {
    "exponential": (si.Exponential(rate="a"), si.Exponential(rate="b"), "(b/a)**(b/(a - b)) - (b/a)**(a/(a - b))", {"a": 3, "b": 1}),
    "normal": (si.Normal("m", "s"), si.Normal("n", "s"), "erf((m - n)/(2*sqrt(2)*s))", {"m": 3, "n": 1, "s": 2}),
}


@pytest.mark.parametrize("key", DISTANCES)
def test_total_variation_where_the_densities_cross_once(key):
    """Textbook forms; the same with P and Q exchanged, and 0 where they are one law."""
    p, q, expected, at = DISTANCES[key]
    found, exchanged = si.derive(si.TotalVariation(p, q)), si.TotalVariation(q, p).doit()
    assert len(found.branches) == 3
    assert not found.conditions
    point = {s: sp.Integer(at[s.name]) for s in found.quantity.free_symbols}
    right = si.read(expected)
    assert sp.N(found.result.xreplace(point) - right.xreplace({s: sp.Integer(at[s.name]) for s in right.free_symbols}), 30) == 0
    assert abs(sp.N(found.result.xreplace(point) - exchanged.xreplace(point), 30)) < 1e-28
    assert abs(value(found.quantity, point, 15) - sp.N(found.result.xreplace(point), 20)) < 1e-14
    first, second = (sorted(law.parameters, key=str)[0] for law in (p, q))
    assert found.result.xreplace(point | {first: sp.Integer(2), second: sp.Integer(2)}) == 0


def test_total_variation_at_numbers():
    assert si.TotalVariation(si.Exponential(rate=2), si.Exponential(rate=3)).doit() == sp.Rational(4, 27)
    assert si.derive(si.TotalVariation(si.Exponential(rate=3), si.Exponential(rate=2))).check(points=1).result == sp.Rational(4, 27)


def test_fisher_information_of_a_density_that_bends():
    """The score of |x - mu| is +1/s and -1/s: its square is 1/s^2 on either side, and mu is a null set."""
    found = si.derive(si.FisherInformation(si.Laplace("mu", "s"), "mu")).check(points=1)
    assert str(found.result) == "s**(-2)"


def test_a_condition_that_another_implies_is_not_printed():
    text = si.derive(si.TotalVariation(*DISTANCES["exponential"][:2])).to_text()
    assert "if a < b:" in text
    assert "a <= b" not in text


def test_entropies_of_signal_and_output():
    law = LAWS["noise"][0]
    assert si.ConditionalEntropy(law).doit() == si.Entropy(law.noise).doit()
    assert sp.expand(si.JointEntropy(law).doit() - si.Entropy(law).doit()) == 0


@pytest.mark.parametrize("head", [si.TotalVariation, si.SquaredHellinger, si.JensenShannon])
def test_means_of_vectors_name_what_is_left(head):
    quantity = head(*LAWS["vector"])
    with pytest.raises(NoClosedForm, match="of laws on vectors and matrices it takes entropies") as refusal:
        si.derive(quantity)
    assert isinstance(refusal.value.left[0], si.Mean)
    assert quantity.doit() == quantity


@pytest.mark.parametrize("rows", [3, "abc", [1, 2], None, si.Normal(0, 1), [[0.5, 0.5], "ab"]], ids=str)
def test_what_is_no_transition_matrix(rows):
    with pytest.raises(ParameterError, match="list of rows"):
        si.EntropyRate(rows)


def test_an_f_divergence_compares_one_space():
    with pytest.raises(SupportError, match="different supports"):
        si.FDivergence(si.Joint("p", ("n", "m")), si.Joint("q", ("m", "n")), "t*log(t)")
