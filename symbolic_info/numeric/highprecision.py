"""Kernels for mpmath's numbers; ``f`` is a context of mpmath.  Carried by modules of the back end "mpmath"."""

from typing import Any


def relative_entropy(f: Any, a: Any, b: Any) -> Any:
    """a log(a/b) - a + b for a, b >= 0: b at a = 0, inf at b = 0 < a."""
    if a == 0 or b == 0:
        return b if a == 0 else f.inf
    return a * f.log(a / b) - a + b
