r"""Exponentiated Weibull family, shape ``k > 0``, scale ``s > 0`` and exponent ``a > 0``.

    p(x) = a (k / s) (x / s)^(k - 1) exp(-(x / s)^k) (1 - exp(-(x / s)^k))^(a - 1),    x > 0.

Source: Mudholkar & Srivastava (1993), Exponentiated Weibull family for bathtub failure-rate data, IEEE Trans. Reliability 42.
"""

from sympy import exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
k = parameter("k", positive=True)
s = parameter("s", positive=True)
a = parameter("a", positive=True)

ExponentiatedWeibull = Family(
    name="ExponentiatedWeibull",
    key="exponentiated_weibull",
    params=(k, s, a),
    names=("shape", "scale", "a"),
    variable=x,
    support=(0, oo),
    log_density=log(a * k) - k * log(s) + (k - 1) * log(x) - (x / s) ** k + (a - 1) * log(1 - exp(-((x / s) ** k))),
    typical=(("2", "1", "5/2"), ("7/3", "3/5", "3"), ("5/4", "4", "3/4")),
    panels=(0, s, s * 10 ** (1 / k), s * 40 ** (1 / k), s * (120 + a) ** (1 / k)),
    source="Mudholkar & Srivastava (1993), Exponentiated Weibull family for bathtub failure-rate data, IEEE Trans. Reliability 42",
)
