"""By parts: the integral of log(u)/(1 + c u)^2 over 0 < u < 1 is -log(1 + c)/c, c > 0."""

from symbolic_info.proof.terms import add, div, log, mul, neg, power, rat
from symbolic_info.rules.lemma import UNIT_INTERVAL, C, Integral, c, u

LOGISTIC_LOG_UNIT = Integral(
    key="logistic_log_unit",
    says="integration by parts",
    support=UNIT_INTERVAL,
    parameters=(C,),
    integrand=mul(log(u), power(add(rat(1), mul(c, u)), rat(-2))),
    value=neg(div(log(add(rat(1), c)), c)),
    conditions=(c,),
    citation="DLMF 1.4.12 (fundamental theorem of calculus), by parts",
)
