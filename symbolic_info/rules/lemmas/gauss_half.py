"""Gauss's integral over the half-line: e^(s u - t u^2) over u > 0 gives sqrt(pi/t)/2 e^(s^2/(4 t)) (1 + erf(s/(2 sqrt t)))."""

from symbolic_info.proof.terms import PI, add, div, exp, mul, power, rat, sub
from symbolic_info.rules.lemma import HALF_LINE, Lemma, S, T, s, t, u

GAUSS_HALF = Lemma(
    key="gauss_half",
    says="Gauss's integral over the half-line",
    support=HALF_LINE,
    tilt=(S, T),
    log_kernel=sub(mul(s, u), mul(t, u, u)),
    normaliser=mul(
        rat(1, 2),
        power(PI, rat(1, 2)),
        power(t, rat(-1, 2)),
        exp(div(mul(s, s), mul(rat(4), t))),
        add(rat(1), ("erf", div(s, mul(rat(2), power(t, rat(1, 2)))))),
    ),
    conditions=(t,),
    citation="DLMF 7.7.6",
)
