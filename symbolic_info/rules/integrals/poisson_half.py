"""Poisson's integral over the half-line: the integral of log(1 + c u^2)/(1 + u^2) over u > 0 is pi log(1 + sqrt(c)), c > 0."""

from symbolic_info.proof.terms import PI, add, log, mul, power, rat
from symbolic_info.rules.lemma import HALF_LINE, C, Integral, c, u

POISSON_HALF = Integral(
    key="poisson_half",
    says="Poisson's integral over the half-line",
    support=HALF_LINE,
    parameters=(C,),
    integrand=mul(log(add(rat(1), mul(c, power(u, rat(2))))), power(add(rat(1), power(u, rat(2))), rat(-1))),
    value=mul(PI, log(add(rat(1), power(c, rat(1, 2))))),
    conditions=(c,),
    citation="Axler, Bourdon & Ramey (2001), Harmonic Function Theory, 2nd ed., ch. 7 (half of the line, by symmetry)",
)
