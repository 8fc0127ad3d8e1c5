"""The further quantities: derived against their definitions, the laws they obey, what is refused, how they read and print."""

import json
import pickle

import mpmath
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, ParameterError, SupportError
from symbolic_info.proof.oracle import value
from symbolic_info.proof.sampling import points

ORDER = sp.Symbol("order", positive=True)
OF_ONE = {
    "renyi_entropy": lambda p: si.RenyiEntropy(p, ORDER),
    "tsallis_entropy": lambda p: si.TsallisEntropy(p, ORDER),
    "varentropy": si.Varentropy,
}
OF_TWO = {
    "renyi": lambda p, q: si.Renyi(p, q, ORDER),
    "tsallis": lambda p, q: si.Tsallis(p, q, ORDER),
    "bhattacharyya": si.Bhattacharyya,
    "squared_hellinger": si.SquaredHellinger,
    "chi_square_divergence": si.ChiSquareDivergence,
    "jeffreys": si.Jeffreys,
}
FEW = ("exponential", "laplace", "lomax")
FEW_PAIRS = ("exponential", "poisson")
FAMILIES = {f.key: f for f in si.families()}
DIGITS = 12


def derived_agrees(quantity, count=1):
    """The closed form beside the definition, at random admissible points."""
    found = si.derive(quantity)
    assert found.form == "closed"
    for point in points((quantity, found.result), count=count, seed=1, conditions=found.conditions):
        mine, by_definition = value(found.result, point, DIGITS), value(quantity, point, DIGITS)
        assert abs(mine - by_definition) <= mpmath.mpf(10) ** -(DIGITS - 1) * max(1, abs(mine)), (quantity, point)


@pytest.mark.parametrize("row", FEW)
@pytest.mark.parametrize("key", sorted(OF_ONE))
def test_of_one_law(key, row):
    derived_agrees(OF_ONE[key](FAMILIES[row].with_own_symbols()))


@pytest.mark.parametrize("row", FEW_PAIRS)
@pytest.mark.parametrize("key", sorted(OF_TWO))
def test_of_two_laws(key, row):
    derived_agrees(OF_TWO[key](*(FAMILIES[row].with_own_symbols(s) for s in ("_p", "_q"))))


def wide_rows():
    ones = [(OF_ONE[key], (family.with_own_symbols(),)) for family in FAMILIES.values() for key in sorted(OF_ONE)]
    pairs = [(OF_TWO[key], tuple(f.with_own_symbols(s) for s in ("_p", "_q"))) for f in FAMILIES.values() for key in sorted(OF_TWO)]
    return ones + pairs


@pytest.mark.wide
@pytest.mark.parametrize(("make", "laws"), wide_rows(), ids=lambda a: str(a) if isinstance(a, tuple) else "")
def test_every_family(make, laws):
    """What is derived is right; what is not, is refused."""
    quantity = make(*laws)
    if is_closed(quantity):
        derived_agrees(quantity)


def is_closed(quantity):
    try:
        found = si.derive(quantity)
    except (NoClosedForm, si.OutOfTime):
        return False
    return found.form == "closed" and not found.result.has(sp.Piecewise)


@pytest.mark.parametrize(
    ("law", "theta", "expected"),
    [
        (si.Normal("mu", "sigma"), "mu", "1/sigma^2"),
        (si.Normal("mu", "sigma"), "sigma", "2/sigma^2"),
        (si.Exponential(rate="lam"), "lam", "1/lam^2"),
        (si.Poisson("lam"), "lam", "1/lam"),
        (si.Bernoulli("p"), "p", "1/(p*(1 - p))"),
        (si.Geometric("p"), "p", "1/(p^2*(1 - p))"),
        (si.Gamma("k", rate="lam"), "k", "polygamma(1, k)"),
        (si.Laplace("mu", "s"), "s", "1/s^2"),
        (si.Pareto(1, "k"), "k", "1/k^2"),
    ],
    ids=str,
)
def test_fisher_information(law, theta, expected):
    quantity = si.FisherInformation(law, theta)
    assert si.check(expected, quantity).status == "proved"


