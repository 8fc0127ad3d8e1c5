r"""Logarithmic (log-series) family, ``0 < p < 1``.

    P(X = x) = -p^x / (x log(1 - p)),    x = 1, 2, 3, ...

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 7.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
p = parameter("p", positive=True)

Logarithmic = Family(
    name="Logarithmic",
    key="logarithmic",
    params=(p,),
    variable=x,
    support=integers(1, oo),
    log_density=x * log(p) - log(x) - log(-log(1 - p)),
    constraints=(1 - p,),
    typical=(("1/3",), ("6/7",), ("1/20",)),
    panels=(1, 1 + 120 / (1 - p)),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 7",
)
