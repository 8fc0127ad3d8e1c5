"""The modified Bessel integral of order 1/2, differentiated in the order: log(u) u^(-3/2) e^(-s u - t/u) over u > 0.

It is sqrt(pi/t) e^(-z/2) (log(t/s)/2 - e^z E_1(z)) with z = 4 sqrt(s t), E_1(z) = Gamma(0, z).
"""

from symbolic_info.proof.terms import PI, add, div, exp, log, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import HALF_LINE, Integral, S, T, s, t, u

Z = mul(rat(4), power(mul(s, t), rat(1, 2)))

INVERSE_GAUSS_LOG = Integral(
    key="inverse_gauss_log",
    says="the modified Bessel integral of order 1/2, differentiated in the order",
    support=HALF_LINE,
    parameters=(S, T),
    integrand=mul(log(u), power(u, rat(-3, 2)), exp(add(neg(mul(s, u)), neg(div(t, u))))),
    value=mul(
        power(div(PI, t), rat(1, 2)),
        exp(mul(rat(-1, 2), Z)),
        sub(mul(rat(1, 2), log(div(t, s))), mul(exp(Z), ("ugamma", rat(0), Z))),
    ),
    conditions=(s, t),
    citation="DLMF 10.32.10 with 10.38.7",
)
