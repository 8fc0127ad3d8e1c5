r"""Shifted exponential family: origin ``mu`` real, rate ``lam > 0``; X - mu is exponential.

    p(x) = lam exp(-lam (x - mu)),    x > mu.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 19.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
lam = parameter("lam", positive=True)

ShiftedExponential = Family(
    name="ShiftedExponential",
    key="shifted_exponential",
    params=(mu, lam),
    names=("origin", "rate"),
    variable=x,
    support=(mu, oo),
    log_density=log(lam) - lam * (x - mu),
    typical=(("0", "1"), ("-7/3", "11/5"), ("4", "2/7")),
    panels=(mu, mu + 1 / lam, mu + 8 / lam, mu + 100 / lam),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 19",
)
