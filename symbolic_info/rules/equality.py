"""Equalities: substitute, restate, chain, cases.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Statement, no_infinity, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import INFINITY, OPAQUE, Term, check, mul, neg, opaque
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.definitions import as_sums

Conclusion = tuple[Term, Term, set[Condition]]


@rule(says="insert", source="equals may be put for equals")
def substitute(world: World, under: Under, premises: tuple[Statement, ...]) -> Conclusion:
    """L = T, a_1 = v_1, ..., a_k = v_k with a_i expectations or quantities, no infinity: L = T with v_i for a_i."""
    base, *known = premises
    no_infinity(*premises)
    if any(p.left[0] not in OPAQUE for p in known):
        raise Rejected("only an expectation or a quantity is replaced")
    return base.left, _replace(base.right, {p.left: p.right for p in known}), set()


def _replace(t: Term, m: dict[Term, Term]) -> Term:
    if t in m:
        return m[t]
    if t[0] in ("sum", "all", "mean", "part", "rat"):
        return t
    return (t[0], *(_replace(a, m) if isinstance(a, tuple) else a for a in t[1:]))


@rule(says="rearranged", source="normal form of real expressions")
def restate(world: World, under: Under, premises: tuple[Statement, ...], new: Term) -> Conclusion:
    """L = R, and ``new`` has the normal form of R: L = ``new``, where what stands in R alone exists."""
    (premise,) = premises
    no_infinity(premise)
    scope = world.informed(under, premises)
    if not scope.same(premise.right, world.closed(check(new))):
        raise Rejected("not the same number")
    scope.need_existence(premise.right, new)
    return premise.left, new, scope.conditions


@rule(says="sums over the support have one normal form", source="normal form of finite sums; masses total 1")
def same_sum(world: World, under: Under, premises: tuple[Statement, ...], left: Term, right: Term) -> Conclusion:
    """Two expressions in quantities of finite laws are equal when their sums have one normal form."""
    scope = world.normal(under)
    sums = [as_sums(world, world.closed(check(t))) for t in (left, right)]
    if not scope.same(*sums):
        raise Rejected("the normal forms differ")
    scope.need_existence(*sums)
    return left, right, scope.conditions


@rule(says="and so", source="transitivity of equality")
def chain(world: World, under: Under, premises: tuple[Statement, ...]) -> Conclusion:
    """L = M and M = R: L = R."""
    first, second = premises
    if first.right != second.left:
        raise Rejected("the chain is broken")
    return first.left, second.right, set()


@rule(says="read from right to left", source="symmetry of equality")
def reverse(world: World, under: Under, premises: tuple[Statement, ...]) -> Conclusion:
    """Q = E[f]: E[f] = Q, under the condition that the expectation exists and is finite."""
    (premise,) = premises
    if premise.right[0] != "mean":
        raise Rejected("only an expectation is turned round")
    return premise.right, premise.left, {("exists", premise.right)}


@rule(says="an expression in quantities equals itself", source="reflexivity of equality")
def expression(world: World, under: Under, premises: tuple[Statement, ...], t: Term) -> Conclusion:
    """t = t; a start for ``substitute``.  An expectation that is written down has to exist."""
    scope = world.normal(under)
    scope.form(world.closed(check(t)))
    return t, t, scope.conditions | {("exists", e) for e in opaque(t) if e[0] in ("mean", "part")}


@rule(says="a positive multiple of infinity", source="arithmetic of the extended reals")
def multiple_of_infinity(world: World, under: Under, premises: tuple[Statement, ...], c: Term) -> Conclusion:
    """Q = +oo and c > 0: Q c = +oo."""
    (premise,) = premises
    if premise.right != INFINITY:
        raise Rejected("the premise is finite")
    scope = world.normal(under)
    scope.need_positive(scope.form(world.closed(check(c))))
    scope.need_existence(c, premise.left)
    return mul(premise.left, c), INFINITY, scope.conditions


@rule(says="the cases are exhaustive", source="t >= 0 or t <= 0", discharges=True)
def cases(world: World, under: Under, premises: tuple[Statement, ...], t: Term) -> Conclusion:
    """L = R where t > 0 (or t >= 0), and L = R where -t >= 0: L = R."""
    sides = ({("positive", t), ("nonnegative", t)}, {("nonnegative", neg(t))})
    for premise, side in zip(premises, sides, strict=True):
        if not set(premise.under) <= {*under, *side}:
            raise Rejected("a premise rests on other assumptions")
    first, second = premises
    if (first.left, first.right) != (second.left, second.right):
        raise Rejected("the cases do not agree")
    return first.left, first.right, set()


@rule(says="under the condition", source="an assumption is a condition of the conclusion", discharges=True)
def keep(world: World, under: Under, premises: tuple[Statement, ...]) -> Conclusion:
    """L = R under assumptions: L = R with these as conditions."""
    (premise,) = premises
    return premise.left, premise.right, set(premise.under) - set(under)
