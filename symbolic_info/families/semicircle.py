r"""Wigner's semicircle family, radius ``r > 0``.

    p(x) = 2 sqrt(r^2 - x^2) / (pi r^2),    -r < x < r.

Source: Wigner (1958), On the distribution of the roots of certain symmetric matrices, Annals of Mathematics 67.
"""

from sympy import log, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
r = parameter("r", positive=True)

Semicircle = Family(
    name="Semicircle",
    key="semicircle",
    params=(r,),
    names=("radius",),
    variable=x,
    support=(-r, r),
    log_density=(log(r - x) + log(r + x)) / 2 + log(2 / pi) - 2 * log(r),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(-r, 0, r),
    source="Wigner (1958), On the distribution of the roots of certain symmetric matrices, Annals of Mathematics 67",
)
