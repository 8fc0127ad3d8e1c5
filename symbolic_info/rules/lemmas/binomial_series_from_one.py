"""The binomial theorem without its first term: the sum of e^(s u) r!/(u! (r - u)!) over u = 1, ..., r is (1 + e^s)^r - 1."""

from symbolic_info.proof.terms import add, exp, lgamma, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import Lemma, R, S, right, s, u

BINOMIAL_SERIES_FROM_ONE = Lemma(
    key="binomial_series_from_one",
    says="the binomial theorem without its first term",
    support=("integers", rat(1), right),
    tilt=(S,),
    fixed=(R,),
    log_kernel=add(lgamma(add(right, rat(1))), neg(lgamma(add(u, rat(1)))), neg(lgamma(add(sub(right, u), rat(1)))), mul(s, u)),
    normaliser=sub(power(add(rat(1), exp(s)), right), rat(1)),
    conditions=(right,),
    citation="DLMF 1.2.2",
)
