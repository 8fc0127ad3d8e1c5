"""The first Fourier coefficient of a logarithm: cos(u - s) log(1 + r cos(u - t)) over a full turn, |r| < 1 and r not 0.

It is 2 pi cos(s - t) (1 - sqrt(1 - r^2))/r: 1 + r cos v = (1 + a^2 + 2 a cos v)/(1 + a^2) with a = (1 - sqrt(1 - r^2))/r.
"""

from symbolic_info.proof.terms import PI, add, div, log, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import Integral, R, S, T, right, s, t, u

ONE = rat(1)
ROOT = power(sub(ONE, power(right, rat(2))), rat(1, 2))

CIRCLE_LOG_ROOT_WAVE = Integral(
    key="circle_log_root_wave",
    says="the Fourier series of the logarithm",
    support=("interval", neg(PI), PI),
    parameters=(R, S, T),
    integrand=mul(("cos", sub(u, s)), log(add(ONE, mul(right, ("cos", sub(u, t)))))),
    value=div(mul(rat(2), PI, ("cos", sub(s, t)), sub(ONE, ROOT)), right),
    conditions=(sub(ONE, right), add(ONE, right)),
    nonzero=(right,),
    citation="DLMF 4.6.1 (the real part of log(1 + a e^(i v)), term by term)",
)
