r"""Generalized extreme value family with a heavy tail: location ``mu``, scale ``s > 0`` and shape ``xi > 0``.

    p(x) = t^(-1/xi - 1) exp(-t^(-1/xi)) / s,    t = 1 + xi (x - mu) / s,    x > mu - s / xi.

Source: Coles (2001), An Introduction to Statistical Modeling of Extreme Values, ch. 3.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
xi = parameter("xi", positive=True)
t = 1 + xi * (x - mu) / s

GEV = Family(
    name="GEV",
    key="gev",
    params=(mu, s, xi),
    names=("mu", "scale", "xi"),
    variable=x,
    support=(mu - s / xi, oo),
    log_density=-(1 + 1 / xi) * log(t) - t ** (-1 / xi) - log(s),
    typical=(("0", "1", "1/2"), ("-7/3", "3/5", "1/4"), ("11", "4", "3/4")),
    panels=(mu - s / xi, mu + s * (120 ** (-xi) - 1) / xi, mu + s * (10 ** (-xi) - 1) / xi, mu, mu + s * (10**xi - 1) / xi, oo),
    source="Coles (2001), An Introduction to Statistical Modeling of Extreme Values, ch. 3",
)
