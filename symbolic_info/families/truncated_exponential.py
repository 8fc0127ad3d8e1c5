r"""Exponential family cut off at ``b > 0``, rate ``lam > 0``.

    p(x) = lam exp(-lam x) / (1 - exp(-lam b)),    0 < x < b.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 19.
"""

from sympy import exp, log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
lam = parameter("lam", positive=True)
b = parameter("b", positive=True)

TruncatedExponential = Family(
    name="TruncatedExponential",
    key="truncated_exponential",
    params=(lam, b),
    names=("rate", "b"),
    variable=x,
    support=(0, b),
    log_density=log(lam) - log(1 - exp(-lam * b)) - lam * x,
    typical=(("1", "2"), ("7/3", "3/5"), ("1/5", "4")),
    panels=(0, b / (1 + lam * b), b),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 19",
)
