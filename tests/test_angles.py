"""Laws of an angle, of Bessel functions and of zeta through the whole house: derived, held against the oracle, printed, compiled."""

import math

import mpmath
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info import KL, Density, Entropy
from symbolic_info.core.errors import NoClosedForm, NotNormalised
from symbolic_info.core.zeta import ZetaDerivative
from symbolic_info.language.formula import parse_formula
from symbolic_info.proof.oracle import points, value

pi = sp.pi
WIDE = (pytest.mark.wide,)
V1, V2 = si.VonMises("m1", "k1"), si.VonMises("m2", "k2")
W1, W2 = si.WrappedCauchy("m1", "r1"), si.WrappedCauchy("m2", "r2")
C1, C2 = si.Cardioid("m1", "r1"), si.Cardioid("m2", "r2")
FLAT = si.Uniform(-pi, pi)
A1 = "besseli(1, k1)/besseli(0, k1)"
ROOT1, ROOT2 = "sqrt(1 - 4*r1**2)", "sqrt(1 - 4*r2**2)"
IG, GIG_MEAN = si.InverseGaussian("m1", "k1"), "exp(k1/m1)*sqrt(2*k1/pi)*m1**(k2 - 1/2)*besselk(k2 - 1/2, k1/m1)"
LOG_IG = "(log(m1) + exp(2*k1/m1)*Ei(-2*k1/m1))"
G = "sqrt(a**2 - b**2)"
CLOSED = [
    (Entropy(V1), f"log(2*pi*besseli(0, k1)) - k1*{A1}"),
    (KL(V1, V2), f"log(besseli(0, k2)/besseli(0, k1)) + {A1}*(k1 - k2*cos(m1 - m2))"),
    (KL(V1, FLAT), f"k1*{A1} - log(besseli(0, k1))"),
    (KL(FLAT, V1), "log(besseli(0, k1))"),
    (Entropy(W1), "log(2*pi*(1 - r1**2))"),
    (KL(W1, W2), "log((1 + r1**2*r2**2 - 2*r1*r2*cos(m1 - m2))/((1 - r1**2)*(1 - r2**2)))"),
    (KL(W1, V2), "log(besseli(0, k2)) - log(1 - r1**2) - k2*r1*cos(m1 - m2)"),
    (KL(FLAT, W1), "-log(1 - r1**2)"),
    (Entropy(C1), f"log(4*pi/(1 + {ROOT1})) - 1 + {ROOT1}"),
    (KL(C1, C2), f"log((1 + {ROOT1})/(1 + {ROOT2})) + 1 - {ROOT1} - r1*(1 - {ROOT2})/r2*cos(m1 - m2)"),
    (KL(C1, V2), f"log(besseli(0, k2)*(1 + {ROOT1})/2) + 1 - {ROOT1} - k2*r1*cos(m1 - m2)"),
    (KL(C1, W2), f"log((1 + {ROOT1})/2) + 1 - {ROOT1} - log(1 - r2**2) - 2*r1*r2*cos(m1 - m2)"),
    (Entropy(si.Anglit("s")), "1 + log(s/2)"),
    (Entropy(si.RaisedCosine("m", "s")), "log(4*s) - 1"),
    (Entropy(si.Zipf("s")), "log(zeta(s)) - s*zeta_prime(s)/zeta(s)"),
    (KL(si.Zipf("s"), si.Zipf("t")), "log(zeta(t)/zeta(s)) + (s - t)*zeta_prime(s)/zeta(s)"),
    (KL(si.Borel("m"), si.Borel("n")), "(m/(1 - m))*log(m/n) - (m - n)/(1 - m)"),
    (KL(IG, si.Weibull("k2", "s")), f"log(k1/(2*pi*k2**2))/2 - 1/2 + k2*log(s) - (k2 + 1/2)*{LOG_IG} + s**(-k2)*{GIG_MEAN}"),
    (Entropy(si.Hyperbolic("a", "b", "d")), f"1 + d*{G}*besselk(0, d*{G})/besselk(1, d*{G}) + log(2*a*d*besselk(1, d*{G})/{G})"),
]


