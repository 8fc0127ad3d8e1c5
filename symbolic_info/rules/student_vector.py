"""The multivariate t law.  Trusted.

    integral over R^d of (1 + (x - m)' S^-1 (x - m))^(-a) = pi^(d/2) det(S)^(1/2) Gamma(a - d/2)/Gamma(a),    a > d/2,

which polar coordinates bring back to Euler's Beta integral.
"""

from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import PI, Term, add, check, lgamma, log, mul, neg, rat, sub
from symbolic_info.proof.variates import need_positive_definite
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.expectation import mean
from symbolic_info.rules.gaussian_vector import difference, quadratic
from symbolic_info.rules.variates import VALUE, is_density, shaped, variate_law

Conclusion = tuple[Term, Term, set[Condition]]
KOTZ = "Kotz & Nadarajah (2004), Multivariate t Distributions and Their Applications, chapter 1; DLMF 5.12.3"


def bowl(m: Term, s: Term) -> Term:
    """log(1 + (x - m)' S^-1 (x - m))."""
    return log(add(rat(1), quadratic(difference(VALUE, m), ("inverse", s))))


def _student(world: World, under: Under, law: str, a: Term, m: Term, s: Term) -> tuple[Normal, Term]:
    """The scope outside and a - d/2, if the density is proportional to (1 + (x - m)' S^-1 (x - m))^(-a)."""
    record = variate_law(world, law, "full")
    outer, d = world.normal(under), record["rows"]
    shaped(world, outer, m, d, rat(1))
    need_positive_definite(outer, shaped(world, outer, s, d, d))
    rest = sub(world.closed(check(a)), mul(rat(1, 2), d))  # positive, as its lgamma asks
    constant = add(lgamma(a), neg(lgamma(rest)), neg(mul(rat(1, 2), d, log(PI))), neg(mul(rat(1, 2), log(("det", s)))))
    is_density(world, outer, law, sub(constant, mul(a, bowl(m, s))))
    return outer, rest


@rule(says="the integral of the multivariate t density", source=KOTZ)
def student_vector(world: World, under: Under, premises: tuple[Statement, ...], law: str, a: Term, m: Term, s: Term) -> Conclusion:
    """E[1] = 1."""
    return mean(law, rat(1)), rat(1), _student(world, under, law, a, m, s)[0].conditions


@rule(says="the integral of the multivariate t density, differentiated in its power", source=KOTZ)
def student_vector_log(world: World, under: Under, premises: tuple[Statement, ...], law: str, a: Term, m: Term, s: Term) -> Conclusion:
    """E log(1 + (X - m)' S^-1 (X - m)) = psi(a) - psi(a - d/2)."""
    outer, rest = _student(world, under, law, a, m, s)
    value = sub(("polygamma", 0, a), ("polygamma", 0, rest))
    return mean(law, bowl(m, s)), value, outer.conditions
