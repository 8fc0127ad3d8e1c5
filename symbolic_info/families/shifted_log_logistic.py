r"""Three-parameter log-logistic family, location ``mu``, scale ``s > 0`` and shape ``k > 0``.

    p(x) = (k / s) z^(k - 1) / (1 + z^k)^2,    z = (x - mu) / s,    x > mu.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
s = parameter("s", positive=True)
k = parameter("k", positive=True)
z = (x - mu) / s

ShiftedLogLogistic = Family(
    name="ShiftedLogLogistic",
    key="shifted_loglogistic",
    params=(mu, s, k),
    names=("mu", "scale", "shape"),
    variable=x,
    support=(mu, oo),
    log_density=log(k) - log(s) + (k - 1) * log(z) - 2 * log(1 + z**k),
    typical=(("0", "1", "2"), ("-7/3", "3/5", "5/4"), ("11", "4", "3")),
    panels=(mu, mu + s / 100 ** (1 / k), mu + s, mu + s * 100 ** (1 / k), oo),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 23",
)
