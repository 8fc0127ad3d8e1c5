r"""Von Mises family on the circle, mean direction ``mu`` and concentration ``kap > 0``.

    p(x) = exp(kap cos(x - mu)) / (2 pi I_0(kap)),    -pi < x < pi, of period 2 pi.

Source: Mardia & Jupp (2000), Directional Statistics, ch. 3.
"""

from sympy import besseli, cos, floor, log, pi

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family

x = variable("x", real=True)
mu = parameter("mu", real=True)
kap = parameter("kap", positive=True)
centre = mu - 2 * pi * floor((mu + pi) / (2 * pi))

VonMises = Family(
    name="VonMises",
    key="von_mises",
    params=(mu, kap),
    names=("mu", "kappa"),
    variable=x,
    support=(-pi, pi),
    log_density=kap * cos(x - mu) - log(2 * pi * besseli(0, kap)),
    typical=(("0", "1"), ("-7/3", "1/5"), ("4", "6")),
    panels=(-pi, centre, pi),
    source="Mardia & Jupp (2000), Directional Statistics, ch. 3",
)
