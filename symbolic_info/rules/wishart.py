"""The Wishart law on positive definite matrices, and that of the inverse of such a matrix.  Trusted.

    integral over Y > 0 of det(Y)^(a - (n + 1)/2) e^(-tr(S Y)) = Gamma_n(a) det(S)^(-a),    a > (n - 1)/2, S positive definite,

the multivariate gamma integral, where Gamma_n(a) = pi^(n (n - 1)/4) times the product of Gamma(a + (1 - k)/2), k = 1, ..., n.
Differentiating its logarithm in a gives E log det Y; in S, by Jacobi's formula, E tr(B Y).  For X = Y^-1 the volume element is
det(X)^-(n + 1) dX (Muirhead, theorem 2.1.8).
"""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import PI, Term, add, check, log, mul, neg, rat, sub
from symbolic_info.proof.variates import need_positive_definite
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.expectation import mean
from symbolic_info.rules.variates import VALUE, is_density, shaped, variate_law

Conclusion = tuple[Term, Term, set[Condition]]
MUIRHEAD = "Muirhead (1982), Aspects of Multivariate Statistical Theory, theorems 2.1.8 and 2.1.11; DLMF section 35.3"
SIDES = ("itself", "inverse")


def argument(side: str) -> Term:
    """What has the Wishart law: the value itself, or its inverse."""
    if side not in SIDES:
        raise Rejected("the Wishart law of the value itself, or of its inverse")
    return VALUE if side == "itself" else ("inverse", VALUE)


def log_det(side: str) -> Term:
    """log det of what has the Wishart law."""
    return log(("det", argument(side)))


def wishart_log_density(n: Term, a: Term, s: Term, side: str) -> Term:
    """The Wishart log-density at X, or at X^-1 with the logarithm of the volume element."""
    constant = add(neg(mul(rat(1, 4), n, sub(n, rat(1)), log(PI))), neg(("lgammas", a, n)), mul(a, log(("det", s))))
    power = sub(a, mul(rat(1, 2), add(n, rat(1))))
    kernel = sub(mul(power, log_det(side)), ("trace", ("mmul", s, argument(side))))
    volume = rat(0) if side == "itself" else neg(mul(add(n, rat(1)), log(("det", VALUE))))
    return add(constant, kernel, volume)


def _wishart(world: World, under: Under, law: str, a: Term, s: Term, side: str) -> tuple[Normal, Term]:
    """The scope outside and n, if X (or X^-1) has the Wishart law with power a and rate S."""
    n = variate_law(world, law, "positive")["rows"]
    outer = world.normal(under)
    outer.need_positive(outer.form(sub(world.closed(check(a)), mul(rat(1, 2), sub(n, rat(1))))))
    need_positive_definite(outer, shaped(world, outer, s, n, n))
    is_density(world, outer, law, wishart_log_density(n, a, s, side))
    return outer, n


@rule(says="the multivariate gamma integral", source=MUIRHEAD)
def wishart_integral(world: World, under: Under, premises: tuple[Statement, ...], law: str, a: Term, s: Term, side: str) -> Conclusion:
    """E[1] = 1."""
    return mean(law, rat(1)), rat(1), _wishart(world, under, law, a, s, side)[0].conditions


@rule(says="the multivariate gamma integral, differentiated in its power", source=MUIRHEAD)
def wishart_log_det(world: World, under: Under, premises: tuple[Statement, ...], law: str, a: Term, s: Term, side: str) -> Conclusion:
    """E log det Y = sum of psi(a + (1 - k)/2) over k = 1, ..., n, less log det S."""
    outer, n = _wishart(world, under, law, a, s, side)
    value = sub(("polygammas", 0, a, n), log(("det", s)))
    return mean(law, log_det(side)), value, outer.conditions


@rule(says="the multivariate gamma integral, differentiated in its rate by Jacobi's formula", source=MUIRHEAD)
def wishart_trace(
    world: World, under: Under, premises: tuple[Statement, ...], law: str, a: Term, s: Term, side: str, b: Term
) -> Conclusion:
    """E tr(B Y) = a tr(B S^-1)."""
    outer, n = _wishart(world, under, law, a, s, side)
    shaped(world, outer, b, n, n)
    value = mul(a, ("trace", ("mmul", b, ("inverse", s))))
    return mean(law, ("trace", ("mmul", b, argument(side)))), value, outer.conditions
