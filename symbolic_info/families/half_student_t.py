r"""Half Student's t family, ``nu > 0`` degrees of freedom and scale ``s > 0``.

    p(x) = 2 Gamma((nu + 1)/2) (1 + (x/s)^2/nu)^(-(nu + 1)/2) / (s sqrt(nu pi) Gamma(nu/2)),    x > 0.

Source: Gelman (2006), Prior distributions for variance parameters in hierarchical models, Bayesian Analysis 1.
"""

from sympy import log, loggamma, oo, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
nu = parameter("nu", positive=True)
s = parameter("s", positive=True)

HalfStudentT = Family(
    name="HalfStudentT",
    key="half_student_t",
    params=(nu, s),
    names=("nu", "scale"),
    variable=x,
    support=(0, oo),
    log_density=-(nu + 1) / 2 * log(1 + (x / s) ** 2 / nu) + log(2) + loggamma((nu + 1) / 2) - loggamma(nu / 2) - log(nu * pi) / 2 - log(s),
    typical=(("3", "1"), ("5/3", "1/5"), ("12", "4")),
    panels=(0, 2 * s, 10 * s, oo),
    source="Gelman (2006), Prior distributions for variance parameters in hierarchical models, Bayesian Analysis 1",
)
