"""By parts: the integral of log(1 + c u)/(1 + u)^2 over u > 0 is c log(c)/(c - 1), c > 0 and not 1."""

from symbolic_info.proof.terms import add, div, log, mul, power, rat, sub
from symbolic_info.rules.lemma import HALF_LINE, C, Integral, c, u

LOGISTIC_LOG = Integral(
    key="logistic_log",
    says="integration by parts",
    support=HALF_LINE,
    parameters=(C,),
    integrand=mul(log(add(rat(1), mul(c, u))), power(add(rat(1), u), rat(-2))),
    value=div(mul(c, log(c)), sub(c, rat(1))),
    conditions=(c,),
    nonzero=(sub(c, rat(1)),),
    citation="DLMF 1.4.12 (fundamental theorem of calculus), by parts and partial fractions",
)
