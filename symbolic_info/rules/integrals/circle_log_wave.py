"""The first Fourier coefficient of a logarithm over a full turn.

The integral of cos(u - s) log(1 + r^2 - 2 r cos(u - t)) is -2 pi r cos(s - t), |r| < 1.
"""

from symbolic_info.proof.terms import PI, add, log, mul, neg, power, rat, sub
from symbolic_info.rules.lemma import Integral, R, S, T, right, s, t, u

ONE = rat(1)

CIRCLE_LOG_WAVE = Integral(
    key="circle_log_wave",
    says="the Fourier series of the logarithm",
    support=("interval", neg(PI), PI),
    parameters=(R, S, T),
    integrand=mul(("cos", sub(u, s)), log(add(ONE, power(right, rat(2)), mul(rat(-2), right, ("cos", sub(u, t)))))),
    value=mul(rat(-2), PI, right, ("cos", sub(s, t))),
    conditions=(sub(ONE, right), add(ONE, right)),
    citation="DLMF 4.6.1 (the real part of log(1 - r e^(i v)), term by term)",
)
