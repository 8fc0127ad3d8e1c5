"""Euler's integral of the second kind: the integral of u^(s-1) e^(-t u) over u > 0 is Gamma(s) t^(-s)."""

from symbolic_info.proof.terms import add, exp, lgamma, log, mul, neg, rat, sub
from symbolic_info.rules.lemma import HALF_LINE, Lemma, S, T, s, t, u

EULER_GAMMA = Lemma(
    key="euler_gamma",
    says="Euler's Gamma integral",
    support=HALF_LINE,
    tilt=(S, T),
    log_kernel=add(mul(sub(s, rat(1)), log(u)), neg(mul(t, u))),
    normaliser=exp(sub(lgamma(s), mul(s, log(t)))),
    conditions=(s, t),
    citation="DLMF 5.9.1",
)
