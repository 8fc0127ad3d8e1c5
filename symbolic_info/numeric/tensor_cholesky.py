"""The functions of ``cholesky`` for tensors, over a library ``xp`` (torch or jax.numpy): carried by written modules.

Where terms cancel and the matrices are near each other a series in their difference stands for the eigenvalues: second derivatives of
eigenvalues are infinite where two of them are equal.
"""

from typing import Any

from symbolic_info.numeric.tensors import phi

xp: Any = None  # in a written module: torch or jax.numpy

Tensor = Any


def factor_of(s: Tensor) -> Tensor:
    """The lower factor L of s = L L'; nan where s is not symmetric (to 1e-10, or what its type holds) and positive definite."""
    turned = s.swapaxes(-2, -1)
    gap, scale = abs(s - turned), abs(s)
    rounding = max(1e-10, 8 * float(xp.finfo(s.dtype).eps))
    good = xp.all(xp.all((gap <= rounding * xp.amax(scale, (-2, -1))[..., None, None]) & xp.isfinite(s), -1), -1)[..., None, None]
    eye = identity(s)
    safe = xp.where(good, s, eye)
    if not hasattr(xp.linalg, "cholesky_ex"):
        return xp.where(good, xp.linalg.cholesky(safe), float("nan"))
    _, failed = xp.linalg.cholesky_ex(safe.detach())
    fine = good & (failed == 0)[..., None, None]
    lower, _ = xp.linalg.cholesky_ex(xp.where(fine, s, eye))
    return xp.where(fine, lower, float("nan"))


def identity(s: Tensor) -> Tensor:
    """The identity of the size and type of s."""
    index = xp.cumsum(xp.ones_like(s), -1)
    return xp.where(index == index.swapaxes(-2, -1), xp.ones_like(s), xp.zeros_like(s))


def is_definite(s: Tensor) -> Tensor:
    """Whether s is symmetric and positive definite."""
    return xp.all(xp.all(xp.isfinite(factor_of(s)), -1), -1)


def solved(lower: Tensor, b: Tensor) -> Tensor:
    """L^-1 b for columns b, one row after the other; nan where L has them."""
    bad = xp.any(xp.any(xp.isnan(lower), -1), -1)[..., None, None]
    return xp.where(bad, float("nan"), xp.linalg.solve(xp.where(bad, identity(lower), lower), b))


def diagonal(m: Tensor) -> Tensor:
    """The diagonal of each matrix."""
    return xp.diagonal(m, 0, -2, -1)


def log_det(s: Tensor) -> Tensor:
    """log det s."""
    return 2 * xp.sum(xp.log(diagonal(factor_of(s))), -1)


def trace_of(s: Tensor, t: Tensor) -> Tensor:
    """tr(t^-1 s)."""
    if not hasattr(t, "shape") or t.ndim == 0:
        return xp.sum(diagonal(s), -1)
    root = factor_of(s) if hasattr(s, "shape") and s.ndim else identity(t)
    return xp.sum(xp.sum(solved(factor_of(t), root) ** 2, -1), -1)


def norm(x: Tensor, s: Tensor) -> Tensor:
    """x' s^-1 x."""
    plain = not hasattr(s, "shape") or s.ndim == 0
    return xp.sum((x if plain else solved(factor_of(s), x[..., None])[..., 0]) ** 2, -1)


def spread(s: Tensor, t: Tensor) -> Tensor:
    """(tr(t^-1 s) - d - log det(t^-1 s))/2 >= 0: by factors where its terms are at most 16 times the value, else from s - t.

    There it is the sum of phi(1 + w)/2 over the eigenvalues w of E = M^-1 (s - t) M^-T.  For |w| <= 1/4 that is the trace of
    E^2/2 - E^3/3 + ... over 2, which has the right derivatives where eigenvalues are equal too.
    """
    s, t = (identity(t) if not hasattr(s, "shape") else s), (identity(s) if not hasattr(t, "shape") else t)
    low, own = factor_of(t), factor_of(s)
    trace = xp.sum(xp.sum(solved(low, own) ** 2, -1), -1)
    logs = 2 * (xp.log(diagonal(low)) - xp.log(diagonal(own)))
    d = s.shape[-1]
    plain = trace - d + xp.sum(logs, -1)
    inner = solved(low, solved(low, s - t + 0 * low).swapaxes(-2, -1))
    broken = xp.any(xp.any(xp.isnan(inner), -1), -1)[..., None, None]
    inner = xp.where(broken, 0.0, (inner + inner.swapaxes(-2, -1)) / 2)
    small = xp.sum(xp.sum(inner * inner, -1), -1) <= 1 / 16
    near = xp.where(small[..., None, None], inner, 0.0)
    series = 0.0 * near
    for n in range(30, 1, -1):
        series = near @ series + (-1) ** n / n * near
    traced = xp.sum(xp.sum(near * series.swapaxes(-2, -1), -1), -1)
    w = xp.linalg.eigvalsh(xp.where((broken | small[..., None, None]), 0.0, inner))
    far = xp.sum(phi(w, xp.log1p(w)), -1)
    settled = trace + d + xp.sum(abs(logs), -1) <= 16 * plain
    return xp.where(settled, plain, xp.where(small, traced, far)) / 2