class TestSupports:
    """P may have mass that Q has not."""

    def test_an_order_above_one_is_infinite(self):
        P, Q = si.Uniform(0, 2), si.Uniform(0, 1)
        assert si.Renyi(P, Q, 2).doit() == sp.oo
        assert si.ChiSquareDivergence(P, Q).doit() == sp.oo
        assert "beyond" in si.derive(si.Renyi(P, Q, 2)).reason

    def test_an_order_below_one_counts_what_is_common(self):
        P, Q = si.Uniform(0, 2), si.Uniform(0, 1)
        assert si.SquaredHellinger(P, Q).doit() == 1 - 1 / sp.sqrt(2)
        derived_agrees(si.Bhattacharyya(si.Uniform(0, 2), si.Exponential(rate="lam")))

    def test_a_symbolic_order_has_both_cases(self):
        found = si.Renyi(si.Uniform(0, 2), si.Uniform(0, 1), "a").doit()
        a = sp.Symbol("a", positive=True)
        assert found.subs(a, sp.Rational(1, 2)) == sp.log(2)
        assert found.subs(a, 3) == sp.oo

    def test_either_divergence_makes_jeffreys_infinite(self):
        assert si.Jeffreys(si.Normal(0, 1), si.Exponential(rate="l")).doit() == sp.oo

    def test_a_log_density_off_its_support_is_not_its_formula(self):
        """E_P[log q] for P on the line and Q on half of it: no formula of q may be used below 0."""
        x = sp.Symbol("x", real=True)
        with pytest.raises(NoClosedForm):
            si.derive(si.Mean(si.LogDensity(si.Exponential(rate=1), x), x, si.Normal(0, 1)))


class TestOrders:
    def test_order_one_is_shannons(self):
        P, Q = si.Normal("m", "s"), si.Normal("n", "t")
        assert si.Renyi(P, Q, 1).doit() == si.KL(P, Q).doit()
        assert si.Tsallis(P, Q, 1).doit() == si.KL(P, Q).doit()
        assert si.RenyiEntropy(P, 1).doit() == si.Entropy(P).doit()

    def test_the_limit_is_shannons(self):
        P, Q = si.Exponential(rate=2), si.Exponential(rate=3)
        for near in (sp.Rational(999999, 10**6), sp.Rational(1000001, 10**6)):
            assert abs(float(si.Renyi(P, Q, near).doit()) - float(si.KL(P, Q).doit())) < 1e-5

    def test_a_symbolic_order_is_not_one(self):
        found = si.derive(si.RenyiEntropy(si.Exponential(rate="l"), "a"))
        a = sp.Symbol("a", positive=True)
        assert any(c.subs(a, 1) == sp.false for c in found.conditions)

    @pytest.mark.parametrize("order", [0, -1, sp.oo, sp.I, "x + ", None, [1]], ids=str)
    def test_no_order(self, order):
        with pytest.raises((ParameterError, si.ParseError)):
            si.RenyiEntropy(si.Normal(0, 1), order)

    @settings(max_examples=15, deadline=None, derandomize=True)
    @given(st.fractions(min_value=sp.Rational(1, 10), max_value=sp.Rational(9, 10)), st.fractions(min_value=0, max_value=3))
    def test_nondecreasing_in_the_order(self, order, step):
        m, s, n, t, a = sp.symbols("m s n t a", positive=True)
        form = RENYI_NORMAL.xreplace({m: 0, s: 1, n: 1, t: 2})
        first, second = (form.subs(a, sp.Rational(o.numerator, o.denominator)) for o in (order, order + step) if o != 1)
        assert sp.N(first) <= sp.N(second) + 1e-12


m, s, n, t, a = sp.symbols("m s n t a", positive=True)
RENYI_NORMAL = si.Renyi(si.Normal(m, s), si.Normal(n, t), a).doit()


@pytest.mark.parametrize(("rate", "other"), [(1, 3), (2, sp.Rational(7, 4))])
def test_inequalities_between_distances(rate, other):
    """0 <= H^2 <= TV <= sqrt(2 H^2), Pinsker 2 TV^2 <= KL, and the bounds of Jensen and Shannon's."""
    P, Q = si.Exponential(rate=rate), si.Exponential(rate=other)
    h2, kl, tv = (float(q.doit()) for q in (si.SquaredHellinger(P, Q), si.KL(P, Q), si.TotalVariation(P, Q)))
    js = float(si.JensenShannon(P, Q).evalf(8))
    lower, *upper = (float(b.doit()) for b in si.JensenShannon(P, Q).bounds())
    slack = 1e-7
    assert 0 <= h2 <= tv
    assert tv**2 <= 2 * h2
    assert 2 * tv**2 <= kl
    assert lower - slack <= js <= min(*upper, float(sp.log(2))) + slack


