"""False statements, each with the best attempt at a proof: an adversary calls rules as it likes and records its own conclusions.

Everything here is false (or says nothing), so that whatever lets one through is a hole.  Most of them went through once.
"""

from fractions import Fraction

import pytest
from kernel_worlds import (
    ARRAYS,
    CAUCHY,
    HALF,
    LINE,
    NATURALS,
    ONE,
    POSITIVE_LINE,
    Q_COVERS_P,
    ZERO,
    Sheet,
    density,
    exponential,
    given,
    masses,
    normal,
    product,
    refused,
    u,
    uniform,
    world,
    x,
)

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import replay, to_text
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, PI, add, div, exp, lgamma, log, mul, neg, power, rat, sub, sym

a, b, k, z = sym("a"), sym("b"), sym("k"), sym("z")
KL = ("kl", "P", "Q")


def mean(f, law="P"):
    return ("mean", "_x", f, law)


def part(f, lo, hi, law="P"):
    return ("part", "_x", f, law, lo, hi)


class TestWrongDensities:
    """A density with a slip in it has another total, so that nothing is proved about it."""

    NORMAL_WITHOUT_THE_HALF = density(LINE, add(neg(mul(x, x)), mul(rat(-1, 2), log(mul(rat(2), PI)))))
    LAWS = (
        (NORMAL_WITHOUT_THE_HALF, ("gauss", u, x, (ZERO, ONE))),
        (density(POSITIVE_LINE, neg(mul(rat(2), x))), ("euler_gamma", u, x, (ONE, rat(2)))),
        (density(POSITIVE_LINE, sub(log(rat(3)), mul(rat(2), x))), ("euler_gamma", u, x, (ONE, rat(2)))),
        (density(NATURALS, neg(lgamma(add(x, ONE)))), ("exponential_series", u, x, (ZERO,))),
        (density(("interval", ZERO, rat(2)), ZERO), ("power_segment", add(neg(ONE), u), add(x, ONE), (ONE, ONE, rat(3)))),
    )

    @pytest.mark.parametrize(("law", "route"), LAWS, ids=range(len(LAWS)))
    def test_no_entropy(self, law, route):
        s = Sheet.of({"P": law})
        total = s.do("moment", [], "P", *route, route[-1], ())
        with refused("not the same number"):
            s.do("restate", [total], ONE)
        with refused("E[1] = 1 is not proved"):
            s.do("definition", [total], ("entropy", "P"))

    def test_another_density_than_the_familys(self):
        """The proof is sound, its world is not the one asked about."""
        s = Sheet.of({"E": exponential(rat(2))})
        one = s.do("moment", [], "E", "euler_gamma", u, x, (ONE, rat(2)), (ONE, rat(2)), ())
        with refused("another world"):
            replay(to_text(s.document(one, {})), world({"E": exponential()}).spec, s.done[one].left, s.done[one].right)


class TestMeansThatDoNotExist:
    def test_a_cauchy_law_is_no_lemmas_kernel(self):
        s = Sheet.of({"P": CAUCHY})
        for lemma, s0 in (("gauss", (ZERO, ONE)), ("gauss", (ZERO, HALF))):
            with refused("the density is not the lemma's kernel"):
                s.do("moment", [], "P", lemma, u, x, s0, s0, ())

    def test_half_of_a_cauchy_mean_less_the_other(self):
        """E[x; x < 0] = -E[x; x > 0] by symmetry; the sum is oo - oo."""
        s = Sheet.of({"P": CAUCHY})
        right = s.do("expression", [], part(x, ZERO, INFINITY))
        with refused("a premise states no number"):
            s.do("linearity_of_part", [right], "P", x, (ONE,), ZERO, INFINITY)

    def test_a_moment_beyond_the_last(self):
        """E[X^-1] of an exponential law is infinite."""
        s = Sheet.of({"P": exponential()})
        with refused("> 0, which is refuted"):
            s.do("moment", [], "P", "euler_gamma", u, x, (ONE, ONE), (ZERO, ONE), ())

    def test_existence_out_of_nothing(self):
        s = Sheet.of({"P": density(NATURALS, neg(x))})
        circular = s.do("expression", [], mean(power(x, rat(2))))
        with refused("a premise states no number"):
            s.do("log_factorial", [circular], "P", lgamma(add(ONE, x)))


