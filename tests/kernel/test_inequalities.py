"""Terms of one sign, larger domains, combinations, increasing functions: each condition beside the lie that it prevents."""

import pytest
from index_worlds import ALL, CAUCHY_MEAN, KL, LAWS, LINE, MEAN, OVER_P, OVER_Q, POSITIVE, SQUARE, a, b, gibbs, n, p, q, s, sheet, v, z
from kernel_worlds import HALF, ONE, ZERO, Sheet, refused, support, u

from symbolic_info.proof.kernel import Statement
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, exp, log, mul, neg, power, rat, sub, sym
from symbolic_info.rules.inequalities import inner_scope


@pytest.mark.parametrize(
    ("indices", "domain", "reason"),
    [
        (("i",), (("idx", "J", "i", "_w1_0"),), "mentions the bound name _w1_0"),
        (("i",), (("ne", "i", "i"),), "no index differs from itself"),
        ((), OVER_P, "a domain without indices"),
        (("i", "i"), ALL, "different names"),
    ],
    ids=["a bound name", "a literal that is none", "no index", "an index twice"],
)
def test_where_a_rule_looks(indices, domain, reason):
    """Also for rules that do not put the domain into what they conclude."""
    with refused(reason):
        inner_scope(sheet().world, (), indices, domain)


class TestPointwise:
    def test_a_sign(self):
        found = sheet().said("pointwise", [], ("i",), ALL, mul(p, power(v, rat(2))))
        assert (found.left, found.relation) == (ZERO, "<=")
        assert found.tight == {("all", ("i",), ALL, mul(p, power(v, rat(2))), ZERO)}

    def test_what_vanishes(self):
        found = sheet().said("pointwise", [], ("i",), (("zero", "P", "i"),), mul(p, v))
        assert (found.left, found.relation, found.tight) == (ZERO, "=", None)

    def test_what_vanishes_over_one_denominator(self):
        found = sheet().said("pointwise", [], (), (), add(div(ONE, add(ONE, z)), div(z, add(ONE, z)), rat(-1)))
        assert (found.relation, found.conditions) == ("=", {("nonzero", add(ONE, z))})

    @pytest.mark.parametrize("body", [v, sub(p, q), sub(p, HALF), mul(p, log(q)), z, neg(power(v, rat(2)))], ids=str)
    def test_no_sign(self, body):
        with refused("the sign is not proved"):
            sheet().do("pointwise", [], ("i",), OVER_P, body)

    def test_it_needs_no_premises(self):
        here = sheet()
        step = here.do("expression", [], a)
        with refused("needs no premises"):
            here.do("pointwise", [step], (), (), ONE)

    def test_what_it_needs_at_a_point(self):
        with refused("a bound variable is not discharged"):
            sheet().do("pointwise", [], ("i",), ALL, power(div(ONE, p), rat(2)))
        assert sheet().said("pointwise", [], ("i",), ALL, power(log(z), rat(2))).conditions == {("positive", z)}

    def test_what_is_opaque_exists(self):
        found = sheet().said("pointwise", [], (), (), power(CAUCHY_MEAN, rat(2)))
        assert found.conditions == {("exists", CAUCHY_MEAN)}

    @pytest.mark.parametrize("assumed", [v, sub(p, HALF)], ids=str)
    def test_an_assumption_about_one_label_is_none_about_all(self, assumed):
        """v_i > 0 for the label i says nothing of the sum over all labels."""
        with refused("speaks of an index that is bound"):
            sheet().do("pointwise", [], ("i",), ALL, assumed, under=(("positive", assumed),))
        with refused("speaks of an index that is bound"):
            sheet().do("pointwise", [], ("i",), ALL, assumed, under=(("nonnegative", assumed),))
        with refused("the sign is not proved"):
            sheet().do("pointwise", [], ("_i",), (("in", "_i", "S"),), ("idx", "F", "_i"), under=(("positive", v),))

    def test_a_constraint_about_one_label_is_none_about_all(self):
        """1 + (1 - a) w_i > 0 holds at a = 1 for all i, and for a = 3 where w_i = 0."""
        constraint = add(ONE, mul(sub(ONE, a), ("idx", "A", "i")))
        here = Sheet.of(LAWS, (constraint,), a=1)
        with refused("speaks of an index that is bound"):
            here.do("pointwise", [], ("i",), ALL, constraint)


