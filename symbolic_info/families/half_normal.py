r"""Half-normal family, scale ``s > 0``: the size of a centred normal variable.

    p(x) = sqrt(2/pi) exp(-x^2 / (2 s^2)) / s,    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 13.
"""

from sympy import log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)

HalfNormal = Family(
    name="HalfNormal",
    key="half_normal",
    params=(s,),
    names=("scale",),
    variable=x,
    support=(0, oo),
    log_density=-(x**2) / (2 * s**2) - log(s) + log(2 / pi) / 2,
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, s, 4 * s, 16 * s),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 13",
)
