"""Expectations: linear combinations, parts, finite sums.  Trusted."""

from fractions import Fraction

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ZERO, Form, depends, minus, plus, times, to_term
from symbolic_info.proof.kernel import Statement, finite, no_infinity, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, check, exp, mul, opaque, rat, sub, subst
from symbolic_info.proof.world import Under, World, X

Conclusion = tuple[Term, Term, set[Condition]]
MAX_POINTS = 64
THEOREM = "Billingsley (1995), Probability and Measure, 3rd ed., theorem "


def mean(law: str, f: Term) -> Term:
    """E f, for a function f of the value and the parameters alone."""
    if opaque(f):
        raise Rejected("an expectation or a quantity inside an expectation")
    return ("mean", X, f, law)


def ends_of(world: World, *ends: Term) -> tuple[Term, ...]:
    """The two ends of a part, which may be infinite."""
    if len(ends) != 2:
        raise Rejected("a part has two ends")
    return tuple(e if e in (INFINITY, MINUS_INFINITY) else world.closed(check(e)) for e in ends)


def is_normalised(premise: Statement, law: str) -> None:
    """Refuse a premise other than E[1] = 1 for the law: a law may be used only after that."""
    if (premise.left, premise.right) != (mean(law, rat(1)), rat(1)):
        raise Rejected(f"E[1] = 1 is not proved for {law}")


@rule(says="expectations are linear over integrable terms", source=THEOREM + "16.1")
def linearity(world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term, coefficients: tuple) -> Conclusion:
    """E[1] = 1 and E[g_i] = v_i finite: if f = c_0 + sum c_i g_i pointwise, then E f = c_0 + sum c_i E[g_i].

    What is left of f stays as an expectation, with the condition that it exists.
    """
    one, *known = premises
    is_normalised(one, law)
    no_infinity(*known)
    outer = world.normal(under)
    inner = world.law_scope(outer, law)
    rest = _remainder(world, inner, f, coefficients, known, ("mean", law))
    constant = Form({m: c for m, c in rest.terms if not depends(m, world.values(law))[0].factors})
    rest = minus(rest, constant)
    rest = ZERO if inner.is_zero(rest) else rest
    outer.merge(inner)
    terms = [mul(c, p.left) for c, p in zip(coefficients, known, strict=True)]
    terms += [to_term(constant)] if constant.terms or not terms else []
    conditions = set(outer.conditions)
    if rest.terms:
        left_over = mean(law, to_term(rest))
        terms.append(left_over)
        conditions.add(("exists", left_over))
    return mean(law, f), add(*terms), conditions


def _remainder(world: World, inner: Normal, f: Term, coefficients: tuple, known: list[Statement], functional: tuple) -> Form:
    """f - sum c_i g_i in the scope of the value, where the premises are about E g_i, or about parts, of one law."""
    if len(coefficients) != len(known):
        raise Rejected("one coefficient for each expectation")
    form = inner.form(world.closed(check(f), world.values(functional[1])))
    for c, premise in zip(coefficients, known, strict=True):
        if (premise.left[0], *premise.left[3:]) != functional:
            raise Rejected("a premise is about something else")
        form = minus(form, times(inner.form(world.closed(check(c))), inner.form(premise.left[2])))
    return form


@rule(says="expectations over a part are linear over integrable terms", source=THEOREM + "16.1")
def linearity_of_part(
    world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term, coefficients: tuple, lo: Term, hi: Term
) -> Conclusion:
    """E[g_i; lo < X < hi] = v_i finite: if f = sum c_i g_i on the part, then E[f; lo < X < hi] = sum c_i E[g_i; lo < X < hi]."""
    finite(*premises)
    outer = world.normal(under)
    inner = world.part_scope(outer, law, *ends_of(world, lo, hi))
    rest = _remainder(world, inner, f, coefficients, list(premises), ("part", law, lo, hi))
    if not inner.is_zero(rest):
        raise Rejected("the function is not this combination")
    outer.merge(inner)
    value = add(*(mul(c, p.right) for c, p in zip(coefficients, premises, strict=True)), rat(0))
    return ("part", X, f, law, lo, hi), to_term(outer.form(value)), outer.conditions


