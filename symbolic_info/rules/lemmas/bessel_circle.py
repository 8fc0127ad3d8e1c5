"""The modified Bessel integral over a full turn: e^(s cos u + t sin u) over -pi < u < pi gives 2 pi I_0(sqrt(s^2 + t^2)), that > 0."""

from symbolic_info.proof.terms import PI, add, mul, neg, power, rat
from symbolic_info.rules.lemma import Lemma, S, T, s, t, u

SQUARE = add(power(s, rat(2)), power(t, rat(2)))

BESSEL_CIRCLE = Lemma(
    key="bessel_circle",
    says="the modified Bessel integral over a full turn",
    support=("interval", neg(PI), PI),
    tilt=(S, T),
    log_kernel=add(mul(s, ("cos", u)), mul(t, ("sin", u))),
    normaliser=mul(rat(2), PI, ("besseli", 0, power(SQUARE, rat(1, 2)))),
    conditions=(SQUARE,),
    citation="DLMF 10.32.1 (turned by the angle of s and t)",
)
