r"""Planck (discrete exponential) family, rate ``lam > 0``.

    P(X = x) = (1 - exp(-lam)) exp(-lam x),    x = 0, 1, 2, ...

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5.
"""

from sympy import exp, log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
lam = parameter("lam", positive=True)

Planck = Family(
    name="Planck",
    key="planck",
    params=(lam,),
    names=("rate",),
    variable=x,
    support=integers(0, oo),
    log_density=log(1 - exp(-lam)) - lam * x,
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, 120 / lam),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 5",
)
