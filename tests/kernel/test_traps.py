"""The known ways to talk a prover of this kind into a lie, each tried by name; most are also met elsewhere in this folder."""

from fractions import Fraction

import pytest
import sympy as sp
from index_worlds import (
    ALL,
    CAUCHY_MEAN,
    KL,
    LAWS,
    LINE,
    MINUS_LOG,
    OVER_P,
    OVER_Q,
    POSITIVE,
    SQUARE,
    a,
    b,
    gibbs,
    n,
    p,
    q,
    s,
    sheet,
    v,
    z,
)
from kernel_worlds import ARRAYS, HALF, ONE, ZERO, Sheet, array, exponential, refused, support, total, u, x

from symbolic_info import Categorical, Entropy
from symbolic_info.core.errors import Rejected
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import Statement, replay, to_text
from symbolic_info.proof.terms import INFINITY, add, div, exp, log, mul, neg, power, rat, sub, subst, sym

P_J, J = ("idx", "P", "j"), ("idx", "J", "i", "j")


def said(rule, *arguments, here=None, under=()):
    return (here or sheet()).said(rule, [], *arguments, under=under)


class TestBoundNames:
    def test_capture(self):
        """sum_k n k with n := k is no sum of squares."""
        t = s(OVER_P, mul(a, p))
        with refused("capture"):
            subst(t, {"a": sym("i")})

    def test_capture_in_a_domain(self):
        t = s((J,), ONE)
        with refused("capture"):
            subst(t, {"j": sym("i")})

    def test_capture_by_a_convex_function(self):
        """f(u) = u^2 + sum_i v_i u^0 at u = v_i."""
        f = add(SQUARE, s(ALL, mul(v, u, ZERO)))
        with pytest.raises(Rejected):
            said("supporting_line", ("i",), ALL, ONE, f, v, ZERO, *LINE)

    def test_capture_of_an_assumption(self):
        """v_i > 0 for one label would make sum_i v_i >= 0."""
        with refused("speaks of an index that is bound"):
            said("pointwise", ("i",), ALL, v, under=(("positive", v),))

    def test_capture_of_a_parameter_by_a_law(self):
        with refused("have reserved names"):
            row = {"kind": "finite", "names": ("k",), "parts": ((("idx", "W", "i", "k"), (("idx", "W", "i", "k"),)),)}
            Sheet.of({"W": array(2, given=1), "M": row})

    def test_an_index_is_a_label(self):
        for t in (s(ALL, sym("i")), s(ALL, mul(p, sym("i")))):
            with refused("an index is no number"):
                said("same_sum", t, t)
        with refused("an index is no number"):
            said("pointwise", ("i",), ALL, power(sym("i"), rat(2)))


class TestRanges:
    i, j, k = sp.symbols("i j k", integer=True)
    size = sp.Symbol("n", integer=True, positive=True)

    @pytest.mark.parametrize("limits", [("j", 1, "i"), ("j", "i", "n"), ("j", 0, "n"), ("j", 1, 5), ("j", 5, 1), ("j", 2, "n")], ids=str)
    def test_dependent_empty_and_reversed(self, limits):
        """sum over j <= i of p_j, over 5 <= j <= 1 and the like cross no bridge."""
        law = Categorical("p", "n")
        names = {"i": self.i, "n": self.size}
        ends = [names.get(e, sp.Integer(e) if isinstance(e, int) else None) for e in limits[1:]]
        with pytest.raises(Rejected):
            Bridge([Entropy(law), t := sp.Sum(law.array[self.j], (self.j, *ends))]).term(t)

    def test_a_reversed_range_of_ones(self):
        with refused("runs from 5 to 1"):
            Bridge([t := sp.Sum(1, (self.k, 5, 1))]).term(t)

    def test_an_empty_domain_times_what_has_no_value(self):
        """0 times log z: the sum over an empty domain does not hide log z."""
        nowhere = (*OVER_P, ("zero", "P", "i"))
        assert said("same_sum", s(nowhere, log(z)), s(nowhere, log(z))).conditions == {("positive", z)}
        with refused("the normal forms differ"):
            said("same_sum", s(nowhere, ONE), ONE)

    def test_a_factor_from_an_empty_row(self):
        row = s((J,), div(J, ("idx", "J0", "i")), ("j",))
        with refused("a bound variable is not discharged"):
            said("same_sum", s(ALL, row), n)

    def test_an_index_that_differs_from_itself(self):
        """The sum over i != i of 1 is empty, not n - 1."""
        with refused("no index differs from itself"):
            said("same_sum", s((*ALL, ("ne", "i", "i")), ONE), sub(n, ONE))


