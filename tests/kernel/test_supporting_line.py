"""A convex function above its supporting lines: each condition beside the lie that it prevents."""

import pytest
from index_worlds import ALL, CAUCHY_MEAN, LINE, MEAN, MINUS_LOG, OVER_P, POSITIVE, SQUARE, a, p, q, s, sheet, v, z
from kernel_worlds import ARRAYS, HALF, ONE, ZERO, Sheet, normal, refused, support, u

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.terms import INFINITY, add, div, log, mul, neg, power, rat, sub, sym

UNDEFINED = {
    "a logarithm at 0": (MINUS_LOG, LINE, "a bound variable is not discharged"),
    "a power at 0": (div(ONE, u), LINE, "a bound variable is not discharged"),
    "a root of a square": (power(SQUARE, HALF), LINE, "a bound variable is not discharged"),
    "an absolute value": (("abs", u), LINE, "no derivative of abs"),
    "an unknown function": (("apply", "g", add(u, ONE)), LINE, "no derivative of apply"),
    "an array": (("idx", "F", "_u"), LINE, "no derivative of idx"),
    "a sum": (s(ALL, mul(v, u)), LINE, "no derivative of sum"),
    "an expectation": (add(SQUARE, MEAN), LINE, "inside a sum or an expectation"),
    "another bound name": (mul(SQUARE, sym("_v")), LINE, "mentions the bound name _v"),
    "no term": (("log",), LINE, "wrong number"),
    "no end": (SQUARE, (("log",), INFINITY), "wrong number"),
    "an end that moves with the value": (SQUARE, (sub(u, ONE), INFINITY), "mentions the bound name _u"),
    "another end that moves": (SQUARE, (ZERO, add(u, ONE)), "mentions the bound name _u"),
    "no upper end": (SQUARE, (ZERO, ("log",)), "wrong number"),
}

AT_INDEX = {
    "the function": ({"f": mul(q, SQUARE)}, "do not depend on the index"),
    "the function in a sum": ({"f": mul(s((("idx", "J", "i", "j"),), ("idx", "J", "i", "j"), ("j",)), SQUARE)}, "do not depend"),
    "the point": ({"c": v}, "do not depend on the index"),
    "the lower end": ({"f": MINUS_LOG, "g": q, "c": ONE, "ends": (neg(q), INFINITY)}, "do not depend on the index"),
    "the upper end": ({"g": q, "c": ONE, "ends": (ZERO, add(q, rat(2)))}, "do not depend on the index"),
}

OUTSIDE = {
    "an argument at the end": (q, ONE, (ZERO, ONE)),
    "an argument that may be beyond": (v, ONE, POSITIVE),
    "a point at the end": (q, ZERO, POSITIVE),
    "a point beyond": (q, rat(-1), POSITIVE),
    "a point above": (HALF, rat(2), (ZERO, ONE)),
    "an argument above": (add(q, rat(2)), HALF, (ZERO, ONE)),
}

MALFORMED = {
    "an index twice": ({"indices": ("i", "i")}, "different names"),
    "a domain without indices": ({"indices": (), "g": ONE, "weight": ONE}, "a domain without indices"),
    "a bound name in the domain": ({"domain": (("idx", "J", "i", "_w1_0"),), "weight": ONE, "g": ONE}, "mentions the bound name _w1_0"),
    "a bound name in the argument": ({"g": sym("_w1_0")}, "mentions the bound name _w1_0"),
    "an argument that is none": ({"g": ("log",)}, "wrong number"),
    "an index as a number": ({"g": sym("i")}, "an index is no number"),
    "a literal about something else": ({"domain": (*OVER_P, ("in", "j", "S"))}, "holds none of its indices"),
    "a premise": ({"premises": [0]}, "needs no premises"),
}


