r"""Triangular family on the interval from ``a`` to ``b``, mode ``c`` inside it.

    p(x) = 2 (x - a) / ((b - a) (c - a)) for a < x < c,    2 (b - x) / ((b - a) (b - c)) for c < x < b.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 26.
"""

from sympy import Abs, log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", real=True)
c = parameter("c", real=True)
b = parameter("b", real=True)
rising = log((x - a) / (c - a))  # negative below the mode; (u - |u|) / 2 is the lesser of u and 0
falling = log((b - x) / (b - c))  # negative above it

Triangular = Family(
    name="Triangular",
    key="triangular",
    params=(a, c, b),
    variable=x,
    support=(a, b),
    log_density=(rising - Abs(rising)) / 2 + (falling - Abs(falling)) / 2 + log(2) - log(b - a),
    constraints=(c - a, b - c),
    typical=(("0", "1/3", "1"), ("-7/3", "-2", "1/5"), ("4", "7", "11")),
    panels=(a, c, b),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 26",
)