class TestFinite:
    @pytest.mark.parametrize("make", OF_ONE.values(), ids=OF_ONE)
    def test_symbolic_classes(self, make):
        assert si.derive(make(si.Categorical("p", "n"))).form == "closed"

    @pytest.mark.parametrize("make", [*OF_TWO.values(), si.JensenShannon], ids=[*OF_TWO, "JensenShannon"])
    def test_explicit_masses(self, make):
        P, Q = si.Categorical(["1/2", "1/3", "1/6"]), si.Categorical(["1/4", "1/4", "1/2"])
        quantity = make(P, Q).subs(ORDER, 3)
        assert abs(float(quantity.doit()) - float(quantity.evalf(15))) < 1e-12

    def test_classes_without_mass(self):
        P, Q = si.Categorical([1, 0]), si.Categorical([0, 1])
        assert si.JensenShannon(P, Q).doit() == sp.log(2)
        assert si.SquaredHellinger(P, Q).doit() == 1

    def test_total_variation_of_bits(self):
        p, q = sp.symbols("p q", positive=True)
        assert si.TotalVariation(si.Bernoulli(p), si.Bernoulli(q)).doit() == sp.Abs(p - q)


class TestMutualInformation:
    def test_gaussian_channel(self):
        P, N = sp.symbols("P N", positive=True)
        joint = si.MultivariateNormal([0, 0], [[P, P], [P, P + N]])
        assert si.check("log(1 + P/N)/2", si.MutualInformation(joint)).status == "proved"
        additive = si.AdditiveNoise(si.Normal(0, sp.sqrt(P)), si.Normal(0, sp.sqrt(N)))
        assert si.MutualInformation(additive).doit() == si.MutualInformation(joint).doit()

    def test_uniform_noise(self):
        w, v = sp.symbols("w v", positive=True)
        found = si.derive(si.MutualInformation(si.AdditiveNoise(si.Uniform(0, w), si.Uniform(0, v))))
        assert sp.expand(found.result - sp.log(w / v) - v / (2 * w)) == 0

    @pytest.mark.parametrize("laws", [(si.Normal(1, 2), si.Normal(-1, 3)), (si.Uniform(0, 3), si.Uniform(-1, 1))], ids=str)
    def test_the_output_is_the_convolution(self, laws):
        X, N = laws
        output, y = si.AdditiveNoise(X, N).output, mpmath.mpf(2) / 3
        x = sp.Symbol("x", real=True)

        def density(law, at):
            inside = all(float(e) <= at for e in (law.support.lo,)) and at <= float(law.support.hi)
            return float(sp.exp(law.log_density(x)).subs(x, at)) if inside else 0.0

        total = mpmath.quad(lambda at: density(X, at) * density(N, y - at), sorted([-12, -1, 0, y - 1, y + 1, 3, 12]))
        assert abs(total - density(output, y)) < 1e-8

    def test_channels(self):
        e, q = sp.symbols("e q", positive=True)
        erased = si.MutualInformation(si.BinaryErasureChannel(e).joint(q))
        assert sp.simplify(erased.doit() - (1 - e) * si.Entropy(si.Bernoulli(q)).doit()) == 0

    @pytest.mark.parametrize("make", [si.BinarySymmetricChannel, si.BinaryErasureChannel, si.ZChannel])
    def test_capacity_is_attained(self, make):
        """Every input's divergence from the output is the capacity, so no law of the input does better; and the best does as well."""
        channel = make(sp.Rational(1, 5))
        capacity = float(si.Capacity(channel).doit())
        for i in range(2):
            assert abs(float(si.KL(channel.row(i), channel.output).doit()) - capacity) < 1e-14
        assert abs(float(si.MutualInformation(channel.joint()).doit()) - capacity) < 1e-14

    def test_entropy_rate(self):
        rate = si.EntropyRate([["1 - a", "a"], ["b", "1 - b"]])
        here = rate.doit().subs({x: sp.Rational(1, k) for x, k in zip(sorted(rate.free_symbols, key=str), (2, 4), strict=True)})
        assert abs(float(here) - (1 / 3 * 0.6931471805599453 + 2 / 3 * 0.5623351446188083)) < 1e-12

    def test_information_gain_of_a_conjugate_update(self):
        gain = si.KL(si.Beta("a + k", "b + n - k"), si.Beta("a", "b"))
        derived_agrees(gain)


