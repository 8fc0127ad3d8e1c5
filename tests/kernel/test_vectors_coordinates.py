"""Laws of several numbers: records, scopes, iterated integrals of tilted densities, definitions; every check has its refusal."""

import mpmath as mp
import pytest
from kernel_worlds import HALF, LINE, ONE, POSITIVE_LINE, UNIT, ZERO, Sheet, equation, exponential, refused, world

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.terms import (
    INFINITY,
    MINUS_INFINITY,
    PI,
    H,
    X,
    add,
    bound,
    check,
    div,
    exp,
    free,
    lgamma,
    log,
    mul,
    neg,
    power,
    rat,
    sub,
    subst,
    sym,
)  # fmt: skip

x1, x2, x3, u, h, a, b, n = (sym(name) for name in ("_x1", "_x2", "_x3", "_u", H, "a", "b", "n"))
PLAIN = (u, x1)
KL, ENTROPY = ("kl", "P", "Q"), ("entropy", "P")


def coordinates(logp, *supports):
    return {"kind": "coordinates", "supports": supports, "logp": logp}


TRIANGLE = (UNIT, ("interval", ZERO, sub(ONE, x1)))
FLAT = coordinates(log(rat(2)), *TRIANGLE)
# x1 ~ Gamma(2, 1), and x2 given x1 is normal with precision x1
BELL = coordinates(add(log(x1), neg(x1), mul(HALF, log(div(x1, mul(rat(2), PI)))), neg(mul(HALF, x1, x2, x2))), POSITIVE_LINE, LINE)
# two trials with three outcomes of equal probability
RUNS = (("integers", ZERO, rat(2)), ("integers", ZERO, sub(rat(2), x1)))
TRIALS = coordinates(
    add(
        log(rat(2)),
        neg(lgamma(add(x1, ONE))),
        neg(lgamma(add(x2, ONE))),
        neg(lgamma(add(rat(3), neg(x1), neg(x2)))),
        mul(rat(-2), log(rat(3))),
    ),
    *RUNS,
)


def beta(s, t, hi, x):
    return ("beta_segment", u, x, (s, t, hi))


def flat(s=ONE, t=ONE, r=ONE):
    """The layers of the flat law, tilted to x1^(s - 1) x2^(t - 1) (1 - x1 - x2)^(r - 1)."""
    return (beta(s, add(t, r), ONE, x1), beta(t, r, sub(ONE, x1), x2))


def bell(rate=ONE, tilt=ZERO):
    precision = mul(HALF, x1, sub(ONE, mul(rat(2), tilt)))
    return (("euler_gamma", u, x1, (rat(2), rate)), ("gauss", u, x2, (ZERO, precision)))


def trials(tilt=ZERO):
    return (("binomial_series", u, x1, (sub(tilt, log(rat(2))), rat(2))), ("binomial_series", u, x2, (ZERO, sub(rat(2), x1))))


def sheet(law, other=None, **more):
    return Sheet.of({"P": law, "Q": other or law}, **more)


def mean(law, statistic, layers, near=(), times=1, **more):
    return sheet(law, **more).said("iterated", [], "P", statistic, times, near, layers)


class TestRecord:
    @pytest.mark.parametrize(
        ("law", "reason"),
        [
            (coordinates(ZERO), "a law of 1 to 8 coordinates"),
            (coordinates(ZERO, *[UNIT] * 9), "a law of 1 to 8 coordinates"),
            ({**FLAT, "supports": [UNIT]}, "a law of 1 to 8 coordinates"),
            (coordinates(ZERO, ("circle", ZERO, ONE)), "the kind of a support"),
            (coordinates(ZERO, ("interval", ZERO, x1)), "mentions the bound name _x1"),
            (coordinates(ZERO, ("interval", x2, ONE), UNIT), "mentions the bound name _x2"),
            (coordinates(x3, UNIT, UNIT), "mentions the bound name _x3"),
            (coordinates(("sine", x1), UNIT), "not a term"),
            (coordinates(ZERO, ("interval", ZERO, ("sine", a))), "not a term"),
            (coordinates(sym(X), UNIT, UNIT), "mentions the bound name _x"),
            (coordinates(ZERO, ("integers", ZERO, HALF)), "a run of integers ends at an integer"),
            (coordinates(ZERO, ("integers", ZERO, mul(HALF, n))), "a run of integers ends at an integer"),
            (coordinates(ZERO, ("integers", ZERO, log(n))), "a run of integers ends at an integer"),
            (coordinates(ZERO, UNIT, ("integers", ZERO, x1)), "a run of integers ends at an integer"),
        ],
        ids=str,
    )
    def test_refused(self, law, reason):
        with refused(reason):
            sheet(law)

    def test_an_expectation_binds_every_coordinate(self):
        t = ("mean", X, mul(x1, x2, a), "P")
        assert bound(t) >= {"_x1", "_x2"}
        assert free(t) == {"a"}
        assert subst(t, {"_x1": a}) == t
        with refused("capture of"):
            subst(t, {"a": x2})

    def test_a_coordinate_outside_of_an_expectation_is_no_number(self):
        for law, t in ((FLAT, x1), (exponential(), ("mean", X, x1, "P")), (FLAT, ("mean", X, x3, "P"))):
            with refused("a coordinate that nothing binds"):
                world({"P": law}).normal().form(check(t))

    def test_linearity_takes_coordinates_for_what_varies(self):
        s = sheet(FLAT)
        one = s.do("iterated", [], "P", ZERO, 0, (), flat())
        said = s.said("linearity", [one], "P", add(x1, a), ())
        assert ("exists", ("mean", X, x1, "P")) in said.conditions
        with refused("mentions the bound name _x3"):
            s.do("linearity", [one], "P", x3, ())


