"""A power over a segment: the integral of u^(s-1) over l < u < r, l > 0, is (r^s - l^s)/s for s not 0."""

from symbolic_info.proof.terms import div, log, mul, power, rat, sub
from symbolic_info.rules.lemma import L, Lemma, R, S, left, right, s, u

POWER_SEGMENT = Lemma(
    key="power_segment",
    says="the integral of a power",
    support=("interval", left, right),
    tilt=(S,),
    fixed=(L, R),
    log_kernel=mul(sub(s, rat(1)), log(u)),
    normaliser=div(sub(power(right, s), power(left, s)), s),
    conditions=(left, sub(right, left)),
    nonzero=(s,),
    citation="DLMF 1.4.12 (fundamental theorem of calculus)",
)
