"""Dirichlet's series of zeta: the sum of u^(-s) over u = 1, 2, 3, ... is zeta(s), s > 1."""

from symbolic_info.proof.terms import INFINITY, log, mul, neg, rat, sub
from symbolic_info.rules.lemma import Lemma, S, s, u

ZETA_SERIES = Lemma(
    key="zeta_series",
    says="the series of the zeta function",
    support=("integers", rat(1), INFINITY),
    tilt=(S,),
    log_kernel=neg(mul(s, log(u))),
    normaliser=("zeta", 0, s),
    conditions=(sub(s, rat(1)),),
    citation="DLMF 25.2.1",
)