@pytest.mark.parametrize(
    ("asked", "formula"), [pytest.param(*row, id=str(row[0]), marks=WIDE * (i % 3 > 0)) for i, row in enumerate(CLOSED)]
)
def test_the_textbook_formula(asked, formula):
    """Derived, without conditions; the formula, read as text, has its number."""
    derivation = si.derive(asked)
    assert (derivation.form, derivation.conditions) == ("closed", ())
    known = {s.name: s for s in asked.free_symbols}
    (point,) = points([asked], 1, 3)
    derived = value(derivation.result, point, 25)
    assert abs(derived - value(parse_formula(formula, lambda name: known[name]), point, 25)) <= mpmath.mpf(10) ** -24 * max(1, abs(derived))


@pytest.mark.parametrize("asked", [asked for asked, _ in CLOSED[::6]], ids=str)
def test_the_definition_has_the_number(asked):
    (point,) = points([asked], 1, 5)
    derived = value(si.derive(asked).result, point, 15)
    assert abs(derived - value(asked, point, 12)) <= mpmath.mpf(10) ** -11 * max(1, abs(derived))


@pytest.mark.parametrize(("asked", "formula"), [CLOSED[0], CLOSED[14]], ids=["von Mises", "Zipf"])
def test_the_textbook_formula_is_proved(asked, formula):
    assert si.check(formula, asked).status == "proved"


WRONG = [
    (Entropy(W1), "log(2*pi*(1 + r1**2))"),
    (Entropy(si.Zipf("s")), "log(zeta(s)) + s*zeta_prime(s)/zeta(s)"),
]


@pytest.mark.parametrize(("asked", "formula"), WRONG, ids=[str(q) for q, _ in WRONG])
def test_a_wrong_formula_is_refuted(asked, formula):
    assert si.check(formula, asked).status == "refuted"


@pytest.mark.parametrize("asked", [KL(V1, W2), KL(V1, C2), KL(si.Anglit("s"), si.Normal("m", "r"))], ids=str)
def test_what_has_no_closed_form_is_named(asked):
    with pytest.raises(NoClosedForm, match="left: Mean"):
        si.derive(asked)


def turned(start):
    """The von Mises density on a period that begins elsewhere."""
    x, m, k = sp.Symbol("x"), sp.Symbol("m", real=True), sp.Symbol("k", positive=True)
    return Density(sp.exp(k * sp.cos(x - m)) / (2 * pi * sp.besseli(0, k)), x, (start, start + 2 * pi))


@pytest.mark.parametrize("start", [0, -pi / 2, pi / 4], ids=str)
def test_it_does_not_matter_where_the_period_begins(start):
    k = sp.Symbol("k", positive=True)
    expected = sp.log(2 * pi * sp.besseli(0, k)) - k * sp.besseli(1, k) / sp.besseli(0, k)
    assert sp.simplify(si.derive(Entropy(turned(start))).result - expected) == 0


@pytest.mark.parametrize("end", [pi / 2, 4 * pi, 6], ids=str)
def test_other_intervals_are_no_period(end):
    x, k = sp.Symbol("x"), sp.Symbol("k", positive=True)
    law = Density(sp.exp(k * sp.cos(x)) / (2 * pi * sp.besseli(0, k)), x, (0, end))
    with pytest.raises((NoClosedForm, NotNormalised)):
        si.derive(Entropy(law))


@pytest.mark.parametrize("mu", [pi / 4, pytest.param(3 * pi, marks=WIDE), pytest.param(sp.Rational(7, 3), marks=WIDE)], ids=str)
def test_centres_that_are_numbers(mu):
    k, r = sp.Symbol("k", positive=True), sp.Symbol("r", positive=True)
    for law in (si.VonMises(mu, k), si.WrappedCauchy(mu, r), si.Cardioid(mu, r)):
        plain = law.subs(law.parameters[0], 0) if mu != 0 else law
        assert sp.simplify(si.derive(Entropy(law)).result - si.derive(Entropy(plain)).result) == 0


