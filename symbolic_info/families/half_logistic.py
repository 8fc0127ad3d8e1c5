r"""Half-logistic family, scale ``s > 0``: the size of a centred logistic variable.

    p(x) = 2 exp(-x/s) / (s (1 + exp(-x/s))^2) = 1 / (2 s cosh(x/(2 s))^2),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23.
"""

from sympy import exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)

HalfLogistic = Family(
    name="HalfLogistic",
    key="half_logistic",
    params=(s,),
    names=("scale",),
    variable=x,
    support=(0, oo),
    log_density=-x / s - 2 * log(1 + exp(-x / s)) + log(2) - log(s),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, 2 * s, 10 * s, 40 * s, 110 * s),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23",
)