NOT_LARGER = {
    "a smaller support": (OVER_Q, OVER_P),
    "another support": (support("A", "i"), OVER_P),
    "all but a zero": (ALL, (*ALL, ("zero", "P", "i"))),
    "a zero elsewhere": ((("zero", "P", "i"),), (("zero", "Q", "i"),)),
    "another space": (support("D", "i"), ALL),
}


class TestEnlarge:
    def test_a_larger_support(self):
        found = sheet().said("enlarge", [], ("i",), OVER_P, OVER_Q, q)
        assert (found.left, found.right, found.relation) == (s(OVER_P, q), s(OVER_Q, q), "<=")
        assert found.tight == {("all", (), (), s(OVER_P, q), s(OVER_Q, q))}

    def test_the_whole_space(self):
        assert sheet().said("enlarge", [], ("i",), (*ALL, ("zero", "P", "i")), ALL, power(v, rat(2))).relation == "<="

    @pytest.mark.parametrize(("domain", "larger"), NOT_LARGER.values(), ids=NOT_LARGER)
    def test_not_larger(self, domain, larger):
        with refused("does not lie in the larger one"):
            sheet().do("enlarge", [], ("i",), domain, larger, ONE)

    def test_the_sign_on_the_larger_domain(self):
        """p - q/2 may be positive where p > 0, and is negative elsewhere."""
        for body in (sub(p, mul(HALF, q)), v, neg(q)):
            with refused("the sign is not proved on the larger domain"):
                sheet().do("enlarge", [], ("i",), OVER_P, OVER_Q, body)

    def test_defined_on_the_larger_domain(self):
        with refused("a bound variable is not discharged"):
            sheet().do("enlarge", [], ("i",), OVER_P, OVER_Q, power(log(p), rat(2)))

    def test_malformed(self):
        here = sheet()
        for premises, indices in (([here.do("expression", [], a)], ("i",)), ([], ())):
            with refused("needs indices and no premises"):
                here.do("enlarge", premises, indices, OVER_P if indices else (), OVER_Q if indices else (), ONE)
        with refused("mentions the bound name _w1_0"):
            here.do("enlarge", [], ("i",), (*OVER_P, ("idx", "J", "i", "_w1_0")), OVER_P, ONE)
        with refused("no index differs from itself"):
            here.do("enlarge", [], ("i",), (*OVER_P, ("ne", "i", "i")), OVER_P, ONE)


COMBINED = {
    "transitivity": ((("<=", a, b), ("<=", b, z)), a, z, "<=", (ONE, ONE)),
    "one strict link": ((("<=", a, b), ("<", b, z)), a, z, "<", (ONE, ONE)),
    "a strict one weakened": (("<",), a, b, "<=", (ONE,)),
    "twice": (("<=",), mul(rat(2), a), mul(rat(2), b), "<=", (rat(2),)),
    "an equation times any number": ((("=", a, b), ("=", b, z)), z, a, "=", (rat(-1), rat(-1))),
    "an equation in an inequality": ((("=", a, b), ("<=", b, z)), a, z, "<=", (ONE, ONE)),
    "an equation turned round": ((("=", a, b), ("<=", a, z)), b, z, "<=", (rat(-1), ONE)),
    "something left over": (("<=",), a, add(b, power(z, rat(2))), "<=", (ONE,)),
    "something positive left over": (("<=",), a, add(b, ONE), "<", (ONE,)),
    "times nothing": (("<=",), ZERO, ONE, "<", (ZERO,)),
    "no premise": ((), ZERO, n, "<", ()),
}

