r"""Fisher's F family, ``d1 > 0`` and ``d2 > 0`` degrees of freedom.

    p(x) = (d1/d2)^(d1/2) x^(d1/2 - 1) (1 + d1 x/d2)^(-(d1 + d2)/2) / B(d1/2, d2/2),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 27.
"""

from sympy import Rational, log, loggamma, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
d1 = parameter("d1", positive=True)
d2 = parameter("d2", positive=True)
constant = loggamma((d1 + d2) / 2) - loggamma(d1 / 2) - loggamma(d2 / 2)

F = Family(
    name="F",
    key="fisher_f",
    params=(d1, d2),
    variable=x,
    support=(0, oo),
    log_density=(d1 / 2 - 1) * log(x) - (d1 + d2) / 2 * log(1 + d1 * x / d2) + d1 / 2 * log(d1 / d2) + constant,
    typical=(("5", "8"), ("7/3", "4"), ("11", "5/2")),
    panels=(0, Rational(1, 4), 1, 4, oo),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 27",
)
