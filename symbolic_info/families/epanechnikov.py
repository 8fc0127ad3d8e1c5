r"""Epanechnikov (parabolic) family, half-width ``r > 0``.

    p(x) = 3 (r^2 - x^2) / (4 r^3),    -r < x < r.

Source: Epanechnikov (1969), Non-parametric estimation of a multivariate probability density, Theory Probab. Appl. 14.
"""

from sympy import log

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
r = parameter("r", positive=True)

Epanechnikov = Family(
    name="Epanechnikov",
    key="epanechnikov",
    params=(r,),
    names=("radius",),
    variable=x,
    support=(-r, r),
    log_density=log(r - x) + log(r + x) + log(3) - log(4) - 3 * log(r),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(-r, 0, r),
    source="Epanechnikov (1969), Non-parametric estimation of a multivariate probability density, Theory Probab. Appl. 14",
)
