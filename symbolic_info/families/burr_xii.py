r"""Burr type XII (Singh-Maddala) family, scale ``s > 0`` and shapes ``c > 0`` and ``k > 0``.

    p(x) = (c k / s) (x / s)^(c - 1) / (1 + (x / s)^c)^(k + 1),    x > 0.

Source: Kleiber & Kotz (2003), Statistical Size Distributions in Economics and Actuarial Sciences, ch. 6.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)
c = parameter("c", positive=True)
k = parameter("k", positive=True)

BurrXII = Family(
    name="BurrXII",
    key="burr12",
    params=(s, c, k),
    names=("scale", "c", "k"),
    variable=x,
    support=(0, oo),
    log_density=log(c * k / s) + (c - 1) * log(x / s) - (k + 1) * log(1 + (x / s) ** c),
    typical=(("1", "2", "3"), ("3/5", "7/3", "5/4"), ("4", "3/4", "2")),
    panels=(0, s * (2 ** (1 / k) - 1) ** (1 / c), s * (100 ** (1 / k) - 1) ** (1 / c), oo),
    source="Kleiber & Kotz (2003), Statistical Size Distributions in Economics and Actuarial Sciences, ch. 6",
)
