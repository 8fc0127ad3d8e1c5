"""Euler's integral of the first kind over a segment: u^(s-1) (r - u)^(t-1) over 0 < u < r gives r^(s+t-1) B(s, t)."""

from symbolic_info.proof.terms import add, exp, lgamma, log, mul, neg, rat, sub
from symbolic_info.rules.lemma import Lemma, R, S, T, right, s, t, u

BETA_SEGMENT = Lemma(
    key="beta_segment",
    says="Euler's Beta integral over a segment",
    support=("interval", rat(0), right),
    tilt=(S, T),
    fixed=(R,),
    log_kernel=add(mul(sub(s, rat(1)), log(u)), mul(sub(t, rat(1)), log(sub(right, u)))),
    normaliser=exp(add(lgamma(s), lgamma(t), neg(lgamma(add(s, t))), mul(add(s, t, rat(-1)), log(right)))),
    conditions=(s, t, right),
    citation="DLMF 5.12.1 (with u/r for u)",
)
