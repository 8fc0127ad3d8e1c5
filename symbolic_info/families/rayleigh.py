r"""Rayleigh family, scale ``s > 0``: the length of a plane normal vector.

    p(x) = (x / s^2) exp(-x^2 / (2 s^2)),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 18.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)

Rayleigh = Family(
    name="Rayleigh",
    key="rayleigh",
    params=(s,),
    names=("scale",),
    variable=x,
    support=(0, oo),
    log_density=log(x) - x**2 / (2 * s**2) - 2 * log(s),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, s, 4 * s, 16 * s),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 18",
)
