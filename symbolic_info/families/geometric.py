r"""Geometric family: trials up to and with the first success, probability ``0 < p < 1`` each.

    P(X = x) = p (1 - p)^(x - 1),    x = 1, 2, 3, ...

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5 (which counts failures, x - 1).
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
p = parameter("p", positive=True)

Geometric = Family(
    name="Geometric",
    key="geometric",
    params=(p,),
    variable=x,
    support=integers(1, oo),
    log_density=log(p) + (x - 1) * log(1 - p),
    constraints=(1 - p,),
    typical=(("1/3",), ("6/7",), ("1/20",)),
    panels=(1, 1 + 120 / p),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5",
)
