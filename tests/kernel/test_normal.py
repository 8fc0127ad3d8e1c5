"""The normal form: which terms are one number, which conditions that needs, and what is refused."""

import pytest
from kernel_worlds import ARRAYS, BOTH_WAYS, HALF, ONE, array, exponential, normal, refused, support, world, x

from symbolic_info.proof.forms import ZERO, Atom, Form, Monomial, const, of_atom, plus, scale, single, times, to_term
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.signs import Signs
from symbolic_info.proof.terms import PI, add, div, exp, lgamma, log, mul, neg, power, rat, sub, sym

a, b, k, z = sym("a"), sym("b"), sym("k"), sym("z")
p, q = ("idx", "P", "i"), ("idx", "Q", "i")


def scope(positive=(), laws=None, covers=(), **witness):
    return world(laws, positive, covers, **witness).normal()


def positive_scope(laws=None, covers=()):
    """a, b, k > 0; nothing is known of z."""
    return scope((a, b, k), laws, covers, a=1, b=1, k=1)


def over(body, indices=("i",), law="P"):
    """The sum over the support of one array."""
    return ("sum", indices, support(law, *indices), body)


ONE_NUMBER = [
    (log(mul(a, power(b, k))), add(log(a), mul(k, log(b)))),
    (log(rat(12, 5)), add(mul(rat(2), log(rat(2))), log(rat(3)), neg(log(rat(5))))),
    (power(mul(rat(6), power(a, rat(2))), HALF), mul(a, power(rat(2), HALF), power(rat(3), HALF))),
    (power(rat(2), add(k, rat(3, 2))), mul(rat(2), power(rat(2), k), power(rat(2), HALF))),
    (exp(add(log(a), mul(k, log(b)))), mul(a, power(b, k))),
    (log(exp(z)), z),
    (div(add(a, b), add(a, b)), ONE),
    (sub(div(a, add(a, b)), ONE), neg(div(b, add(a, b)))),
    (log(div(a, add(a, b))), sub(log(a), log(add(a, b)))),
    (log(add(mul(a, a), mul(a, b))), add(log(a), log(add(a, b)))),
    (power(add(mul(a, a), mul(a, b)), HALF), mul(power(a, HALF), power(add(a, b), HALF))),
    (lgamma(add(k, rat(2))), add(lgamma(k), log(k), log(add(k, ONE)))),
    (lgamma(HALF), mul(HALF, log(PI))),
    (lgamma(rat(4)), log(rat(6))),
    (("polygamma", 1, add(k, ONE)), sub(("polygamma", 1, k), power(k, rat(-2)))),
    (("polygamma", 0, add(k, rat(-1, 2))), add(("polygamma", 0, add(k, HALF)), neg(div(ONE, sub(k, HALF))))),
    (("ugamma", rat(3), a), mul(exp(neg(a)), add(power(a, rat(2)), mul(rat(2), a), rat(2)))),
    (("ugamma", add(k, ONE), a), add(mul(k, ("ugamma", k, a)), mul(power(a, k), exp(neg(a))))),
    (("ugamma", ONE, a), exp(neg(a))),
    (power(power(add(a, b), HALF), rat(4)), add(mul(a, a), mul(rat(2), a, b), mul(b, b))),
    (power(mul(a, power(add(a, b), HALF)), rat(2)), mul(a, a, add(a, b))),
    (power(power(add(a, b), rat(-1)), rat(-2)), power(add(a, b), rat(2))),
    (("erf", neg(z)), neg(("erf", z))),
    (("erf", rat(0)), rat(0)),
    (("abs", neg(a)), a),
    (("abs", sub(z, a)), ("abs", sub(a, z))),
    (("abs", mul(rat(-3), a, z)), mul(rat(3), a, ("abs", z))),
    (("polygamma", 0, ONE), ("polygamma", 0, ONE)),
    (("apply", "f", add(a, b)), ("apply", "f", add(b, a))),
]
OTHER_NUMBERS = [
    (log(mul(z, z)), mul(rat(2), log(z))),
    (power(power(z, rat(2)), HALF), z),
    (("abs", z), z),
    (lgamma(add(k, ONE)), lgamma(k)),
    (("ugamma", k, a), ("ugamma", k, b)),
    (("ugamma", rat(0), a), exp(neg(a))),
    (power(power(add(a, b), HALF), rat(4)), add(mul(a, a), mul(b, b))),
    (("apply", "f", a), ("apply", "g", a)),
    (exp(mul(log(a), log(b))), mul(a, b)),
]
SUMS = [
    (over(p), ONE),
    (over(mul(a, p)), a),
    (over(mul(p, log(div(p, q)))), sub(over(mul(p, log(p))), over(mul(p, log(q))))),
    (over(over(mul(("idx", "P", "i"), ("idx", "Q", "j"), log(("idx", "P", "i"))), ("j",), "Q")), over(mul(p, log(p)))),
]
OTHER_SUMS = [
    (over(ONE), sym("n")),
    (over(ONE), over(ONE, ("i",), "Q")),  # as large as the support, not as the alphabet
    (over(q), over(ONE)),
    (over(mul(p, p)), ONE),
    (over(("idx", "R", "i", "j"), ("j", "i"), "R"), ONE),  # transposed: its masses need not total 1 over this support
    (over(over(("idx", "P", "j"), ("j",), "Q")), over(over(("idx", "P", "j"), ("i",), "Q"), ("j",))),
]


