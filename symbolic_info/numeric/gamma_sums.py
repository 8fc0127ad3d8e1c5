"""NumPy functions of degrees of freedom, carried by generated modules: what Wishart laws hold of the multivariate gamma function.

    log Gamma_n(a) = n (n - 1)/4 log pi + sum over k = 1, ..., n of loggamma(a + (1 - k)/2).

Source: Muirhead (1982), Aspects of Multivariate Statistical Theory, theorem 2.1.12.
"""

from typing import Any

from symbolic_info.numeric.kernels import phi, relative_entropy
from symbolic_info.numeric.stirling import stirling_remainder

Array = Any


def loggamma_sum(a: Array, n: int) -> Array:
    """The sum of loggamma(a + (1 - k)/2) over k = 1, ..., n."""
    from scipy import special

    return sum((special.gammaln(a - k / 2) for k in range(n)), 0.0)


def digamma_sum(a: Array, n: int) -> Array:
    """The sum of digamma(a + (1 - k)/2) over k = 1, ..., n."""
    from scipy import special

    return sum((special.digamma(a - k / 2) for k in range(n)), 0.0)


def loggamma_sum_remainder(a: Array, b: Array, n: int) -> Array:
    """The sum over k of R(a - s, b - s) - (b log(b/a) - b + a) for s = (k - 1)/2, with

    R(x, y) = loggamma(y) - loggamma(x) - (y - x) digamma(x)
            = (y log(y/x) - y + x) + (x log(x/y) - x + y)/(2 x) + what Stirling's series leaves, all three positive.
    """
    d = b - a
    total = 0.0 * d
    for k in range(n):
        x, y = a - k / 2, b - k / 2
        total = total + relative_entropy(x, y, d) / (2 * x) + stirling_remainder(x, y, d) + shifted_entropy(a, b, k / 2)
    return total


def shifted_entropy(a: Array, b: Array, s: float) -> Array:
    """How much (b - s) log((b - s)/(a - s)) - b + a >= 0 exceeds its value at s = 0, for 0 <= s < a, b.

    It is b log(1 + v) - s log(1 + w) for w = (b - a)/(a - s), v = s w/b; where w is small b v = s w cancels.
    """
    import numpy as np

    w = (b - a) / (a - s)
    v = s * w / b
    near = s * phi(w, np.log1p(w)) - b * phi(v, np.log1p(v))
    return np.where(abs(w) < 0.5, near, b * np.log1p(v) - s * np.log1p(w))
