"""The Borel law has mass 1: the sum of e^(-m u) (m u)^(u-1)/u! over u = 1, 2, 3, ... is 1 for 0 < m < 1."""

from symbolic_info.proof.terms import INFINITY, add, exp, lgamma, log, mul, neg, rat, sub
from symbolic_info.rules.lemma import Integral, M, m, u

SUPPORT = ("integers", rat(1), INFINITY)
MASS = exp(add(neg(mul(m, u)), mul(sub(u, rat(1)), log(mul(m, u))), neg(lgamma(add(u, rat(1))))))

BOREL = Integral(
    key="borel",
    says="the series of Lambert's function",
    support=SUPPORT,
    parameters=(M,),
    integrand=MASS,
    value=rat(1),
    conditions=(m, sub(rat(1), m)),
    citation="DLMF section 4.13 (the power series of Lambert's function at -m e^(-m))",
)
