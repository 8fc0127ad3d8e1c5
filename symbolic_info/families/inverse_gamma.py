r"""Inverse gamma family, shape ``k > 0`` and scale ``lam > 0``: 1/X is Gamma(k, rate=lam).

    p(x) = lam^k x^(-k - 1) exp(-lam/x) / Gamma(k),    x > 0.

The scale of X is the rate of 1/X: ``scale=`` and ``rate=`` name the same number, which has to be named.

Source: Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., appendix A.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Alternative, Family

x = variable("x", real=True)
k = parameter("k", positive=True)
lam = parameter("lam", positive=True)
rate = parameter("rate", positive=True)

InverseGamma = Family(
    name="InverseGamma",
    key="inverse_gamma",
    params=(k, lam),
    names=("shape", "scale"),
    variable=x,
    support=(0, oo),
    log_density=-(k + 1) * log(x) - lam / x + k * log(lam) - loggamma(k),
    keyword_only=("scale",),
    alternatives=(Alternative(params=(k, rate), own=(k, rate), names=("shape", "rate")),),
    typical=(("5/2", "1"), ("7/3", "3/5"), ("11", "4")),
    panels=(0, lam / (2 * k + 150), lam / (k + 4 * sqrt(k) + 4), lam / k, lam * (1 + 4 / sqrt(k)) / k, oo),
    source="Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., appendix A",
)
