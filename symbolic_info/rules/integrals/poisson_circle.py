"""Poisson's kernel has mass 2 pi: the integral of (1 - c^2)/(1 + c^2 - 2 c cos(u - m)) over a full turn, |c| < 1."""

from symbolic_info.proof.terms import PI, add, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import C, Integral, M, c, m, u

TWO = rat(2)
KERNEL = mul(
    sub(rat(1), power(c, TWO)),
    power(add(rat(1), power(c, TWO), mul(rat(-2), c, ("cos", sub(u, m)))), rat(-1)),
)

POISSON_CIRCLE = Integral(
    key="poisson_circle",
    says="Poisson's integral over the circle",
    support=("interval", neg(PI), PI),
    parameters=(C, M),
    integrand=KERNEL,
    value=mul(TWO, PI),
    conditions=(sub(rat(1), c), add(rat(1), c)),
    citation="Axler, Bourdon & Ramey (2001), Harmonic Function Theory, 2nd ed., ch. 1: the Poisson integral of 1 is 1",
)
