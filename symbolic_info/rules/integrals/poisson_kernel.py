"""Poisson's integral: that of log(t^2 + (u - s)^2)/(r^2 + (u - m)^2) over the line is (pi/r) log((m - s)^2 + (r + t)^2), r, t > 0."""

from symbolic_info.proof.terms import PI, add, div, log, mul, power, rat, sub
from symbolic_info.rules.lemma import LINE, Integral, M, R, S, T, m, right, s, t, u

TWO = rat(2)

POISSON_KERNEL = Integral(
    key="poisson_kernel",
    says="Poisson's integral over the line",
    support=LINE,
    parameters=(S, T, M, R),
    integrand=mul(log(add(power(t, TWO), power(sub(u, s), TWO))), power(add(power(right, TWO), power(sub(u, m), TWO)), rat(-1))),
    value=mul(div(PI, right), log(add(power(sub(m, s), TWO), power(add(right, t), TWO)))),
    conditions=(t, right),
    citation="Axler, Bourdon & Ramey (2001), Harmonic Function Theory, 2nd ed., ch. 7: log|z + i t| is harmonic above the line",
)
