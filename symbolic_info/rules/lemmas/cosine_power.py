"""A power of the cosine: (cos u)^s over -pi/2 < u < pi/2 gives sqrt(pi) Gamma((s + 1)/2)/Gamma(s/2 + 1), s > -1."""

from symbolic_info.proof.terms import PI, add, exp, lgamma, log, mul, neg, power, rat
from symbolic_info.rules.lemma import Lemma, S, s, u

HALF = rat(1, 2)

COSINE_POWER = Lemma(
    key="cosine_power",
    says="the Beta integral of a power of the cosine",
    support=("interval", mul(rat(-1, 2), PI), mul(HALF, PI)),
    tilt=(S,),
    log_kernel=mul(s, log(("cos", u))),
    normaliser=mul(power(PI, HALF), exp(add(lgamma(add(mul(HALF, s), HALF)), neg(lgamma(add(mul(HALF, s), rat(1))))))),
    conditions=(add(s, rat(1)),),
    citation="DLMF 5.12.2",
)