@pytest.mark.parametrize(("left", "right"), ONE_NUMBER, ids=str)
def test_one_number(left, right):
    assert positive_scope().same(left, right)


@pytest.mark.parametrize(("left", "right"), OTHER_NUMBERS, ids=str)
def test_other_numbers(left, right):
    assert not positive_scope().same(left, right)


@pytest.mark.parametrize(("left", "right"), SUMS, ids=str)
def test_one_sum(left, right):
    assert positive_scope({**ARRAYS, "R": array(2)}, BOTH_WAYS).same(left, right)


@pytest.mark.parametrize(("left", "right"), OTHER_SUMS, ids=str)
def test_other_sums(left, right):
    assert not positive_scope({**ARRAYS, "R": array(2)}, BOTH_WAYS).same(left, right)


def test_a_sum_over_a_smaller_support():
    """Q totals 1 where Q > 0; where P > 0 only if P > 0 wherever Q > 0."""
    assert positive_scope(ARRAYS, BOTH_WAYS).same(over(q), ONE)
    for covers in ((), BOTH_WAYS[:1]):
        assert not positive_scope(ARRAYS, covers).same(over(q), ONE)
    assert positive_scope(ARRAYS, BOTH_WAYS[1:]).same(over(q), ONE)


CONDITIONS = [
    (div(a, z), {("nonzero", z)}),
    (power(z, rat(0)), {("nonzero", z)}),  # 0^0
    (power(z, HALF), {("positive", z)}),
    (power(z, k), {("positive", z)}),
    (log(z), {("positive", z)}),
    (lgamma(z), {("positive", z)}),
    (("polygamma", 0, z), {("positive", z)}),
    (("ugamma", z, a), {("positive", z)}),
    (("ugamma", a, z), {("positive", z)}),
    (("ugamma", rat(0), z), {("positive", z)}),
    (("ugamma", rat(0), a), set()),
    (mul(rat(0), log(z)), {("positive", z)}),  # what is cancelled was there
    (sub(div(ONE, z), div(ONE, z)), {("nonzero", z)}),
    (log(mul(a, z)), {("positive", mul(a, z))}),
    (exp(log(z)), {("positive", z)}),
    (("mean", "_x", div(x, z), "N"), {("nonzero", z)}),
    (("part", "_x", x, "N", log(z), a), {("positive", z)}),
    (over(mul(p, log(z))), {("positive", z)}),
    (power(a, HALF), set()),
]


