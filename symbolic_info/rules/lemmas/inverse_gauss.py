"""The modified Bessel integral of order 1/2: u^(-3/2) e^(-s u - t/u) over u > 0 gives sqrt(pi/t) e^(-2 sqrt(s t))."""

from symbolic_info.proof.terms import PI, add, div, exp, log, mul, neg, power, rat
from symbolic_info.rules.lemma import HALF_LINE, Lemma, S, T, s, t, u

INVERSE_GAUSS = Lemma(
    key="inverse_gauss",
    says="the modified Bessel integral of order 1/2",
    support=HALF_LINE,
    tilt=(S, T),
    log_kernel=add(mul(rat(-3, 2), log(u)), neg(mul(s, u)), neg(div(t, u))),
    normaliser=mul(power(PI, rat(1, 2)), power(t, rat(-1, 2)), exp(mul(rat(-2), power(mul(s, t), rat(1, 2))))),
    conditions=(s, t),
    citation="DLMF 10.32.10 with 10.39.2",
)
