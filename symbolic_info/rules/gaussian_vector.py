"""Vectors: quantities as expectations over densities on d-dimensional space, and the Gaussian lemma there.  Trusted.

A vector is a matrix of one column, ("mat", "_x") the value of the law; v' A v is the trace of that 1 x 1 matrix.
"""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.entries import computed
from symbolic_info.proof.kernel import Order, Statement, no_infinity, rule
from symbolic_info.proof.matrices import matrix
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import PI, Term, add, check, log, mul, neg, rat, sub
from symbolic_info.proof.variates import need_positive_definite
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.definitions import SOURCE, all_normalised, quantity
from symbolic_info.rules.expectation import mean

Conclusion = tuple[Term, Term, set[Condition]]
ANDERSON = "Anderson (2003), An Introduction to Multivariate Statistical Analysis, 3rd ed., section 2.3"


def difference(a: Term, b: Term) -> Term:
    return ("madd", a, ("mscale", rat(-1), b))


def quadratic(v: Term, a: Term) -> Term:
    """v' A v."""
    return ("trace", ("mmul", ("transpose", v), a, v))


def log_density(dim: Term, m: Term, s: Term) -> Term:
    """-(d log(2 pi) + log det S + (x - m)' S^-1 (x - m))/2."""
    square = quadratic(difference(("mat", X), m), ("inverse", s))
    return mul(rat(-1, 2), add(mul(dim, log(mul(rat(2), PI))), log(("det", s)), square))


def vector_law(world: World, law: str) -> dict:
    """The record of a law on vectors."""
    record = world.laws.get(law, {})
    if record.get("kind") != "vector":
        raise Rejected(f"{law!r:.30} is no law on vectors")
    return record


def closed_matrix(world: World, outer: Normal, t: Term, rows: Term, cols: Term) -> None:
    """Refuse a matrix of another shape, or one that mentions the vector."""
    world.closed(check(("trace", t)))
    form = matrix(outer, t)
    if form.rows != outer.form(rows) or form.cols != outer.form(cols):
        raise Rejected("a matrix of another shape")


def _gaussian(world: World, under: Under, law: str, m: Term, s: Term) -> Normal:
    """The scope outside, if the law's density is the Gaussian one with mean m and covariance S, positive definite."""
    record = vector_law(world, law)
    outer = world.normal(under)
    closed_matrix(world, outer, m, record["dim"], rat(1))
    closed_matrix(world, outer, s, record["dim"], record["dim"])
    need_positive_definite(outer, s)
    inner = world.law_scope(outer, law)
    if not inner.same(record["logp"], log_density(record["dim"], m, s)):
        raise Rejected("not the Gaussian density")
    outer.merge(inner)
    return outer


@rule(says="Gauss's integral in d dimensions", source=ANDERSON)
def gaussian_integral(world: World, under: Under, premises: tuple[Statement, ...], law: str, m: Term, s: Term) -> Conclusion:
    """log p = -(d log(2 pi) + log det S + (x - m)' S^-1 (x - m))/2, S positive definite: E[1] = 1."""
    outer = _gaussian(world, under, law, m, s)
    return mean(law, rat(1)), rat(1), outer.conditions


@rule(says="second moments of a Gaussian vector", source=ANDERSON + ", theorem 2.3.1")
def gaussian_square(
    world: World, under: Under, premises: tuple[Statement, ...], law: str, m: Term, s: Term, a: Term, b: Term
) -> Conclusion:
    """X Gaussian with mean m and covariance S: E[(X - a)' B (X - a)] = tr(B S) + (m - a)' B (m - a)."""
    outer = _gaussian(world, under, law, m, s)
    return _square(world, outer, law, m, s, a, b)


def _square(world: World, outer: Normal, law: str, m: Term, s: Term, a: Term, b: Term) -> Conclusion:
    dim = vector_law(world, law)["dim"]
    closed_matrix(world, outer, a, dim, rat(1))
    closed_matrix(world, outer, b, dim, dim)
    value = add(("trace", ("mmul", b, s)), quadratic(difference(m, a), b))
    outer.form(value)
    return mean(law, quadratic(difference(("mat", X), a), b)), value, outer.conditions


