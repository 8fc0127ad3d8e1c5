"""Inequalities: supporting lines, signs, larger domains, combinations, cases of equality; each condition beside the lie it prevents."""

import pytest
from kernel_worlds import ARRAYS, CAUCHY, HALF, ONE, Q_COVERS_P, SPACES, ZERO, Sheet, array, normal, refused, support, total, u, x

from symbolic_info.proof.kernel import Statement
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, exp, log, mul, neg, power, rat, sub, sym

a, b, z, n = sym("a"), sym("b"), sym("z"), sym("n")
p, q, v = ("idx", "P", "i"), ("idx", "Q", "i"), ("idx", "F", "i")
OVER_P, OVER_Q, ALL = support("P", "i"), support("Q", "i"), (("in", "i", "S"),)
LAWS = {**ARRAYS, "F": array(role="values"), "A": array(role="weights"), "D": array(space="R"), "C": CAUCHY, "N": normal()}
LAWS |= {"J": array(2), "J0": total(("i",), ("j",), ("J", "i", "j"))}
KL = ("kl", "P", "Q")
MEAN, CAUCHY_MEAN = ("mean", "_x", x, "N"), ("mean", "_x", x, "C")
SQUARE, MINUS_LOG = power(u, rat(2)), neg(log(u))
LINE, POSITIVE = (MINUS_INFINITY, INFINITY), (ZERO, INFINITY)


def sheet(*positive, **witness):
    return Sheet.of(LAWS, positive, (Q_COVERS_P,), **witness)


def s(domain, body, indices=("i",)):
    return ("sum", indices, domain, body)


def gibbs(here):
    """The steps of 0 <= D(P || Q)."""
    line = here.do("supporting_line", [], ("i",), OVER_P, p, MINUS_LOG, div(q, p), ONE, *POSITIVE)
    return line, here.do("enlarge", [], ("i",), OVER_P, OVER_Q, q)


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

    @pytest.mark.parametrize(("f", "ends", "reason"), UNDEFINED.values(), ids=UNDEFINED)
    def test_a_function_that_is_none(self, f, ends, reason):
        with refused(reason):
            self.line(f, q, ONE, ends)

    def test_conditions_of_the_function(self):
        assert self.line(add(SQUARE, log(z))).conditions == {("positive", z)}

    AT_INDEX = {
        "the function": (dict(f=mul(q, SQUARE)), "do not depend on the index"),
        "the function in a sum": (dict(f=mul(s((("idx", "J", "i", "j"),), ("idx", "J", "i", "j"), ("j",)), SQUARE)), "do not depend"),
        "the point": (dict(c=v), "do not depend on the index"),
        "the lower end": (dict(f=MINUS_LOG, g=q, c=ONE, ends=(neg(q), INFINITY)), "do not depend on the index"),
        "the upper end": (dict(g=q, c=ONE, ends=(ZERO, add(q, rat(2)))), "do not depend on the index"),
    }

    @pytest.mark.parametrize(("what", "reason"), AT_INDEX.values(), ids=AT_INDEX)
    def test_one_function_and_one_point_for_all(self, what, reason):
        with refused(reason):
            self.line(**what)

    OUTSIDE = {
        "an argument at the end": (q, ONE, (ZERO, ONE)),
        "an argument that may be beyond": (v, ONE, POSITIVE),
        "a point at the end": (q, ZERO, POSITIVE),
        "a point beyond": (q, rat(-1), POSITIVE),
        "a point above": (HALF, rat(2), (ZERO, ONE)),
        "an argument above": (add(q, rat(2)), HALF, (ZERO, ONE)),
    }

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
        for what in (dict(g=div(ONE, v)), dict(weight=mul(p, div(v, v))), dict(f=SQUARE, g=log(("idx", "A", "i")))):
            with refused("a bound variable is not discharged"):
                self.line(**what)
        assert self.line(g=log(z), c=log(a)).conditions == {("positive", z), ("positive", a)}

    def test_a_point_of_its_own(self):
        """(E X)^2 <= E X^2 without a sum; an expectation that stands in it has to exist."""
        found = self.line(SQUARE, MEAN, a, LINE, ONE, (), ())
        assert found.conditions == {("exists", MEAN)}
        assert self.line(SQUARE, a, CAUCHY_MEAN, LINE, ONE, (), ()).conditions == {("exists", CAUCHY_MEAN)}

    MALFORMED = {
        "an index twice": (dict(indices=("i", "i")), "different names"),
        "a domain without indices": (dict(indices=(), g=ONE, weight=ONE), "a domain without indices"),
        "a bound name in the domain": (dict(domain=(("idx", "J", "i", "_w1_0"),), weight=ONE, g=ONE), "mentions the bound name _w1_0"),
        "a bound name in the argument": (dict(g=sym("_w1_0")), "mentions the bound name _w1_0"),
        "an argument that is none": (dict(g=("log",)), "wrong number"),
        "an index as a number": (dict(g=sym("i")), "an index is no number"),
        "a literal about something else": (dict(domain=(*OVER_P, ("in", "j", "S"))), "holds none of its indices"),
        "a premise": (dict(premises=[0]), "needs no premises"),
    }

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


