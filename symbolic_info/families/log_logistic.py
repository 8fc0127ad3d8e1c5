r"""Log-logistic (Fisk) family, scale ``s > 0`` and shape ``k > 0``.

    p(x) = (k / s) (x / s)^(k - 1) / (1 + (x / s)^k)^2,    x > 0.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)
k = parameter("k", positive=True)

LogLogistic = Family(
    name="LogLogistic",
    key="loglogistic",
    params=(s, k),
    names=("scale", "shape"),
    variable=x,
    support=(0, oo),
    log_density=log(k) - log(s) + (k - 1) * log(x / s) - 2 * log(1 + (x / s) ** k),
    typical=(("1", "2"), ("3/5", "7/3"), ("4", "5/4")),
    panels=(0, s / 100 ** (1 / k), s, s * 100 ** (1 / k), oo),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23",
)