NOT_COMBINED = {
    "turned round": ((("<=", a, b),), neg(a), neg(b), "<=", (rat(-1),), "not proved >= 0"),
    "times a number of unknown sign": (("<=",), mul(z, a), mul(z, b), "<=", (z,), "not proved >= 0"),
    "strict, times a negative number": (("<",), b, a, "<", (rat(-1),), "not proved >= 0"),
    "mixed directions": ((("<=", a, b), ("<=", z, b)), a, z, "<=", (ONE, rat(-1)), "not proved >= 0"),
    "from a <= b, z <= b": ((("<=", a, b), ("<=", z, b)), a, z, "<=", (ONE, ONE), "the sign of what is left is not proved"),
    "the wrong way": ((("<=", a, b),), b, a, "<=", (ONE,), "the sign of what is left is not proved"),
    "something negative left over": (("<=",), a, sub(b, ONE), "<=", (ONE,), "the sign of what is left is not proved"),
    "something unknown left over": (("<=",), a, add(b, z), "<=", (ONE,), "the sign of what is left is not proved"),
    "strict from weak": (("<=",), a, b, "<", (ONE,), "nothing makes the inequality strict"),
    "strict, times nothing": ((("<", a, b), ("<=", a, z)), a, z, "<", (ZERO, ONE), "nothing makes the inequality strict"),
    "strict, times what may vanish": (
        (("<", a, b),),
        mul(z, z, a),
        mul(z, z, b),
        "<",
        (mul(z, z),),
        "nothing makes the inequality strict",
    ),
    "a square that may vanish": ((), ZERO, power(z, rat(2)), "<", (), "nothing makes the inequality strict"),
    "equal from less": (("<=",), a, b, "=", (ONE,), "inequalities do not make an equation"),
    "equal from less and what is left": (("<=",), a, z, "=", (ONE,), "the difference does not vanish"),
    "equal, times nothing": (("<=",), z, z, "=", (ZERO,), "inequalities do not make an equation"),
    "another relation": ((), a, a, ">=", (), "a relation, and one coefficient"),
    "too few coefficients": (("<=",), a, b, "<=", (), "a relation, and one coefficient"),
    "too many coefficients": (("<=",), a, b, "<=", (ONE, ONE), "a relation, and one coefficient"),
    "a bound name as a factor": (("<=",), a, b, "<=", (sym("_w1_0"),), "mentions the bound name"),
    "a factor that is none": (("<=",), a, b, "<=", (("log",),), "wrong number"),
    "a bound name on the left": (("<=",), sym("_w1_0"), b, "<=", (ONE,), "mentions the bound name"),
    "a bound name on the right": (("<=",), a, sym("_w1_0"), "<=", (ONE,), "mentions the bound name"),
    "a right side that is none": (("<=",), a, ("log",), "<=", (ONE,), "wrong number"),
    "infinity": ((("=", a, INFINITY),), a, b, "<=", (ONE,), "a premise is infinite"),
    "minus infinity": ((("=", a, MINUS_INFINITY),), a, b, "<=", (ONE,), "a premise is infinite"),
}

TIGHT = {
    "equal everywhere in both": ((("<=", a, b), ("<=", b, z)), a, z, (ONE, ONE), 2),
    "of one only": ((("<=", a, b), ("=", b, z)), a, z, (ONE, ONE), 1),
    "of no inequality": ((("=", a, b),), a, b, (ONE,), 0),
    "a factor that may vanish": ((("<=", a, b),), mul(z, z, a), mul(z, z, b), (mul(z, z),), None),
    "a premise that is not used": ((("<=", a, b), ("<=", b, z)), a, b, (ONE, ZERO), None),
    "something left over": ((("<=", a, b),), a, add(b, power(z, rat(2))), (ONE,), None),
}