class TestInfinities:
    def infinite(self, s):
        return s.do("uncovered", [s.one("P"), s.one("Q")], KL, "below")

    def start(self):
        return Sheet.of({"P": normal(), "Q": exponential()})

    def test_infinity_less_infinity(self):
        """D - D = 0, D = oo: the difference has no value."""
        s = self.start()
        zero = s.said("restate", [s.do("expression", [], sub(KL, KL))], ZERO)
        assert zero.conditions == {("exists", KL)}

    def test_a_finite_value_of_what_is_infinite(self):
        s = self.start()
        with refused("reaches below"):
            s.do("definition", [s.one("P"), s.one("Q")], KL)

    def test_an_uncovered_support_that_is_covered(self):
        s = Sheet.of({"P": exponential(), "Q": normal()})
        for side in ("below", "above"):
            with refused("unbounded on that side"):
                s.do("uncovered", [s.one("P"), s.one("Q")], KL, side)

    def test_a_negative_multiple(self):
        s = self.start()
        with refused("refuted"):
            s.do("multiple_of_infinity", [self.infinite(s)], rat(-1))

    def test_arithmetic_with_infinity(self):
        s = self.start()
        for t in (sub(INFINITY, INFINITY), mul(ZERO, INFINITY), log(INFINITY), div(ONE, INFINITY)):
            with refused("infinity inside a term"):
                s.do("expression", [], t)

    def test_a_class_of_no_distribution(self):
        """Masses 3 and -4 are no distribution, whatever stands beside them."""
        s = Sheet.of({"P": masses(rat(3), rat(-4)), "Q": masses(ZERO, rat(7))})
        with refused("masses that do not total 1"):
            s.do("uncovered_class", [], KL, 0)


class TestBoundNames:
    def test_a_rate_called_like_the_variable_of_integration(self):
        """E of exp(-u x): the rate u would be the lemma's own variable."""
        with refused("mentions the bound name _u"):
            world({"P": exponential(u)})

    def test_a_value_outside_its_expectation(self):
        s = Sheet.of({"P": exponential()})
        for rule, arguments in (("expression", (x,)), ("expression", (mul(("entropy", "P"), x),)), ("same_sum", (x, x))):
            with refused("mentions the bound name _x"):
                s.do(rule, [], *arguments)

    def test_facts_of_an_outer_value_do_not_reach_an_inner_one(self):
        """E_E[E_N|x|] = E_N[x] = 0, because x > 0 under E."""
        s = Sheet.of({"P": normal(), "E": exponential()})
        with refused("inside a sum or an expectation"):
            s.do("linearity", [s.one("E")], "E", mean(("abs", x)), ())
        with refused("inside a sum or an expectation"):
            s.do("linearity", [s.one("E"), s.one("E")], "E", ONE, (mean(("abs", x)),))

    def test_an_expectation_over_another_name(self):
        s = Sheet.of({"E": exponential()})
        with refused("an expectation binds _x"):
            s.do("expression", [], ("mean", "_y", ("abs", x), "E"))

    def test_an_end_that_moves_with_the_value(self):
        s = Sheet.of({"P": exponential()})
        with refused("mentions the bound name _x"):
            s.do("linearity_of_part", [], "P", ZERO, (), x, INFINITY)

    def test_an_index_that_is_also_a_number(self):
        """sum_i p_i n = n, with n called like the working index."""
        s = Sheet.of(ARRAYS)
        body = mul(("idx", "P", "i"), sym("_w1_0"))
        with refused("mentions the bound name _w1_0"):
            s.do("same_sum", [], ("sum", ("i",), (("idx", "P", "i"),), body), sym("_w1_0"))


class TestDeclaredFacts:
    def test_a_function_that_is_no_density_is_not_positive(self):
        """|f| = f for every f, since some law has the density exp(-f)."""
        with refused("one function of the value"):
            world({"P": exponential(), "Q": density(POSITIVE_LINE, neg(("apply", "f", x)), ("f",))})

    def test_one_function_with_two_totals(self):
        with refused("the density of two laws"):
            world({"P": given("f", ("interval", ZERO, ONE)), "Q": given("f", ("interval", ZERO, rat(2)))})

    def test_a_density_taken_as_given_is_not_positive_elsewhere(self):
        s = Sheet.of({"P": given("f", POSITIVE_LINE), "Q": normal()})
        absolute, plain = ("abs", ("apply", "f", x)), ("apply", "f", x)
        assert s.said("linearity", [s.one("P")], "P", sub(absolute, plain), ()).right == ZERO
        assert s.said("linearity", [s.one("Q")], "Q", sub(absolute, plain), ()).right != ZERO

    def test_constraints_that_contradict_each_other(self):
        with refused("the witness does not satisfy"):
            world({}, (k, neg(k)), k=1)

    def test_a_kept_condition_that_contradicts_a_constraint(self):
        s = Sheet.of({"P": exponential(a)}, (a,), a=1)
        under = (("positive", neg(a)),)
        lie = s.do(
            "restate", [s.do("expression", [], mul(("entropy", "P"), ("abs", a)), under=under)], mul(("entropy", "P"), a), under=under
        )
        with refused("the witness does not satisfy"):
            s.replayed(s.do("keep", [lie]), a=1)

    def test_masses_that_cover_each_other_only_one_way(self):
        s = Sheet.of(ARRAYS, covers=(Q_COVERS_P,))
        assert s.said("sum_definition", [], KL).right[0] == "sum"
        with refused("bound variable is not discharged"):
            s.do("sum_definition", [], ("kl", "Q", "P"))

    def test_the_marginal_of_another_array(self):
        s = Sheet.of(ARRAYS)
        for wrong in (("sum", ("i",), (("idx", "P", "i"),), ("idx", "Q", "i")), ("sum", ("i",), (("idx", "Q", "i"),), ("idx", "P", "i"))):
            with refused("the normal forms differ"):
                s.do("same_sum", [], wrong, ONE)

    def test_counting_over_different_supports(self):
        s = Sheet.of(ARRAYS)
        with refused("the normal forms differ"):
            s.do("same_sum", [], ("sum", ("i",), (("idx", "P", "i"),), ONE), ("sum", ("i",), (("idx", "Q", "i"),), ONE))

    def test_additivity_of_what_is_not_normalised(self):
        s = Sheet.of({"P": density(POSITIVE_LINE, neg(mul(rat(2), x))), "PP": product("P", "P")})
        part_ = s.do("expression", [], ("entropy", "P"))
        with refused("the value of a part is not computed"):
            s.do("additivity", [part_, part_], ("entropy", "PP"))

    def test_integers_that_are_none(self):
        """From 1/2 on and from 3/4 on are the same integers; neither reaches beyond the other."""
        with refused("ends at an integer"):
            world({"P": density(("integers", HALF, INFINITY), neg(x))})


