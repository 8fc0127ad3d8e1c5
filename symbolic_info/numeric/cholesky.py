"""NumPy functions of symmetric positive definite matrices, carried by generated modules: each matrix is factored once.

Matrices stand on the last two axes, vectors on the last; 1 stands for the identity.  ``factored`` gives a matrix beside its factor, and
that pair is what the other functions take.  What is not positive definite gives nan.  Many small matrices are worked on side by side,
entry by entry, the batch along the innermost axis of the memory; large ones, and few, by LAPACK one after the other.
"""

from typing import Any

from symbolic_info.numeric.blocks import in_threads
from symbolic_info.numeric.kernels import phi

Array = Any
Pair = Any  # (matrix, its lower factor)


def factored(*matrices: Array) -> tuple:
    """Each s beside the lower factor L of s = L L'; that is nan where s is not symmetric (to 1e-10) and positive definite."""
    import numpy as np

    given = [np.asarray(s, dtype=np.float64) for s in matrices]
    if any(s.shape[-1] != s.shape[-2] for s in given):
        raise ValueError("a matrix that is not square")
    if is_small(given[0]) and all(s.shape == given[0].shape for s in given):
        return tuple(zip(given, by_matrix(lower_side_by_side(*map(by_entry, given))), strict=True))
    return tuple((s, lower_of(s)) for s in given)


def lower_of(s: Array) -> Array:
    """The lower factors."""
    import numpy as np

    if is_small(s):
        return by_matrix(lower_side_by_side(by_entry(s)))[0]
    lower = np.array(s, dtype=np.float64, order="C")
    scales = np.abs(np.diagonal(lower, axis1=-2, axis2=-1)).max(axis=-1, initial=0.0)
    for m, scale in zip(lower.reshape(-1, *s.shape[-2:]), scales.reshape(-1).tolist(), strict=True):
        factor_in_place(m, scale)
    return lower


def is_small(s: Array) -> bool:
    """Whether matrices are worked on side by side: at least 32 of at most 24 rows."""
    return 0 < s.shape[-1] <= 24 and s.size >= 32 * s.shape[-1] ** 2


def by_entry(s: Array) -> Array:
    """The axes of the entries first."""
    import numpy as np

    return np.moveaxis(s, (-2, -1), (0, 1))


def by_matrix(s: Array) -> Array:
    """The axes of the entries last."""
    import numpy as np

    return np.moveaxis(s, (0, 1), (-2, -1))


def lower_side_by_side(*matrices: Array) -> Array:
    """The factors of matrices whose entries stand on the first two axes, on one more axis after these; above the diagonal is anything."""
    import numpy as np

    a = beside_each_other(matrices)
    symmetric = is_symmetric(a)
    rest = np.empty(a.shape[1:])
    for j in range(len(a)):
        column = a[j:, j]
        if j:
            column -= np.einsum("ik...,k...->i...", a[j:, :j], a[j, :j], out=rest[j:])
        np.sqrt(column[0], out=column[0])  # nan below 0, and then in every later column
        column[1:] /= column[0]
    np.copyto(a[-1, -1], np.nan, where=~symmetric)
    return a


def beside_each_other(matrices: tuple) -> Array:
    """Copies of matrices whose entries stand on the first two axes, on one more axis after these."""
    import numpy as np

    d, _, *batch = matrices[0].shape
    a = np.empty((d, d, len(matrices), *batch))
    length = batch[-1] if batch else 1
    for i, s in enumerate(matrices):
        for k in range(0, length, 64):  # so many that what is turned stays in the nearest cache
            at = (..., slice(k, k + 64)) if batch else ...
            a[:, :, i][at] = s[at]
    return a


