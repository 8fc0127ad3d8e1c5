"""Poisson's integral of log(1 + r cos(u - t)) against (1 - c^2)/(1 + c^2 - 2 c cos(u - m)) over a full turn, |r| < 1 and |c| < 1.

It is 2 pi log((1 + q + (1 - q) c^2)/2 + r c cos(m - t)), q = sqrt(1 - r^2): with a = r/(1 + q), (1 + q) a^2 = 1 - q and
1 + r cos v = (1 + a^2 + 2 a cos v) (1 + q)/2.
"""

from symbolic_info.proof.terms import PI, add, log, mul, neg, power, rat, sub
from symbolic_info.rules.integrals.poisson_circle import KERNEL
from symbolic_info.rules.lemma import C, Integral, M, R, T, c, m, right, t, u

ONE, TWO = rat(1), rat(2)
ROOT = power(sub(ONE, power(right, TWO)), rat(1, 2))

POISSON_CIRCLE_LOG_ROOT = Integral(
    key="poisson_circle_log_root",
    says="Poisson's integral over the circle",
    support=("interval", neg(PI), PI),
    parameters=(C, M, R, T),
    integrand=mul(log(add(ONE, mul(right, ("cos", sub(u, t))))), KERNEL),
    value=mul(
        TWO,
        PI,
        log(add(mul(rat(1, 2), add(ONE, ROOT, mul(sub(ONE, ROOT), power(c, TWO)))), mul(right, c, ("cos", sub(m, t))))),
    ),
    conditions=(sub(ONE, c), add(ONE, c), sub(ONE, right), add(ONE, right)),
    citation="Axler, Bourdon & Ramey (2001), Harmonic Function Theory, 2nd ed., ch. 1: log|1 + a z e^(-i t)| is harmonic in the disc",
)
