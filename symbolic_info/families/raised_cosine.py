r"""Raised cosine family, centre ``mu`` and half-width ``s > 0``.

    p(x) = (1 + cos(pi (x - mu) / s)) / (2 s),    mu - s < x < mu + s.

Source: Raab & Green (1961), A cosine approximation to the normal distribution, Psychometrika 26.
"""

from sympy import cos, log, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)

RaisedCosine = Family(
    name="RaisedCosine",
    key="raised_cosine",
    params=(mu, s),
    names=("mu", "scale"),
    variable=x,
    support=(mu - s, mu + s),
    log_density=log(1 + cos(pi * (x - mu) / s)) - log(2 * s),
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(mu - s, mu, mu + s),
    source="Raab & Green (1961), A cosine approximation to the normal distribution, Psychometrika 26",
)
