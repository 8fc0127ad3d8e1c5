"""Euler's integral of the first kind over the half-line: u^(s-1) (1 + c u^m)^(-t) over u > 0 gives c^(-s/m) B(s/m, t - s/m)/m."""

from symbolic_info.proof.terms import add, div, exp, lgamma, log, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import HALF_LINE, C, Lemma, M, S, T, c, m, s, t, u

BETA_HALF_LINE = Lemma(
    key="beta_half_line",
    says="Euler's Beta integral over the half-line",
    support=HALF_LINE,
    tilt=(S, T),
    fixed=(C, M),
    log_kernel=sub(mul(sub(s, rat(1)), log(u)), mul(t, log(add(rat(1), mul(c, power(u, m)))))),
    normaliser=exp(add(lgamma(div(s, m)), lgamma(sub(t, div(s, m))), neg(lgamma(t)), neg(mul(div(s, m), log(c))), neg(log(m)))),
    conditions=(c, m, s, sub(t, div(s, m))),
    citation="DLMF 5.12.3 (with c u^m for u)",
)
