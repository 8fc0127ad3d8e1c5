r"""Generalized logistic family of type IV, shapes ``a > 0`` and ``b > 0``: the log-odds of a beta law.

    p(x) = exp(-b x) / (B(a, b) (1 + exp(-x))^(a + b)),    x real.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23.
"""

from sympy import exp, log, loggamma, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", positive=True)
mode = log(a / b)

GeneralizedLogistic4 = Family(
    name="GeneralizedLogistic4",
    key="gen_logistic4",
    params=(a, b),
    variable=x,
    support=(-oo, oo),
    log_density=-b * x - (a + b) * log(1 + exp(-x)) + loggamma(a + b) - loggamma(a) - loggamma(b),
    typical=(("5/2", "4/3"), ("3/4", "2"), ("11", "4")),
    panels=(mode - 130 / a - 3, mode - 12 / a, mode, mode + 12 / b, mode + 130 / b + 3),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23",
)
