r"""Continuous Bernoulli family, ``0 < p < 1`` and ``p`` not 1/2.

    p(x) = c p^x (1 - p)^(1 - x),    c = 2 artanh(1 - 2 p) / (1 - 2 p) = log((1 - p) / p) / (1 - 2 p),    0 < x < 1.

Source: Loaiza-Ganem & Cunningham (2019), The continuous Bernoulli, NeurIPS 32.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
p = parameter("p", positive=True)

ContinuousBernoulli = Family(
    name="ContinuousBernoulli",
    key="continuous_bernoulli",
    params=(p,),
    variable=x,
    support=(0, 1),
    log_density=x * log(p) + (1 - x) * log(1 - p) + log((log(p) - log(1 - p)) / (2 * p - 1)),
    constraints=(1 - p, (2 * p - 1) ** 2),
    typical=(("1/3",), ("6/7",), ("1/20",)),
    panels=(0, 1),
    source="Loaiza-Ganem & Cunningham (2019), The continuous Bernoulli, NeurIPS 32",
)