class TestJensen:
    def test_a_function_that_depends_on_the_index(self):
        with refused("do not depend on the index"):
            said("supporting_line", ("i",), OVER_P, p, mul(p, SQUARE), v, ZERO, *LINE)

    def test_a_function_that_hides_the_index_in_a_sum(self):
        f = mul(s((J,), J, ("j",)), SQUARE)
        with refused("do not depend on the index"):
            said("supporting_line", ("i",), OVER_P, p, f, v, ZERO, *LINE)

    def test_a_concave_function(self):
        with refused("not proved convex"):
            said("supporting_line", ("i",), OVER_P, p, log(u), q, ONE, *POSITIVE)

    def test_a_weight_that_may_be_negative(self):
        with refused("the sign of the weight"):
            said("supporting_line", ("i",), ALL, v, SQUARE, v, ZERO, *LINE)

    def test_a_point_at_the_end(self):
        with refused("the argument leaves the interval"):
            said("supporting_line", ("i",), OVER_P, p, MINUS_LOG, p, ZERO, *POSITIVE)

    def test_an_interval_that_moves_with_the_argument(self):
        """u > u - a would make a positive, and a u^2 convex."""
        with refused("mentions the bound name _u"):
            said("supporting_line", (), (), ONE, mul(a, SQUARE), ONE, ZERO, sub(u, a), INFINITY)


class TestUndefined:
    @pytest.mark.parametrize(
        ("left", "right", "condition"),
        [
            (div(z, z), ONE, ("nonzero", z)),
            (sub(div(ONE, z), div(ONE, z)), ZERO, ("nonzero", z)),
            (mul(ZERO, log(z)), ZERO, ("positive", z)),
        ],
        ids=["z/z", "1/z - 1/z", "0 log z"],
    )
    def test_cancelled_before_anybody_looks(self, left, right, condition):
        assert said("same_sum", left, right).conditions == {condition}

    def test_a_logarithm_of_a_square(self):
        with refused("the normal forms differ"):
            said("same_sum", log(mul(z, z)), mul(rat(2), log(z)))

    def test_dividing_by_what_may_vanish(self):
        for t in (s(ALL, div(v, v)), s(ALL, div(p, p)), s(OVER_Q, div(p, p))):
            with refused("a bound variable is not discharged"):
                said("same_sum", t, n)

    def test_a_logarithm_outside_the_support(self):
        for t in (s(ALL, mul(p, log(p))), s(OVER_Q, mul(q, log(p)))):
            with refused("a bound variable is not discharged"):
                said("same_sum", t, t)

    def test_a_divergence_where_q_vanishes(self):
        here = Sheet.of(ARRAYS)
        for rule, arguments in (("sum_definition", (KL,)), ("same_sum", (KL, KL)), ("combine", (ZERO, KL, "<=", ()))):
            with refused("a bound variable is not discharged"):
                here.do(rule, [], *arguments)


