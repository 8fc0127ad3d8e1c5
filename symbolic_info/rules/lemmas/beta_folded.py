"""Euler's integral of the first kind, folded at 1: u^(s-1) (1 + u)^(-2 s) over 0 < u < 1 gives B(s, s)/2, as 1/u gives the other half."""

from symbolic_info.proof.terms import add, exp, lgamma, log, mul, neg, rat, sub
from symbolic_info.rules.lemma import UNIT_INTERVAL, Lemma, S, s, u

BETA_FOLDED = Lemma(
    key="beta_folded",
    says="half of Euler's Beta integral over the half-line",
    support=UNIT_INTERVAL,
    tilt=(S,),
    log_kernel=sub(mul(sub(s, rat(1)), log(u)), mul(rat(2), s, log(add(rat(1), u)))),
    normaliser=mul(rat(1, 2), exp(add(lgamma(s), lgamma(s), neg(lgamma(mul(rat(2), s)))))),
    conditions=(s,),
    citation="DLMF 5.12.3 (a = b, folded by u to 1/u)",
)
