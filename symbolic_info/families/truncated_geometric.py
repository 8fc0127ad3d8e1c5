r"""Geometric family cut off (Boltzmann): rate ``lam > 0`` on ``n`` points (a positive integer).

    P(X = x) = (1 - exp(-lam)) exp(-lam x) / (1 - exp(-lam n)),    x = 0, ..., n - 1.

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5.
"""

from sympy import exp, log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
lam = parameter("lam", positive=True)
n = parameter("n", integer=True, positive=True)

TruncatedGeometric = Family(
    name="TruncatedGeometric",
    key="truncated_geometric",
    params=(lam, n),
    names=("rate", "n"),
    variable=x,
    support=integers(0, n - 1),
    log_density=log(1 - exp(-lam)) - log(1 - exp(-lam * n)) - lam * x,
    typical=(("1", "3"), ("7/3", "10"), ("1/5", "7")),
    panels=(0, n - 1),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5",
)
