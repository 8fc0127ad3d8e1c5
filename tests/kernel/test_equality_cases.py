"""When the two sides of an inequality are equal: stated, put another way, used; each condition beside its lie."""

import pytest
from index_worlds import OVER_P, OVER_Q, a, b, p, q, s, sheet, v, z
from kernel_worlds import HALF, ONE, ZERO, refused, support

from symbolic_info.proof.kernel import Statement
from symbolic_info.proof.terms import div, mul, power, rat, sym

DOES_NOT_FOLLOW = {
    "an equation that does not follow": (q, p, q, power(p, rat(2)), ONE, ONE, "the equation does not follow"),
    "an equation too weak": (mul(p, v), mul(p, rat(2)), v, v, ZERO, ONE, "the equation does not follow"),
    "a multiplier that may vanish on the way back": (v, ZERO, power(v, rat(2)), ZERO, v, div(ONE, v), "is not discharged"),
    "a multiplier that is undefined": (v, ZERO, ONE, ZERO, div(ONE, v), v, "is not discharged"),
    "a multiplier with a bound name": (v, ZERO, v, ZERO, sym("_u"), ONE, "mentions the bound name _u"),
    "a multiplier that is no term": (v, ZERO, v, ZERO, ("sym", "a)*sym(b"), ONE, "not a name"),
    "an index as a number": (v, ZERO, mul(v, sym("i")), ZERO, sym("i"), ONE, "an index is no number"),
}


class TestCaseOfEquality:
    def given(self, here, relation="<=", tight=frozenset()):
        return here.take(Statement((), a, b, frozenset({("positive", z)}), relation, tight))

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

    @pytest.mark.parametrize(("l1", "r1", "l2", "r2", "forth", "back", "reason"), DOES_NOT_FOLLOW.values(), ids=DOES_NOT_FOLLOW)
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
            self.tightened([old], [here], ((ZERO,),), ((ONE,),))

    def test_an_equation_at_points_from_one_without(self):
        old, new = ("all", (), (), z, ZERO), self.everywhere(z, ZERO)
        with refused("equations at different points"):
            self.tightened([old], [new], ((ONE,),), ((ONE,),))

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
            ([self.everywhere(q, p, (*OVER_P, ("ne", "i", "i")))], ((ONE,),), ((ONE,),), "no index differs from itself"),
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