class TestIterated:
    def test_it_integrates_to_one(self):
        for law, layers in ((FLAT, flat()), (BELL, bell()), (TRIALS, trials())):
            assert mean(law, ZERO, layers, times=0)[1:4] == (("mean", X, ONE, "P"), ONE, frozenset())

    def test_means(self):
        near = (add(ONE, h),)
        assert mean(FLAT, log(x1), flat(add(ONE, h)), near).right == rat(-3, 2)
        assert mean(FLAT, log(x2), flat(t=add(ONE, h)), near).right == rat(-3, 2)
        assert mean(BELL, x1, bell(sub(ONE, h)), (sub(ONE, h),)).right == rat(2)
        assert mean(BELL, mul(x1, x2, x2), bell(tilt=h), (sub(ONE, mul(rat(2), h)),)).right == ONE
        assert mean(TRIALS, x1, trials(h)).right == rat(2, 3)

    def test_what_a_lemma_asks_of_the_parameters_is_kept(self):
        law = coordinates(sub(log(a), mul(a, x1)), POSITIVE_LINE)
        for times, statistic, near, rate in ((0, ZERO, (), a), (1, x1, (sub(a, h),), sub(a, h))):
            assert mean(law, statistic, (("euler_gamma", u, x1, (ONE, rate)),), near, times).conditions == {("positive", a)}

    def test_a_second_moment(self):
        said = mean(TRIALS, x1, trials(h), times=2)
        assert said.left == ("mean", X, power(x1, rat(2)), "P")
        assert said.right == rat(8, 9)

    def test_against_a_plain_double_integral(self):
        with mp.workdps(15):
            inner = lambda x: mp.quad(lambda y: 2 * mp.log(y), [0, 1 - x])  # noqa: E731
            assert mp.almosteq(mp.quad(inner, [0, 1]), mp.mpf(-3) / 2, 1e-8)

    @pytest.mark.parametrize(
        ("statistic", "near", "layers", "reason"),
        [
            (log(x1), (), flat(add(ONE, h)), "condition on a bound variable is not discharged"),
            (log(x1), (h, add(ONE, h)), flat(add(ONE, h)), "which is refuted"),
            (log(x1), (sub(ONE, ("ceil", h)), add(ONE, h)), flat(add(ONE, h)), "no derivative of ceil"),
            (log(x1), (add(ONE, h, x1),), flat(add(ONE, h)), "mentions the bound name _x1"),
            (log(x1), (add(ONE, h, log(add(a, h))),), flat(add(ONE, h)), "condition on a bound variable is not discharged"),
            (log(x1), (add(ONE, h), exp(log(add(a, h)))), flat(add(ONE, h)), "condition on a bound variable is not discharged"),
            (log(x1), (add(ONE, h),), flat(), "the density is not the lemma's kernel"),
            (log(x1), (add(ONE, h),), flat(add(rat(2), h)), "the density is not the lemma's kernel"),
            (log(x1), (add(ONE, h),), flat(add(ONE, h))[:1], "a lemma for each coordinate"),
            (log(x3), (add(ONE, h),), flat(add(ONE, h)), "mentions the bound name _x3"),
            (("mean", X, x1, "P"), (), flat(), "an expectation or a quantity inside an expectation"),
            (h, (), flat(), "mentions the bound name _h"),
            (ZERO, (), (flat()[0], ("beta_segment", u, x2, (ONE, ONE))), "as many values as the lemma has parameters"),
            (ZERO, (), (flat()[0], ("beta_segment", u, x2, (ONE, ONE, x2))), "mentions the bound name _x2"),
            (ZERO, (), (flat()[0], ("beta_segment", u, x2, (ONE, ONE, ONE))), "the map leaves a support"),
            (ZERO, (), (flat()[0], ("beta_segment", u, x2, (ONE, ONE, sub(HALF, x1)))), "the map leaves a support"),
            (ZERO, (), (flat()[0], ("euler_beta", mul(u, sub(ONE, x1)), x2, (ONE, ONE))), "not inverse to each other"),
            (ZERO, (), (flat()[0], ("euler_beta", mul(u, x2), x2, (ONE, ONE))), "mentions the bound name _x2"),
            (ZERO, (), (flat()[0], ("euler_beta", u, mul(u, x2), (ONE, ONE))), "mentions the bound name _u"),
            (ZERO, (), (flat()[0], ("euler_gamma", u, x2, (ONE, ONE))), "the map leaves a support"),
            (ZERO, (), flat()[::-1], "the map leaves a support"),
            (ZERO, (), (*flat()[:1], ("no_lemma", u, x2, ())), "unknown lemma"),
        ],
        ids=str,
    )
    def test_refused(self, statistic, near, layers, reason):
        with refused(reason):
            mean(FLAT, statistic, layers, near)

    @pytest.mark.parametrize(
        ("statistic", "layer"),
        [
            (("rat", 2, 2), ("beta_segment", u, x2, (ONE, ONE, sub(ONE, x1)))),
            (ZERO, ("beta_segment", u, x2, (("rat", 2, 2), ONE, sub(ONE, x1)))),
            (ZERO, ("beta_segment", mul(u, ("rat", 2, 2)), x2, (ONE, ONE, sub(ONE, x1)))),
            (ZERO, ("beta_segment", u, mul(x2, ("rat", 2, 2)), (ONE, ONE, sub(ONE, x1)))),
        ],
        ids=["statistic", "values", "phi", "psi"],
    )
    def test_what_is_no_term(self, statistic, layer):
        """What stands in no conclusion is checked where it is taken."""
        with refused("not a reduced rational"):
            mean(FLAT, statistic, (flat()[0], layer), times=0)

    @pytest.mark.parametrize("times", [-1, 3, "1", True])
    def test_a_power_that_is_refused(self, times):
        with refused("a power of the statistic that is 0, 1 or 2"):
            mean(FLAT, x1, flat(), times=times)

    def test_maps_of_both_slopes(self):
        for phi, psi in ((mul(u, sub(ONE, x1)), div(x2, sub(ONE, x1))), (mul(sub(ONE, u), sub(ONE, x1)), sub(ONE, div(x2, sub(ONE, x1))))):
            layers = (beta(ONE, rat(2), ONE, x1), ("euler_beta", phi, psi, (ONE, ONE)))
            assert mean(FLAT, ZERO, layers, times=0).right == ONE

    def test_a_sum_is_no_integral(self):
        law = coordinates(add(neg(mul(x1, x1)), neg(mul(HALF, log(PI)))), ("integers", MINUS_INFINITY, INFINITY))
        with refused("a sum is compared with an integral"):
            mean(law, ZERO, (("gauss", u, x1, (ZERO, ONE)),), times=0)

    def test_a_slope_without_a_sign(self):
        law = coordinates(add(neg(mul(x1, x1)), neg(mul(HALF, log(PI)))), LINE)
        with refused("the sign of phi' is not proved"):
            mean(law, ZERO, (("gauss", mul(a, u), div(x1, a), (ZERO, mul(a, a))),), times=0)

    def test_a_map_of_integers_is_a_shift(self):
        law = coordinates(neg(log(rat(3))), ("integers", ZERO, rat(2)))
        assert mean(law, ZERO, (("counting", u, x1, (ZERO, rat(2))),), times=0).right == ONE
        with refused("a map of the integers that is not a shift"):
            mean(law, ZERO, (("counting", sub(rat(2), u), sub(rat(2), x1), (ZERO, rat(2))),), times=0)

    def test_a_neighbourhood_that_shrinks_with_a_coordinate(self):
        """e^(h x1^2 x2^2) has no integral under the bell for any h > 0: the Gaussian's precision x1 (1 - 2 h x1) is not positive."""
        tilted = mul(HALF, x1, sub(ONE, mul(rat(2), h, x1)))
        layers = (("euler_gamma", u, x1, (rat(2), ONE)), ("gauss", u, x2, (ZERO, tilted)))
        with pytest.raises(Rejected):
            mean(BELL, mul(x1, x1, x2, x2), layers, (sub(ONE, mul(rat(2), h)),))

    def test_only_laws_of_several_coordinates(self):
        with refused("no law of several coordinates"):
            mean(exponential(), ZERO, flat())

    def test_a_density_that_is_none_has_its_mass(self):
        assert mean(coordinates(ZERO, *TRIANGLE), ZERO, flat(), times=0).right == HALF