@rule(says="the mean of a Gaussian vector", source=ANDERSON + ", theorem 2.3.1")
def gaussian_mean(world: World, under: Under, premises: tuple[Statement, ...], law: str, m: Term, s: Term, b: Term) -> Conclusion:
    """X Gaussian with mean m: E[b' X] = b' m."""
    outer = _gaussian(world, under, law, m, s)
    closed_matrix(world, outer, b, vector_law(world, law)["dim"], rat(1))
    sides = [("trace", ("mmul", ("transpose", b), v)) for v in (("mat", X), m)]
    outer.form(sides[1])
    return mean(law, sides[0]), sides[1], outer.conditions


@rule(says="definition", source=SOURCE)
def vector_definition(world: World, under: Under, premises: tuple[Statement, ...], q: Term) -> Conclusion:
    """H(P) = E[-log p], H(P, Q) = E[-log q], D(P || Q) = E[log p - log q], for densities on one space that integrate to 1."""
    head, laws = quantity(q)
    all_normalised(premises, laws)
    outer = world.normal(under)
    log_p, log_q = (record["logp"] for record in same_space(world, outer, laws))
    body = {"entropy": neg(log_p), "cross": neg(log_q), "kl": sub(log_p, log_q)}[head]
    return q, mean(laws[0], body), outer.conditions


def same_space(world: World, outer: Normal, laws: tuple[str, ...]) -> tuple[dict, dict]:
    """The records of the first and the last law, on vectors of one dimension."""
    p, q = vector_law(world, laws[0]), vector_law(world, laws[-1])
    if outer.form(p["dim"]) != outer.form(q["dim"]):
        raise Rejected("vectors of different dimensions")
    return p, q


@rule(says="a density that is taken as given integrates to 1", source="definition of a density")
def given_vector_density(world: World, under: Under, premises: tuple[Statement, ...], law: str) -> Conclusion:
    """E[1] = 1, for a law on vectors whose density is one unknown function, declared with the world."""
    if not vector_law(world, law)["unknown"]:
        raise Rejected("the density is not a function taken as given")
    return mean(law, rat(1)), rat(1), set()


@rule(says="second moments of a vector with given mean and covariance", source="definition of the covariance")
def given_square(world: World, under: Under, premises: tuple[Statement, ...], law: str, a: Term, b: Term) -> Conclusion:
    """X is given with mean m and covariance K: E[(X - a)' B (X - a)] = tr(B K) + (m - a)' B (m - a)."""
    record = vector_law(world, law)
    if not record["moments"]:
        raise Rejected("the law is not given with moments")
    outer = world.normal(under)
    m, k = record["moments"]
    closed_matrix(world, outer, m, record["dim"], rat(1))
    closed_matrix(world, outer, k, record["dim"], record["dim"])
    return _square(world, outer, law, m, k, a, b)


@rule(says="a divergence is never negative", source=SOURCE + ", theorem 8.6.1")
def vector_divergence_sign(world: World, under: Under, premises: tuple[Statement, ...], q: Term) -> Order:
    """E[1] = 1 for P and for Q, densities of vectors of one dimension: 0 <= D(P || Q), which may be infinite.

    With D(P || Q) = v, finite, as a last premise: 0 <= v.
    """
    head, laws = quantity(q)
    if head != "kl":
        raise Rejected("a divergence")
    count = len(dict.fromkeys(laws))
    all_normalised(premises[:count], laws)
    outer = world.normal(under)
    same_space(world, outer, laws)
    value = q
    if premises[count:]:
        (known,) = premises[count:]
        no_infinity(known)
        if known.left != q:
            raise Rejected("the last premise is not the value of the divergence")
        value = known.right
    return Order(rat(0), value, outer.conditions, "<=")


@rule(says="traces and determinants computed from the entries", source="Cramer's rule and Laplace's expansion")
def from_entries(world: World, under: Under, premises: tuple[Statement, ...]) -> Conclusion:
    """L = R, every matrix in R with entries: L = R with its traces and determinants computed."""
    (premise,) = premises
    no_infinity(premise)
    scope = world.normal(under)
    scope.form(premise.right)
    return premise.left, computed(scope, premise.right), scope.conditions