class TestCombine:
    def known(self, here, relation, left=a, right=b):
        """A statement of this relation, written into the scratch pad."""
        tight = None if relation == "=" else frozenset({("all", (), (), left, right)})
        return here.take(Statement((), left, right, frozenset(), relation, tight))

    def combined(self, relations, left, right, relation, coefficients, here=None):
        here = here or sheet()
        premises = [self.known(here, *r) if isinstance(r, tuple) else self.known(here, r) for r in relations]
        return here.said("combine", premises, left, right, relation, coefficients)

    def test_gibbs(self):
        here = sheet()
        line, mass = gibbs(here)
        found = here.said("combine", [line, mass], ZERO, KL, "<=", (ONE, ONE))
        assert (found.left, found.relation, found.right, found.conditions) == (ZERO, "<=", KL, frozenset())
        assert found.tight == here.done[line].tight | here.done[mass].tight
        proven = here.replayed(len(here.done) - 1)
        assert proven.statement == found

    @pytest.mark.parametrize(("relations", "left", "right", "relation", "coefficients"), COMBINED.values(), ids=COMBINED)
    def test_found(self, relations, left, right, relation, coefficients):
        found = self.combined(relations, left, right, relation, coefficients)
        assert (found.left, found.relation, found.right) == (left, relation, right)

    @pytest.mark.parametrize(("relations", "left", "right", "relation", "coefficients", "reason"), NOT_COMBINED.values(), ids=NOT_COMBINED)
    def test_refused(self, relations, left, right, relation, coefficients, reason):
        with refused(reason):
            self.combined(relations, left, right, relation, coefficients)

    def test_a_divisor_as_a_factor(self):
        """a <= b times 1/z^2 holds where z is not 0."""
        square = power(z, rat(-2))
        found = self.combined(("<=",), mul(square, a), mul(square, b), "<=", (square,))
        assert found.conditions == {("nonzero", z)}

    def test_expectations_that_cancel_exist(self):
        found = self.combined((("<=", a, CAUCHY_MEAN), ("<=", CAUCHY_MEAN, b)), a, b, "<=", (ONE, ONE))
        assert found.conditions == {("exists", CAUCHY_MEAN)}

    def test_quantities_of_densities_stay_as_they_are(self):
        h = ("entropy", "N")
        found = self.combined((("<=", a, h), ("<=", h, b)), a, b, "<=", (ONE, ONE))
        assert found.conditions == {("exists", h)}

    def test_a_product_of_tables_and_densities_is_not_opened(self):
        laws = {**LAWS, "PN": {"kind": "product", "factors": ("P", "N")}}
        found = self.combined((("<=", a, ("entropy", "PN")),), a, ("entropy", "PN"), "<=", (ONE,), Sheet.of(laws))
        assert found.conditions == {("exists", ("entropy", "PN"))}

    def test_integrals_that_cancel_exist(self):
        d = ("idx", "D", "i")
        piece = s(support("D", "i"), mul(d, log(d)))
        found = self.combined((("<=", a, piece), ("<=", piece, b)), a, b, "<=", (ONE, ONE))
        assert {kind for kind, _ in found.conditions} == {"exists"}

    @pytest.mark.parametrize(("relations", "left", "right", "coefficients", "count"), TIGHT.values(), ids=TIGHT)
    def test_when_the_sides_are_equal(self, relations, left, right, coefficients, count):
        tight = self.combined(relations, left, right, "<=", coefficients).tight
        assert (None if tight is None else len(tight)) == count

    def test_an_unknown_case_of_equality_stays_unknown(self):
        here = sheet()
        first, second = self.known(here, "<="), self.known(here, "<=", b, z)
        here.done[second] = here.done[second]._replace(tight=None)
        assert here.said("combine", [first, second], a, z, "<=", (ONE, ONE)).tight is None


NOT_INCREASING = {
    "a decreasing function": (exp(neg(u)), LINE, "the function is not proved increasing"),
    "a constant": (ONE, LINE, "the function is not proved increasing"),
    "a weakly increasing function": (power(u, rat(3)), LINE, "the function is not proved increasing"),
    "a function with a turn": (SQUARE, LINE, "the function is not proved increasing"),
    "an unknown factor": (mul(z, u), LINE, "the function is not proved increasing"),
    "a function with a pole": (sub(u, power(u, rat(-2))), LINE, "the function is not proved increasing"),
    "a function that is not defined": (add(u, mul(ZERO, log(u))), LINE, "a bound variable is not discharged"),
    "a side outside": (log(u), POSITIVE, "the argument leaves the interval"),
    "a side above": (SQUARE, (ZERO, ONE), "the argument leaves the interval"),
    "an end that moves": (mul(u, u), (neg(u), INFINITY), "mentions the bound name _u"),
    "no end": (u, (ZERO, ("log",)), "wrong number"),
    "another bound name": (mul(u, exp(sym("_v"))), LINE, "mentions the bound name _v"),
    "no term": (("log",), LINE, "wrong number"),
    "an expectation": (add(u, MEAN), LINE, "inside a sum or an expectation"),
}


class TestIncreasing:
    def after(self, f, relation="<=", left=p, right=q, ends=POSITIVE, under=()):
        here = sheet()
        return here.said(
            "increasing",
            [here.take(Statement(under, left, right, frozenset(), relation, frozenset({("all", (), (), left, right)})))],
            f,
            *ends,
            under=under,
        )

    def test_a_function(self):
        found = self.after(exp(u), ends=LINE)
        assert (found.left, found.right, found.relation) == (exp(p), exp(q), "<=")
        assert found.tight == {("all", (), (), p, q)}
        assert self.after(exp(u), "<", ends=LINE).relation == "<"
        assert self.after(exp(u), "=", ends=LINE).relation == "="

    @pytest.mark.parametrize(("f", "ends", "reason"), NOT_INCREASING.values(), ids=NOT_INCREASING)
    def test_refused(self, f, ends, reason):
        with refused(reason):
            self.after(f, ends=ends)

    def test_infinity(self):
        with refused("a premise is infinite"):
            self.after(exp(u), "=", a, INFINITY, LINE)

    def test_its_conditions(self):
        assert self.after(add(u, log(z)), left=a, right=b, ends=LINE).conditions == {("positive", z)}
