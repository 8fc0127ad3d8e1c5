r"""Double Weibull family, shape ``k > 0`` and scale ``s > 0``: a Weibull law of |x|, reflected.

    p(x) = (k / (2 s)) (|x| / s)^(k - 1) exp(-(|x| / s)^k),    x real.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 21.
"""

from sympy import Abs, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
k = parameter("k", positive=True)
s = parameter("s", positive=True)

DoubleWeibull = Family(
    name="DoubleWeibull",
    key="double_weibull",
    params=(k, s),
    names=("shape", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=(k - 1) * log(Abs(x)) - (Abs(x) / s) ** k + log(k) - log(2) - k * log(s),
    typical=(("2", "1"), ("7/3", "3/5"), ("5/4", "4")),
    panels=(-s * 120 ** (1 / k), -s * 10 ** (1 / k), -s, 0, s, s * 10 ** (1 / k), s * 120 ** (1 / k)),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 21",
)
