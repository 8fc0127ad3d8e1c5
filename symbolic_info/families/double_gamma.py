r"""Double gamma family, shape ``k > 0`` and scale ``s > 0``: a gamma law of |x|, reflected.

    p(x) = |x|^(k - 1) exp(-|x| / s) / (2 s^k Gamma(k)),    x real.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 17.
"""

from sympy import Abs, log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
k = parameter("k", positive=True)
s = parameter("s", positive=True)
near = (k + 4 * sqrt(k) + 4) * s
far = (2 * k + 150) * s

DoubleGamma = Family(
    name="DoubleGamma",
    key="double_gamma",
    params=(k, s),
    names=("shape", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=(k - 1) * log(Abs(x)) - Abs(x) / s - k * log(s) - loggamma(k) - log(2),
    typical=(("5/2", "1"), ("7/3", "3/5"), ("3", "4")),
    panels=(-far, -near, -k * s, 0, k * s, near, far),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 17",
)
