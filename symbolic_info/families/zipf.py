r"""Zipf (zeta) family, exponent ``s > 1``.

    P(X = x) = x^(-s) / zeta(s),    x = 1, 2, 3, ...

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 11.
"""

from sympy import log, oo, zeta

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
s = parameter("s", positive=True)

Zipf = Family(
    name="Zipf",
    key="zeta",
    params=(s,),
    names=("exponent",),
    variable=x,
    support=integers(1, oo),
    log_density=-s * log(x) - log(zeta(s)),
    constraints=(s - 1,),
    typical=(("2",), ("7/2",), ("7/4",)),
    panels=(1, oo),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 11",
)
