"""The Borel law has mean 1/(1 - m): the sum of u e^(-m u) (m u)^(u-1)/u! over u = 1, 2, 3, ... for 0 < m < 1."""

from symbolic_info.proof.terms import mul, power, rat, sub
from symbolic_info.rules.integrals.borel import MASS, SUPPORT
from symbolic_info.rules.lemma import Integral, M, m, u

BOREL_MEAN = Integral(
    key="borel_mean",
    says="the series of Lambert's function, differentiated",
    support=SUPPORT,
    parameters=(M,),
    integrand=mul(u, MASS),
    value=power(sub(rat(1), m), rat(-1)),
    conditions=(m, sub(rat(1), m)),
    citation="DLMF section 4.13 (the power series of Lambert's function at -m e^(-m), differentiated)",
)
