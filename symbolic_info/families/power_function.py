r"""Power-function family on the interval from 0 to ``c > 0``, shape ``k > 0``.

    p(x) = (k / c) (x / c)^(k - 1),    0 < x < c.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
c = parameter("c", positive=True)
k = parameter("k", positive=True)

PowerFunction = Family(
    name="PowerFunction",
    key="power_function",
    params=(c, k),
    names=("scale", "shape"),
    variable=x,
    support=(0, c),
    log_density=log(k) - k * log(c) + (k - 1) * log(x),
    typical=(("1", "2"), ("3/5", "7/3"), ("4", "5/4")),
    panels=(0, c / 2 ** (1 / k), c),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25",
)
