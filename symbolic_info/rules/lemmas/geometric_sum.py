"""The finite geometric series: the sum of e^(-s u) over u = 0, ..., r is (1 - e^(-s (r + 1)))/(1 - e^(-s)), s not 0."""

from symbolic_info.proof.terms import add, div, exp, mul, neg, rat, sub
from symbolic_info.rules.lemma import Lemma, R, S, right, s, u

GEOMETRIC_SUM = Lemma(
    key="geometric_sum",
    says="the finite geometric series",
    support=("integers", rat(0), right),
    tilt=(S,),
    fixed=(R,),
    log_kernel=neg(mul(s, u)),
    normaliser=div(sub(rat(1), exp(neg(mul(s, add(right, rat(1)))))), sub(rat(1), exp(neg(s)))),
    conditions=(add(right, rat(1)),),
    nonzero=(s,),
    citation="DLMF 1.2(ii), geometric progression",
)
