"""Euler's integral of the second kind in 1/u: the integral of u^(-s-1) e^(-t u^(-m)) over u > 0 is Gamma(s/m) t^(-s/m)/m."""

from symbolic_info.proof.terms import add, div, exp, lgamma, log, mul, neg, power, rat
from symbolic_info.rules.lemma import HALF_LINE, Lemma, M, S, T, m, s, t, u

GAMMA_INVERSE_POWER = Lemma(
    key="gamma_inverse_power",
    says="Euler's Gamma integral in 1/u",
    support=HALF_LINE,
    tilt=(S, T),
    fixed=(M,),
    log_kernel=add(neg(mul(add(s, rat(1)), log(u))), neg(mul(t, power(u, neg(m))))),
    normaliser=exp(add(lgamma(div(s, m)), neg(mul(div(s, m), log(t))), neg(log(m)))),
    conditions=(m, s, t),
    citation="DLMF 5.9.1 (with 1/u for u)",
)
