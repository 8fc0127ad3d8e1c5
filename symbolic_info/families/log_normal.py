r"""Log-normal family: log X is Normal(mu, sigma), ``sigma > 0``.

    p(x) = exp(-(log x - mu)^2 / (2 sigma^2)) / (x sigma sqrt(2 pi)),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 14.
"""

from sympy import exp, log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
sigma = parameter("sigma", positive=True)

LogNormal = Family(
    name="LogNormal",
    key="lognormal",
    params=(mu, sigma),
    variable=x,
    support=(0, oo),
    log_density=-log(x) - (log(x) - mu) ** 2 / (2 * sigma**2) - log(sigma) - log(2 * pi) / 2,
    typical=(("0", "1"), ("-7/3", "1/5"), ("2", "5/4")),
    panels=(0, exp(mu - 16 * sigma), exp(mu - 4 * sigma), exp(mu), exp(mu + 4 * sigma), exp(mu + 16 * sigma)),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 14",
)
