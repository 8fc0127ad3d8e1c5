"""Poisson's integral of a wave: cos(u - t) (1 - c^2)/(1 + c^2 - 2 c cos(u - m)) over a full turn gives 2 pi c cos(m - t), |c| < 1."""

from symbolic_info.proof.terms import PI, add, mul, neg, rat, sub
from symbolic_info.rules.integrals.poisson_circle import KERNEL
from symbolic_info.rules.lemma import C, Integral, M, T, c, m, t, u

POISSON_CIRCLE_WAVE = Integral(
    key="poisson_circle_wave",
    says="Poisson's integral over the circle",
    support=("interval", neg(PI), PI),
    parameters=(C, M, T),
    integrand=mul(("cos", sub(u, t)), KERNEL),
    value=mul(rat(2), PI, c, ("cos", sub(m, t))),
    conditions=(sub(rat(1), c), add(rat(1), c)),
    citation="Axler, Bourdon & Ramey (2001), Harmonic Function Theory, 2nd ed., ch. 1: Re(z e^(-i t)) is harmonic",
)
