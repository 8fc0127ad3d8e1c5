r"""Normal(mu, sigma) family, ``sigma > 0``, cut off below ``a`` and above ``b > a``.

    p(x) = exp(-(x - mu)^2 / (2 sigma^2)) / (sigma sqrt(2 pi) (Phi((b - mu)/sigma) - Phi((a - mu)/sigma))),    a < x < b.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 13.
"""

from sympy import erf, log, pi, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
sigma = parameter("sigma", positive=True)
a = parameter("a", real=True)
b = parameter("b", real=True)
mass = (erf((b - mu) / (sqrt(2) * sigma)) - erf((a - mu) / (sqrt(2) * sigma))) / 2

TruncatedNormal = Family(
    name="TruncatedNormal",
    key="truncated_normal",
    params=(mu, sigma, a, b),
    variable=x,
    support=(a, b),
    log_density=-((x - mu) ** 2) / (2 * sigma**2) - log(sigma) - log(2 * pi) / 2 - log(mass),
    constraints=(b - a,),
    typical=(("0", "1", "-1/2", "2"), ("-7/3", "3/5", "-3", "1/5"), ("11", "4", "5", "7")),
    panels=(a, (a + b) / 2, b),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 13",
)
