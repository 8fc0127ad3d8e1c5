r"""Nakagami family, shape ``m > 0`` and mean square ``omega > 0``.

    p(x) = 2 (m / omega)^m x^(2 m - 1) exp(-m x^2 / omega) / Gamma(m),    x > 0.

Source: Nakagami (1960), The m-distribution, in Hoffman (ed.), Statistical Methods in Radio Wave Propagation.
"""

from sympy import log, loggamma, oo, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
m = parameter("m", positive=True)
omega = parameter("omega", positive=True)

Nakagami = Family(
    name="Nakagami",
    key="nakagami",
    params=(m, omega),
    variable=x,
    support=(0, oo),
    log_density=(2 * m - 1) * log(x) - m * x**2 / omega + log(2) + m * log(m / omega) - loggamma(m),
    typical=(("5/2", "1"), ("7/3", "3/5"), ("3/4", "4")),
    panels=(0, sqrt(omega) / 3, sqrt(omega), sqrt(omega * (1 + 4 / sqrt(m) + 4 / m)), sqrt(omega * (2 + 150 / m))),
    source="Nakagami (1960), The m-distribution, in Hoffman (ed.), Statistical Methods in Radio Wave Propagation",
)
