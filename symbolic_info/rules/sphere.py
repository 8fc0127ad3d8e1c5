"""Laws on the unit sphere of R^d whose densities are functions of mu' x, mu a vector of length 1.  Trusted.

    integral over the sphere of e^(k mu' x)     = (2 pi)^(d/2) I_(d/2 - 1)(k) k^(1 - d/2),
    integral over the sphere of (1 + mu' x)^k   = 2^(d - 1 + k) pi^((d - 1)/2) Gamma((d - 1)/2 + k)/Gamma(d - 1 + k),

both from t = mu' x, whose law on (-1, 1) under the uniform one has a density proportional to (1 - t^2)^((d - 3)/2).
That mu has length 1 is a condition of every conclusion, unless its entries show it.
"""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.matrices import matrix
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import PI, Term, add, check, diff, exp, lgamma, log, mul, neg, rat, sub, subst, sym
from symbolic_info.proof.variates import need_length_one
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.expectation import mean
from symbolic_info.rules.variates import VALUE, is_density, shaped, variate_law

Conclusion = tuple[Term, Term, set[Condition]]
K = "_s"
MARDIA = "Mardia & Jupp (2000), Directional Statistics, sections 9.3 and 10.3"
DE_CAO = "De Cao & Aziz (2020), The Power Spherical distribution, arXiv:2006.04437"


def projection(mu: Term) -> Term:
    """mu' x."""
    return ("trace", ("mmul", ("transpose", mu), VALUE))


def fisher_log_integral(d: int, k: Term) -> Term:
    """log of the integral of e^(k mu' x), for d = 2, 3, 4."""
    turns = {
        2: add(log(mul(rat(2), PI)), log(("besseli", 0, k))),
        3: add(log(mul(rat(2), PI)), log(sub(exp(k), exp(neg(k)))), neg(log(k))),
        4: add(log(mul(rat(4), PI, PI)), log(("besseli", 1, k)), neg(log(k))),
    }
    if d not in turns:
        raise Rejected("the normaliser is known for spheres in 2, 3 and 4 dimensions")
    return turns[d]


def power_log_integral(d: Term, k: Term) -> Term:
    """log of the integral of (1 + mu' x)^k."""
    half = mul(rat(1, 2), sub(d, rat(1)))
    whole = add(d, rat(-1), k)
    return add(mul(whole, log(rat(2))), mul(half, log(PI)), lgamma(add(half, k)), neg(lgamma(whole)))


def _direction(world: World, outer: Normal, record: dict, mu: Term) -> None:
    """mu has length 1, by its entries or by a condition."""
    shaped(world, outer, mu, record["rows"], rat(1))
    need_length_one(outer, mu)


def _fisher(world: World, under: Under, law: str, mu: Term, k: Term) -> tuple[Normal, int]:
    record = variate_law(world, law, "sphere")
    outer = world.normal(under)
    _direction(world, outer, record, mu)
    outer.need_positive(outer.form(world.closed(check(k))))
    d = outer.form(record["rows"]).integer or 0
    is_density(world, outer, law, sub(mul(k, projection(mu)), fisher_log_integral(d, k)))
    return outer, d


@rule(says="the von Mises-Fisher normaliser", source=MARDIA)
def fisher_integral(world: World, under: Under, premises: tuple[Statement, ...], law: str, mu: Term, k: Term) -> Conclusion:
    """log p = k mu' x - log Z(k), |mu| = 1: E[1] = 1."""
    return mean(law, rat(1)), rat(1), _fisher(world, under, law, mu, k)[0].conditions


@rule(says="the von Mises-Fisher normaliser, differentiated", source=MARDIA)
def fisher_mean(world: World, under: Under, premises: tuple[Statement, ...], law: str, mu: Term, k: Term, b: Term) -> Conclusion:
    """E[b' X] = (d log Z/dk) b' mu, and d log Z/dk for b = mu."""
    outer, d = _fisher(world, under, law, mu, k)
    shaped(world, outer, b, variate_law(world, law)["rows"], rat(1))
    slope = subst(diff(fisher_log_integral(d, sym(K)), K), {K: k})
    same = matrix(outer, b) == matrix(outer, mu)
    value = slope if same else mul(slope, ("trace", ("mmul", ("transpose", b), mu)))
    return mean(law, projection(b)), value, outer.conditions


def _power(world: World, under: Under, law: str, mu: Term, k: Term) -> tuple[Normal, Term]:
    record = variate_law(world, law, "sphere")
    outer, d = world.normal(under), record["rows"]
    _direction(world, outer, record, mu)
    outer.need_positive(outer.form(add(mul(rat(1, 2), sub(d, rat(1))), world.closed(check(k)))))
    outer.need_positive(outer.form(sub(d, rat(1))))
    is_density(world, outer, law, sub(mul(k, log(add(rat(1), projection(mu)))), power_log_integral(d, k)))
    return outer, d


@rule(says="the power spherical normaliser", source=DE_CAO)
def power_integral(world: World, under: Under, premises: tuple[Statement, ...], law: str, mu: Term, k: Term) -> Conclusion:
    """log p = k log(1 + mu' x) - log Z(k), |mu| = 1, d > 1: E[1] = 1."""
    return mean(law, rat(1)), rat(1), _power(world, under, law, mu, k)[0].conditions


@rule(says="the power spherical normaliser, differentiated", source=DE_CAO)
def power_log(world: World, under: Under, premises: tuple[Statement, ...], law: str, mu: Term, k: Term) -> Conclusion:
    """E[log(1 + mu' X)] = d log Z/dk."""
    outer, d = _power(world, under, law, mu, k)
    value = subst(diff(power_log_integral(d, sym(K)), K), {K: k})
    return mean(law, log(add(rat(1), projection(mu)))), value, outer.conditions
