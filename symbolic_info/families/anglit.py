r"""Anglit family, scale ``s > 0``.

    p(x) = cos(2 x / s) / s,    -pi s / 4 < x < pi s / 4.

Source: SciPy reference guide, scipy.stats.anglit.
"""

from sympy import cos, log, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
s = parameter("s", positive=True)

Anglit = Family(
    name="Anglit",
    key="anglit",
    params=(s,),
    names=("scale",),
    variable=x,
    support=(-pi * s / 4, pi * s / 4),
    log_density=log(cos(2 * x / s)) - log(s),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(-pi * s / 4, 0, pi * s / 4),
    source="SciPy reference guide, scipy.stats.anglit",
)
