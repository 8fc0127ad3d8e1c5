"""The binomial theorem: the sum of e^(s u) r!/(u! (r - u)!) over u = 0, ..., r is (1 + e^s)^r."""

from symbolic_info.proof.terms import add, exp, lgamma, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import Lemma, R, S, right, s, u

BINOMIAL_SERIES = Lemma(
    key="binomial_series",
    says="the binomial theorem",
    support=("integers", rat(0), right),
    tilt=(S,),
    fixed=(R,),
    log_kernel=add(lgamma(add(right, rat(1))), neg(lgamma(add(u, rat(1)))), neg(lgamma(add(sub(right, u), rat(1)))), mul(s, u)),
    normaliser=power(add(rat(1), exp(s)), right),
    conditions=(add(right, rat(1)),),
    citation="DLMF 1.2.2",
)
