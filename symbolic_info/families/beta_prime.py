r"""Beta prime family (beta of the second kind), shapes ``a > 0`` and ``b > 0``.

    p(x) = x^(a - 1) (1 + x)^(-a - b) / B(a, b),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25.
"""

from sympy import log, loggamma, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", positive=True)

BetaPrime = Family(
    name="BetaPrime",
    key="beta_prime",
    params=(a, b),
    variable=x,
    support=(0, oo),
    log_density=(a - 1) * log(x) - (a + b) * log(1 + x) + loggamma(a + b) - loggamma(a) - loggamma(b),
    typical=(("5/2", "4/3"), ("3", "7"), ("11/3", "2")),
    panels=(0, a / b / 4, a / b, 4 * a / b, oo),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25",
)
