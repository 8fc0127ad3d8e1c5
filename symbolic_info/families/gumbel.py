r"""Gumbel (largest value) family, location ``mu`` and scale ``s > 0``.

    p(x) = exp(-z - exp(-z)) / s,    z = (x - mu) / s,    x real.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 22.
"""

from sympy import exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
z = (x - mu) / s

Gumbel = Family(
    name="Gumbel",
    key="gumbel",
    params=(mu, s),
    names=("mu", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=-z - exp(-z) - log(s),
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(mu - 5 * s, mu - 2 * s, mu, mu + 4 * s, mu + 25 * s, mu + 110 * s),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 22",
)
