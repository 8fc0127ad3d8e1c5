r"""Lomax (Pareto type II) family, scale ``s > 0`` and shape ``k > 0``.

    p(x) = (k / s) (1 + x / s)^(-k - 1),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 20.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)
k = parameter("k", positive=True)

Lomax = Family(
    name="Lomax",
    key="lomax",
    params=(s, k),
    names=("scale", "shape"),
    variable=x,
    support=(0, oo),
    log_density=log(k) - log(s) - (k + 1) * log(1 + x / s),
    typical=(("1", "2"), ("3/5", "7/3"), ("4", "5/4")),
    panels=(0, s * (2 ** (1 / k) - 1), s * (100 ** (1 / k) - 1), oo),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 20",
)