class TestAlgebra:
    """Equalities of school algebra that are wrong for some real numbers."""

    WRONG = (
        (log(power(z, rat(2))), mul(rat(2), log(z)), {"z": -1}),
        (power(power(z, rat(2)), HALF), z, {"z": -1}),
        (("abs", z), z, {"z": -1}),
        (log(mul(a, b)), add(log(a), log(b)), {"a": -1, "b": -1}),
        (power(mul(a, b), HALF), mul(power(a, HALF), power(b, HALF)), {"a": -1, "b": -1}),
        (power(power(a, b), k), power(a, mul(b, k)), {"a": -1, "b": 2, "k": Fraction(1, 2)}),
        (div(z, z), ONE, {"z": 0}),
        (power(z, ZERO), ONE, {"z": 0}),
        (mul(ZERO, power(z, rat(-1))), ZERO, {"z": 0}),
        (exp(log(z)), z, {"z": -1}),
        (lgamma(add(z, ONE)), add(lgamma(z), log(z)), {"z": 0}),
        (("erf", ("abs", z)), ("erf", z), {"z": -1}),
        (("ugamma", add(z, ONE), ONE), add(mul(z, ("ugamma", z, ONE)), exp(rat(-1))), {"z": -3}),
    )

    @pytest.mark.parametrize(("left", "right", "at"), WRONG, ids=str)
    def test_refused_at_the_counterexample(self, left, right, at):
        """Not proved at all, or under a condition that fails where the equality does."""
        s = Sheet.of({})
        with pytest.raises(Rejected):
            s.replayed(s.do("restate", [s.do("expression", [], left)], right), **at)

    def test_a_square_below_one(self):
        """a < 0 makes a^2 positive; it does not make it smaller than 1 by way of 2 log a."""
        s = Sheet.of({}, (neg(a),), a=-2)
        square = sub(ONE, mul(a, a))
        with refused("not the same number"):
            s.do("restate", [s.do("expression", [], ("abs", square))], square)
        with refused("not the same number"):
            s.do("restate", [s.do("expression", [], ("abs", square))], neg(square))

    def test_equality_everywhere_but_at_one_point(self):
        """(z^2 - 1)/(z - 1) = z + 1 where z is not 1, and says so."""
        s = Sheet.of({})
        left = div(sub(mul(z, z), ONE), sub(z, ONE))
        statement = s.said("restate", [s.do("expression", [], left)], add(z, ONE))
        assert statement.conditions == {("nonzero", add(rat(-1), z))}


class TestMaps:
    """Changes of variable that are not bijections of the supports."""

    def test_folding(self):
        """|x| folds the line: the half-line gets half the mass."""
        s = Sheet.of({"P": normal()})
        with refused("psi leaves the support of the lemma"):
            s.do("moment", [], "P", "gauss_half", u, ("abs", x), (ZERO, HALF), (ZERO, HALF), ())

    def test_a_map_that_skips_integers(self):
        s = Sheet.of({"P": density(NATURALS, mul(x, log(HALF)))})
        with pytest.raises(Rejected):
            s.do("moment", [], "P", "geometric_series", mul(rat(2), u), mul(HALF, x), (mul(rat(2), log(HALF)),), (ZERO,), ())

    def test_a_part_that_leaves_the_support(self):
        s = Sheet.of({"P": uniform()})
        with refused("phi leaves the support of the law"):
            s.do("moment", [], "P", "power_segment", u, x, (ONE, HALF, rat(2)), (ONE, HALF, rat(2)), (), HALF, rat(2))

    def test_a_point_outside_the_support(self):
        """The part below -1 is empty, and the part above it is more than the support offers."""
        s = Sheet.of({"P": exponential()})
        zero = s.do("linearity_of_part", [], "P", ZERO, (), MINUS_INFINITY, rat(-1))
        with refused("the premises are not the two halves"):
            s.do("split", [zero, zero], "P", ZERO, rat(-1))

    def test_a_lemma_at_another_point(self):
        s = Sheet.of({"P": exponential()})
        with refused("the density is not the lemma's kernel"):
            s.do("moment", [], "P", "euler_gamma", u, x, (rat(2), ONE), (rat(2), ONE), ())
