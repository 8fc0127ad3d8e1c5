"""The exponential series without its first term: the sum of e^(s u)/u! over u = 1, 2, ... is exp(e^s) - 1."""

from symbolic_info.proof.terms import INFINITY, add, exp, lgamma, mul, rat, sub
from symbolic_info.rules.lemma import Lemma, S, s, u

EXPONENTIAL_SERIES_FROM_ONE = Lemma(
    key="exponential_series_from_one",
    says="the exponential series without its first term",
    support=("integers", rat(1), INFINITY),
    tilt=(S,),
    log_kernel=sub(mul(s, u), lgamma(add(u, rat(1)))),
    normaliser=sub(exp(exp(s)), rat(1)),
    conditions=(),
    citation="DLMF 4.2.19",
)
