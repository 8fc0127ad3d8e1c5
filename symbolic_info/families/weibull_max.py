r"""Weibull family of largest values, shape ``k > 0`` and scale ``s > 0``: -X is Weibull(k, s).

    p(x) = (k / s) (-x / s)^(k - 1) exp(-(-x / s)^k),    x < 0.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 22.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
k = parameter("k", positive=True)
s = parameter("s", positive=True)

WeibullMax = Family(
    name="WeibullMax",
    key="weibull_max",
    params=(k, s),
    names=("shape", "scale"),
    variable=x,
    support=(-oo, 0),
    log_density=log(k) - k * log(s) + (k - 1) * log(-x) - (-x / s) ** k,
    typical=(("2", "1"), ("7/3", "3/5"), ("5/4", "4")),
    panels=(-s * 120 ** (1 / k), -s * 40 ** (1 / k), -s * 10 ** (1 / k), -s, 0),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 22",
)
