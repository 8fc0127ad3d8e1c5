"""Euler's integral of the first kind: the integral of u^(s-1) (1-u)^(t-1) over 0 < u < 1 is B(s, t)."""

from symbolic_info.proof.terms import add, exp, lgamma, log, mul, neg, rat, sub
from symbolic_info.rules.lemma import UNIT_INTERVAL, Lemma, S, T, s, t, u

EULER_BETA = Lemma(
    key="euler_beta",
    says="Euler's Beta integral",
    support=UNIT_INTERVAL,
    tilt=(S, T),
    log_kernel=add(mul(sub(s, rat(1)), log(u)), mul(sub(t, rat(1)), log(sub(rat(1), u)))),
    normaliser=exp(add(lgamma(s), lgamma(t), neg(lgamma(add(s, t))))),
    conditions=(s, t),
    citation="DLMF 5.12.1",
)
