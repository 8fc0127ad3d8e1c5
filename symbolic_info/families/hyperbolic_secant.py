r"""Hyperbolic secant family, location ``mu`` and scale ``s > 0``.

    p(x) = 1 / (2 s cosh(z)) = exp(-z) / (s (1 + exp(-2 z))),    z = pi (x - mu) / (2 s),    x real.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23.
"""

from sympy import exp, log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
z = pi * (x - mu) / (2 * s)

HyperbolicSecant = Family(
    name="HyperbolicSecant",
    key="hyperbolic_secant",
    params=(mu, s),
    names=("mu", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=-z - log(1 + exp(-2 * z)) - log(s),
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(mu - 70 * s, mu - 25 * s, mu - 6 * s, mu, mu + 6 * s, mu + 25 * s, mu + 70 * s),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23",
)
