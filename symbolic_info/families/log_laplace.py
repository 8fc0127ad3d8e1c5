r"""Log-Laplace family: log X is Laplace(mu, s), ``s > 0``.

    p(x) = exp(-|log x - mu| / s) / (2 s x),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 24.
"""

from sympy import Abs, exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)

LogLaplace = Family(
    name="LogLaplace",
    key="log_laplace",
    params=(mu, s),
    names=("mu", "scale"),
    variable=x,
    support=(0, oo),
    log_density=-log(x) - Abs(log(x) - mu) / s - log(2 * s),
    typical=(("0", "1"), ("-7/3", "1/5"), ("2", "3/4")),
    panels=(0, exp(mu - 2 * s), exp(mu), exp(mu + 2 * s), oo),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 24",
)