NEW = (
    si.Renyi(si.Normal("m", "s"), si.Normal("n", "t"), "alpha"),
    si.RenyiEntropy(si.Exponential(rate="l"), "alpha"),
    si.TsallisEntropy(si.Rayleigh("s"), "q"),
    si.Bhattacharyya(si.Exponential(rate="a"), si.Exponential(rate="b")),
    si.FisherInformation(si.Poisson("l"), "l"),
    si.FDivergence(si.Exponential(rate="a"), si.Exponential(rate="b"), "1 - sqrt(t)"),
    si.Jeffreys(si.Poisson("a"), si.Poisson("b")),
    si.EntropyRate([["1 - a", "a"], ["b", "1 - b"]]),
)


@pytest.mark.parametrize("asked", NEW, ids=lambda q: q.key)
class TestAnyQuantity:
    def test_rebuilds_and_pickles(self, asked):
        assert asked.func(*asked.args) == asked
        assert pickle.loads(pickle.dumps(asked)) == asked
        assert sp.latex(asked)
        assert str(asked) == sp.pretty(asked)

    def test_a_derivation_checks_and_exports(self, asked):
        found = si.derive(asked)
        assert found.theorem.grade == "proved"
        assert found.theorem.recheck()
        assert "definition" in found.to_text()
        assert found.to_latex()
        assert json.loads(found.to_json())
        assert si.Derivation.from_json(found.to_json()).result == found.result

    def test_numbers(self, asked):
        f = si.lambdify(asked)
        at = {str(x): 0.25 + 0.25 * k for k, x in enumerate(sorted(asked.free_symbols, key=str))}
        point = {x: sp.Rational(str(at[str(x)])) for x in asked.free_symbols}
        assert abs(f(**at) - float(value(asked, point, 15))) < 1e-12


@pytest.mark.parametrize("asked", NEW[:2] + NEW[4:5], ids=lambda q: q.key)
def test_every_step_is_true(asked):
    assert all(s.evidence.points for s in si.derive(asked).check(points=1, digits=15).steps)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Renyi(Exponential(rate=1), Exponential(rate=2), order=1/2)", "log(9/8)"),
        ("SquaredHellinger(Exponential(rate=1), Exponential(rate=4))", "1/5"),
        ("TsallisEntropy(Exponential(rate=lam), 2)", "1 - lam/2"),
        ("Varentropy(Exponential(rate=lam), base=2)", "1/log(2)^2"),
        ("FisherInformation(Poisson(lam), lam)", "1/lam"),
    ],
)
def test_text(text, result):
    assert si.check(result, si.read(text)).status == "proved"


def test_without_a_closed_form_numbers_come_from_the_definition():
    quantity = si.RenyiEntropy(si.Lindley("th"), "a")
    with pytest.raises(NoClosedForm, match="lambdify"):
        si.derive(quantity)
    f = si.lambdify(quantity)
    assert f.method == "quadrature"
    assert abs(f(th=1.5, a=2.5) - 0.606324413987761) < 1e-12


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: si.Varentropy(si.Normal(0, 1), si.Normal(0, 1)), ParameterError),
        (lambda: si.Renyi(si.Normal(0, 1), si.Normal(0, 1)), ParameterError),
        (lambda: si.Renyi(si.Normal(0, 1), si.Poisson(1), 2), SupportError),
        (lambda: si.SquaredHellinger(si.Normal(0, 1), si.Normal(0, 1), base=2), ParameterError),
        (lambda: si.FisherInformation(si.Uniform(0, "b"), "b"), SupportError),
        (lambda: si.FisherInformation(si.Normal(0, "s"), "mu"), ParameterError),
        (lambda: si.FDivergence(si.Normal(0, 1), si.Normal(1, 1), "t + 1"), ParameterError),
        (lambda: si.FDivergence(si.Uniform(0, 1), si.Uniform(0, 2), "(t - 1)^2"), SupportError),
        (lambda: si.EntropyRate([[1, 0], [0, 1]]), ParameterError),
        (lambda: si.Capacity(si.Normal(0, 1)), ParameterError),
        (lambda: si.BinarySymmetricChannel(2), ParameterError),
        (lambda: si.AdditiveNoise(si.Normal(0, 1), si.Uniform(0, 1)), ParameterError),
        (lambda: si.AdditiveNoise(si.Uniform(0, 1), si.Uniform(0, 2)), ParameterError),
        (lambda: si.AdditiveNoise(si.Uniform(0, 1), si.Uniform(2, 3)), ParameterError),
    ],
)
def test_what_is_refused(make, error):
    with pytest.raises(error):
        make()