class TestDeclaredFacts:
    def test_two_symbols_of_one_name(self):
        with refused("two symbols of one name"):
            Bridge([sp.Symbol("a", positive=True) + sp.Symbol("a", real=True)])

    def test_the_marginal_of_another_joint(self):
        laws = {"J": array(2), "K": array(2), "K0": total(("i",), ("j",), ("K", "i", "j"))}
        here = Sheet.of(laws)
        t = s((("in", "j", "S"),), J, ("j",))
        with refused("the normal forms differ"):
            here.do("same_sum", [], t, ("idx", "K0", "i"))

    def test_the_other_marginal(self):
        laws = {"J": array(2), "J0": total(("i",), ("j",), ("J", "i", "j")), "J1": total(("j",), ("i",), ("J", "i", "j"))}
        with refused("the normal forms differ"):
            Sheet.of(laws).do("same_sum", [], s((("in", "j", "S"),), J, ("j",)), ("idx", "J1", "i"))

    def test_a_total_that_takes_one_entry_twice(self):
        """T_i = sum_j w(i, j)^2 would be the sum of w(i, j) times anything."""
        with refused("one entry twice"):
            Sheet.of({"W": array(2, given=1), "T": total(("i",), ("j",), ("W", "i", "j"), ("W", "i", "j"))})

    def test_a_total_over_what_is_given(self):
        """sum_i w(i, j) may be the number of labels; it would be taken for a mass, at most 1."""
        with refused("sums over what is given"):
            Sheet.of({"W": array(2, given=1), "T": total(("j",), ("i",), ("W", "i", "j"))})

    def test_masses_outside_their_domain(self):
        """1/(n (n - 1)) on pairs i != j; D(U || M) would be log((n - 1)/n) < 0, where it is infinite."""
        two = (("in", "_j0", "S"), ("in", "_j1", "S"))
        apart = (div(ONE, mul(n, sub(n, ONE))), (*two, ("ne", "_j0", "_j1")))
        laws = {"M": {"kind": "finite", "names": ("_j0", "_j1"), "parts": (apart,)}}
        with refused("outside its domain"):
            Sheet.of(laws, (sub(n, ONE),))

    def test_a_constraint_that_holds_for_one_label(self):
        """1 + (1 - a) w_i > 0 at a = 3 and w = (0, 10): it holds at the first label; the sum over both is -18."""
        constraint = add(ONE, mul(sub(ONE, a), ("idx", "A", "i")))
        with refused("speaks of an index that is bound"):
            said("pointwise", ("i",), ALL, constraint, here=Sheet.of(LAWS, (constraint,), a=1))

    def test_a_space_of_half_a_point(self):
        with refused("an integer at the witness"):
            Sheet.of({}, n=Fraction(1, 2))

    def test_a_slope_that_is_the_users(self):
        with refused("not a name for a function"):
            Bridge([sp.Function("_dphi")(sp.Symbol("a", real=True))])


class TestIntegrals:
    G = LAWS | {"G": {**array(2, role="values"), "axes": ("S", "R")}, "H": array(2, role="values", space="R")}

    def test_split_without_integrability(self):
        d = ("idx", "D", "i")
        over, b_ = support("D", "i"), ("idx", "B", "i")
        whole = s(over, mul(d, sub(log(d), b_)))
        parts = sub(s(over, mul(d, log(d))), s(over, mul(d, b_)))
        found = said("same_sum", whole, parts, here=self.here())
        assert len([c for c in found.conditions if c[0] == "exists"]) == 2

    def here(self):
        return Sheet.of(self.G | {"B": array(role="values", space="R")})

    def test_swapped(self):
        """An integral of an integral is no integral in the other order, and a sum of integrals no integral of sums."""
        at = ("idx", "H", "i", "j")
        first = s((("in", "i", "R"),), s((("in", "j", "R"),), at, ("j",)))
        second = s((("in", "j", "R"),), s((("in", "i", "R"),), at), ("j",))
        with refused("a bound variable is not discharged: exists"):
            said("same_sum", first, second, here=self.here())
        at = ("idx", "G", "i", "j")
        sums = s(ALL, s((("in", "j", "R"),), at, ("j",)))
        with refused("a bound variable is not discharged: exists"):
            said("same_sum", sums, s((("in", "j", "R"),), s(ALL, at), ("j",)), here=self.here())

    def test_a_moment_that_does_not_exist(self):
        for found in (
            said("expression", CAUCHY_MEAN),
            said("left_standing", "C", x),
            said("same_sum", sub(CAUCHY_MEAN, CAUCHY_MEAN), ZERO),
            said("pointwise", (), (), power(CAUCHY_MEAN, rat(2))),
            said("combine", ZERO, add(ONE, power(CAUCHY_MEAN, rat(2))), "<", ()),
        ):
            assert ("exists", CAUCHY_MEAN) in found.conditions

    def test_a_density_on_its_diagonal(self):
        with refused("a density at one place twice"):
            said("same_sum", s((("in", "i", "R"),), ("idx", "H", "i", "i")), ZERO, here=self.here())


