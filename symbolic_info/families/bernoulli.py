r"""Bernoulli family, probability ``0 < p < 1`` of the outcome 1.

    P(X = 1) = p,    P(X = 0) = 1 - p.

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 3.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
p = parameter("p", positive=True)

Bernoulli = Family(
    name="Bernoulli",
    key="bernoulli",
    params=(p,),
    variable=x,
    support=integers(0, 1),
    log_density=x * log(p) + (1 - x) * log(1 - p),
    constraints=(1 - p,),
    typical=(("1/3",), ("6/7",), ("1/20",)),
    panels=(0, 1),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 3",
)
