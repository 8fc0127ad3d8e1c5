r"""Generalized exponential family, rate ``lam > 0`` and shape ``a > 0``.

    p(x) = a lam exp(-lam x) (1 - exp(-lam x))^(a - 1),    x > 0.

Source: Gupta & Kundu (1999), Generalized exponential distributions, Australian & New Zealand Journal of Statistics 41.
"""

from sympy import exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
lam = parameter("lam", positive=True)
a = parameter("a", positive=True)

GeneralizedExponential = Family(
    name="GeneralizedExponential",
    key="generalized_exponential",
    params=(lam, a),
    names=("rate", "shape"),
    variable=x,
    support=(0, oo),
    log_density=log(a * lam) - lam * x + (a - 1) * log(1 - exp(-lam * x)),
    typical=(("1", "5/2"), ("7/3", "3"), ("1/5", "3/4")),
    panels=(0, 1 / lam, 10 / lam, 40 / lam, (120 + a) / lam),
    source="Gupta & Kundu (1999), Generalized exponential distributions, Australian & New Zealand Journal of Statistics 41",
)