class TestOrders:
    def test_times_a_negative_factor(self):
        here = sheet()
        known = here.take(Statement((), a, b, frozenset(), "<="))
        for c in (rat(-1), neg(exp(z)), z):
            with refused("not proved >= 0"):
                here.do("combine", [known], mul(c, a), mul(c, b), "<=", (c,))

    def test_mixed_directions(self):
        """a <= b and z <= b say nothing of a and z."""
        here = sheet()
        known = [here.take(Statement((), low, b, frozenset(), "<=")) for low in (a, z)]
        for coefficients in ((ONE, ONE), (ONE, rat(-1)), (ONE, ZERO), (HALF, HALF)):
            with pytest.raises(Rejected):
                here.do("combine", known, a, z, "<=", coefficients)

    def test_less_is_no_equation(self):
        here = sheet()
        known = [here.take(Statement((), *sides, frozenset(), "<=")) for sides in ((a, b), (b, a))]
        for rule, premises, arguments in (
            ("combine", known, (a, b, "=", (ONE, ZERO))),
            ("chain", known, ()),
            ("restate", known[:1], (b,)),
            ("substitute", known, ()),
            ("keep", known[:1], ()),
            ("cases", known, (z,)),
        ):
            with refused("inequality" if rule != "combine" else "inequalities do not make an equation"):
                here.do(rule, premises, *arguments)

    def test_an_assumption_that_is_left_open(self):
        here = sheet()
        step = here.do("combine", [], ZERO, z, "<=", (), under=(("positive", z),))
        with refused("assumptions are left open"):
            here.replayed(step, z=1)
        with refused("a premise rests on other assumptions"):
            here.do("combine", [step], ZERO, z, "<=", (ONE,))

    def test_equality_under_equations_that_always_hold(self):
        here = sheet()
        step = here.do("pointwise", [], ("i",), ALL, power(v, rat(2)))
        never = ("all", (), (("idx", "P", "i"), ("zero", "P", "i")), v, ZERO)
        with refused("a domain without indices"):
            here.do("tighten", [step], (never,), ((ZERO,),), ((ZERO,),))


class TestForgery:
    def document(self):
        here = sheet()
        step = here.do("combine", list(gibbs(here)), ZERO, KL, "<=", (ONE, ONE))
        return here, here.document(step, {"n": rat(2)})

    def test_as_it_is(self):
        here, document = self.document()
        assert replay(to_text(document), here.world.spec, ZERO, KL, "<=").statement.relation == "<="

    @pytest.mark.parametrize("relation", ["<", "=", ">=", ">", "", "<=="])
    def test_another_relation(self, relation):
        here, document = self.document()
        document["steps"][-1]["relation"] = relation
        with pytest.raises(Rejected):
            replay(to_text(document), here.world.spec, ZERO, KL, relation)
        document["steps"][-1]["relation"] = "<="
        with refused("proves another statement"):
            replay(to_text(document), here.world.spec, ZERO, KL, relation)

    @pytest.mark.parametrize("tight", [(), ((),), ((("all", ("i",), OVER_P, p, p),),), (("all", ("i",), OVER_P, p, p),)], ids=str)
    def test_another_case_of_equality(self, tight):
        here, document = self.document()
        document["steps"][-1]["tight"] = tight
        with refused("another conclusion"):
            replay(to_text(document), here.world.spec, ZERO, KL, "<=")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("covers", ()),
            ("covers", (("P", "Q", (0,)),)),
            ("spaces", {"S": ()}),
            ("laws", {**LAWS, "Q": array(role="weights")}),
            ("laws", {**LAWS, "E": exponential()}),
        ],
        ids=str,
    )
    def test_another_world(self, field, value):
        here, document = self.document()
        document["world"][field] = value
        with refused("about another world"):
            replay(to_text(document), here.world.spec, ZERO, KL, "<=")

    def test_a_rule_of_ones_own(self):
        here = sheet()
        with refused("unknown rule 'taken'"):
            here.replayed(here.take(Statement((), ONE, ZERO)))

    def test_statements_in_the_scratch_pad(self):
        here = sheet()
        lie = here.do("combine", [here.take(Statement((), ONE, ZERO, frozenset(), "<="))], ONE, ZERO, "<=", (ONE,))
        with refused("unknown rule 'taken'"):
            here.replayed(lie)
