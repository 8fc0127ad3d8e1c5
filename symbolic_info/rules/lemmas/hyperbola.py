"""The exponential of a hyperbola: e^(s u - t sqrt(m^2 + u^2)) over the line gives 2 t m K_1(m g)/g, g = sqrt(t^2 - s^2), t > |s|, m > 0."""

from symbolic_info.proof.terms import add, div, mul, power, rat, sub
from symbolic_info.rules.lemma import LINE, Lemma, M, S, T, m, s, t, u

TWO = rat(2)
GAP = power(sub(power(t, TWO), power(s, TWO)), rat(1, 2))

HYPERBOLA = Lemma(
    key="hyperbola",
    says="the modified Bessel integral of order 1, u = m sinh v",
    support=LINE,
    tilt=(S, T),
    fixed=(M,),
    log_kernel=sub(mul(s, u), mul(t, power(add(power(m, TWO), power(u, TWO)), rat(1, 2)))),
    normaliser=div(mul(TWO, t, m, ("besselk", rat(1), mul(m, GAP))), GAP),
    conditions=(sub(t, s), add(t, s), m),
    citation="DLMF 10.32.9 (with u = m sinh(v), and a shift of v)",
)
