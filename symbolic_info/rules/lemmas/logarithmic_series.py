"""The logarithmic series: the sum of e^(s u)/u over u = 1, 2, 3, ... is -log(1 - e^s), s < 0."""

from symbolic_info.proof.terms import INFINITY, exp, log, mul, neg, rat, sub
from symbolic_info.rules.lemma import Lemma, S, s, u

LOGARITHMIC_SERIES = Lemma(
    key="logarithmic_series",
    says="the logarithmic series",
    support=("integers", rat(1), INFINITY),
    tilt=(S,),
    log_kernel=sub(mul(s, u), log(u)),
    normaliser=neg(log(sub(rat(1), exp(s)))),
    conditions=(sub(rat(1), exp(s)),),
    citation="DLMF 4.6.1",
)
