r"""Geometric family that counts failures before the first success, probability ``0 < p < 1`` each.

    P(X = x) = p (1 - p)^x,    x = 0, 1, 2, ...

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
p = parameter("p", positive=True)

Geometric0 = Family(
    name="Geometric0",
    key="geometric0",
    params=(p,),
    variable=x,
    support=integers(0, oo),
    log_density=log(p) + x * log(1 - p),
    constraints=(1 - p,),
    typical=(("1/3",), ("6/7",), ("1/20",)),
    panels=(0, 120 / p),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5",
)
