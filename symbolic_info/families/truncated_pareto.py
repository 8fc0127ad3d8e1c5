r"""Pareto family cut off above: ``0 < lo < hi``, shape ``k > 0``.

    p(x) = k lo^k x^(-k - 1) / (1 - (lo / hi)^k),    lo < x < hi.

Source: Aban, Meerschaert & Panorska (2006), Parameter estimation for the truncated Pareto distribution, JASA 101.
"""

from sympy import log, sqrt

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
lo = parameter("lo", positive=True)
hi = parameter("hi", positive=True)
k = parameter("k", positive=True)

TruncatedPareto = Family(
    name="TruncatedPareto",
    key="truncated_pareto",
    params=(lo, hi, k),
    names=("lo", "hi", "shape"),
    variable=x,
    support=(lo, hi),
    log_density=log(k) + k * log(lo) - log(1 - (lo / hi) ** k) - (k + 1) * log(x),
    constraints=(hi - lo,),
    typical=(("1", "2", "3"), ("3/5", "7/3", "5/4"), ("4", "11", "1/2")),
    panels=(lo, sqrt(lo * hi), hi),
    source="Aban, Meerschaert & Panorska (2006), Parameter estimation for the truncated Pareto distribution, JASA 101",
)