class TestDeclaredConvex:
    PHI = {"phi": {"kind": "convex", "lo": ZERO, "hi": INFINITY}}

    def line(self, laws, name="phi", ends=POSITIVE):
        return Sheet.of(ARRAYS | laws).said("supporting_line", [], ("i",), OVER_P, p, ("apply", name, u), p, ONE, *ends)

    def test_its_slope_has_a_name(self):
        found = self.line(self.PHI)
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
            Sheet.of(ARRAYS | self.PHI).do("supporting_line", [], (), (), ONE, ("apply", "phi", mul(u, u)), ONE, ONE, *POSITIVE)

    @pytest.mark.parametrize("ends", [(sym("_u"), INFINITY), (("log",), INFINITY), (ZERO, sym("_u"))], ids=str)
    def test_its_ends(self, ends):
        with pytest.raises(Exception, match="bound name|wrong number"):
            Sheet.of({"phi": {"kind": "convex", "lo": ends[0], "hi": ends[1]}})


class TestPointwise:
    def test_a_sign(self):
        found = sheet().said("pointwise", [], ("i",), ALL, mul(p, power(v, rat(2))))
        assert (found.left, found.relation) == (ZERO, "<=")
        assert found.tight == {("all", ("i",), ALL, mul(p, power(v, rat(2))), ZERO)}

    def test_what_vanishes(self):
        found = sheet().said("pointwise", [], ("i",), (("zero", "P", "i"),), mul(p, v))
        assert (found.left, found.relation, found.tight) == (ZERO, "=", None)

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


class TestEnlarge:
    def test_a_larger_support(self):
        found = sheet().said("enlarge", [], ("i",), OVER_P, OVER_Q, q)
        assert (found.left, found.right, found.relation) == (s(OVER_P, q), s(OVER_Q, q), "<=")
        assert found.tight == {("all", (), (), s(OVER_P, q), s(OVER_Q, q))}

    def test_the_whole_space(self):
        assert sheet().said("enlarge", [], ("i",), (*ALL, ("zero", "P", "i")), ALL, power(v, rat(2))).relation == "<="

    NOT_LARGER = {
        "a smaller support": (OVER_Q, OVER_P),
        "another support": (support("A", "i"), OVER_P),
        "all but a zero": (ALL, (*ALL, ("zero", "P", "i"))),
        "a zero elsewhere": ((("zero", "P", "i"),), (("zero", "Q", "i"),)),
        "another space": (support("D", "i"), ALL),
    }

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
                here.do("enlarge", premises, indices, OVER_P, OVER_Q, ONE) if indices else here.do("enlarge", premises, (), (), (), ONE)
        with refused("mentions the bound name _w1_0"):
            here.do("enlarge", [], ("i",), (*OVER_P, ("idx", "J", "i", "_w1_0")), OVER_P, ONE)
        with refused("not a literal"):
            here.do("enlarge", [], ("i",), (*OVER_P, ("is", "i", "j")), OVER_P, ONE)


