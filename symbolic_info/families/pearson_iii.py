r"""Pearson type III family, location ``mu``, scale ``s > 0`` and shape ``k > 0``: a shifted gamma law.

    p(x) = ((x - mu) / s)^(k - 1) exp(-(x - mu) / s) / (s Gamma(k)),    x > mu.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 17.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
k = parameter("k", positive=True)
near = k + 4 * sqrt(k) + 4
far = k + 12 * sqrt(k) + 20

PearsonIII = Family(
    name="PearsonIII",
    key="pearson3",
    params=(mu, s, k),
    names=("mu", "scale", "shape"),
    variable=x,
    support=(mu, oo),
    log_density=(k - 1) * log(x - mu) - (x - mu) / s - k * log(s) - loggamma(k),
    typical=(("0", "1", "5/2"), ("-7/3", "1/5", "7/3"), ("11", "4", "3")),
    panels=(mu, mu + s * k / (1 + 4 / sqrt(k)), mu + s * k, mu + s * near, mu + s * far, mu + s * (2 * k + 150)),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 17",
)
