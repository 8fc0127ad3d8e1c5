r"""Inverse chi-squared family, ``nu > 0`` degrees of freedom: 1/X is chi-squared.

    p(x) = x^(-nu/2 - 1) exp(-1/(2 x)) / (2^(nu/2) Gamma(nu/2)),    x > 0.

Source: Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., appendix A.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
nu = parameter("nu", positive=True)

InverseChiSquared = Family(
    name="InverseChiSquared",
    key="inverse_chi2",
    params=(nu,),
    variable=x,
    support=(0, oo),
    log_density=-(nu / 2 + 1) * log(x) - 1 / (2 * x) - nu / 2 * log(2) - loggamma(nu / 2),
    typical=(("5",), ("7/3",), ("12",)),
    panels=(0, 1 / (2 * nu + 300), 1 / (nu + 6 * sqrt(nu) + 8), 1 / nu, (1 + 4 / sqrt(nu)) / nu, oo),
    source="Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., appendix A",
)
