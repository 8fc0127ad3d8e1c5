"""The logarithmic potential of the semicircle law: the integral of log(c + u) sqrt(u (r - u)) over 0 < u < r, c > 0.

It is (pi r^2/8) (2 log((sqrt(c) + sqrt(c + r))/2) + z (z - 2 sqrt(c (c + r)))/r^2 - 1/2), z = 2 c + r: by parts from the potential of the
arcsine law.
"""

from symbolic_info.proof.terms import PI, add, div, log, mul, power, rat, sub
from symbolic_info.rules.lemma import C, Integral, R, c, right, u

HALF, TWO = rat(1, 2), rat(2)
Z = add(mul(TWO, c), right)
FAR = power(add(c, right), HALF)

SEMICIRCLE_LOG = Integral(
    key="semicircle_log",
    says="the potential of the semicircle law",
    support=("interval", rat(0), right),
    parameters=(C, R),
    integrand=mul(log(add(c, u)), power(u, HALF), power(sub(right, u), HALF)),
    value=mul(
        rat(1, 8),
        PI,
        power(right, TWO),
        add(
            mul(TWO, log(mul(HALF, add(power(c, HALF), FAR)))),
            div(mul(Z, sub(Z, mul(TWO, power(c, HALF), FAR))), power(right, TWO)),
            rat(-1, 2),
        ),
    ),
    conditions=(c, right),
    citation="Saff & Totik (1997), Logarithmic Potentials with External Fields, ch. IV (the semicircle law)",
)
