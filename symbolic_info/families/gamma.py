r"""Gamma family, shape ``k > 0`` and rate ``lam > 0``, or ``scale=`` 1/lam.

    p(x) = lam^k x^(k - 1) exp(-lam x) / Gamma(k),    x > 0.

Rate and scale are keywords: a bare number could mean either.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 17.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Alternative, Family

x = variable("x", real=True)
k = parameter("k", positive=True)
lam = parameter("lam", positive=True)
scale = parameter("scale", positive=True)

Gamma = Family(
    name="Gamma",
    key="gamma",
    params=(k, lam),
    names=("shape", "rate"),
    variable=x,
    support=(0, oo),
    log_density=(k - 1) * log(x) - lam * x + k * log(lam) - loggamma(k),
    keyword_only=("rate",),
    alternatives=(Alternative(params=(k, scale), own=(k, 1 / scale), names=("shape", "scale")),),
    typical=(("5/2", "1"), ("7/3", "3/5"), ("11", "4")),
    panels=(0, k / (1 + 4 / sqrt(k)) / lam, k / lam, (k + 4 * sqrt(k) + 4) / lam, (k + 12 * sqrt(k) + 20) / lam, (2 * k + 150) / lam),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 17",
)
