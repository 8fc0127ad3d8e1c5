r"""Cardioid family on the circle, mean direction ``mu`` and concentration ``0 < rho < 1/2``.

    p(x) = (1 + 2 rho cos(x - mu)) / (2 pi),    -pi < x < pi, of period 2 pi.

Source: Mardia & Jupp (2000), Directional Statistics, ch. 3.
"""

from sympy import cos, floor, log, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
rho = parameter("rho", positive=True)
centre = mu - 2 * pi * floor((mu + pi) / (2 * pi))

Cardioid = Family(
    name="Cardioid",
    key="cardioid",
    params=(mu, rho),
    variable=x,
    support=(-pi, pi),
    log_density=log(1 + 2 * rho * cos(x - mu)) - log(2 * pi),
    constraints=(1 - 2 * rho,),
    typical=(("0", "1/4"), ("-7/3", "1/5"), ("4", "9/20")),
    panels=(-pi, centre, pi),
    source="Mardia & Jupp (2000), Directional Statistics, ch. 3",
)
