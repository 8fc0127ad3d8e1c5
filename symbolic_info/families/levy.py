r"""Levy family, location ``mu`` and scale ``c > 0``: the stable law of index 1/2 on a half-line.

    p(x) = sqrt(c/(2 pi)) (x - mu)^(-3/2) exp(-c/(2 (x - mu))),    x > mu.

Source: Nolan (2020), Univariate Stable Distributions, ch. 1.
"""

from sympy import log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
c = parameter("c", positive=True)

Levy = Family(
    name="Levy",
    key="levy",
    params=(mu, c),
    names=("mu", "scale"),
    variable=x,
    support=(mu, oo),
    log_density=-3 * log(x - mu) / 2 - c / (2 * (x - mu)) + log(c) / 2 - log(2 * pi) / 2,
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(mu, mu + c / 300, mu + c / 20, mu + c, mu + 20 * c, oo),
    source="Nolan (2020), Univariate Stable Distributions, ch. 1",
)
