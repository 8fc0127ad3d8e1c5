r"""Logistic family, location ``mu`` and scale ``s > 0``.

    p(x) = exp(-z) / (s (1 + exp(-z))^2) = 1 / (4 s cosh(z/2)^2),    z = (x - mu) / s,    x real.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23.
"""

from sympy import exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
z = (x - mu) / s

Logistic = Family(
    name="Logistic",
    key="logistic",
    params=(mu, s),
    names=("mu", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=-z - 2 * log(1 + exp(-z)) - log(s),
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(mu - 110 * s, mu - 40 * s, mu - 10 * s, mu, mu + 10 * s, mu + 40 * s, mu + 110 * s),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23",
)
