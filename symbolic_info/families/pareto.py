r"""Pareto family, least value (scale) ``xm > 0`` and shape ``k > 0``.

    p(x) = k xm^k x^(-k - 1),    x > xm.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 20.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
xm = parameter("xm", positive=True)
k = parameter("k", positive=True)

Pareto = Family(
    name="Pareto",
    key="pareto",
    params=(xm, k),
    names=("scale", "shape"),
    variable=x,
    support=(xm, oo),
    log_density=log(k) + k * log(xm) - (k + 1) * log(x),
    typical=(("1", "2"), ("3/5", "7/3"), ("4", "5/4")),
    panels=(xm, xm * 2 ** (1 / k), xm * 100 ** (1 / k), oo),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 20",
)
