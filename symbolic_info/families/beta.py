r"""Beta family, shapes ``a > 0`` and ``b > 0``.

    p(x) = x^(a - 1) (1 - x)^(b - 1) / B(a, b),    0 < x < 1.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25.
"""

from sympy import log, loggamma, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", positive=True)
mean = a / (a + b)
width = 4 * sqrt(mean * (1 - mean) / (a + b + 1))  # four standard deviations, to place the panels

Beta = Family(
    name="Beta",
    key="beta",
    params=(a, b),
    variable=x,
    support=(0, 1),
    log_density=(a - 1) * log(x) + (b - 1) * log(1 - x) + loggamma(a + b) - loggamma(a) - loggamma(b),
    typical=(("5/2", "4/3"), ("3", "7"), ("11/3", "2")),
    panels=(0, mean**2 / (mean + width), mean, 1 - (1 - mean) ** 2 / (1 - mean + width), 1),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25",
)
