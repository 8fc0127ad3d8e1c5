"""The binomial series of negative order: the sum of Gamma(u + l) e^(s u)/u! over u = 0, 1, 2, ... is Gamma(l) (1 - e^s)^(-l), s < 0."""

from symbolic_info.proof.terms import add, exp, lgamma, log, mul, neg, rat, sub
from symbolic_info.rules.lemma import NATURALS, L, Lemma, S, left, s, u

NEGATIVE_BINOMIAL_SERIES = Lemma(
    key="negative_binomial_series",
    says="the binomial series",
    support=NATURALS,
    tilt=(S,),
    fixed=(L,),
    log_kernel=add(lgamma(add(u, left)), neg(lgamma(add(u, rat(1)))), mul(s, u)),
    normaliser=exp(sub(lgamma(left), mul(left, log(sub(rat(1), exp(s)))))),
    conditions=(left, sub(rat(1), exp(s))),
    citation="DLMF 4.6.7",
)
