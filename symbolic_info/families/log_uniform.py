r"""Log-uniform (reciprocal) family on the interval from ``a > 0`` to ``b > a``.

    p(x) = 1 / (x log(b / a)),    a < x < b.

Source: Hamming (1970), On the distribution of numbers, Bell System Technical Journal 49.
"""

from sympy import log, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", positive=True)

LogUniform = Family(
    name="LogUniform",
    key="log_uniform",
    params=(a, b),
    variable=x,
    support=(a, b),
    log_density=-log(x) - log(log(b / a)),
    constraints=(b - a,),
    typical=(("1", "2"), ("3/5", "7/3"), ("4", "11")),
    panels=(a, sqrt(a * b), b),
    source="Hamming (1970), On the distribution of numbers, Bell System Technical Journal 49",
)