@pytest.mark.parametrize(("t", "conditions"), CONDITIONS, ids=str)
def test_conditions(t, conditions):
    here = positive_scope({**ARRAYS, "N": normal()}, BOTH_WAYS)
    here.form(t)
    assert here.conditions == conditions


def test_a_nonnegative_condition():
    here = positive_scope()
    here.need_nonnegative(here.form(sub(z, a)))
    here.need_nonnegative(here.form(rat(0)))
    assert here.conditions == {("nonnegative", add(mul(rat(-1), a), z))}


def test_what_disappears_has_to_exist():
    """oo - oo is not 0; what still stands need not exist."""
    here = positive_scope({"N": normal()})
    gone, kept = ("mean", "_x", x, "N"), ("mean", "_x", mul(x, x), "N")
    here.need_existence(add(gone, kept), add(kept, ONE))
    assert here.conditions == {("exists", gone)}


REFUSED = [
    (log(neg(a)), "which is refuted"),
    (log(rat(0)), "which is refuted"),
    (lgamma(rat(-1, 2)), "which is refuted"),
    (("polygamma", 0, rat(-1)), "which is refuted"),
    (power(rat(-4), HALF), "which is refuted"),
    (power(sub(a, a), rat(-1)), "division by zero"),
    (power(rat(0), rat(0)), "division by zero"),
    (power(rat(2), rat(5000)), "too long"),
    (power(rat(1, 2**100), rat(50)), "too long"),
    (mul(power(rat(2), rat(4096, 1)), ONE), "too long"),
    (lgamma(rat(100)), "a shift of a gamma function"),
    (("polygamma", 0, rat(-200, 3)), "which is refuted"),
    (("ugamma", rat(100), a), "a shift of an incomplete"),
    (("ugamma", rat(-1), a), "which is refuted"),
    (("ugamma", rat(0), rat(0)), "which is refuted"),
    (("ugamma", rat(0), neg(a)), "which is refuted"),
    (("infinity",), "no normal form"),
    (("mean", "_x", log(x), "N"), "bound variable is not discharged"),
    (("mean", "_x", power(x, k), "N"), "bound variable is not discharged"),
    (over(mul(p, log(("idx", "R", "i")))), "bound variable is not discharged"),
    (("part", "_x", log(x), "N", rat(-1), ONE), "bound variable is not discharged"),
    (("mean", "_x", ("mean", "_x", x, "N"), "N"), "inside a sum or an expectation"),
    (("part", "_x", ("entropy", "N"), "N", a, b), "inside a sum or an expectation"),
    (over(mul(p, ("mean", "_x", x, "N"))), "inside a sum or an expectation"),
    (over(mul(("idx", "P", "i"), sym("_w1_0"))), "reserved names in a sum"),
    (over(mul(p, sym("i"))), "an index is no number"),
    (("idx", "N", "i"), "is not an array of 1 indices"),
    (("idx", "Z", "i"), "is not an array of 1 indices"),
    (("idx", "P", "i", "j"), "is not an array of 2 indices"),
    (over(ONE, ("i", "j")), "is not an array of 2 indices"),
    (("mean", "_x", x, "P"), "has no density on the line"),
    (("mean", "_x", x, "Z"), "has no density on the line"),
]


@pytest.mark.parametrize(("t", "reason"), REFUSED, ids=str)
def test_refused(t, reason):
    here = positive_scope({"P": array(), "R": array(), "N": normal()})
    with refused(reason):
        here.form(t)


def test_a_refuted_nonnegative_condition():
    here = positive_scope()
    with refused(">= 0, which is refuted"):
        here.need_nonnegative(here.form(neg(a)))


def test_zero_is_not_positive():
    here = positive_scope()
    with refused("> 0, which is refuted"):
        here.need_positive(here.form(sub(a, a)))


