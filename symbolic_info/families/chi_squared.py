r"""Chi-squared family, ``nu > 0`` degrees of freedom.

    p(x) = x^(nu/2 - 1) exp(-x/2) / (2^(nu/2) Gamma(nu/2)),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 18.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
nu = parameter("nu", positive=True)

ChiSquared = Family(
    name="ChiSquared",
    key="chi2",
    params=(nu,),
    variable=x,
    support=(0, oo),
    log_density=(nu / 2 - 1) * log(x) - x / 2 - nu / 2 * log(2) - loggamma(nu / 2),
    typical=(("5",), ("7/3",), ("22",)),
    panels=(0, nu / (1 + 4 / sqrt(nu)), nu, (nu + 6 * sqrt(nu) + 8), (nu + 16 * sqrt(nu) + 40), 2 * nu + 300),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 18",
)
