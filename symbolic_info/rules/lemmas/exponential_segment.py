"""The exponential over a segment: the integral of e^(-s u) over 0 < u < r is (1 - e^(-s r))/s, s not 0."""

from symbolic_info.proof.terms import div, exp, mul, neg, rat, sub
from symbolic_info.rules.lemma import Lemma, R, S, right, s, u

EXPONENTIAL_SEGMENT = Lemma(
    key="exponential_segment",
    says="the integral of an exponential over a segment",
    support=("interval", rat(0), right),
    tilt=(S,),
    fixed=(R,),
    log_kernel=neg(mul(s, u)),
    normaliser=div(sub(rat(1), exp(neg(mul(s, right)))), s),
    conditions=(right,),
    nonzero=(s,),
    citation="DLMF 4.10.7 (fundamental theorem of calculus)",
)
