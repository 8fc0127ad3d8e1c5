r"""Uniform family on the interval from ``a`` to ``b > a``.

    p(x) = 1 / (b - a),    a < x < b.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 26.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", real=True)
b = parameter("b", real=True)

Uniform = Family(
    name="Uniform",
    key="uniform",
    params=(a, b),
    variable=x,
    support=(a, b),
    log_density=-log(b - a),
    constraints=(b - a,),
    typical=(("0", "1"), ("-7/3", "1/5"), ("4", "11")),
    panels=(a, b),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 26",
)
