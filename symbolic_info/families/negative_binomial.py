r"""Negative binomial family: failures before the ``r``-th success, ``r > 0`` (any real), success probability ``0 < p < 1``.

    P(X = x) = Gamma(x + r) / (x! Gamma(r)) p^r (1 - p)^x,    x = 0, 1, 2, ...

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5.
"""

from sympy import log, loggamma, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
r = parameter("r", positive=True)
p = parameter("p", positive=True)

NegativeBinomial = Family(
    name="NegativeBinomial",
    key="negative_binomial",
    params=(r, p),
    variable=x,
    support=integers(0, oo),
    log_density=loggamma(x + r) - loggamma(x + 1) - loggamma(r) + r * log(p) + x * log(1 - p),
    constraints=(1 - p,),
    typical=(("2", "1/3"), ("7/3", "6/7"), ("3/5", "1/20")),
    panels=(0, (4 * r + 150) / p),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5",
)
