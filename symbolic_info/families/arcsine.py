r"""Arcsine family on the interval from ``a`` to ``b > a``.

    p(x) = 1 / (pi sqrt((x - a) (b - x))),    a < x < b.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25.
"""

from sympy import log, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", real=True)
b = parameter("b", real=True)

Arcsine = Family(
    name="Arcsine",
    key="arcsine",
    params=(a, b),
    variable=x,
    support=(a, b),
    log_density=-(log(x - a) + log(b - x)) / 2 - log(pi),
    constraints=(b - a,),
    typical=(("0", "1"), ("-7/3", "1/5"), ("4", "11")),
    panels=(a, (a + b) / 2, b),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25",
)
