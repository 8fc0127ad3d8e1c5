"""The exponential series: the sum of e^(s u)/u! over u = 0, 1, 2, ... is exp(e^s)."""

from symbolic_info.proof.terms import add, exp, lgamma, mul, rat, sub
from symbolic_info.rules.lemma import NATURALS, Lemma, S, s, u

EXPONENTIAL_SERIES = Lemma(
    key="exponential_series",
    says="the exponential series",
    support=NATURALS,
    tilt=(S,),
    log_kernel=sub(mul(s, u), lgamma(add(u, rat(1)))),
    normaliser=exp(exp(s)),
    conditions=(),
    citation="DLMF 4.2.19",
)
