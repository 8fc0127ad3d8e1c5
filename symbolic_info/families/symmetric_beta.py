r"""Symmetric beta family on the interval from -1 to 1, shape ``c > 0``: a sample correlation of independent normals.

    p(x) = (1 - x^2)^(c/2 - 1) / B(1/2, c/2),    B(1/2, c/2) = 2^(c - 1) B(c/2, c/2),    -1 < x < 1.

Source: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 32.
"""

from sympy import log, loggamma

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
c = parameter("c", positive=True)

SymmetricBeta = Family(
    name="SymmetricBeta",
    key="symmetric_beta_r",
    params=(c,),
    names=("shape",),
    variable=x,
    support=(-1, 1),
    log_density=(c / 2 - 1) * (log(1 - x) + log(1 + x)) + loggamma(c) - 2 * loggamma(c / 2) - (c - 1) * log(2),
    typical=(("3",), ("7/3",), ("9",)),
    panels=(-1, 0, 1),
    source="Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 32",
)