def is_symmetric(a: Array) -> Array:
    """Whether matrices whose entries stand on the first two axes are finite and, to 1e-10 of the diagonal, symmetric.

    What is above the diagonal may become its distance from what is below.
    """
    import numpy as np

    gap = np.zeros(a.shape[2:])
    for j in range(len(a) - 1):
        above, below = a[j, j + 1 :], a[j + 1 :, j]
        if not np.array_equal(above, below):  # as a rule they are equal
            np.maximum(gap, np.abs(np.subtract(above, below, out=above), out=above).max(axis=0), out=gap)
    scale = np.abs(np.einsum("ii...->i...", a)).max(axis=0)
    return (gap <= 1e-10 * scale) & (scale < np.inf)


def factor_in_place(m: Array, scale: float) -> None:
    """The factor of one matrix, by LAPACK; ``scale`` is the largest entry of its diagonal."""
    import numpy as np
    from scipy.linalg import lapack

    failed = not largest_gap(m) <= 1e-10 * scale
    if not failed and len(m):
        failed = lapack.dpotrf(m.T, lower=0, clean=1, overwrite_a=1)[1]  # the transpose is in the order of Fortran: nothing is copied
    if failed:
        m[...] = np.nan


def is_refused(m: Array) -> bool:
    """Whether a factor is all nan."""
    return bool(m.size and m[0, 0] != m[0, 0])


def largest_gap(m: Array) -> float:
    """The largest m[i, j] - m[j, i], which stands there with either sign; nan where one is, as where m is not finite."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        return float(np.subtract(m, m.T).max(initial=0.0))


def is_definite(s: Pair | Array) -> Array:
    """Whether s, alone or beside its factor, is symmetric and positive definite."""
    import numpy as np

    s = s if isinstance(s, tuple) else factored(s)[0]
    return np.isfinite(s[1][..., -1, -1]) & (diagonal_of(s) > 0).all(axis=-1)


def beside(low: Array, b: Array) -> tuple:
    """Both with their entries first and as many axes for the batch."""
    import numpy as np

    axes = max(low.ndim, b.ndim)
    return tuple(by_entry(np.expand_dims(m, tuple(range(axes - m.ndim)))) for m in (low, b))


def solved(low: Array, b: Array) -> Array:
    """L^-1 b for columns b; nan where L has them."""
    import numpy as np
    from scipy.linalg import lapack

    batch = np.broadcast_shapes(low.shape[:-2], b.shape[:-2])
    if is_small(low):
        m, right = beside(low, b)
        x = np.empty((*b.shape[-2:], *batch))
        for i in range(len(m)):
            if i:
                np.einsum("k...,kc...->c...", m[i, :i], x[:i], out=x[i])
            np.divide(right[i] - x[i] if i else right[i], m[i, i], out=x[i])
        return by_matrix(x)
    found = np.empty((*batch, *b.shape[-2:]))
    pairs = np.broadcast_to(low, (*batch, *low.shape[-2:])), np.broadcast_to(b, found.shape)
    for at in np.ndindex(batch):
        m = pairs[0][at]
        found[at] = np.nan if is_refused(m) else lapack.dtrtrs(m.T, pairs[1][at], lower=0, trans=1)[0]
    return found


def square_of_quotient(low: Array, own: Array) -> Array:
    """The sum of the squares of the entries of M^-1 L for lower factors M and L: lower too, so that half of it need not be computed."""
    import numpy as np
    from scipy.linalg import blas

    batch = np.broadcast_shapes(low.shape[:-2], own.shape[:-2])
    total = np.zeros(batch)
    if is_small(low) or is_small(own):
        m, right = beside(low, own)
        x = np.empty((*own.shape[-2:], *batch))
        for i in range(len(m)):
            row = x[i, : i + 1]
            if i:
                np.einsum("k...,kc...->c...", m[i, :i], x[:i, :i], out=row[:i])
                np.subtract(right[i, :i], row[:i], out=row[:i])
            row[i] = right[i, i]
            row /= m[i, i]
            x[:i, i] = 0
            total += np.einsum("c...,c...->...", row, row)
        return total
    pairs = np.broadcast_to(low, (*batch, *own.shape[-2:])), np.broadcast_to(own, (*batch, *own.shape[-2:]))
    for at in np.ndindex(batch):
        m, right = pairs[0][at], pairs[1][at]
        total[at] = np.nan if is_refused(m) else sum_of_squares(blas.dtrsm(1.0, m.T, right.T, side=1, lower=0))
    return total


def sum_of_squares(x: Array) -> float:
    """That of all entries of an array in the order of Fortran."""
    import numpy as np

    flat = x.T.reshape(-1)
    return float(np.dot(flat, flat))


def square_of(x: Array) -> Array:
    """The sum of the squares of the entries."""
    import numpy as np

    return np.einsum("...ij,...ij->...", x, x)


def diagonal_of(s: Pair) -> Array:
    """The diagonal of the factor."""
    import numpy as np

    return np.diagonal(s[1], axis1=-2, axis2=-1)


def dimension_of(x: Pair | Array) -> int:
    """How long a vector is, or how many rows a matrix has."""
    import numpy as np

    return np.shape(x[0] if isinstance(x, tuple) else x)[-1]


def log_det(s: Pair) -> Array:
    """log det s."""
    import numpy as np

    return 2 * np.log(diagonal_of(s)).sum(axis=-1)


def identity_like(s: Pair) -> Pair:
    """The identity, with its factor, of the size of s."""
    import numpy as np

    eye = np.eye(s[0].shape[-1])
    return eye, eye


def trace_of(s: Pair, t: Pair) -> Array:
    """tr(t^-1 s)."""
    import numpy as np

    if not isinstance(t, tuple):
        return np.trace(s[0], axis1=-2, axis2=-1)
    return square_of_quotient(t[1], s[1] if isinstance(s, tuple) else np.eye(t[0].shape[-1]))


def norm(x: Array, s: Pair) -> Array:
    """x' s^-1 x."""
    import numpy as np

    x = np.asarray(x)[..., None]
    return square_of(solved(s[1], x) if isinstance(s, tuple) else x)


