"""The tail of Euler's Gamma integral: u^(s-1) e^(-t u) over u > l > 0 gives Gamma(s, t l) t^(-s)."""

from symbolic_info.proof.terms import INFINITY, add, log, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import L, Lemma, S, T, left, s, t, u

# s and t are not differentiated in: moments come as ratios of normalisers (js empty).
GAMMA_TAIL = Lemma(
    key="gamma_tail",
    says="the incomplete Gamma integral",
    support=("interval", left, INFINITY),
    tilt=(S, T),
    fixed=(L,),
    log_kernel=add(mul(sub(s, rat(1)), log(u)), neg(mul(t, u))),
    normaliser=mul(("ugamma", s, mul(t, left)), power(t, neg(s))),
    conditions=(s, t, left),
    citation="DLMF 8.2.2",
)
