r"""Beta family on the interval from ``lo`` to ``hi > lo``, shapes ``a > 0`` and ``b > 0``.

    p(x) = (x - lo)^(a - 1) (hi - x)^(b - 1) / (B(a, b) (hi - lo)^(a + b - 1)),    lo < x < hi.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25.
"""

from sympy import log, loggamma

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", positive=True)
lo = parameter("lo", real=True)
hi = parameter("hi", real=True)

Beta4 = Family(
    name="Beta4",
    key="beta4",
    params=(a, b, lo, hi),
    variable=x,
    support=(lo, hi),
    log_density=(a - 1) * log(x - lo) + (b - 1) * log(hi - x) - (a + b - 1) * log(hi - lo) + loggamma(a + b) - loggamma(a) - loggamma(b),
    constraints=(hi - lo,),
    typical=(("5/2", "4/3", "0", "2"), ("3", "7", "-7/3", "1/5"), ("11/3", "2", "4", "11")),
    panels=(lo, (b * lo + a * hi) / (a + b), hi),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25",
)
