r"""Dagum (Burr type III) family, scale ``s > 0`` and shapes ``a > 0`` and ``p > 0``.

    p(x) = (a p / s) (x / s)^(a p - 1) / (1 + (x / s)^a)^(p + 1),    x > 0.

Source: Kleiber & Kotz (2003), Statistical Size Distributions in Economics and Actuarial Sciences, ch. 6.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)
a = parameter("a", positive=True)
p = parameter("p", positive=True)
median = s / (2 ** (1 / p) - 1) ** (1 / a)

Dagum = Family(
    name="Dagum",
    key="dagum",
    params=(s, a, p),
    names=("scale", "a", "p"),
    variable=x,
    support=(0, oo),
    log_density=log(a * p / s) + (a * p - 1) * log(x / s) - (p + 1) * log(1 + (x / s) ** a),
    typical=(("1", "2", "3"), ("3/5", "7/3", "5/4"), ("4", "3/2", "3/4")),
    panels=(0, s / (100 ** (1 / p) - 1) ** (1 / a), median, 100 ** (1 / a) * median, oo),
    source="Kleiber & Kotz (2003), Statistical Size Distributions in Economics and Actuarial Sciences, ch. 6",
)