def test_a_polygamma_function_is_not_shifted_far():
    with refused("a shift of a gamma function"):
        positive_scope().form(("polygamma", 0, add(k, rat(100))))


def test_one_name_is_bound_once():
    """Facts about an outer value never speak of an inner one."""
    here = positive_scope({"E": exponential()})
    with refused("bound twice"):
        here.world.law_scope(here.world.law_scope(here, "E"), "E")


def test_too_many_denominators():
    """Each sum in a denominator costs a pass; more than a dozen are refused rather than waited for."""
    here = positive_scope()
    terms = [div(ONE, add(a, rat(n))) for n in range(2, 20)]
    with refused("too many denominators"):
        here.same(add(*terms), rat(0))


def test_conditions_of_a_weak_sign():
    """z >= 0 is not z > 0."""
    here = Normal(world(), Signs((), (of_atom(Atom("sym", "z")),)))
    here.form(log(z))
    assert here.conditions == {("positive", z)}


class TestWhatIsKept:
    """A form is kept for every scope of the same facts and names; its conditions come out in each of them."""

    def test_a_condition_comes_out_again(self):
        here = world()
        for scope_ in (here.normal(), here.normal()):
            scope_.form(log(z))
            assert scope_.conditions == {("positive", z)}

    def test_a_condition_recorded_before_hides_none(self):
        """Where z > 0 is kept, 1/z needs no more; elsewhere it does."""
        here = world()
        first, second = here.normal(), here.normal()
        first.form(add(log(z), div(ONE, z)))
        second.form(div(ONE, z))
        assert (first.conditions, second.conditions) == ({("positive", z)}, {("nonzero", z)})

    def test_a_refusal_leaves_what_was_needed(self):
        here = world().normal()
        here.form(log(z))
        with refused("division by zero"):
            here.form(div(ONE, rat(0)))
        assert here.conditions == {("positive", z)}

    def test_a_weak_fact_is_no_strict_one(self):
        """Scopes of the same facts are one; z > 0 and z >= 0 are two."""
        signs, form = Signs(), of_atom(Atom("sym", "z"))
        assert [signs.extended([form]).sign(form), signs.extended((), [form]).sign(form), signs.sign(form)] == [2, 1, 0]
        assert signs.extended([form]) is signs.extended([form])


class TestForms:
    def test_too_many_terms(self):
        atoms = {Monomial([(Atom("sym", f"x{i}"), const(1))]): 1 for i in range(4001)}
        with refused("more than 4000 terms"):
            Form(atoms)
        with refused("more than 4000 terms"):
            plus(*map(of_atom, (atom for m in atoms for atom, _ in m.factors)))

    def test_a_multiple_by_zero_is_zero(self):
        assert scale(of_atom(Atom("sym", "a")), 0) == single(Monomial(()), 0) == ZERO

    def test_too_long_a_product(self):
        factor = plus(*(of_atom(Atom("sym", f"x{i}")) for i in range(201)))
        with refused("a product of more than"):
            times(factor, factor)

    def test_too_long_a_number(self):
        with refused("too long"):
            const(2**5000)
        with refused("too long"):
            times(single(Monomial([(Atom("num", 2), const(4000))])), single(Monomial([(Atom("num", 2), const(4000))])))

    def test_texts_tell_forms_apart(self):
        forms = [
            positive_scope().form(t)
            for t in (a, b, add(a, b), mul(a, b), power(a, b), power(b, a), log(a), ("apply", "log", a), PI, sym("pi"))
        ]
        assert len({f.text for f in forms}) == len(forms)

    @pytest.mark.parametrize(
        "t", [rat(0), rat(-2, 3), add(mul(rat(2), a), neg(power(b, k))), exp(add(z, a)), power(add(a, b), HALF)], ids=str
    )
    def test_a_form_is_the_form_of_its_term(self, t):
        form = positive_scope().form(t)
        assert positive_scope().form(to_term(form)) == form
