"""Quantities of laws on spaces of matrices, and the normal law of a matrix.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.matrices import matrix
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import PI, Term, add, check, log, mul, neg, rat, sub
from symbolic_info.proof.variates import need_positive_definite
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.definitions import SOURCE, all_normalised, quantity
from symbolic_info.rules.expectation import mean
from symbolic_info.rules.gaussian_vector import difference

Conclusion = tuple[Term, Term, set[Condition]]
VALUE = ("mat", X)
GUPTA = "Gupta & Nagar (2000), Matrix Variate Distributions, chapter 2"
GOODMAN = "Goodman (1963), Annals of Mathematical Statistics 34, 152-177"


def variate_law(world: World, law: str, *spaces: str) -> dict:
    """The record of a law on one of these spaces of matrices."""
    record = world.laws.get(law, {})
    if record.get("kind") != "variate" or (spaces and record["space"] not in spaces):
        raise Rejected(f"{law!r:.30} is no law on {' or '.join(spaces) or 'a space of'} matrices")
    return record


def shaped(world: World, outer: Normal, t: Term, rows: Term, cols: Term) -> Term:
    """``t``, if it is a matrix of this shape that does not hold the value of a law."""
    world.closed(check(("trace", t)))
    form = matrix(outer, t)
    if form.rows != outer.form(rows) or form.cols != outer.form(cols):
        raise Rejected("a matrix of another shape")
    return t


def is_density(world: World, outer: Normal, law: str, log_density: Term) -> None:
    """Refuse a law with another density."""
    inner = world.law_scope(outer, law)
    if not inner.same(world.laws[law]["logp"], log_density):
        raise Rejected("not this density")
    outer.merge(inner)


@rule(says="definition", source=SOURCE)
def variate_definition(world: World, under: Under, premises: tuple[Statement, ...], q: Term) -> Conclusion:
    """H(P) = E[-log p], H(P, Q) = E[-log q], D(P || Q) = E[log p - log q], for densities on one space that integrate to 1."""
    head, laws = quantity(q)
    all_normalised(premises, laws)
    outer = world.normal(under)
    p, theirs = variate_law(world, laws[0]), variate_law(world, laws[-1])
    if p["space"] != theirs["space"] or any(outer.form(p[side]) != outer.form(theirs[side]) for side in ("rows", "cols")):
        raise Rejected("laws on different spaces")
    log_p, log_q = p["logp"], theirs["logp"]
    return q, mean(laws[0], {"entropy": neg(log_p), "cross": neg(log_q), "kl": sub(log_p, log_q)}[head]), outer.conditions


# -- normal matrices -----------------------------------------------------------------------------------------------------


def form_of(x: Term, left: Term, right: Term) -> Term:
    """tr(B x' C x), with C on the ``left`` side of x and B on the ``right``."""
    return ("trace", ("mmul", right, ("transpose", x), left, x))


def normal_log_density(record: dict, m: Term, u: Term, v: Term) -> Term:
    """-(n p log(2 pi) + p log det U + n log det V + tr(V^-1 (x - m)' U^-1 (x - m)))/2; of a complex vector twice that, with pi for 2 pi."""
    rows, cols = record["rows"], record["cols"]
    square = form_of(difference(VALUE, m), ("inverse", u), ("inverse", v))
    real = record["space"] == "full"
    around = mul(rows, cols, log(mul(rat(2), PI) if real else PI))
    return mul(rat(-1, 2) if real else rat(-1), add(around, mul(cols, log(("det", u))), mul(rows, log(("det", v))), square))


def _normal(world: World, under: Under, law: str, m: Term, u: Term, v: Term) -> Normal:
    """The scope outside, if the law is the normal one with mean M and covariances U of the rows and V of the columns."""
    record = variate_law(world, law, "full", "complex")
    outer = world.normal(under)
    shaped(world, outer, m, record["rows"], record["cols"])
    for s, side in ((u, record["rows"]), (v, record["cols"])):
        need_positive_definite(outer, shaped(world, outer, s, side, side))
    is_density(world, outer, law, normal_log_density(record, m, u, v))
    return outer


@rule(says="Gauss's integral over matrices", source=f"{GUPTA}; complex vectors: {GOODMAN}")
def normal_matrix(world: World, under: Under, premises: tuple[Statement, ...], law: str, m: Term, u: Term, v: Term) -> Conclusion:
    """A normal matrix, or a circular complex normal vector: E[1] = 1."""
    return mean(law, rat(1)), rat(1), _normal(world, under, law, m, u, v).conditions


@rule(says="second moments of a normal matrix", source=f"{GUPTA}; complex vectors: {GOODMAN}")
def normal_matrix_square(
    world: World, under: Under, premises: tuple[Statement, ...], law: str, m: Term, u: Term, v: Term, a: Term, left: Term, right: Term
) -> Conclusion:
    """E tr(B (X - A)' C (X - A)) = tr(C U) tr(B V) + tr(B (M - A)' C (M - A)), C = ``left`` and B = ``right``."""
    outer = _normal(world, under, law, m, u, v)
    record = variate_law(world, law)
    rows, cols = record["rows"], record["cols"]
    for t, sides in ((a, (rows, cols)), (left, (rows, rows)), (right, (cols, cols))):
        shaped(world, outer, t, *sides)
    if record["space"] == "complex":
        need_positive_definite(outer, left)
        need_positive_definite(outer, right)
    spread = mul(("trace", ("mmul", left, u)), ("trace", ("mmul", right, v)))
    value = add(spread, form_of(difference(m, a), left, right))
    return mean(law, form_of(difference(VALUE, a), left, right)), value, outer.conditions
