r"""Uniform family on the integers from ``a`` to ``b >= a``.

    P(X = x) = 1 / (b - a + 1),    x = a, ..., b.

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 6.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
a = parameter("a", integer=True)
b = parameter("b", integer=True)

DiscreteUniform = Family(
    name="DiscreteUniform",
    key="discrete_uniform",
    params=(a, b),
    variable=x,
    support=integers(a, b),
    log_density=-log(b - a + 1),
    constraints=(b - a + 1,),
    typical=(("0", "3"), ("-7", "2"), ("4", "11")),
    panels=(a, b),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 6",
)
