"""Laws of vectors and matrices: what a rule is given holds no bound name and is a term, and what it needs is kept.

These are the arguments that stand in no conclusion as they are given, so that nothing else looks at them.
"""

import pytest
from kernel_worlds import LINE, ONE, POSITIVE_LINE, UNIT, ZERO, equation, refused
from test_matrices import record
from test_vectors_coordinates import BELL, FLAT, TRIANGLE, bell, coordinates, flat, u, x1, x2
from test_vectors_coordinates import mean as iterated_mean
from test_vectors_coordinates import sheet as coordinate_sheet
from test_vectors_variates import MATRICES, MU, K, M, a, fisher, k, normal_matrix, on, power, sheet, student, wishart, x

from symbolic_info.proof.terms import X, add, exp, log, mul, neg, rat, sub, sym

UNREDUCED = ("rat", 2, 2)
ONE_BY_ONE = ("mat", "I")
c = sym("c")


class TestScope:
    def test_what_the_end_of_a_coordinate_needs_is_kept(self):
        """(0, exp(log c)) is an interval where c > 0, and a function of the first coordinate lives there too."""
        s = coordinate_sheet(coordinates(neg(log(c)), UNIT, ("interval", ZERO, exp(log(c)))))
        one = s.take(equation(("mean", X, ONE, "P"), ONE))
        assert ("positive", c) in s.said("linearity", [one], "P", x1, ()).conditions


class TestIterated:
    @pytest.mark.parametrize("times", [0, 1])
    def test_what_the_density_needs_is_kept(self, times):
        """log c - log c falls out of the density, and needs c > 0 all the same."""
        law = coordinates(add(log(rat(2)), log(c), neg(log(c))), *TRIANGLE)
        assert iterated_mean(law, ZERO, flat(), times=times).conditions == {("positive", c)}

    def test_what_the_inverse_map_needs_is_kept(self):
        layers = (flat()[0], ("beta_segment", u, add(x2, log(c), neg(log(c))), (ONE, ONE, sub(ONE, x1))))
        assert iterated_mean(FLAT, ZERO, layers, times=0).conditions == {("positive", c)}

    def test_infinite_ends_are_one_end(self):
        assert [kind for kind, *_ in BELL["supports"]] == [LINE[0], POSITIVE_LINE[0]]
        s = coordinate_sheet(BELL)
        one = s.do("iterated", [], "P", ZERO, 0, (), bell())
        assert s.said("coordinate_definition", [one], ("entropy", "P")).right == ("mean", X, neg(BELL["logp"]), "P")


class TestTermsAndNames:
    @pytest.mark.parametrize(
        ("law", "rule", "arguments", "matrices"),
        [
            (wishart(), "wishart_integral", (mul(a, UNREDUCED), K, "itself"), None),
            (wishart(), "wishart_integral", (a, ("mscale", UNREDUCED, K), "itself"), None),
            (fisher(), "fisher_integral", (MU, mul(k, UNREDUCED)), on(3)),
            (power(), "power_integral", (MU, mul(k, UNREDUCED)), None),
            (student(), "student_vector", (mul(a, UNREDUCED), M, K), None),
        ],
        ids=["wishart", "scale", "fisher", "power", "student"],
    )
    def test_what_is_no_term(self, law, rule, arguments, matrices):
        s = sheet(law) if matrices is None else sheet(law, matrices=matrices)
        with refused("not a reduced rational"):
            s.do(rule, [], "P", *arguments)

    def test_a_parameter_that_holds_the_value(self):
        square = ("trace", ("mmul", ("transpose", x), x))
        with refused("mentions the bound name _x"):
            sheet(student()).do("student_vector", [], "P", add(a, sub(square, square)), M, K)

    def test_what_a_power_needs_is_kept(self):
        s = sheet(student(), positive=(sym("n"), sym("p")))
        assert ("positive", add(a, mul(rat(-1, 2), sym("n")))) in s.said("student_vector", [], "P", a, M, K).conditions

    def test_a_negative_multiple_is_not_positive_definite(self):
        """Of complex vectors a trace stands for its real part, and for that the matrix between is positive definite."""
        s = sheet(normal_matrix(M, K, ONE_BY_ONE, "complex", ONE), matrices={**MATRICES, "I": record(rows=ONE, cols=ONE, positive=1)})
        at = ("normal_matrix_square", [], "P", M, K, ONE_BY_ONE, M)
        assert s.said(*at, K, ONE_BY_ONE).right[0] == "add"
        assert ("positive", c) in s.said(*at, ("mscale", c, K), ONE_BY_ONE).conditions
        with refused("which is refuted"):
            s.do(*at, ("mscale", rat(-1), K), ONE_BY_ONE)

    def test_a_projection_on_the_value_itself(self):
        with refused("mentions the bound name _x"):
            sheet(fisher(), matrices=on(3)).do("fisher_mean", [], "P", MU, k, x)
