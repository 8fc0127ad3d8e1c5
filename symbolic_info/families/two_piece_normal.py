r"""Two-piece normal family, mode ``mu``, scales ``s1 > 0`` below it and ``s2 > 0`` above it.

    p(x) = sqrt(2/pi) exp(-(x - mu)^2 / (2 s^2)) / (s1 + s2),    s = s1 for x < mu and s2 for x > mu.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 13.
"""

from sympy import Abs, log, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s1 = parameter("s1", positive=True)
s2 = parameter("s2", positive=True)
level = (1 / s1**2 + 1 / s2**2) / 4  # level - bend = 1 / (2 s1^2), level + bend = 1 / (2 s2^2)
bend = (1 / s2**2 - 1 / s1**2) / 4

TwoPieceNormal = Family(
    name="TwoPieceNormal",
    key="two_piece_normal",
    params=(mu, s1, s2),
    names=("mu", "sigma_1", "sigma_2"),
    variable=x,
    support=(-oo, oo),
    log_density=-(level * (x - mu) ** 2 + bend * (x - mu) * Abs(x - mu)) - log(s1 + s2) + log(2 / pi) / 2,
    typical=(("0", "1", "2"), ("-7/3", "1/5", "3/5"), ("11", "4", "5/4")),
    panels=(mu - 16 * s1, mu - 4 * s1, mu, mu + 4 * s2, mu + 16 * s2),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 13",
)