class TestFinitePoints:
    def test_it_is_left_standing(self):
        f = lgamma(add(x1, ONE))
        said = sheet(TRIALS).said("finite_points", [], "P", f)
        assert said == equation(("mean", X, f, "P"), ("mean", X, f, "P"))

    def test_what_the_function_needs_is_kept(self):
        assert sheet(TRIALS).said("finite_points", [], "P", mul(x1, log(a))).conditions == {("positive", a)}

    @pytest.mark.parametrize(
        ("law", "f", "reason"),
        [
            (FLAT, log(x1), "more than finitely many points"),
            (coordinates(neg(x1), ("integers", ZERO, INFINITY)), x1, "more than finitely many points"),
            (coordinates(neg(x1), ("integers", MINUS_INFINITY, ZERO)), x1, "more than finitely many points"),
            (TRIALS, log(x1), "condition on a bound variable is not discharged"),
            (TRIALS, x3, "mentions the bound name _x3"),
            (exponential(), x1, "no law of several coordinates"),
        ],
        ids=str,
    )
    def test_refused(self, law, f, reason):
        with refused(reason):
            sheet(law).do("finite_points", [], "P", f)


class TestDefinition:
    def ones(self, s, q="Q"):
        return [s.do("iterated", [], law, ZERO, 0, (), flat()) for law in dict.fromkeys(("P", q))]

    def test_the_expectations(self):
        skew = coordinates(add(log(rat(6)), log(x1)), *TRIANGLE)
        s = sheet(FLAT, skew)
        ones = [s.do("iterated", [], law, ZERO, 0, (), flat(shape)) for law, shape in (("P", ONE), ("Q", rat(2)))]
        said = s.said("coordinate_definition", ones, KL)
        assert said == equation(KL, ("mean", X, sub(FLAT["logp"], skew["logp"]), "P"))
        assert s.said("coordinate_definition", ones, ("cross", "P", "Q")).right[2] == neg(skew["logp"])
        assert s.said("coordinate_definition", ones[:1], ENTROPY).right[2] == neg(FLAT["logp"])

    @pytest.mark.parametrize(
        "other",
        [
            coordinates(ZERO, UNIT),
            coordinates(ZERO, UNIT, UNIT),
            coordinates(ZERO, UNIT, POSITIVE_LINE),
            coordinates(ZERO, ("interval", ZERO, rat(2)), ("interval", ZERO, sub(ONE, x1))),
            coordinates(ZERO, ("integers", ZERO, ONE), ("interval", ZERO, sub(ONE, x1))),
        ],
        ids=str,
    )
    def test_other_supports_are_refused(self, other):
        s = sheet(FLAT, other)
        ones = [*self.ones(s, "P"), s.take(equation(("mean", X, ONE, "Q"), ONE))]
        with pytest.raises(Rejected, match=r"laws|infinity has no"):
            s.do("coordinate_definition", ones, KL)

    def test_ends_that_are_one_number(self):
        again = coordinates(FLAT["logp"], UNIT, ("interval", ZERO, sub(rat(2), add(x1, ONE))))
        s = sheet(FLAT, again)
        ones = [*self.ones(s, "P"), s.take(equation(("mean", X, ONE, "Q"), ONE))]
        assert s.said("coordinate_definition", ones, KL).right[0] == "mean"

    @pytest.mark.parametrize("before", [(), (UNIT,)], ids=["first", "second"])
    def test_what_the_ends_need_is_kept(self, before):
        laws = [coordinates(neg(log(a)), *before, ("interval", ZERO, end)) for end in (a, exp(log(a)))]
        s = sheet(*laws)
        ones = [s.take(equation(("mean", X, ONE, law), ONE)) for law in ("P", "Q")]
        assert s.said("coordinate_definition", ones, KL).conditions == {("positive", a)}

    def test_a_law_is_used_after_its_mass_is_known(self):
        s = sheet(FLAT)
        with refused("E[1] = 1 for each law"):
            s.do("coordinate_definition", [], ENTROPY)
        with refused("E[1] = 1 is not proved"):
            s.do("coordinate_definition", [s.take(equation(("mean", X, ONE, "P"), HALF))], ENTROPY)
        with refused("no law of several coordinates"):
            t = sheet(exponential())
            t.do("coordinate_definition", [t.take(equation(("mean", X, ONE, "P"), ONE))], ENTROPY)
