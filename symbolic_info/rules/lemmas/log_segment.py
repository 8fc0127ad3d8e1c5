"""A power of the logarithm: the integral of (log(u/l))^(s-1)/u over l < u < r, l > 0, is (log(r/l))^s/s."""

from symbolic_info.proof.terms import div, log, mul, power, rat, sub
from symbolic_info.rules.lemma import L, Lemma, R, S, left, right, s, u

LOG_SEGMENT = Lemma(
    key="log_segment",
    says="the integral of 1/u, with a power of its logarithm",
    support=("interval", left, right),
    tilt=(S,),
    fixed=(L, R),
    log_kernel=sub(mul(sub(s, rat(1)), log(sub(log(u), log(left)))), log(u)),
    normaliser=div(power(sub(log(right), log(left)), s), s),
    conditions=(s, left, sub(right, left)),
    citation="DLMF 1.4.12 (fundamental theorem of calculus)",
)