def spread(s: Pair, t: Pair, over: Array = 1.0, under: Array = 1.0) -> Array:
    """(tr(t^-1 s) - d - log det(t^-1 s))/2 >= 0: by factors where its terms are at most 16 times the value, else from s - t.

    With s over/under in the place of s.
    """
    import numpy as np

    s = s if isinstance(s, tuple) else identity_like(t)
    t = t if isinstance(t, tuple) else identity_like(s)
    d = s[0].shape[-1]
    ratio, excess = np.asarray(over / under), np.asarray((over - under) / under)
    trace = square_of_quotient(t[1], s[1]) * ratio
    logs = 2 * np.log(diagonal_of(t) / diagonal_of(s)) - np.log(ratio)[..., None]
    plain = trace - d + logs.sum(axis=-1)
    near = trace + d + abs(logs).sum(axis=-1) > 16 * plain
    if near.any():
        s_near, t_near, low = (np.broadcast_to(m, (*near.shape, d, d))[near] for m in (s[0], t[0], t[1]))
        plain = np.array(plain)
        plain[near] = near_spread(s_near, t_near, low, np.broadcast_to(excess, near.shape)[near])
    return plain / 2


def near_spread(s: Array, t: Array, low: Array, excess: Array) -> Array:
    """tr E - log det(1 + E) for 1 + E = (1 + excess) M^-1 s M^-T, t = M M'; with the factor K of 1 + E a sum in which nothing cancels:

    over i of r_i + phi(1 + e_i), r_i the sum of K_ij^2 over j < i, e_i = E_ii - r_i = K_ii^2 - 1.
    """
    import numpy as np

    inner = solved(low, np.swapaxes(solved(low, s - t), -2, -1))
    more = excess[:, None, None]
    eye = np.eye(s.shape[-1])
    inner = (inner + np.swapaxes(inner, -2, -1)) / 2 * (1 + more) + more * eye
    squares = np.tril(lower_of(eye + inner), -1) ** 2
    r = squares.sum(axis=-1)
    e = np.diagonal(inner, axis1=-2, axis2=-1) - r
    return (r + phi(e, np.log1p(e))).sum(axis=-1)


