"""A power over a tail: the integral of u^(-s-1) over u > l > 0 is l^(-s)/s for s > 0."""

from symbolic_info.proof.terms import INFINITY, add, div, log, mul, neg, power, rat
from symbolic_info.rules.lemma import L, Lemma, S, left, s, u

POWER_TAIL = Lemma(
    key="power_tail",
    says="the integral of a power over a tail",
    support=("interval", left, INFINITY),
    tilt=(S,),
    fixed=(L,),
    log_kernel=neg(mul(add(s, rat(1)), log(u))),
    normaliser=div(power(left, neg(s)), s),
    conditions=(s, left),
    citation="DLMF 1.4.12 (fundamental theorem of calculus)",
)
