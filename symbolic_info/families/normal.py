r"""Normal (Gaussian) family, location ``mu`` and scale ``sigma > 0``.

    p(x) = exp(-(x - mu)^2 / (2 sigma^2)) / (sigma sqrt(2 pi)),    x real.

Also by ``variance=`` sigma^2, ``precision=`` 1/sigma^2 or ``log_variance=`` log(sigma^2), in place of sigma.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 13.
"""

from sympy import exp, log, oo, pi, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Alternative, Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
sigma = parameter("sigma", positive=True)
variance = parameter("variance", positive=True)
precision = parameter("precision", positive=True)
log_variance = parameter("log_variance", real=True)

Normal = Family(
    name="Normal",
    key="normal",
    params=(mu, sigma),
    variable=x,
    support=(-oo, oo),
    log_density=-((x - mu) ** 2) / (2 * sigma**2) - log(sigma) - log(2 * pi) / 2,
    alternatives=(
        Alternative(params=(mu, variance), own=(mu, sqrt(variance))),
        Alternative(params=(mu, precision), own=(mu, 1 / sqrt(precision))),
        Alternative(params=(mu, log_variance), own=(mu, exp(log_variance / 2))),
    ),
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(mu - 16 * sigma, mu - 4 * sigma, mu, mu + 4 * sigma, mu + 16 * sigma),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 13",
)
