r"""Kumaraswamy family, shapes ``a > 0`` and ``b > 0``.

    p(x) = a b x^(a - 1) (1 - x^a)^(b - 1),    0 < x < 1.

Source: Kumaraswamy (1980), A generalized probability density function for double-bounded random processes, Journal of Hydrology 46.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", positive=True)

Kumaraswamy = Family(
    name="Kumaraswamy",
    key="kumaraswamy",
    params=(a, b),
    variable=x,
    support=(0, 1),
    log_density=log(a * b) + (a - 1) * log(x) + (b - 1) * log(1 - x**a),
    typical=(("5/2", "4/3"), ("3", "7"), ("3/4", "2")),
    panels=(0, (1 - 2 ** (-1 / b)) ** (1 / a), 1),
    source="Kumaraswamy (1980), A generalized probability density function for double-bounded random processes, Journal of Hydrology 46",
)
