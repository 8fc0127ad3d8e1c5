r"""Binomial family, ``n`` trials (a positive integer), success probability ``0 < p < 1``.

    P(X = x) = n! / (x! (n - x)!) p^x (1 - p)^(n - x),    x = 0, ..., n.

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 3.
"""

from sympy import log, loggamma

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
n = parameter("n", integer=True, positive=True)
p = parameter("p", positive=True)

Binomial = Family(
    name="Binomial",
    key="binomial",
    params=(n, p),
    variable=x,
    support=integers(0, n),
    log_density=loggamma(n + 1) - loggamma(x + 1) - loggamma(n - x + 1) + x * log(p) + (n - x) * log(1 - p),
    constraints=(1 - p,),
    typical=(("3", "1/3"), ("10", "6/7"), ("7", "1/20")),
    panels=(0, n),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 3",
)
