r"""Exponential family, rate ``lam > 0``, or ``scale=`` 1/lam.

    p(x) = lam exp(-lam x),    x > 0.

Rate and scale are keywords: a bare number could mean either.

Source: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 19.
"""

from sympy import log, oo

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Alternative, Family

x = variable("x", real=True)
lam = parameter("lam", positive=True)
scale = parameter("scale", positive=True)

Exponential = Family(
    name="Exponential",
    key="exponential",
    params=(lam,),
    names=("rate",),
    variable=x,
    support=(0, oo),
    log_density=log(lam) - lam * x,
    keyword_only=("rate",),
    alternatives=(Alternative(params=(scale,), own=(1 / scale,)),),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(0, 1 / lam, 10 / lam, 40 / lam, 120 / lam),
    source="Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 19",
)
