r"""Borel family, ``0 < m < 1`` offspring on average: the size of a Poisson branching process.

    P(X = x) = exp(-m x) (m x)^(x - 1) / x!,    x = 1, 2, 3, ...

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 7.
"""

from sympy import log, loggamma, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
m = parameter("m", positive=True)

Borel = Family(
    name="Borel",
    key="borel",
    params=(m,),
    names=("mean_offspring",),
    variable=x,
    support=integers(1, oo),
    log_density=(x - 1) * log(m * x) - m * x - loggamma(x + 1),
    constraints=(1 - m,),
    typical=(("1/3",), ("3/4",), ("1/20",)),
    panels=(1, 1 + 120 / (m - 1 - log(m))),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 7",
)
