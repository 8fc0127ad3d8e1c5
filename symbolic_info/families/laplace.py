r"""Laplace (double exponential) family, location ``mu`` and scale ``s > 0``.

    p(x) = exp(-|x - mu| / s) / (2 s),    x real.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 24.
"""

from sympy import Abs, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)

Laplace = Family(
    name="Laplace",
    key="laplace",
    params=(mu, s),
    names=("mu", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=-Abs(x - mu) / s - log(2 * s),
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(mu - 120 * s, mu - 40 * s, mu - 10 * s, mu, mu + 10 * s, mu + 40 * s, mu + 120 * s),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 24",
)
