"""The modified Bessel integral: u^(s-1) e^(-t u - c/u) over u > 0 gives 2 (c/t)^(s/2) K_s(2 sqrt(t c))."""

from symbolic_info.proof.terms import add, div, log, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import HALF_LINE, C, Lemma, S, T, c, s, t, u

# K is not differentiated in its order s: moments in s come as ratios of normalisers (js without 0).
GENERALISED_INVERSE_GAUSS = Lemma(
    key="generalised_inverse_gauss",
    says="the modified Bessel integral",
    support=HALF_LINE,
    tilt=(S, T, C),
    log_kernel=add(mul(sub(s, rat(1)), log(u)), neg(mul(t, u)), neg(div(c, u))),
    normaliser=mul(rat(2), power(div(c, t), mul(rat(1, 2), s)), ("besselk", s, mul(rat(2), power(mul(t, c), rat(1, 2))))),
    conditions=(t, c),
    citation="DLMF 10.32.10",
)
