"""Poisson's integral of a logarithm with the same centre: that of ``poisson_circle_log`` for t = m.

It is 4 pi log(1 - r c), |r| < 1 and |c| < 1: the logarithm of a square is twice that of its root.
"""

from symbolic_info.proof.terms import PI, add, log, mul, neg, power, rat, sub
from symbolic_info.rules.integrals.poisson_circle import KERNEL
from symbolic_info.rules.lemma import C, Integral, M, R, c, m, right, u

ONE = rat(1)

POISSON_CIRCLE_LOG_CENTRED = Integral(
    key="poisson_circle_log_centred",
    says="Poisson's integral over the circle",
    support=("interval", neg(PI), PI),
    parameters=(C, M, R),
    integrand=mul(log(add(ONE, power(right, rat(2)), mul(rat(-2), right, ("cos", sub(u, m))))), KERNEL),
    value=mul(rat(4), PI, log(sub(ONE, mul(right, c)))),
    conditions=(sub(ONE, c), add(ONE, c), sub(ONE, right), add(ONE, right)),
    citation="Axler, Bourdon & Ramey (2001), Harmonic Function Theory, 2nd ed., ch. 1: log|1 - r z e^(-i m)| is harmonic in the disc",
)
