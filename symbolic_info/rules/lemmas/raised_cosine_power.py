"""A power of the raised cosine: (1 + cos u)^s over -pi < u < pi gives 2^(s + 1) sqrt(pi) Gamma(s + 1/2)/Gamma(s + 1), s > -1/2."""

from symbolic_info.proof.terms import PI, add, exp, lgamma, log, mul, neg, power, rat
from symbolic_info.rules.lemma import Lemma, S, s, u

RAISED_COSINE_POWER = Lemma(
    key="raised_cosine_power",
    says="the Beta integral of a power of the raised cosine",
    support=("interval", neg(PI), PI),
    tilt=(S,),
    log_kernel=mul(s, log(add(rat(1), ("cos", u)))),
    normaliser=mul(
        power(rat(2), add(s, rat(1))),
        power(PI, rat(1, 2)),
        exp(add(lgamma(add(s, rat(1, 2))), neg(lgamma(add(s, rat(1)))))),
    ),
    conditions=(add(s, rat(1, 2)),),
    citation="DLMF 5.12.2 (with 1 + cos u = 2 cos(u/2)^2)",
)
