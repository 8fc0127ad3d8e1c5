r"""Half-Cauchy family, scale ``s > 0``: the size of a centred Cauchy variable.

    p(x) = 2 s / (pi (s^2 + x^2)),    x > 0.

Source: Gelman (2006), Prior distributions for variance parameters in hierarchical models, Bayesian Analysis 1.
"""

from sympy import log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)

HalfCauchy = Family(
    name="HalfCauchy",
    key="half_cauchy",
    params=(s,),
    names=("scale",),
    variable=x,
    support=(0, oo),
    log_density=log(2 * s) - log(pi) - log(s**2 + x**2),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, s, 10 * s, oo),
    source="Gelman (2006), Prior distributions for variance parameters in hierarchical models, Bayesian Analysis 1",
)
