r"""Generalized Pareto family with a heavy tail: location ``mu``, scale ``s > 0`` and shape ``xi > 0``.

    p(x) = (1 + xi (x - mu) / s)^(-1/xi - 1) / s,    x > mu.

Source: Coles (2001), An Introduction to Statistical Modeling of Extreme Values, ch. 4.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
xi = parameter("xi", positive=True)

GeneralizedPareto = Family(
    name="GeneralizedPareto",
    key="gen_pareto",
    params=(mu, s, xi),
    names=("mu", "scale", "xi"),
    variable=x,
    support=(mu, oo),
    log_density=-(1 + 1 / xi) * log(1 + xi * (x - mu) / s) - log(s),
    typical=(("0", "1", "1/2"), ("-7/3", "3/5", "1/4"), ("11", "4", "3/4")),
    panels=(mu, mu + s * (2**xi - 1) / xi, mu + s * (100**xi - 1) / xi, oo),
    source="Coles (2001), An Introduction to Statistical Modeling of Extreme Values, ch. 4",
)
