"""The two-sided geometric series: the sum of e^(-s |u|) over all integers is (1 + e^(-s))/(1 - e^(-s)), s > 0."""

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, div, exp, mul, neg, rat, sub
from symbolic_info.rules.lemma import Lemma, S, s, u

TWO_SIDED_GEOMETRIC_SERIES = Lemma(
    key="two_sided_geometric_series",
    says="the geometric series on both sides of 0",
    support=("integers", MINUS_INFINITY, INFINITY),
    tilt=(S,),
    log_kernel=neg(mul(s, ("abs", u))),
    normaliser=div(add(rat(1), exp(neg(s))), sub(rat(1), exp(neg(s)))),
    conditions=(s,),
    citation="DLMF 4.6.7 (order -1, on both sides)",
)
