r"""Inverse Rayleigh family, scale ``s > 0``: 1/X has a Rayleigh law.

    p(x) = (2 s^2 / x^3) exp(-s^2 / x^2),    x > 0.

Source: Voda (1972), Rep. Statist. Appl. Res. JUSE 19, 13-21.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)

InverseRayleigh = Family(
    name="InverseRayleigh",
    key="inverse_rayleigh",
    params=(s,),
    names=("scale",),
    variable=x,
    support=(0, oo),
    log_density=log(2) + 2 * log(s) - 3 * log(x) - s**2 / x**2,
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, s / 8, s / 3, s, 4 * s, oo),
    source="Voda (1972), Rep. Statist. Appl. Res. JUSE 19, 13-21",
)
