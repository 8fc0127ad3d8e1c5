r"""Generalized logistic family of type I, shape ``c > 0`` and scale ``s > 0``.

    p(x) = c exp(-x/s) / (s (1 + exp(-x/s))^(c + 1)),    x real.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23.
"""

from sympy import exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
c = parameter("c", positive=True)
s = parameter("s", positive=True)

GeneralizedLogistic1 = Family(
    name="GeneralizedLogistic1",
    key="gen_logistic1",
    params=(c, s),
    names=("shape", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=-x / s - (c + 1) * log(1 + exp(-x / s)) + log(c) - log(s),
    typical=(("5/2", "1"), ("7/3", "3/5"), ("3/4", "4")),
    panels=(-120 * s / c, -12 * s / c, s * log(c), s * (log(c) + 10), s * (log(c) + 40), s * (log(c) + 110)),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23",
)
