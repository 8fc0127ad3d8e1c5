r"""Student's t family, ``nu > 0`` degrees of freedom, location ``mu`` and scale ``s > 0``.

    p(x) = Gamma((nu + 1)/2) (1 + z^2/nu)^(-(nu + 1)/2) / (s sqrt(nu pi) Gamma(nu/2)),    z = (x - mu) / s,    x real.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 28.
"""

from sympy import log, loggamma, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
nu = parameter("nu", positive=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
z = (x - mu) / s

StudentT = Family(
    name="StudentT",
    key="student_t",
    params=(nu, mu, s),
    names=("nu", "mu", "scale"),
    variable=x,
    support=(-oo, oo),
    log_density=-(nu + 1) / 2 * log(1 + z**2 / nu) + loggamma((nu + 1) / 2) - loggamma(nu / 2) - log(nu * pi) / 2 - log(s),
    typical=(("3", "0", "1"), ("5/3", "-7/3", "1/5"), ("12", "11", "4")),
    panels=(-oo, mu - 6 * s, mu, mu + 6 * s, oo),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 28",
)
