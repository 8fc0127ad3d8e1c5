r"""Scaled inverse chi-squared family, ``nu > 0`` degrees of freedom and squared scale ``t2 > 0``.

    p(x) = (nu t2/2)^(nu/2) x^(-nu/2 - 1) exp(-nu t2/(2 x)) / Gamma(nu/2),    x > 0.

Source: Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., appendix A.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
nu = parameter("nu", positive=True)
t2 = parameter("t2", positive=True)

ScaledInverseChiSquared = Family(
    name="ScaledInverseChiSquared",
    key="scaled_inverse_chi2",
    params=(nu, t2),
    names=("nu", "squared_scale"),
    variable=x,
    support=(0, oo),
    log_density=-(nu / 2 + 1) * log(x) - nu * t2 / (2 * x) + nu / 2 * log(nu * t2 / 2) - loggamma(nu / 2),
    typical=(("5", "1"), ("7/3", "3/5"), ("12", "4")),
    panels=(0, nu * t2 / (2 * nu + 300), nu * t2 / (nu + 6 * sqrt(nu) + 8), t2, t2 * (1 + 4 / sqrt(nu)), oo),
    source="Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., appendix A",
)
