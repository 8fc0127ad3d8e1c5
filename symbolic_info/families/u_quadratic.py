r"""U-quadratic family on the interval from ``a`` to ``b > a``.

    p(x) = 12 (x - (a + b)/2)^2 / (b - a)^3,    a < x < b.

Source: Rinne (2010), Location-Scale Distributions, sec. 5.2.
"""

from sympy import Abs, log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", real=True)
b = parameter("b", real=True)

UQuadratic = Family(
    name="UQuadratic",
    key="u_quadratic",
    params=(a, b),
    variable=x,
    support=(a, b),
    log_density=log(12) - 3 * log(b - a) + 2 * log(Abs(x - (a + b) / 2)),
    constraints=(b - a,),
    typical=(("0", "1"), ("-7/3", "1/5"), ("4", "11")),
    panels=(a, (a + b) / 2, b),
    source="Rinne (2010), Location-Scale Distributions, sec. 5.2",
)
