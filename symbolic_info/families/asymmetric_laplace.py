r"""Asymmetric Laplace family, location ``mu``, rate ``lam > 0`` and asymmetry ``kap > 0``.

    p(x) = lam exp(-lam kap (x - mu)) / (kap + 1/kap) for x > mu,    lam exp(lam (x - mu) / kap) / (kap + 1/kap) for x < mu.

Source: Kotz, Kozubowski & Podgorski (2001), The Laplace Distribution and Generalizations, ch. 3.
"""

from sympy import Abs, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
lam = parameter("lam", positive=True)
kap = parameter("kap", positive=True)
rise = (kap - 1 / kap) / 2  # rise + bend = kap above mu, bend - rise = 1 / kap below
bend = (kap + 1 / kap) / 2

AsymmetricLaplace = Family(
    name="AsymmetricLaplace",
    key="asymmetric_laplace",
    params=(mu, lam, kap),
    names=("mu", "rate", "kappa"),
    variable=x,
    support=(-oo, oo),
    log_density=-lam * (rise * (x - mu) + bend * Abs(x - mu)) + log(lam) - log(kap + 1 / kap),
    typical=(("0", "1", "2"), ("-7/3", "5", "3/5"), ("11", "1/4", "5/4")),
    panels=(mu - 120 * kap / lam, mu - 10 * kap / lam, mu, mu + 10 / (lam * kap), mu + 120 / (lam * kap)),
    source="Kotz, Kozubowski & Podgorski (2001), The Laplace Distribution and Generalizations, ch. 3",
)
