r"""Generalized half-logistic family, shape ``c > 0``.

    p(x) = 2 (1 - c x)^(1/c - 1) / (1 + (1 - c x)^(1/c))^2,    0 < x < 1/c.

Source: Balakrishnan & Sandhu (1995), J. Stat. Comput. Simul. 52, on the generalized half-logistic distribution.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
c = parameter("c", positive=True)

GeneralizedHalfLogistic = Family(
    name="GeneralizedHalfLogistic",
    key="gen_half_logistic",
    params=(c,),
    names=("shape",),
    variable=x,
    support=(0, 1 / c),
    log_density=(1 / c - 1) * log(1 - c * x) - 2 * log(1 + (1 - c * x) ** (1 / c)) + log(2),
    typical=(("1/3",), ("3/4",), ("1/5",)),
    panels=(0, 1 / (1 + c), 1 / c),
    source="Balakrishnan & Sandhu (1995), J. Stat. Comput. Simul. 52, on the generalized half-logistic distribution",
)
