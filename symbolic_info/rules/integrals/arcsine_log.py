"""The logarithmic potential of the arcsine law: that of log(c + u)/sqrt(u (r - u)) over 0 < u < r is 2 pi log((sqrt(c) + sqrt(c + r))/2).

With u = r (1 - cos(theta))/2 it is half the integral of log(a - b cos(theta)) over a turn, a = c + r/2, b = r/2.
"""

from symbolic_info.proof.terms import PI, add, log, mul, power, rat, sub
from symbolic_info.rules.lemma import C, Integral, R, c, right, u

HALF = rat(1, 2)

ARCSINE_LOG = Integral(
    key="arcsine_log",
    says="Poisson's integral over half a turn",
    support=("interval", rat(0), right),
    parameters=(C, R),
    integrand=mul(log(add(c, u)), power(u, rat(-1, 2)), power(sub(right, u), rat(-1, 2))),
    value=mul(rat(2), PI, log(mul(HALF, add(power(c, HALF), power(add(c, right), HALF))))),
    conditions=(c, right),
    citation="Axler, Bourdon & Ramey (2001), Harmonic Function Theory, 2nd ed., ch. 1 (mean value of log|1 - z e^(i theta)|)",
)
