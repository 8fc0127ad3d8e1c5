r"""Chi family, ``nu > 0`` degrees of freedom: the length of a standard normal vector of ``nu`` components.

    p(x) = 2^(1 - nu/2) x^(nu - 1) exp(-x^2/2) / Gamma(nu/2),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 18.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
nu = parameter("nu", positive=True)

Chi = Family(
    name="Chi",
    key="chi",
    params=(nu,),
    variable=x,
    support=(0, oo),
    log_density=(nu - 1) * log(x) - x**2 / 2 + (1 - nu / 2) * log(2) - loggamma(nu / 2),
    typical=(("3",), ("7/3",), ("12",)),
    panels=(0, nu / sqrt(nu + 4), sqrt(nu), sqrt(nu) + 4, sqrt(nu) + 16),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 18",
)
