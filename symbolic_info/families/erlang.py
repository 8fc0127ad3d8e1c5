r"""Erlang family, ``n`` phases (a positive integer) and rate ``lam > 0``, or ``scale=`` 1/lam.

    p(x) = lam^n x^(n - 1) exp(-lam x) / (n - 1)!,    x > 0.

Rate and scale are keywords: a bare number could mean either.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 17.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Alternative, Family

x = variable("x", real=True)
n = parameter("n", integer=True, positive=True)
lam = parameter("lam", positive=True)
scale = parameter("scale", positive=True)

Erlang = Family(
    name="Erlang",
    key="erlang",
    params=(n, lam),
    names=("shape", "rate"),
    variable=x,
    support=(0, oo),
    log_density=(n - 1) * log(x) - lam * x + n * log(lam) - loggamma(n),
    keyword_only=("rate",),
    alternatives=(Alternative(params=(n, scale), own=(n, 1 / scale), names=("shape", "scale")),),
    typical=(("3", "1"), ("7", "3/5"), ("2", "4")),
    panels=(0 / lam, n / (1 + 4 / sqrt(n)) / lam, n / lam, (n + 4 * sqrt(n) + 4) / lam, (n + 12 * sqrt(n) + 20) / lam, (2 * n + 150) / lam),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 17",
)
