r"""Trapezoidal family: rising from ``a`` to ``b``, flat to ``c``, falling to ``d``.

    p(x) = h (x - a) / (b - a),    h,    h (d - x) / (d - c)    on the three parts,    h = 2 / (d + c - a - b).

Source: van Dorp & Kotz (2003), Generalized trapezoidal distributions, Metrika 58.
"""

from sympy import Abs, log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
a = parameter("a", real=True)
b = parameter("b", real=True)
c = parameter("c", real=True)
d = parameter("d", real=True)
rising = log((x - a) / (b - a))  # negative below b; (u - |u|) / 2 is the lesser of u and 0
falling = log((d - x) / (d - c))  # negative above c

Trapezoidal = Family(
    name="Trapezoidal",
    key="trapezoidal",
    params=(a, b, c, d),
    variable=x,
    support=(a, d),
    log_density=(rising - Abs(rising)) / 2 + (falling - Abs(falling)) / 2 + log(2) - log(d + c - a - b),
    constraints=(b - a, c - b, d - c),
    typical=(("0", "1/3", "1/2", "1"), ("-7/3", "-2", "1/5", "3"), ("4", "7", "11", "12")),
    panels=(a, b, c, d),
    source="van Dorp & Kotz (2003), Generalized trapezoidal distributions, Metrika 58",
)
