r"""Wrapped Cauchy family on the circle, mean direction ``mu`` and concentration ``0 < rho < 1``.

    p(x) = (1 - rho^2) / (2 pi (1 + rho^2 - 2 rho cos(x - mu))),    -pi < x < pi, of period 2 pi.

Source: Mardia & Jupp (2000), Directional Statistics, ch. 3.
"""

from sympy import cos, floor, log, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
rho = parameter("rho", positive=True)
centre = mu - 2 * pi * floor((mu + pi) / (2 * pi))

WrappedCauchy = Family(
    name="WrappedCauchy",
    key="wrapped_cauchy",
    params=(mu, rho),
    variable=x,
    support=(-pi, pi),
    log_density=log(1 - rho**2) - log(2 * pi) - log(1 + rho**2 - 2 * rho * cos(x - mu)),
    constraints=(1 - rho,),
    typical=(("0", "1/2"), ("-7/3", "1/5"), ("4", "9/10")),
    panels=(-pi, centre, pi),
    source="Mardia & Jupp (2000), Directional Statistics, ch. 3",
)
