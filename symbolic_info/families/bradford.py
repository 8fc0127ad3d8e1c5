r"""Bradford family on the interval from 0 to 1, shape ``c > 0``.

    p(x) = c / (log(1 + c) (1 + c x)),    0 < x < 1.

Source: Leimkuhler (1967), The Bradford distribution, Journal of Documentation 23.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
c = parameter("c", positive=True)

Bradford = Family(
    name="Bradford",
    key="bradford",
    params=(c,),
    names=("shape",),
    variable=x,
    support=(0, 1),
    log_density=log(c) - log(log(1 + c)) - log(1 + c * x),
    typical=(("1",), ("7/3",), ("12",)),
    panels=(0, 1 / (1 + c), 1),
    source="Leimkuhler (1967), The Bradford distribution, Journal of Documentation 23",
)
