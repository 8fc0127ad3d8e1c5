"""The Laplace transform of log(1 + u): the integral of log(1 + u) e^(-t u) over u > 0 is e^t Gamma(0, t)/t, Gamma(0, t) = E_1(t)."""

from symbolic_info.proof.terms import add, div, exp, log, mul, rat, sub
from symbolic_info.rules.lemma import HALF_LINE, Lemma, T, t, u

LOG_LAPLACE = Lemma(
    key="log_laplace",
    says="the exponential integral",
    support=HALF_LINE,
    tilt=(T,),
    log_kernel=sub(log(log(add(rat(1), u))), mul(t, u)),
    normaliser=div(mul(exp(t), ("ugamma", rat(0), t)), t),
    conditions=(t,),
    citation="DLMF 6.2.1 (by parts)",
)
