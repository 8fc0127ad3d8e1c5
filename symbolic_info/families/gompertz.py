r"""Gompertz family, shape ``eta > 0`` and rate ``b > 0``.

    p(x) = b eta exp(eta + b x - eta exp(b x)),    x > 0.

Source: Marshall & Olkin (2007), Life Distributions, ch. 10.
"""

from sympy import exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
eta = parameter("eta", positive=True)
b = parameter("b", positive=True)

Gompertz = Family(
    name="Gompertz",
    key="gompertz",
    params=(eta, b),
    names=("shape", "rate"),
    variable=x,
    support=(0, oo),
    log_density=b * x - eta * exp(b * x) + eta + log(b * eta),
    typical=(("1", "2"), ("7/3", "3/5"), ("1/5", "4")),
    panels=(0, log(1 + 1 / eta) / b, log(1 + 10 / eta) / b, log(1 + 40 / eta) / b, log(1 + 120 / eta) / b),
    source="Marshall & Olkin (2007), Life Distributions, ch. 10",
)
