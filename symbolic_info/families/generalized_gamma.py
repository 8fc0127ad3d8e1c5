r"""Generalized gamma family, scale ``s > 0`` and shapes ``d > 0`` and ``c > 0``.

    p(x) = (c / s^d) x^(d - 1) exp(-(x / s)^c) / Gamma(d / c),    x > 0.

Source: Stacy (1962), A generalization of the gamma distribution, Annals of Mathematical Statistics 33.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)
d = parameter("d", positive=True)
c = parameter("c", positive=True)
k = d / c  # (X / s)^c is Gamma(k, rate=1), which places the panels
near = k + 4 * sqrt(k) + 4
far = k + 12 * sqrt(k) + 20

GeneralizedGamma = Family(
    name="GeneralizedGamma",
    key="gen_gamma",
    params=(s, d, c),
    names=("scale", "d", "c"),
    variable=x,
    support=(0, oo),
    log_density=(d - 1) * log(x) - (x / s) ** c + log(c) - d * log(s) - loggamma(d / c),
    typical=(("1", "5/2", "2"), ("3/5", "7/3", "5/4"), ("4", "3", "1/2")),
    panels=(0, s * k ** (1 / c) / 3, s * k ** (1 / c), s * near ** (1 / c), s * far ** (1 / c), s * (2 * k + 150) ** (1 / c)),
    source="Stacy (1962), A generalization of the gamma distribution, Annals of Mathematical Statistics 33",
)
