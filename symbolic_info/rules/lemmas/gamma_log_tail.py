"""The exponential integral, by parts: that of log(u) e^(-t u) over u > 1 is Gamma(0, t)/t, Gamma(0, t) = E_1(t), t > 0."""

from symbolic_info.proof.terms import INFINITY, div, log, mul, rat, sub
from symbolic_info.rules.lemma import Lemma, T, t, u

GAMMA_LOG_TAIL = Lemma(
    key="gamma_log_tail",
    says="the exponential integral",
    support=("interval", rat(1), INFINITY),
    tilt=(T,),
    log_kernel=sub(log(log(u)), mul(t, u)),
    normaliser=div(("ugamma", rat(0), t), t),
    conditions=(t,),
    citation="DLMF 6.2.1 (by parts)",
)
