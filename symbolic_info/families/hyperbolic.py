r"""Hyperbolic family about 0, ``a > |b|`` and scale ``d > 0``.

    p(x) = g exp(b x - a sqrt(d^2 + x^2)) / (2 a d K_1(d g)),    g = sqrt(a^2 - b^2),    x real.

Source: Barndorff-Nielsen (1977), Exponentially decreasing distributions for log particle size, Proc. R. Soc. A 353.
"""

from sympy import besselk, log, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", real=True)
d = parameter("d", positive=True)
g = sqrt(a**2 - b**2)

Hyperbolic = Family(
    name="Hyperbolic",
    key="hyperbolic",
    params=(a, b, d),
    names=("alpha", "beta", "delta"),
    variable=x,
    support=(-oo, oo),
    log_density=b * x - a * sqrt(d**2 + x**2) + log(g) - log(2 * a * d) - log(besselk(1, d * g)),
    constraints=(a - b, a + b),
    typical=(("2", "1/2", "1"), ("3", "-7/3", "1/5"), ("5/4", "0", "4")),
    panels=(-(120 + d * g) / (a + b), -(10 + d * g) / (a + b), b * d / g, (10 + d * g) / (a - b), (120 + d * g) / (a - b)),
    source="Barndorff-Nielsen (1977), Exponentially decreasing distributions for log particle size, Proc. R. Soc. A 353",
)
