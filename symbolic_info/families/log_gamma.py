r"""Log-gamma family, shape ``k > 0`` and scale ``s > 0``: exp(X / s) is Gamma(k, rate=1).

    p(x) = exp(k x / s - exp(x / s)) / (s Gamma(k)),    x real.

Source: Prentice (1974), A log gamma model and its maximum likelihood estimation, Biometrika 61.
"""

from sympy import exp, log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
k = parameter("k", positive=True)
s = parameter("s", positive=True)

LogGamma = Family(
    name="LogGamma",
    key="log_gamma",
    params=(k, s),
    names=("shape", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=k * x / s - exp(x / s) - log(s) - loggamma(k),
    typical=(("5/2", "1"), ("7/3", "3/5"), ("3/4", "4")),
    panels=(s * (log(k) - 120 / k), s * (log(k) - 12 / k), s * log(k), s * log(k + 4 * sqrt(k) + 4), s * log(2 * k + 150)),
    source="Prentice (1974), A log gamma model and its maximum likelihood estimation, Biometrika 61",
)
