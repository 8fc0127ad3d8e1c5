r"""Cauchy family, location ``mu`` and scale ``s > 0``.

    p(x) = s / (pi (s^2 + (x - mu)^2)),    x real.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 16.
"""

from sympy import log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)

Cauchy = Family(
    name="Cauchy",
    key="cauchy",
    params=(mu, s),
    names=("mu", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=log(s) - log(pi) - log(s**2 + (x - mu) ** 2),
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(-oo, mu - 10 * s, mu, mu + 10 * s, oo),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 16",
)