class TestSupportingLine:
    def line(self, f=SQUARE, g=v, c=ZERO, ends=LINE, weight=p, indices=("i",), domain=OVER_P, here=None, premises=()):
        return (here or sheet()).said("supporting_line", list(premises), indices, domain, weight, f, g, c, *ends)

    def test_a_strictly_convex_function(self):
        found = self.line()
        assert (found.relation, found.conditions) == ("<=", frozenset())
        assert found.right == s(OVER_P, mul(p, power(v, rat(2))))
        assert found.tight == {("all", ("i",), OVER_P, mul(p, v), mul(p, ZERO))}

    def test_a_linear_function_says_nothing_of_equality(self):
        assert self.line(u).tight is None
        assert self.line(mul(ZERO, u)).tight is None

    def test_convex_on_a_half_line_only(self):
        """u^3 at 1 and -3: the line at 1 lies above."""
        cube = power(u, rat(3))
        assert self.line(cube, q, ONE, POSITIVE).relation == "<="
        with refused("the function is not proved convex"):
            self.line(cube, v, ONE)

    CONCAVE = (log(u), neg(SQUARE), power(u, HALF), mul(z, SQUARE), sub(SQUARE, power(u, rat(4))))

    @pytest.mark.parametrize("f", CONCAVE, ids=str)
    def test_not_convex(self, f):
        with refused("the function is not proved convex"):
            self.line(f, q, ONE, POSITIVE)

    def test_a_concave_function_below_its_line(self):
        """log 4 <= log 1 + (4 - 1) is the truth, 3 <= log 4 would be the lie."""
        with refused("the function is not proved convex"):
            self.line(log(u), rat(4), ONE, POSITIVE, ONE, (), ())

    @pytest.mark.parametrize(("f", "ends", "reason"), UNDEFINED.values(), ids=UNDEFINED)
    def test_a_function_that_is_none(self, f, ends, reason):
        with refused(reason):
            self.line(f, q, ONE, ends)

    def test_conditions_of_the_function(self):
        assert self.line(add(SQUARE, log(z))).conditions == {("positive", z)}

    @pytest.mark.parametrize(("what", "reason"), AT_INDEX.values(), ids=AT_INDEX)
    def test_one_function_and_one_point_for_all(self, what, reason):
        with refused(reason):
            self.line(**what)

    @pytest.mark.parametrize(("g", "c", "ends"), OUTSIDE.values(), ids=OUTSIDE)
    def test_arguments_inside(self, g, c, ends):
        with refused("the argument leaves the interval"):
            self.line(MINUS_LOG, g, c, ends)

    WEIGHTS = (v, neg(p), sub(p, q), z, log(q))

    @pytest.mark.parametrize("weight", WEIGHTS, ids=str)
    def test_a_weight_that_may_be_negative(self, weight):
        with refused("the sign of the weight is not proved"):
            self.line(weight=weight)

    def test_arguments_are_defined_where_they_are_used(self):
        for what in ({"g": div(ONE, v)}, {"weight": mul(p, div(v, v))}, {"f": SQUARE, "g": log(("idx", "A", "i"))}):
            with refused("a bound variable is not discharged"):
                self.line(**what)
        assert self.line(g=log(z), c=log(a)).conditions == {("positive", z), ("positive", a)}

    def test_a_point_of_its_own(self):
        """(E X)^2 <= E X^2 without a sum; an expectation that stands in it has to exist."""
        found = self.line(SQUARE, MEAN, a, LINE, ONE, (), ())
        assert found.conditions == {("exists", MEAN)}
        assert self.line(SQUARE, a, CAUCHY_MEAN, LINE, ONE, (), ()).conditions == {("exists", CAUCHY_MEAN)}

    @pytest.mark.parametrize(("what", "reason"), MALFORMED.values(), ids=MALFORMED)
    def test_malformed(self, what, reason):
        here = sheet()
        here.do("pointwise", [], (), (), ONE)
        if "premises" in what:
            here.do("restate", [here.do("expression", [], a)], a)
            what = {"premises": [2]}
        with refused(reason):
            self.line(here=here, **what)

    def test_an_integral_whose_pieces_may_not_exist(self):
        d = ("idx", "D", "i")
        found = self.line(MINUS_LOG, d, ONE, POSITIVE, d, domain=support("D", "i"))
        assert {kind for kind, _ in found.conditions} == {"exists"}
        assert len(found.conditions) == 2  # of d^2 and of d log d; d itself totals 1


PHI = {"phi": {"kind": "convex", "lo": ZERO, "hi": INFINITY}}


class TestDeclaredConvex:
    def line(self, laws, name="phi", ends=POSITIVE):
        return Sheet.of(ARRAYS | laws).said("supporting_line", [], ("i",), OVER_P, p, ("apply", name, u), p, ONE, *ends)

    def test_its_slope_has_a_name(self):
        found = self.line(PHI)
        assert ("apply", "_dphi", ONE) in found.left[3][2][2]
        assert found.tight is None

    @pytest.mark.parametrize(
        ("laws", "name", "ends"),
        [
            (PHI, "psi", POSITIVE),
            (PHI, "phi", LINE),
            (PHI, "phi", (rat(-1), INFINITY)),
            (PHI, "P", POSITIVE),
            ({"psi": normal()}, "psi", POSITIVE),
        ],
        ids=["another function", "a longer interval", "an earlier end", "an array", "a law"],
    )
    def test_not_declared(self, laws, name, ends):
        with refused("is not declared convex between these ends"):
            self.line(laws, name, ends)

    def test_at_another_argument(self):
        with refused("no derivative of apply"):
            Sheet.of(ARRAYS | PHI).do("supporting_line", [], (), (), ONE, ("apply", "phi", mul(u, u)), ONE, ONE, *POSITIVE)

    @pytest.mark.parametrize("ends", [(sym("_u"), INFINITY), (("log",), INFINITY), (ZERO, sym("_u"))], ids=str)
    def test_its_ends(self, ends):
        with pytest.raises(Rejected, match=r"bound name|wrong number"):
            Sheet.of({"phi": {"kind": "convex", "lo": ends[0], "hi": ends[1]}})
