"""NumPy functions of symmetric positive definite matrices, carried by generated modules: by Cholesky factors, batch by batch.

Matrices stand on the last two axes, vectors on the last; 1 stands for the identity.  What is not positive definite gives nan.
"""

from typing import Any

from symbolic_info.numeric.kernels import phi

Array = Any


def factor_of(s: Array) -> Array:
    """The lower factor L of s = L L'; nan where s is not symmetric (to 1e-10) and positive definite."""
    import numpy as np

    s = np.asarray(s)
    scale = np.abs(s).max(axis=(-2, -1), initial=0.0)
    with np.errstate(invalid="ignore"):
        good = np.abs(s - np.swapaxes(s, -2, -1)).max(axis=(-2, -1), initial=0.0) <= 1e-10 * scale
    safe = np.where((good & np.isfinite(scale))[..., None, None], s, np.eye(s.shape[-1]))
    try:
        lower = np.linalg.cholesky(safe)
    except np.linalg.LinAlgError:
        lower = np.stack([one_factor(m) for m in safe.reshape(-1, *s.shape[-2:])]).reshape(s.shape)
    return np.where((good & np.isfinite(scale))[..., None, None], lower, np.nan)


def one_factor(m: Array) -> Array:
    """The same of one matrix."""
    import numpy as np

    try:
        return np.linalg.cholesky(m)
    except np.linalg.LinAlgError:
        return np.full_like(m, np.nan)


def is_definite(s: Array) -> Array:
    """Whether s is symmetric and positive definite."""
    import numpy as np

    return np.isfinite(factor_of(s)).all(axis=(-2, -1))


def solved(lower: Array, b: Array) -> Array:
    """L^-1 b for columns b; nan where L has them."""
    import numpy as np

    bad = np.isnan(lower).any(axis=(-2, -1))[..., None, None]
    return np.where(bad, np.nan, np.linalg.solve(np.where(bad, np.eye(lower.shape[-1]), lower), b))


def log_det(s: Array) -> Array:
    """log det s."""
    import numpy as np

    return 2 * np.log(np.diagonal(factor_of(s), axis1=-2, axis2=-1)).sum(axis=-1)


def trace_of(s: Array, t: Array) -> Array:
    """tr(t^-1 s)."""
    import numpy as np

    if np.ndim(t) == 0:
        return np.trace(s, axis1=-2, axis2=-1)
    root = factor_of(s) if np.ndim(s) else np.eye(t.shape[-1])
    return (solved(factor_of(t), root) ** 2).sum(axis=(-2, -1))


def norm(x: Array, s: Array) -> Array:
    """x' s^-1 x."""
    import numpy as np

    x = np.asarray(x)
    return ((x if np.ndim(s) == 0 else solved(factor_of(s), x[..., None])[..., 0]) ** 2).sum(axis=-1)


def spread(s: Array, t: Array) -> Array:
    """(tr(t^-1 s) - d - log det(t^-1 s))/2 >= 0: by factors where its terms are at most 16 times the value, else by eigenvalues."""
    import numpy as np

    d = (s if np.ndim(s) else t).shape[-1]
    s, t = (np.eye(d) if np.ndim(m) == 0 else m for m in (s, t))
    low, own = factor_of(t), factor_of(s)
    trace = (solved(low, own) ** 2).sum(axis=(-2, -1))
    logs = 2 * (np.log(np.diagonal(low, axis1=-2, axis2=-1)) - np.log(np.diagonal(own, axis1=-2, axis2=-1)))
    plain = trace - d + logs.sum(axis=-1)
    size = trace + d + abs(logs).sum(axis=-1)
    if np.all(size <= 16 * plain):
        return plain / 2
    half = solved(low, s - t)
    inner = solved(low, np.swapaxes(half, -2, -1))
    inner = np.where(np.isnan(inner).any(axis=(-2, -1))[..., None, None], np.eye(d), (inner + np.swapaxes(inner, -2, -1)) / 2)
    w = np.linalg.eigvalsh(inner)
    return np.where(np.isnan(plain), np.nan, np.where(size <= 16 * plain, plain, phi(w, np.log1p(w)).sum(axis=-1)) / 2)
