"""The integral of 1/(1 + c u)^2 over 0 < u < 1 is 1/(1 + c), c > 0."""

from symbolic_info.proof.terms import add, mul, power, rat
from symbolic_info.rules.lemma import UNIT_INTERVAL, C, Integral, c, u

LOGISTIC_UNIT = Integral(
    key="logistic_unit",
    says="the integral of a power",
    support=UNIT_INTERVAL,
    parameters=(C,),
    integrand=power(add(rat(1), mul(c, u)), rat(-2)),
    value=power(add(rat(1), c), rat(-1)),
    conditions=(c,),
    citation="DLMF 1.4.12 (fundamental theorem of calculus)",
)
