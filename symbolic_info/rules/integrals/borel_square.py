"""The Borel law has second moment (1 - m)^(-3): the sum of u^2 e^(-m u) (m u)^(u-1)/u! over u = 1, 2, 3, ... for 0 < m < 1."""

from symbolic_info.proof.terms import mul, power, rat, sub
from symbolic_info.rules.integrals.borel import MASS, SUPPORT
from symbolic_info.rules.lemma import Integral, M, m, u

BOREL_SQUARE = Integral(
    key="borel_square",
    says="the series of Lambert's function, differentiated twice",
    support=SUPPORT,
    parameters=(M,),
    integrand=mul(u, u, MASS),
    value=power(sub(rat(1), m), rat(-3)),
    conditions=(m, sub(rat(1), m)),
    citation="DLMF section 4.13 (the power series of Lambert's function at -m e^(-m), differentiated)",
)