def test_the_series_of_a_borel_law():
    derivation = si.derive(Entropy(si.Borel("m")))
    assert (derivation.form, derivation.conditions) == ("series", ())
    half = {s: sp.Rational(1, 2) for s in derivation.result.free_symbols}
    assert abs(value(derivation.result, half, 20) - value(Entropy(si.Borel("m")), half, 20)) < mpmath.mpf(10) ** -18


def test_a_mean_of_zipf_exists_above_two():
    s = sp.Symbol("s", positive=True)
    finite, infinite = si.derive(KL(si.Zipf(s), si.Geometric("p"))).branches
    assert finite.conditions == finite.theorem.conditions == (s > 2,)
    assert (infinite.result, infinite.conditions) == (sp.oo, (s <= 2,))


def test_half_whole_orders_are_elementary():
    assert not si.derive(KL(IG, si.Maxwell("s"))).result.has(sp.besselk)
    assert si.derive(KL(IG, si.Weibull("k2", "s"))).result.has(sp.besselk)


NUMBERS = [
    (KL(V1, V2), (0.1, 2.0, 0.5, 3.0), 0.22878433609542353),
    (Entropy(si.Zipf("s")), (2.5,), 1.0156306058527451),
    (KL(si.Zipf("s"), si.Zipf("t")), (2.5, 3.0), 0.03462562621332583),
    (Entropy(si.Hyperbolic("a", "b", "d")), (2.0, 0.5, 1.0), 1.4102297856571246),
    (KL(W1, W2), (0.1, 0.3, 0.5, 0.7), 0.3479710853037918),
]


@pytest.mark.parametrize("backend", ["numpy", pytest.param("python", marks=WIDE), pytest.param("mpmath", marks=WIDE)])
@pytest.mark.parametrize(("asked", "at", "number"), NUMBERS, ids=[str(q) for q, *_ in NUMBERS])
def test_compiled(asked, at, number, backend):
    assert math.isclose(float(si.lambdify(asked, backend=backend)(*at)), number, rel_tol=1e-14)


@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("s", [1.0001, 1.5, 7.0, 30.0, 400.0])
def test_derivatives_of_zeta_in_doubles(n, s):
    from symbolic_info.numeric.kernels import zeta_derivative

    exact = mpmath.zeta(s, 1, n)
    assert abs(float(zeta_derivative(n, s)) - exact) <= 1e-15 * abs(exact)


def test_derivatives_of_zeta_as_expressions():
    s = sp.Symbol("s", positive=True)
    first = ZetaDerivative(1, s)
    assert first.diff(s) == ZetaDerivative(2, s)
    assert abs(first.subs(s, 2).evalf(30) - mpmath.zeta(2, 1, 1)) < 1e-15
    assert (str(first), si.latex(first), si.latex(ZetaDerivative(5, s))) == (
        "zeta_prime(s)",
        r"\zeta'(s)",
        r"\zeta^{(5)}(s)",
    )


def test_printed():
    assert si.latex(si.derive(Entropy(V1)).result).startswith(r"\ln(2 \pi I_{0}(k_{1}))")
    assert si.latex(si.derive(KL(si.Zipf("s"), si.Zipf("t"))).result).endswith(r"\frac{(s - t) \zeta'(s)}{\zeta(s)}")
    derivation = si.derive(KL(W1, V2))
    assert si.Derivation.from_json(derivation.to_json()).result == derivation.result


@pytest.mark.parametrize("asked", [Entropy(V1), Entropy(si.Anglit("s")), KL(si.Borel("m"), si.Borel("n"))], ids=str)
def test_every_step_is_true(asked):
    assert all(step.evidence.points == 1 for step in si.derive(asked).check(points=1, digits=25).steps)
