r"""Moyal family, location ``mu`` and scale ``s > 0``.

    p(x) = exp(-(z + exp(-z)) / 2) / (s sqrt(2 pi)),    z = (x - mu) / s,    x real.

Source: Moyal (1955), Theory of ionization fluctuations, Philosophical Magazine 46.
"""

from sympy import exp, log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
z = (x - mu) / s

Moyal = Family(
    name="Moyal",
    key="moyal",
    params=(mu, s),
    names=("mu", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=-(z + exp(-z)) / 2 - log(s) - log(2 * pi) / 2,
    typical=(("0", "1"), ("-7/3", "1/5"), ("11", "4")),
    panels=(mu - 6 * s, mu - 3 * s, mu, mu + 6 * s, mu + 50 * s, mu + 220 * s),
    source="Moyal (1955), Theory of ionization fluctuations, Philosophical Magazine 46",
)
