"""The geometric series: the sum of e^(s u) over u = 0, 1, 2, ... is 1/(1 - e^s) for s < 0."""

from symbolic_info.proof.terms import exp, mul, power, rat, sub
from symbolic_info.rules.lemma import NATURALS, Lemma, S, s, u

GEOMETRIC_SERIES = Lemma(
    key="geometric_series",
    says="the geometric series",
    support=NATURALS,
    tilt=(S,),
    log_kernel=mul(s, u),
    normaliser=power(sub(rat(1), exp(s)), rat(-1)),
    conditions=(sub(rat(1), exp(s)),),
    citation="DLMF 1.9.58",
)
