r"""Maxwell family, scale ``s > 0``: the length of a normal vector in space.

    p(x) = sqrt(2/pi) x^2 exp(-x^2 / (2 s^2)) / s^3,    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 18.
"""

from sympy import log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)

Maxwell = Family(
    name="Maxwell",
    key="maxwell",
    params=(s,),
    names=("scale",),
    variable=x,
    support=(0, oo),
    log_density=2 * log(x) - x**2 / (2 * s**2) - 3 * log(s) + log(2 / pi) / 2,
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, s, 4 * s, 16 * s),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 18",
)
