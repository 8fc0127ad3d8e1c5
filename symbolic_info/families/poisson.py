r"""Poisson family, rate ``lam > 0``.

    P(X = x) = lam^x exp(-lam) / x!,    x = 0, 1, 2, ...

Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 4.
"""

from sympy import log, loggamma, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
lam = parameter("lam", positive=True)

Poisson = Family(
    name="Poisson",
    key="poisson",
    params=(lam,),
    names=("rate",),
    variable=x,
    support=integers(0, oo),
    log_density=x * log(lam) - lam - loggamma(x + 1),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, 3 * lam + 100),
    source="Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 4",
)