class TestCombine:
    def known(self, here, relation, left=a, right=b):
        """A statement of this relation, written into the scratch pad."""
        here.done.append(
            Statement((), left, right, frozenset(), relation, None if relation == "=" else frozenset({("all", (), (), left, right)}))
        )
        here.steps.append({"rule": "given", "premises": [], "args": [], "under": []})
        return len(here.done) - 1

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

    FOUND = {
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

    @pytest.mark.parametrize(("relations", "left", "right", "relation", "coefficients"), FOUND.values(), ids=FOUND)
    def test_found(self, relations, left, right, relation, coefficients):
        found = self.combined(relations, left, right, relation, coefficients)
        assert (found.left, found.relation, found.right) == (left, relation, right)

    REFUSED = {
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

    @pytest.mark.parametrize(("relations", "left", "right", "relation", "coefficients", "reason"), REFUSED.values(), ids=REFUSED)
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

    TIGHT = {
        "equal everywhere in both": ((("<=", a, b), ("<=", b, z)), a, z, (ONE, ONE), 2),
        "of one only": ((("<=", a, b), ("=", b, z)), a, z, (ONE, ONE), 1),
        "of no inequality": ((("=", a, b),), a, b, (ONE,), 0),
        "a factor that may vanish": ((("<=", a, b),), mul(z, z, a), mul(z, z, b), (mul(z, z),), None),
        "a premise that is not used": ((("<=", a, b), ("<=", b, z)), a, b, (ONE, ZERO), None),
        "something left over": ((("<=", a, b),), a, add(b, power(z, rat(2))), (ONE,), None),
    }

    @pytest.mark.parametrize(("relations", "left", "right", "coefficients", "count"), TIGHT.values(), ids=TIGHT)
    def test_when_the_sides_are_equal(self, relations, left, right, coefficients, count):
        tight = self.combined(relations, left, right, "<=", coefficients).tight
        assert (None if tight is None else len(tight)) == count

    def test_an_unknown_case_of_equality_stays_unknown(self):
        here = sheet()
        first, second = self.known(here, "<="), self.known(here, "<=", b, z)
        here.done[second] = here.done[second]._replace(tight=None)
        assert here.said("combine", [first, second], a, z, "<=", (ONE, ONE)).tight is None


class TestIncreasing:
    def after(self, f, relation="<=", left=p, right=q, ends=POSITIVE, under=()):
        here = sheet()
        here.done.append(Statement(under, left, right, frozenset(), relation, frozenset({("all", (), (), left, right)})))
        here.steps.append({"rule": "given", "premises": [], "args": [], "under": []})
        return here.said("increasing", [len(here.done) - 1], f, *ends, under=under)

    def test_a_function(self):
        found = self.after(exp(u), ends=LINE)
        assert (found.left, found.right, found.relation) == (exp(p), exp(q), "<=")
        assert found.tight == {("all", (), (), p, q)}
        assert self.after(exp(u), "<", ends=LINE).relation == "<"
        assert self.after(exp(u), "=", ends=LINE).relation == "="

    REFUSED = {
        "a decreasing function": (exp(neg(u)), LINE, "the function is not proved increasing"),
        "a constant": (ONE, LINE, "the function is not proved increasing"),
        "a weakly increasing function": (power(u, rat(3)), LINE, "the function is not proved increasing"),
        "a function with a turn": (SQUARE, LINE, "the function is not proved increasing"),
        "an unknown factor": (mul(z, u), LINE, "the function is not proved increasing"),
        "a function with a pole": (neg(power(u, rat(-1))), LINE, "a bound variable is not discharged"),
        "a side outside": (log(u), POSITIVE, "the argument leaves the interval"),
        "a side above": (SQUARE, (ZERO, ONE), "the argument leaves the interval"),
        "an end that moves": (mul(u, u), (neg(u), INFINITY), "mentions the bound name _u"),
        "no end": (u, (ZERO, ("log",)), "wrong number"),
        "another bound name": (mul(u, exp(sym("_v"))), LINE, "mentions the bound name _v"),
        "no term": (("log",), LINE, "wrong number"),
        "an expectation": (add(u, MEAN), LINE, "inside a sum or an expectation"),
    }

    @pytest.mark.parametrize(("f", "ends", "reason"), REFUSED.values(), ids=REFUSED)
    def test_refused(self, f, ends, reason):
        with refused(reason):
            self.after(f, ends=ends)

    def test_infinity(self):
        with refused("a premise is infinite"):
            self.after(exp(u), "=", a, INFINITY, LINE)

    def test_its_conditions(self):
        assert self.after(add(u, log(z)), left=a, right=b, ends=LINE).conditions == {("positive", z)}


class TestCaseOfEquality:
    def given(self, here, relation="<=", tight=frozenset()):
        here.done.append(Statement((), a, b, frozenset({("positive", z)}), relation, tight))
        here.steps.append({"rule": "given", "premises": [], "args": [], "under": []})
        return len(here.done) - 1

    def test_under_its_equations(self):
        here = sheet()
        equation = ("all", ("i",), OVER_P, p, q)
        found = here.said("equality_case", [self.given(here, tight=frozenset({equation}))])
        assert found == Statement((), a, b, frozenset({("all", equation), ("positive", z)}))

    @pytest.mark.parametrize("rule", ["equality_case", "tighten"])
    @pytest.mark.parametrize(("relation", "tight"), [("<=", None), ("<", frozenset()), ("=", frozenset())], ids=str)
    def test_no_case_of_equality(self, rule, relation, tight):
        here = sheet()
        step = self.given(here, relation, tight)
        with refused("does not say when its sides are equal"):
            here.do(rule, [step], *(((), (), ()) if rule == "tighten" else ()))

    def everywhere(self, left, right, domain=OVER_P, indices=("i",)):
        return ("all", indices, domain, left, right)

    def tightened(self, old, new, forth, back, here=None):
        here = here or sheet()
        return here.said("tighten", [self.given(here, tight=frozenset(old))], tuple(new), forth, back)

    def test_put_another_way(self):
        """q p / p = p at every point, or q = p."""
        old, new = self.everywhere(mul(p, div(q, p)), p), self.everywhere(mul(rat(2), q), mul(rat(2), p))
        found = self.tightened([old], [new], ((rat(2),),), ((HALF,),))
        assert found.tight == {new}
        assert found.conditions == {("positive", z)}

    def test_summed_over_the_domain(self):
        """q = p at every point of the support of p implies that q totals 1 there."""
        old, more = self.everywhere(q, p), ("all", (), (), s(OVER_P, q), ONE)
        found = self.tightened([old], [old, more], ((ONE,), (ONE,)), ((ONE, ZERO),))
        assert found.tight == {old, more}

    def test_a_smaller_domain_follows(self):
        wide, narrow = self.everywhere(q, power(q, rat(2)), OVER_Q), self.everywhere(q, power(q, rat(2)))
        assert self.tightened([wide], [wide, narrow], ((ONE,), (ONE,)), ((ONE, ZERO),)).tight == {wide, narrow}
        with refused("equations at different points"):
            self.tightened([narrow], [wide], ((ONE,),), ((ONE,),))

    REFUSED = {
        "an equation that does not follow": (q, p, q, power(p, rat(2)), ONE, ONE, "the equation does not follow"),
        "an equation too weak": (mul(p, v), mul(p, rat(2)), v, v, ZERO, ONE, "the equation does not follow"),
        "a multiplier that may vanish on the way back": (v, ZERO, power(v, rat(2)), ZERO, v, div(ONE, v), "is not discharged"),
        "a multiplier that is undefined": (v, ZERO, ONE, ZERO, div(ONE, v), v, "is not discharged"),
        "a multiplier with a bound name": (v, ZERO, v, ZERO, sym("_u"), ONE, "mentions the bound name _u"),
        "a multiplier that is no term": (v, ZERO, v, ZERO, ("sym", "a)*sym(b"), ONE, "not a name"),
        "an index as a number": (v, ZERO, mul(v, sym("i")), ZERO, sym("i"), ONE, "an index is no number"),
    }

    @pytest.mark.parametrize(("l1", "r1", "l2", "r2", "forth", "back", "reason"), REFUSED.values(), ids=REFUSED)
    def test_refused(self, l1, r1, l2, r2, forth, back, reason):
        with refused(reason):
            self.tightened([self.everywhere(l1, r1)], [self.everywhere(l2, r2)], ((forth,),), ((back,),))

    def test_equations_without_points(self):
        """1 = 0 from z = 0 by 1/z: under the condition that z is not 0, which is said."""
        old, new = ("all", (), (), z, ZERO), ("all", (), (), ONE, ZERO)
        found = self.tightened([old], [new], ((div(ONE, z),),), ((z,),))
        assert ("nonzero", z) in found.conditions

    def test_an_equation_that_holds_nowhere(self):
        """Where p > 0 and p = 0 everything holds: then the sides would always be equal."""
        old = ("all", (), (), z, ZERO)
        never = ("all", (), (("idx", "P", "i"), ("zero", "P", "i")), z, ZERO)
        with refused("a domain without indices"):
            self.tightened([old], [never], ((ONE,),), ((ONE,),))
        here = self.everywhere(z, ZERO, (*OVER_P, ("zero", "P", "i")))
        with refused("the equation does not follow"):
            self.tightened([old], [here], ((ONE,),), ((ONE,),), None) if False else self.tightened([old], [here], ((ZERO,),), ((ONE,),))

    def test_an_equation_at_points_from_one_without(self):
        old, new = ("all", (), (), z, ZERO), self.everywhere(z, ZERO)
        with refused("equations at different points"):
            self.tightened([old], [new], ((ONE,),), ((div(ONE, ONE),),))

    def test_equations_at_other_indices(self):
        first, second = self.everywhere(v, ZERO), self.everywhere(("idx", "F", "j"), ZERO, support("P", "j"), ("j",))
        with refused("equations at different points"):
            self.tightened([first], [second], ((ONE,),), ((ONE,),))

    def test_malformed(self):
        old = self.everywhere(q, p)
        for new, forth, back, reason in (
            ([mul(p, q)], ((ONE,),), ((ONE,),), "an equation, and one multiplier"),
            ([old], (), ((ONE,),), "multipliers for each equation"),
            ([old], ((ONE,),), (), "multipliers for each equation"),
            ([old], ((),), ((ONE,),), "an equation, and one multiplier"),
            ([old], ((ONE, ONE),), ((ONE,),), "an equation, and one multiplier"),
            ([("all", ("i",), OVER_P, ("log",), p)], ((ONE,),), ((ONE,),), "wrong number"),
            ([self.everywhere(q, sym("_u"))], ((ONE,),), ((ONE,),), "mentions the bound name _u"),
        ):
            with refused(reason):
                self.tightened([old], new, forth, back)

    def test_a_longer_list_of_equations(self):
        """Every equation of the old list follows from the new one, not only the first."""
        first, second = self.everywhere(q, p), ("all", (), (), z, ZERO)
        old = sorted([first, second])
        unit = tuple(tuple(ONE if i == j else ZERO for j in range(2)) for i in range(2))
        assert self.tightened(old, old, unit, unit).tight == set(old)
        with refused("the equation does not follow"):
            self.tightened(old, [first], ((unit[old.index(first)]),), ((ZERO,), (ONE,)) if old[0] == second else ((ONE,), (ZERO,)))


def test_spaces():
    assert SPACES["R"] == ()
