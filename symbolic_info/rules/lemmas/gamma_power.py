"""Euler's integral of the second kind for a power: the integral of u^(s-1) e^(-t u^m) over u > 0 is Gamma(s/m) t^(-s/m)/m."""

from symbolic_info.proof.terms import add, div, exp, lgamma, log, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import HALF_LINE, Lemma, M, S, T, m, s, t, u

GAMMA_POWER = Lemma(
    key="gamma_power",
    says="Euler's Gamma integral",
    support=HALF_LINE,
    tilt=(S, T),
    fixed=(M,),
    log_kernel=sub(mul(sub(s, rat(1)), log(u)), mul(t, power(u, m))),
    normaliser=exp(add(lgamma(div(s, m)), neg(mul(div(s, m), log(t))), neg(log(m)))),
    conditions=(m, s, t),
    citation="DLMF 5.9.1",
)
