r"""Beta-exponential family of unit rate, shapes ``a > 0`` and ``b > 0``: exp(-X) is Beta(a, b).

    p(x) = exp(-a x) (1 - exp(-x))^(b - 1) / B(a, b),    x > 0.

Source: Nadarajah & Kotz (2006), The beta exponential distribution, Reliability Engineering & System Safety 91.
"""

from sympy import exp, log, loggamma, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", positive=True)
b = parameter("b", positive=True)

BetaExponential = Family(
    name="BetaExponential",
    key="beta_exponential",
    params=(a, b),
    names=("a", "b"),
    variable=x,
    support=(0, oo),
    log_density=-a * x + (b - 1) * log(1 - exp(-x)) + loggamma(a + b) - loggamma(a) - loggamma(b),
    typical=(("2", "3"), ("1/2", "7/3"), ("5", "4/3")),
    panels=(0, 1 / (1 + a), 1, 2 + log(1 + b), 4 + log(1 + b) + 100 / a),
    source="Nadarajah & Kotz (2006), The beta exponential distribution, Reliability Engineering & System Safety 91",
)
