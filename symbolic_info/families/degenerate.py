r"""Degenerate (deterministic) family: the integer ``c`` with probability 1.

    P(X = c) = 1.

Source: the definition: all the mass stands at one point.
"""

from sympy import Integer

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
c = parameter("c", integer=True)

Degenerate = Family(
    name="Degenerate",
    key="degenerate",
    params=(c,),
    variable=x,
    support=integers(c, c),
    log_density=Integer(0),
    typical=(("1",), ("-7",), ("12",)),
    panels=(c,),
    source="the definition: all the mass stands at one point",
)
