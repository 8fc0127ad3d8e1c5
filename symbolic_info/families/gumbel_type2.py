r"""Gumbel family of type 2, ``a > 0`` and ``b > 0``: the Frechet law in other parameters.

    p(x) = a b x^(-a - 1) exp(-b x^(-a)),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 22.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", positive=True)

GumbelType2 = Family(
    name="GumbelType2",
    key="gumbel_type2",
    params=(a, b),
    variable=x,
    support=(0, oo),
    log_density=log(a * b) - (a + 1) * log(x) - b * x ** (-a),
    typical=(("2", "1"), ("7/3", "3/5"), ("5/4", "4")),
    panels=(0, (b / 120) ** (1 / a), (b / 10) ** (1 / a), b ** (1 / a), (10 * b) ** (1 / a), oo),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 22",
)
