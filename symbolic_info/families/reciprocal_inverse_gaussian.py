r"""Reciprocal inverse Gaussian family: 1/X is InverseGaussian(mu, lam), ``mu > 0``, ``lam > 0``.

    p(x) = sqrt(lam / (2 pi x)) exp(-lam (1 - mu x)^2 / (2 mu^2 x)),    x > 0.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 15.
"""

from sympy import log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", positive=True)
lam = parameter("lam", positive=True)

ReciprocalInverseGaussian = Family(
    name="ReciprocalInverseGaussian",
    key="reciprocal_inverse_gaussian",
    params=(mu, lam),
    names=("mu", "shape"),
    variable=x,
    support=(0, oo),
    log_density=-log(x) / 2 - lam * (1 - mu * x) ** 2 / (2 * mu**2 * x) + log(lam) / 2 - log(2 * pi) / 2,
    typical=(("1", "2"), ("3/5", "7/3"), ("4", "5/4")),
    panels=(0, 1 / (2 * mu + 260 * mu**2 / lam), 1 / (2 * mu + 20 * mu**2 / lam), 1 / mu, 3 / lam + 1 / mu, 240 / lam + 2 / mu),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 15",
)
