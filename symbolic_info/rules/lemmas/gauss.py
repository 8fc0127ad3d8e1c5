"""Gauss's integral: the integral of e^(s u - t u^2) over the line is sqrt(pi/t) e^(s^2/(4 t))."""

from symbolic_info.proof.terms import PI, div, exp, mul, power, rat, sub
from symbolic_info.rules.lemma import LINE, Lemma, S, T, s, t, u

GAUSS = Lemma(
    key="gauss",
    says="Gauss's integral",
    support=LINE,
    tilt=(S, T),
    log_kernel=sub(mul(s, u), mul(t, u, u)),
    normaliser=mul(power(PI, rat(1, 2)), power(t, rat(-1, 2)), exp(div(mul(s, s), mul(rat(4), t)))),
    conditions=(t,),
    citation="DLMF 7.7.3",
)
