r"""Generalized normal (exponential power) family, location ``mu``, scale ``s > 0`` and shape ``c > 0``.

    p(x) = c exp(-(|x - mu| / s)^c) / (2 s Gamma(1 / c)),    x real.

Source: Nadarajah (2005), A generalized normal distribution, Journal of Applied Statistics 32.
"""

from sympy import Abs, log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
c = parameter("c", positive=True)
near = s * (1 / c + 4 * sqrt(1 / c) + 4) ** (1 / c)  # (|X - mu| / s)^c is Gamma(1/c, rate=1)
far = s * (2 / c + 150) ** (1 / c)

GeneralizedNormal = Family(
    name="GeneralizedNormal",
    key="gen_normal",
    params=(mu, s, c),
    names=("mu", "scale", "shape"),
    variable=x,
    support=(-oo, oo),
    log_density=-((Abs(x - mu) / s) ** c) + log(c) - log(2 * s) - loggamma(1 / c),
    typical=(("0", "1", "3"), ("-7/3", "1/5", "5/4"), ("11", "4", "3/4")),
    panels=(mu - far, mu - near, mu, mu + near, mu + far),
    source="Nadarajah (2005), A generalized normal distribution, Journal of Applied Statistics 32",
)