def batch_of(axes: tuple, arguments: tuple) -> tuple[tuple, int]:
    """The axes before those of the matrices, and how many matrices make a part: about 400,000 entries of small ones, 65,536 of others."""
    import numpy as np

    shapes = [np.shape(a) for a in arguments]
    batch = np.broadcast_shapes(*(shape[: len(shape) - n] for shape, n in zip(shapes, axes, strict=True)))
    entries = max(int(np.prod(shape[len(shape) - n :])) for shape, n in zip(shapes, axes, strict=True))
    return batch, -(-(400_000 if entries <= 24**2 else 65_536) // max(1, entries))


def is_batch(axes: tuple, *arguments: Array) -> bool:
    """Whether the matrices are so many that they go through part by part; a part is not."""
    import numpy as np

    batch, step = batch_of(axes, arguments)
    return int(np.prod(batch)) > 2 * step


def by_batches(function: Any, axes: tuple, threads: int, *arguments: Array) -> Array:
    """function(*arguments) part by part; ``axes``: how many belong to each argument."""
    import numpy as np

    arrays = [np.asarray(a) for a in arguments]
    cores = [a.shape[a.ndim - n :] for a, n in zip(arrays, axes, strict=True)]
    batch, step = batch_of(axes, arguments)
    out = np.empty(batch)
    whole = [np.broadcast_to(a, (*batch, *core)) if a.ndim > len(core) else None for a, core in zip(arrays, cores, strict=True)]
    flat = [a.reshape(-1, *core) if a.shape == (*batch, *core) else None for a, core in zip(arrays, cores, strict=True)]

    def block(i: int, first: int, last: int) -> Array:
        wide, plain = whole[i], flat[i]
        if wide is None:
            return arrays[i]
        return wide[np.unravel_index(np.arange(first, last), batch)] if plain is None else plain[first:last]

    def part(first: int, last: int) -> None:
        for i in range(first, last, step):
            end = min(i + step, last)
            out.reshape(-1)[i:end] = function(*(block(k, i, end) for k in range(len(arrays))))

    in_threads(part, out.size, threads, step)
    return out


def laid_out(axes: tuple, arguments: tuple) -> list:
    """Each with one axis before its own ones, in the layout that compiled loops take; a vector of one entry has that entry everywhere.

    Raises:
        ValueError: The lengths of vectors and matrices are not one.
    """
    import numpy as np

    d = max(np.shape(a)[-1] for a in arguments)
    cores = [np.shape(a)[np.ndim(a) - n :] for a, n in zip(arguments, axes, strict=True)]
    wide = [np.broadcast_to(a, (*np.shape(a)[:-1], d)) if n == 1 else a for a, n in zip(arguments, axes, strict=True)]
    if any(core != (d, d) for core, n in zip(cores, axes, strict=True) if n == 2):
        raise ValueError(f"vectors and matrices of {cores}")
    return [np.require(a, np.float64, ["C", "W"]).reshape(-1, *(d,) * n) for a, n in zip(wide, axes, strict=True)]


def completed(function: Any, axes: tuple, value: Array, *arguments: Array) -> Array:
    """``value``, with function(*arguments) where it is not finite."""
    import numpy as np

    left = ~np.isfinite(value)
    if left.any():
        arrays = [np.asarray(a) for a in arguments]
        cores = [a.shape[a.ndim - n :] for a, n in zip(arrays, axes, strict=True)]
        value[left] = function(*(np.broadcast_to(a, (*value.shape, *core))[left] for a, core in zip(arrays, cores, strict=True)))
    return value
