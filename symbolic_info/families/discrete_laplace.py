r"""Discrete Laplace family, rate ``a > 0``.

    P(X = x) = tanh(a/2) exp(-a |x|),    x = ..., -1, 0, 1, ...

Source: Inusah & Kozubowski (2006), A discrete analogue of the Laplace distribution, Journal of Statistical Planning and Inference 136.
"""

from sympy import Abs, log, oo, tanh

from symbolic_info.core.domains import parameter, variable
from symbolic_info.core.records import Family
from symbolic_info.core.supports import integers

x = variable("x", integer=True)
a = parameter("a", positive=True)

DiscreteLaplace = Family(
    name="DiscreteLaplace",
    key="discrete_laplace",
    params=(a,),
    names=("rate",),
    variable=x,
    support=integers(-oo, oo),
    log_density=log(tanh(a / 2)) - a * Abs(x),
    typical=(("1",), ("7/3",), ("1/5",)),
    panels=(-120 / a, 0, 120 / a),
    source="Inusah & Kozubowski (2006), A discrete analogue of the Laplace distribution, Journal of Statistical Planning and Inference 136",
)
