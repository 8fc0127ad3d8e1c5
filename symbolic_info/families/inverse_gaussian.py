r"""Inverse Gaussian (Wald) family, mean ``mu > 0`` and shape ``lam > 0``.

    p(x) = sqrt(lam / (2 pi x^3)) exp(-lam (x - mu)^2 / (2 mu^2 x)),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 15.
"""

from sympy import log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", positive=True)
lam = parameter("lam", positive=True)

InverseGaussian = Family(
    name="InverseGaussian",
    key="inverse_gaussian",
    params=(mu, lam),
    names=("mu", "shape"),
    variable=x,
    support=(0, oo),
    log_density=-3 * log(x) / 2 - lam * (x - mu) ** 2 / (2 * mu**2 * x) + log(lam) / 2 - log(2 * pi) / 2,
    typical=(("1", "2"), ("3/5", "7/3"), ("4", "5/4")),
    panels=(0, mu * lam / (240 * mu + 2 * lam), mu * lam / (3 * mu + lam), mu, 2 * mu + 20 * mu**2 / lam, 2 * mu + 260 * mu**2 / lam),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 15",
)