@rule(says="an expectation is the sum of its parts below and above a point", source=THEOREM + "16.9")
def split(world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term, at: Term) -> Conclusion:
    """E[f; X < c] = a and E[f; X > c] = b, both finite: E f = a + b, for c inside the support.

    Both halves are asked for: a Cauchy law has symmetric halves and no mean.
    """
    _, lo, hi = world.density(law)["support"]
    below, above = premises
    finite(below, above)
    if (below.left, above.left) != (("part", X, f, law, lo, at), ("part", X, f, law, at, hi)):
        raise Rejected("the premises are not the two halves")
    outer = world.normal(under)
    lies_between(outer, lo, at, hi)
    return mean(law, f), to_term(outer.form(add(below.right, above.right))), outer.conditions


@rule(says="one part is the whole less the other", source=THEOREM + "16.9")
def complement(world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term, at: Term, side: str) -> Conclusion:
    """E f = a and E[f; other side of c] = b, both finite: the part on ``side``, "below" or "above" c, is a - b."""
    _, lo, hi = world.density(law)["support"]
    whole, other = premises
    finite(whole, other)
    below, above = ("part", X, f, law, lo, at), ("part", X, f, law, at, hi)
    if side not in ("below", "above") or (whole.left, other.left) != (mean(law, f), above if side == "below" else below):
        raise Rejected("the premises are not the whole and the other part")
    outer = world.normal(under)
    lies_between(outer, lo, at, hi)
    return below if side == "below" else above, to_term(outer.form(sub(whole.right, other.right))), outer.conditions


def lies_between(outer: Normal, lo: Term, at: Term, hi: Term) -> None:
    """``at`` is a number between the ends."""
    if at in (INFINITY, MINUS_INFINITY):
        raise Rejected("a point that is infinite")
    if lo != MINUS_INFINITY:
        outer.need_positive(outer.form(sub(at, lo)))
    if hi != INFINITY:
        outer.need_positive(outer.form(sub(hi, at)))


@rule(says="a law on finitely many integers is summed point by point", source="definition of the expectation of a simple random variable")
def point_by_point(world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term) -> Conclusion:
    """E f = sum over k of p(k) f(k), k running through a support with integer ends."""
    record = world.density(law)
    kind, lo, hi = record["support"]
    outer = world.normal(under)
    ends = [outer.form(e).integer if e not in (INFINITY, MINUS_INFINITY) else None for e in (lo, hi)]
    if kind != "integers" or ends[0] is None or ends[1] is None or not 0 <= ends[1] - ends[0] < MAX_POINTS:
        raise Rejected("the support is not a short run of integers")
    world.closed(check(f), {X})
    at = [{X: rat(Fraction(k))} for k in range(ends[0], ends[1] + 1)]
    total = plus(*(outer.form(mul(exp(subst(record["logp"], k)), subst(f, k))) for k in at))
    return mean(law, f), to_term(total), outer.conditions


@rule(says="a density that is taken as given integrates to 1", source="definition of a density")
def given_density(world: World, under: Under, premises: tuple[Statement, ...], law: str) -> Conclusion:
    """E[1] = 1, for a law whose density is one unknown function, declared with the world."""
    if not world.density(law)["unknown"]:
        raise Rejected("the density is not a function taken as given")
    return mean(law, rat(1)), rat(1), set()


@rule(says="an expectation that is not computed further", source="")
def left_standing(world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term) -> Conclusion:
    """E f = E f, under the condition that it exists."""
    term = mean(law, world.closed(check(f), {X}))
    world.normal(under).form(term)
    return term, term, {("exists", term)}
