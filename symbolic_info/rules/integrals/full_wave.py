"""A wave over a full turn: the integral of cos(c u + t) over -pi < u < pi is 2 cos(t) sin(pi c)/c, c not 0: nothing for integers c."""

from symbolic_info.proof.terms import PI, add, div, mul, neg, rat
from symbolic_info.rules.lemma import C, Integral, T, c, t, u

FULL_WAVE = Integral(
    key="full_wave",
    says="the integral of a wave over a full turn",
    support=("interval", neg(PI), PI),
    parameters=(C, T),
    integrand=("cos", add(mul(c, u), t)),
    value=div(mul(rat(2), ("cos", t), ("sin", mul(PI, c))), c),
    conditions=(),
    nonzero=(c,),
    citation="DLMF 1.4.12 (fundamental theorem of calculus)",
)
