r"""Lindley family, ``th > 0``: a mixture of Exponential and Gamma laws of rate th.

    p(x) = th^2 (1 + x) exp(-th x) / (1 + th),    x > 0.

Source: Lindley (1958), Fiducial distributions and Bayes' theorem, Journal of the Royal Statistical Society B 20.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
th = parameter("th", positive=True)

Lindley = Family(
    name="Lindley",
    key="lindley",
    params=(th,),
    names=("theta",),
    variable=x,
    support=(0, oo),
    log_density=log(1 + x) - th * x + 2 * log(th) - log(1 + th),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, 2 / th, 10 / th, 40 / th, 130 / th),
    source="Lindley (1958), Fiducial distributions and Bayes' theorem, Journal of the Royal Statistical Society B 20",
)
