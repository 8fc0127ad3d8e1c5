"""Poisson's integral of a logarithm over the circle: log(1 + r^2 - 2 r cos(u - t)) (1 - c^2)/(1 + c^2 - 2 c cos(u - m)) over a full turn.

It is 2 pi log(1 + r^2 c^2 - 2 r c cos(m - t)), |r| < 1 and |c| < 1.
"""

from symbolic_info.proof.terms import PI, add, log, mul, neg, power, rat, sub
from symbolic_info.rules.integrals.poisson_circle import KERNEL
from symbolic_info.rules.lemma import C, Integral, M, R, T, c, m, right, t, u

ONE, TWO = rat(1), rat(2)

POISSON_CIRCLE_LOG = Integral(
    key="poisson_circle_log",
    says="Poisson's integral over the circle",
    support=("interval", neg(PI), PI),
    parameters=(C, M, R, T),
    integrand=mul(log(add(ONE, power(right, TWO), mul(rat(-2), right, ("cos", sub(u, t))))), KERNEL),
    value=mul(TWO, PI, log(add(ONE, power(mul(right, c), TWO), mul(rat(-2), right, c, ("cos", sub(m, t)))))),
    conditions=(sub(ONE, c), add(ONE, c), sub(ONE, right), add(ONE, right)),
    citation="Axler, Bourdon & Ramey (2001), Harmonic Function Theory, 2nd ed., ch. 1: log|1 - r z e^(-i t)| is harmonic in the disc",
)
