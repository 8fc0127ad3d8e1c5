"""Gauss's integral over a segment: e^(s u - t u^2) over l < u < r, by the error function."""

from symbolic_info.proof.terms import PI, Term, div, exp, mul, power, rat, sub
from symbolic_info.rules.lemma import L, Lemma, R, S, T, left, right, s, t, u

ROOT = power(t, rat(1, 2))


def _erf_at(end: Term) -> Term:
    return ("erf", sub(mul(ROOT, end), div(s, mul(rat(2), ROOT))))


GAUSS_SEGMENT = Lemma(
    key="gauss_segment",
    says="Gauss's integral over a segment",
    support=("interval", left, right),
    tilt=(S, T),
    fixed=(L, R),
    log_kernel=sub(mul(s, u), mul(t, u, u)),
    normaliser=mul(
        rat(1, 2),
        power(PI, rat(1, 2)),
        power(t, rat(-1, 2)),
        exp(div(mul(s, s), mul(rat(4), t))),
        sub(_erf_at(right), _erf_at(left)),
    ),
    conditions=(t, sub(right, left)),
    citation="DLMF 7.7.6",
)
