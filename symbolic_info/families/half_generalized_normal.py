r"""Half generalized normal family, scale ``s > 0`` and shape ``c > 0``.

    p(x) = c exp(-(x / s)^c) / (s Gamma(1 / c)),    x > 0.

Source: Nadarajah (2005), A generalized normal distribution, Journal of Applied Statistics 32.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)
c = parameter("c", positive=True)

HalfGeneralizedNormal = Family(
    name="HalfGeneralizedNormal",
    key="half_gen_normal",
    params=(s, c),
    names=("scale", "shape"),
    variable=x,
    support=(0, oo),
    log_density=-((x / s) ** c) + log(c) - log(s) - loggamma(1 / c),
    typical=(("1", "3"), ("3/5", "5/4"), ("4", "3/4")),
    panels=(0, s * (1 / c + 4 * sqrt(1 / c) + 4) ** (1 / c), s * (2 / c + 150) ** (1 / c)),
    source="Nadarajah (2005), A generalized normal distribution, Journal of Applied Statistics 32",
)
